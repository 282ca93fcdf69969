"""/pause and /resume: silence, for some days or until further notice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from bot import reply
from bot.context import Context
from bot.handlers.common import changed, speaker
from bot.language.numbers import day_text
from bot.model import Message
from bot.texts import pause as texts
from bot.views.fill import fill
from bot.views.settings import next_words

_MOST_DAYS = 365


async def pause(update: Update, context: Context) -> None:
    """/pause [days]: stay silent."""
    person, services = await speaker(update, context), context.services
    days = _days(context.args or [])
    if days == 0:
        await reply.send(update, context, Message(html=fill(texts.BAD_DAYS, most=_MOST_DAYS)))
        return
    today = services.clock().astimezone(ZoneInfo(person.zone)).date()
    until = today + timedelta(days=days) if days else None
    await changed(services, person, state="paused", paused_until=until)
    html = fill(texts.PAUSED_UNTIL, day=day_text(until)) if until else texts.PAUSED()
    await reply.send(update, context, Message(html=html))


async def resume(update: Update, context: Context) -> None:
    """/resume: write again."""
    person, services = await speaker(update, context), context.services
    head = texts.RESUMED() if person.state == "paused" else texts.NOT_PAUSED()
    person = await changed(services, person, state="active", paused_until=None)
    words = next_words(person, now=services.clock())
    await reply.send(update, context, Message(html=f"{head} {words}"))


def _days(args: list[str]) -> int | None:
    """Return the number of days, None without one, 0 for what is no such number."""
    if not args:
        return None
    number = args[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        return 0
    return int(number) if int(number) <= _MOST_DAYS else 0
