"""A request whose answer failed and which is made again: it is taken as it was the first time."""

from telegram import Message, Update

from bot.answers.repeats import Place
from bot.chats import topic_of
from bot.context import Context
from bot.handlers.picks import request_key
from bot.model import Person


async def as_before(update: Update, context: Context, person: Person) -> Person:
    """Note what somebody does, and return them; who only does it again waits as they did before.

    A button names what it means by itself: it needs no wait.
    """
    services, what = context.services, _what(update)
    first = services.repeats.begin(
        place_of(update), what, key=request_key(update), waiting=person.waiting
    )
    if first is None:
        return person
    context.again = first.key
    if update.callback_query is not None or first.waiting == person.waiting:
        return person
    return await services.people.change(person.id, waiting=first.waiting)


def is_again(update: Update, context: Context) -> bool:
    """Tell whether the same was done just before, and failed."""
    return context.services.repeats.before(place_of(update), _what(update)) is not None


def place_of(update: Update) -> Place:
    """Return where, and by whom, something is done."""
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, topic_of(update) or 0, user.id if user else 0)


def _what(update: Update) -> str:
    """Return what is done: a button of a message, words, or a file; "" for anything else."""
    query, message = update.callback_query, update.effective_message
    if not isinstance(message, Message):
        return ""
    if query is not None:
        return f"{message.message_id}:{query.data}"
    file = message.document.file_unique_id if message.document else ""
    return message.text or file
