"""/admin: the owner's card. To everybody else the command does not exist."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot import reply
from bot.answers import admin, broadcast
from bot.context import Context, Services
from bot.handlers import help as help_
from bot.handlers.common import said, speaker
from bot.model import Button, Message, Person
from bot.stores.broadcasts import message_of
from bot.texts import admin as texts
from bot.texts import broadcast as broadcast_texts
from bot.texts.help import OLD_BUTTON
from bot.views.admin import broadcast as broadcast_view

WAITS_FOR_NEWS = "admin:news"


async def command(update: Update, context: Context) -> None:
    """/admin shows the card; /admin broadcast <text> begins a message to everybody."""
    person = await speaker(update, context)
    if not person.owner:
        await help_.unknown(update, context)
        return
    text = _news_in(update)
    if text is None:
        await reply.send(update, context, await _card(context, person))
    elif text:
        await answered(update, context, person, text)
    else:
        await context.services.people.change(person.id, waiting=WAITS_FOR_NEWS)
        await reply.send(update, context, broadcast_view.ask())


async def answered(update: Update, context: Context, person: Person, text: str) -> None:
    """Take the text of a message to everybody, and show it as it will look."""
    if not person.owner:
        return
    messages = await broadcast.drafted(context.services, person, text)
    waits = WAITS_FOR_NEWS if len(messages) == 1 else ""  # a text that cannot be: send another one
    await context.services.people.change(person.id, waiting=waits)
    for message in messages:
        await reply.send(update, context, message)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Turn to a page in place, or do what the button says."""
    person = await speaker(update, context)
    if not person.owner:
        return OLD_BUTTON()
    if person.waiting == WAITS_FOR_NEWS:
        await context.services.people.change(person.id, waiting="")
    message = await _page(update, context, person, button)
    if message is None:
        return texts.BUTTON_GONE()
    await reply.edit(update, context, message)
    return ""


async def news(update: Update, context: Context, button: Button) -> str:
    """Show somebody a message from the owner that may not have arrived."""
    found = await context.services.broadcasts.get(button.n or 0)
    if found is None or found.state in {"draft", "dropped"}:
        return broadcast_texts.GONE()
    await reply.edit(update, context, message_of(found.text))
    return ""


async def _page(update: Update, context: Context, person: Person, button: Button) -> Message | None:
    name, *rest = button.value.split(".")
    match name:
        case "news":
            return await _news(update, context, person, button)
        case "invite":
            bot = context.bot.username
            return await admin.new_invite(context.services, person, rest, bot=bot)
        case _:
            return await admin.page(context.services, person, button.value)


async def _news(update: Update, context: Context, person: Person, button: Button) -> Message | None:
    """Ask for the text, or do one of the things that can be done with one that is there."""
    if button.n is None:
        await context.services.people.change(person.id, waiting=WAITS_FOR_NEWS)
        return broadcast_view.ask()
    if button.value == "news.send":
        message = update.callback_query.message if update.callback_query else None
        card_id = message.message_id if message else 0
        return await broadcast.sent(context.services, button.n, card_id=card_id)
    do = _NEWS.get(button.value)
    return await do(context.services, button.n) if do else None


async def _card(context: Context, person: Person) -> Message:
    return await admin.page(context.services, person, "home") or said(texts.BUTTON_GONE())


def _news_in(update: Update) -> str | None:
    """Return what follows "/admin broadcast", with its lines; None for another command."""
    assert update.message is not None
    _, _, rest = (update.message.text or "").partition(" ")
    word, *text = rest.split(maxsplit=1)[:2] or [""]
    return (text[0] if text else "") if word.lower() == "broadcast" else None


_NEWS: Mapping[str, Callable[[Services, int], Awaitable[Message | None]]] = {
    "news.stop": broadcast.stopped,
    "news.drop": broadcast.dropped,
    "news.look": broadcast.looked,
}
