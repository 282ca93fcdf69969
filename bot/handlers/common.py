"""What every conversation needs: who is speaking, and when they are due next."""

from telegram import Update

from bot.context import Context, Services
from bot.model import Message, Person
from bot.schedule import due_fields
from bot.views.fill import fill
from scoring.errors import InputError


async def speaker(update: Update, context: Context) -> Person:
    """Return the person who sent this update; the gate let nobody else pass."""
    assert update.effective_user is not None
    person = await context.services.people.get(update.effective_user.id)
    assert person is not None, "the gate stands before every handler"
    return person


async def rescheduled(services: Services, person: Person) -> Person:
    """Set when the person is due next; nobody is due whose profile asks for nothing."""
    profile = await services.profiles.get(person.id)
    if profile.empty:
        return await services.people.change(person.id, due=None, due_day=None)
    fields = due_fields(person, services.clock())
    return await services.people.change(person.id, **fields)


def said(text: str) -> Message:
    """Return a message of one fixed sentence."""
    return Message(html=text)


def told(error: InputError) -> Message:
    """Return what an InputError says to the person, who may stand quoted in it."""
    return Message(html=fill("{words}", words=error))
