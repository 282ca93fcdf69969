"""/picks: picks now, from what was ingested."""

from telegram import Update

from bot import reply
from bot.answers.digests import prepare
from bot.context import Context
from bot.handlers.common import said, speaker
from bot.model import Person
from bot.sending.delivery import send_delivery
from bot.texts import picks as texts

_MOST = 20


async def command(update: Update, context: Context) -> None:
    """Send picks: as many as were asked for, with `again` also what was shown before."""
    words = [word.casefold() for word in context.args or ()]
    numbers = [word for word in words if word.isascii() and word.isdecimal()]
    known = len(numbers) <= 1 and all(word in {"again", *numbers} for word in words)
    if not known or not all(1 <= int(number) <= _MOST for number in numbers):
        await reply.send(update, context, said(texts.USAGE()))
        return
    count = int(numbers[0]) if numbers else None
    person = await speaker(update, context)
    await send_picks(update, context, person, count=count, again="again" in words)


async def send_picks(
    update: Update, context: Context, person: Person, *, count: int | None = None, again: bool
) -> None:
    """Choose and send; the same update asked twice is answered once."""
    services = context.services
    async with reply.typing(update, context):
        delivery = await prepare(
            services,
            person,
            key=f"picks:{request_key(update)}",
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
