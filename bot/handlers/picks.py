"""/picks: picks now, from what was ingested, or those of an earlier day again."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from telegram import Update

from bot import reply
from bot.answers.digests import prepare
from bot.answers.past import day_meant
from bot.context import Context, Services
from bot.handlers.common import said, speaker
from bot.handlers.lists import marks_of
from bot.handlers.past import day_page, page
from bot.model import AGAIN_KEY, Button, Delivery, Person
from bot.sending.delivery import send_delivery
from bot.texts import past as past_texts
from bot.texts import picks as texts

_MOST = 20
# "again" as people say it in the languages of the chat
_AGAIN = frozenset(
    [
        "again",
        "nochmal",
        "wieder",
        "erneut",
        "otra",
        "nuevo",
        "novo",
        "novamente",
        "encore",
        "nouveau",
        "снова",
        "ещё",
        "еще",
    ]
)
_BESIDE_IT = frozenset({"de", "vez"})  # "de nuevo", "otra vez"


async def command(update: Update, context: Context) -> None:
    """Send as many picks as were asked for, `again` with known ones; or show a day of them."""
    words = [word.casefold() for word in context.args or ()]
    person = await speaker(update, context)
    day = day_meant(" ".join(words), today=_today(context.services, person)) if words else None
    if day:
        await _send_day(update, context, person, day)
        return
    numbers = [word for word in words if word.isascii() and word.isdecimal()]
    if not _is_count(words, numbers):
        await reply.send(update, context, said(texts.USAGE()))
        return
    count = int(numbers[0]) if numbers else None
    again = not _AGAIN.isdisjoint(words)
    await send_picks(update, context, person, count=count, again=again)


async def turned(update: Update, context: Context, button: Button) -> str:
    """Show an earlier list in place; what is gone is said kindly."""
    services, person = context.services, await speaker(update, context)
    if button.delivery is None:
        return past_texts.GONE()
    delivery = await services.deliveries.get(person.id, button.delivery)
    if delivery is None:
        return past_texts.GONE()
    shown: Delivery | None = delivery
    if button.value == "older":
        shown = await services.past.older(delivery)
    if shown is None:
        return past_texts.OLDEST()
    marks = await marks_of(services, person)
    await reply.edit(update, context, await page(services, person, shown, n=button.n, marks=marks))
    return ""


async def send_picks(
    update: Update, context: Context, person: Person, *, count: int | None = None, again: bool
) -> None:
    """Choose and send; the same update asked twice is answered once."""
    services = context.services
    async with reply.typing(update, context):
        delivery = await prepare(
            services,
            person,
            key=f"{AGAIN_KEY if again else 'picks:'}{context.again or request_key(update)}",
            now=services.clock(),
            again=again,
            count=count,
        )
    await send_delivery(context.bot, services, delivery.id)


def request_key(update: Update) -> str:
    """Return what names this one request; message numbers alone begin anew with a new chat."""
    if update.callback_query:
        return f"q{update.callback_query.id}"
    assert update.effective_message is not None
    message = update.effective_message
    return f"{message.date.timestamp():.0f}:{message.message_id}"


async def _send_day(update: Update, context: Context, person: Person, day: date) -> None:
    services = context.services
    marks = await marks_of(services, person)
    today = _today(services, person)
    message = await day_page(services, person, day, today=today, marks=marks)
    await reply.send(update, context, message)


def _is_count(words: Sequence[str], numbers: Sequence[str]) -> bool:
    beside = () if _AGAIN.isdisjoint(words) else _BESIDE_IT
    known = len(numbers) <= 1 and _AGAIN.union(numbers, beside).issuperset(words)
    return known and all(1 <= int(number) <= _MOST for number in numbers)


def _today(services: Services, person: Person) -> date:
    """Return the date that it is for the person."""
    return services.clock().astimezone(ZoneInfo(person.zone)).date()
