"""/sources: which sources answered today, which are quiet, and what they ask for."""

import asyncio

from telegram import Update

from bot import reply
from bot.context import Context, Services
from bot.handlers.common import speaker
from bot.model import Button, Message, Person
from bot.views.sources import details_message, sources_message, terms_message
from scoring.edge.samples import SampleFolder
from scoring.ingest.mailbox import NAME
from scoring.ingest.standing import Standing
from scoring.sources import named


async def command(update: Update, context: Context) -> None:
    """Answer /sources with how they stand."""
    person = await speaker(update, context)
    await reply.send(update, context, await _page(context.services, person, ""))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Turn to a page, in place."""
    person = await speaker(update, context)
    await reply.edit(update, context, await _page(context.services, person, button.value))
    return ""


async def _page(services: Services, person: Person, value: str) -> Message:
    """Return the page that a button names; the details are the owner's alone."""
    name, _, number = value.partition(".")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    if name == "terms":
        return terms_message(_sources(services), page=page)
    now, standings = services.clock(), await _standings(services)
    if name == "all" and person.owner:
        folder = SampleFolder(services.settings.database.parent / "samples")
        samples = await asyncio.to_thread(folder.names)
        return details_message(standings, person, samples=samples, page=page, now=now)
    return sources_message(standings, person, now=now)


async def _standings(services: Services) -> tuple[Standing, ...]:
    if services.watch is None:
        return ()
    return await services.watch.standings(_sources(services), now=services.clock())


def _sources(services: Services) -> tuple[str, ...]:
    settings = services.settings
    mailbox = (NAME,) if settings.mailbox_host else ()
    return (*(each.name for each in named(settings.sources)), *mailbox)
