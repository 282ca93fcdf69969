"""/stats: your weeks in one picture with its numbers in words, and what the model cost."""

import asyncio
import logging
from datetime import datetime, timedelta

from telegram import Update
from telegram.error import BadRequest

from bot import reply
from bot.context import Context, Services
from bot.handlers.common import speaker
from bot.model import Button, Message, Person
from bot.pictures.draw import measure, png
from bot.pictures.overview import stats_picture
from bot.pictures.shapes import Theme
from bot.stores.stats import Overview
from bot.views.stats import Cost, stats_message

_MONTH = timedelta(days=30)
_log = logging.getLogger(__name__)


async def command(update: Update, context: Context) -> None:
    """Show the last weeks; where no picture may be sent, their numbers alone."""
    services, person = context.services, await speaker(update, context)
    theme = await services.stats.theme(person.id)
    picture, message = await _drawn(services, person, theme=theme)
    try:
        await reply.send_picture(update, context, picture, message)
    except BadRequest as error:  # a group may forbid pictures: "not enough rights to send photos"
        _log.warning("The picture was refused", extra={"kind": type(error).__name__})
        await reply.send(update, context, Message(html=message.html))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Draw it light or dark, in place and as things stand now, and remember the choice."""
    services, person = context.services, await speaker(update, context)
    theme: Theme = "dark" if button.value == "dark" else "light"
    await services.stats.choose_theme(person.id, theme)
    await reply.edit_picture(update, context, *await _drawn(services, person, theme=theme))
    return ""


async def _drawn(services: Services, person: Person, *, theme: Theme) -> tuple[bytes, Message]:
    """Return the picture and its caption; the owner sees what everybody together cost, too."""
    now, settings = services.clock(), services.settings
    overview = await services.stats.overview(person, now=now)
    own = everybody = None
    if services.judge is not None:
        most = settings.llm_person_daily_usd
        own = await _cost(services, now=now, most=most, person=str(person.id))
        if person.owner:
            everybody = await _cost(services, now=now, most=settings.llm_daily_usd, person=None)
    message = stats_message(overview, own=own, everybody=everybody, theme=theme)
    return await asyncio.to_thread(_picture, overview, theme), message


def _picture(overview: Overview, theme: Theme) -> bytes:
    """Draw in a thread, in the language that is spoken where it was asked for."""
    return png(stats_picture(overview, measure=measure), theme=theme)


async def _cost(services: Services, *, now: datetime, most: float, person: str | None) -> Cost:
    today = await services.ledger.spent_today(now=now, person=person)
    month = await services.ledger.spent(since=now - _MONTH, person=person)
    return Cost(today=today.cost_usd, month=month.cost_usd, most=most)
