"""What every conversation needs: who is speaking, and when they are due next."""

from telegram import Update

from bot.chats import chat_of, is_shared
from bot.context import Context, Services
from bot.model import Message, Person
from bot.sending.schedule import due_fields
from bot.views.html import escape
from scoring.errors import InputError


async def speaker(update: Update, context: Context) -> Person:
    """Return the person who sent this update, or the chat that an admin speaks for.

    The gate let nobody else pass.
    """
    if is_shared(update):
        chat = await chat_of(update, context)
        assert chat is not None, "the gate stands before every handler"
        return chat
    assert update.effective_user is not None
    person = await context.services.people.get(update.effective_user.id)
    assert person is not None, "the gate stands before every handler"
    return person


async def changed(services: Services, person: Person, **fields: object) -> Person:
    """Change a person and, in the same transaction, when they are due next.

    Nobody is due whose profiles all ask for nothing.
    """
    after = Person.model_validate({**dict(person), **fields})
    due: dict[str, object] = {"due": None, "due_day": None}
    if await services.profiles.ask(person.id):
        due = due_fields(after, services.clock())
    return await services.people.change(person.id, **{**fields, **due})


def said(text: str) -> Message:
    """Return a message of one fixed sentence."""
    return Message(html=text)


def told(error: InputError) -> Message:
    """Return what an InputError says to the person, who may stand quoted in it."""
    return Message(html=escape(error.args[0]))
