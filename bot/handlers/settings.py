"""/settings: a card that is edited in place, a button a setting."""

from collections.abc import Callable, Mapping
from datetime import datetime

from telegram import Update

from bot import reply
from bot.access import access_mode
from bot.answers.readings import time_of, zone_of
from bot.context import Context
from bot.handlers.common import changed, said, speaker
from bot.language.current import speak
from bot.language.text import Text
from bot.model import Button, Message, Person
from bot.sending.quiet import read_quiet
from bot.texts import settings as texts
from bot.texts.help import OLD_BUTTON
from bot.texts.start import ZONE_UNREAD
from bot.views import settings as view
from bot.views.fill import fill
from scoring.places import zone_at

_MOVES_DUE = frozenset({"at", "days", "zone"})
_READ: Mapping[str, tuple[Callable[[str], str | None], Text]] = {  # what may be typed, and if not
    "at": (time_of, texts.BAD_TIME),
    "zone": (zone_of, ZONE_UNREAD),
    "quiet": (read_quiet, texts.BAD_QUIET),
}


async def command(update: Update, context: Context) -> None:
    """Answer /settings with the card."""
    person = await speaker(update, context)
    await reply.send(update, context, await _card(context, person))


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Open the card, or one setting, where the button was pressed."""
    person, name = await speaker(update, context), button.value
    known = name in texts.BUTTONS and (name != "access" or person.owner)
    await _wait(context, person, f"set:{name}" if known and name in _READ else "")
    message = (
        view.choices(person, name, access=await _access(context))
        if known
        else await _card(context, person)
    )
    await reply.edit(update, context, message)
    return ""


async def chosen(update: Update, context: Context, button: Button) -> str:
    """Set what the button says, and show it where it was pressed."""
    name, _, choice = button.value.partition("=")
    person = await speaker(update, context)
    if name == "access":
        return await _set_access(update, context, person, choice)
    field = view.chosen(person, name, choice)
    if field is None:
        return texts.ONE_DAY() if name == "days" else OLD_BUTTON()
    after = await _set(context, person, name, field)
    if name == "days":  # several taps belong together: the days stay open
        shown = view.choices(after, name, access="", head=view.next_words(after, now=_now(context)))
    else:
        shown = await _card(context, after, head="\n".join(_changes(person, after, name)))
    await reply.edit(update, context, shown)
    return ""


async def said_in_words(
    update: Update, context: Context, person: Person, *, name: str, text: str
) -> None:
    """Take a typed time or place, or typed hours."""
    read, unread = _READ[name]
    found = read(text)
    if found is None:
        await reply.send(update, context, said(unread()))
        return
    await set_from_words(update, context, person, name=name, found=found)


async def location(update: Update, context: Context, person: Person) -> None:
    """Take the zone of a shared location; the location itself is not kept."""
    assert update.message is not None
    place = update.message.location
    assert place is not None
    zone = zone_at(place.latitude, place.longitude)
    await set_from_words(update, context, person, name="zone", found=zone)


async def set_from_words(
    update: Update, context: Context, person: Person, *, name: str, found: str
) -> None:
    """Set a time or a zone that was not chosen on the card, and say what changed."""
    await _wait(context, person, "")
    after = await _set(context, person, name, found)
    lines = [*_changes(person, after, name), view.next_words(after, now=_now(context))]
    await reply.send(update, context, Message(html="\n".join(lines)))


async def _set(context: Context, person: Person, name: str, field: object) -> Person:
    if name == "language":
        speak(str(field))  # the answer to the tap, too
    if name in _MOVES_DUE:
        return await changed(context.services, person, **{name: field})
    return await context.services.people.change(person.id, **{name: field})


async def _set_access(update: Update, context: Context, person: Person, choice: str) -> str:
    services = context.services
    if not person.owner:
        return texts.OWNER_ONLY()
    if choice not in texts.ACCESS_BUTTONS:
        return OLD_BUTTON()
    await services.people.set_access(choice)
    await reply.edit(update, context, await _card(context, person))
    codes = services.settings.invite_code or await services.invites.usable(_now(context))
    return texts.NO_CODE() if choice == "invite" and not codes else ""


def _changes(before: Person, after: Person, name: str) -> list[str]:
    """Return what changed, and what that does not change."""
    lines = (_difference(before, after, name), view.quiet_words(after, name))
    return [line for line in lines if line]


def _difference(before: Person, after: Person, name: str) -> str:
    old, new = view.value(before, name), view.value(after, name)
    if old == new:
        return ""
    return fill(texts.CHANGED, name=texts.BUTTONS[name](), before=old, after=new)


async def _card(context: Context, person: Person, *, head: str = "") -> Message:
    return view.card(person, now=_now(context), access=await _access(context), head=head)


async def _access(context: Context) -> str:
    return await access_mode(context.services)


async def _wait(context: Context, person: Person, what: str) -> None:
    if person.waiting != what:
        await context.services.people.change(person.id, waiting=what)


def _now(context: Context) -> datetime:
    return context.services.clock()
