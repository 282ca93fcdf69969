"""Several profiles: open one, make a new one, name it, copy, delete and bring it back."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from telegram import Update

from bot import reply
from bot.answers import drafts
from bot.context import Context, Services
from bot.handlers.common import changed, said
from bot.model import Button, Message, Person
from bot.stores.profiles import MOST, Named
from bot.texts import profile as texts
from bot.views import shelf as view
from bot.views import start as start_view
from bot.views.fill import fill

NAMING = "name."  # how the field begins that the next message answers with a name
_NEW = f"{NAMING}new"


async def card(services: Services, person: Person, *, head: str = "") -> Message:
    """Return the card of the open profile, with what waits to be saved."""
    every = await services.profiles.all(person.id)
    pending = await drafts.pending(services, person)
    return start_view.card(person, pending.before, head=head, shelf=every, pending=pending)


async def opened(services: Services, person: Person, button: Button, *, of_one: bool) -> bool:
    """Open the profile that a button is about; False where that one is gone.

    A button that changes one profile and names none is from before there were several: it is
    about the first.
    """
    every, number = await services.profiles.all(person.id), button.n
    if number is None and of_one and len(every) > 1:
        number = every[0].id
    if number is None or any(each.opened and each.id == number for each in every):
        return True
    return await services.profiles.open_(person.id, number) is not None


async def named(update: Update, context: Context, person: Person, *, what: str, text: str) -> None:
    """Take a name that was asked for, for a new profile or for one that is there."""
    services, name = context.services, " ".join(text.split())
    if not 0 < len(name) <= view.LONGEST or not name.isprintable():
        await reply.send(update, context, said(texts.NAME_UNREAD()))
        return
    every = await services.profiles.all(person.id)
    others = [each for each in every if f"{NAMING}{each.id}" != what]
    if context.again and what == _NEW and (there := _begun(others, name)):
        await services.people.change(person.id, waiting="")
        await reply.send(update, context, view.made(there, others))
        return
    if any(view.name_of(each).casefold() == name.casefold() for each in others):
        await reply.send(update, context, said(texts.NAME_TAKEN()))
        return
    message = await (_made if what == _NEW else _renamed)(services, person, every, what, name)
    await services.people.change(person.id, waiting="")
    await reply.send(update, context, message)


def _begun(every: Sequence[Named], name: str) -> Named | None:
    """Return the new profile of this name, where only the answer to its making was lost."""
    return next((each for each in every if each.opened and each.name == name), None)


async def _made(
    services: Services, person: Person, every: Sequence[Named], _what: str, name: str
) -> Message:
    new = await services.profiles.add(person.id, name, now=services.clock())
    return view.made(new, every) if new else said(texts.MOST_PROFILES())


async def _renamed(
    services: Services, person: Person, _every: Sequence[Named], what: str, name: str
) -> Message:
    done = await services.profiles.rename(person.id, _number(what.removeprefix(NAMING)), name)
    return view.renamed(name) if done else said(texts.PROFILE_GONE())


async def _open(update: Update, context: Context, person: Person, number: str) -> str:
    services = context.services
    if await services.profiles.open_(person.id, _number(number)) is None:
        return texts.PROFILE_GONE()
    await services.people.change(person.id, waiting="")
    await reply.edit(update, context, await card(services, person))
    return ""


async def _new(update: Update, context: Context, person: Person, _: str) -> str:
    services = context.services
    if len(await services.profiles.all(person.id)) >= MOST:
        return texts.MOST_PROFILES()
    await services.people.change(person.id, waiting=f"profile:{_NEW}")
    await reply.edit(update, context, view.ask_name())
    return ""


async def _rename(update: Update, context: Context, person: Person, number: str) -> str:
    services = context.services
    found = await _found(services, person, number)
    if found is None:
        return texts.PROFILE_GONE()
    await services.people.change(person.id, waiting=f"profile:{NAMING}{found.id}")
    await reply.edit(update, context, view.ask_name(found))
    return ""


async def _delete(update: Update, context: Context, person: Person, number: str) -> str:
    """Delete a profile at once: the message that says so brings it back."""
    services = context.services
    gone = await services.profiles.remove(person.id, _number(number), now=services.clock())
    if gone is None:
        there = await _found(services, person, number)
        return texts.ONLY_ONE() if there else texts.PROFILE_GONE()
    await changed(services, person, waiting="")
    await reply.edit(update, context, view.deleted(gone))
    return ""


async def _back(update: Update, context: Context, person: Person, number: str) -> str:
    services = context.services
    found = await services.profiles.bring_back(person.id, _number(number))
    if found is None:
        return texts.PROFILE_GONE()
    await changed(services, person)
    head = fill(texts.BROUGHT_BACK, name=view.name_of(found))
    await reply.edit(update, context, await card(services, person, head=head))
    return ""


async def _copy(update: Update, context: Context, person: Person, numbers: str) -> str:
    """Fill a new profile with what another one says, where it is still empty."""
    services = context.services
    from_, _, to = numbers.partition(".")
    source, target = await _found(services, person, from_), await _found(services, person, to)
    done = context.again and target is not None and not target.profile.empty
    if source is None or target is None or not (target.profile.empty or done):
        return texts.COPY_LATE()
    await services.profiles.open_(person.id, target.id)
    if not done:
        await services.profiles.save(person.id, source.profile, now=services.clock())
    await changed(services, person, waiting="")
    head = fill(texts.COPIED, name=view.name_of(target))
    await reply.edit(update, context, await card(services, person, head=head))
    return ""


async def _found(services: Services, person: Person, number: str) -> Named | None:
    every = await services.profiles.all(person.id)
    return next((each for each in every if each.id == _number(number)), None)


def _number(text: str) -> int:
    """Return the number in callback data; 0, which nothing has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


STEPS: Mapping[str, Callable[[Update, Context, Person, str], Awaitable[str]]] = {
    "open": _open,
    "new": _new,
    "rename": _rename,
    "delete": _delete,
    "back": _back,
    "copy": _copy,
}
