"""/feed: one's picks under a secret link, where the owner turned the web server on."""

from telegram import Update

from bot import reply
from bot.answers.feed import new_link
from bot.context import Context, Services
from bot.handlers.common import said, speaker
from bot.model import Button, Message, Person
from bot.texts import feed as texts
from bot.views.feed import link_message, offer, stands


async def command(update: Update, context: Context) -> None:
    """Say how the feed stands."""
    services, person = context.services, await speaker(update, context)
    await reply.send(update, context, await _standing(services, person))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Make a link, a new one, or none; return the toast. Each button is for one state of it."""
    services, person = context.services, await speaker(update, context)
    if not services.settings.web_url:
        await reply.edit(update, context, _no_server(person))
        return ""
    step, _, mark = button.value.partition(".")
    feed = await services.feeds.of(person.id)
    current = feed.mark if feed else ""
    if context.again:
        mark = current  # a link that was made and never seen is replaced
    if step == "off" and feed is None and not context.again:
        return texts.NONE()
    if current != mark:
        return texts.CHANGED()
    if step == "off":
        await services.feeds.drop(person.id)
        await reply.edit(update, context, said(texts.OFF()))
        return ""
    return await _make(update, context, person, before=mark)


async def _make(update: Update, context: Context, person: Person, *, before: str) -> str:
    services = context.services
    token = await new_link(services, person, before=before, now=services.clock())
    feed = await services.feeds.of(person.id)
    if token is None or feed is None:
        return texts.CHANGED()
    root = f"{services.settings.web_url}/feed/{token}"
    message = link_message(rss_url=f"{root}.xml", json_url=f"{root}.json", mark=feed.mark)
    await reply.edit(update, context, message)
    return ""


async def _standing(services: Services, person: Person) -> Message:
    if not services.settings.web_url:
        return _no_server(person)
    feed = await services.feeds.of(person.id)
    if feed is None:
        return offer("")
    return stands(person, made_at=feed.made_at, mark=feed.mark)


def _no_server(person: Person) -> Message:
    return said(texts.NO_SERVER_OWNER() if person.owner else texts.NO_SERVER())
