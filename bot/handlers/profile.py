"""/profile: the card, a field by button and answer, and changes in one line.

A change is tried on today's picks and waits until it is saved; an empty profile is filled at once.
"""

from collections.abc import Sequence

from telegram import Update

from bot import reply
from bot.answers import drafts, fields
from bot.answers.drafts import Pending
from bot.context import Context
from bot.handlers import shelf
from bot.handlers.common import changed, speaker, told
from bot.model import Button, Message, Person
from bot.texts import profile as texts
from bot.texts.help import OLD_BUTTON
from bot.views import pending as pending_view
from bot.views import profile as view
from bot.views import shelf as shelf_view
from bot.views import start as start_view
from bot.views.fill import fill
from scoring.errors import InputError
from scoring.wishes import Change, apply


async def command(update: Update, context: Context) -> None:
    """/profile shows the card; with words behind it, they are the change."""
    assert update.message is not None
    person = await speaker(update, context)
    line = (update.message.text or "")[update.message.entities[0].length :]
    if line.strip():
        await changed_by_line(update, context, person, line.strip())
        return
    await reply.send(update, context, await shelf.card(context.services, person))


async def changed_by_line(update: Update, context: Context, person: Person, line: str) -> None:
    """Propose the profile as one line of wishes wants it."""
    if len(line) > fields.MOST_LINE:
        words = fill(texts.TOO_LONG, count=len(line), most=fields.MOST_LINE)
        await reply.send(update, context, Message(html=words))
        return
    change = apply(await drafts.working(context.services, person), line)
    if not change.words and not change.not_understood:  # "?" or a smile
        await reply.send(update, context, view.nothing_said())
        return
    async with reply.typing(update, context):
        pending = await drafts.proposed(context.services, person, change.profile)
    message = await _said(
        context,
        person,
        pending,
        not_understood=change.not_understood,
        not_there=_not_there(change),
    )
    await reply.send(update, context, message)


def _not_there(change: Change) -> Sequence[str]:
    """Return what was to be taken away and was in no list: from now on it is avoided."""
    said = change.words.get("avoid", "").split(", ")
    return [words[1:] for words in said if words.startswith("-")]


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Open the card, or one field of it, or decide on what waits, where the button was pressed."""
    person = await speaker(update, context)
    what, _, rest = button.value.partition(".")
    of_one = what in _DECIDED or button.value in texts.FIELDS
    if not await shelf.opened(context.services, person, button, of_one=of_one):
        return texts.PROFILE_GONE()
    if what in _DECIDED:
        return await _DECIDED[what](update, context, person, rest)
    if what in shelf.STEPS:
        return await shelf.STEPS[what](update, context, person, rest)
    if button.value not in texts.FIELDS:
        await _wait(context, person, "")
        await reply.edit(update, context, await shelf.card(context.services, person))
        return ""
    await _wait(context, person, f"profile:{button.value}")
    pending = await drafts.pending(context.services, person)
    await reply.edit(update, context, await _field(context, person, button.value, pending))
    return ""


async def chosen(update: Update, context: Context, button: Button) -> str:
    """Take what a field's button says: the field stays open and shows what it would be."""
    field, _, choice = button.value.removeprefix("p.").partition("=")
    services, person = context.services, await speaker(update, context)
    if not await shelf.opened(services, person, button, of_one=True):
        return texts.PROFILE_GONE()
    before = await drafts.working(services, person)
    after = fields.chosen(before, field, choice) if field in texts.FIELDS else None
    if after is None:
        return OLD_BUTTON()
    if first := await drafts.first_look(services, person, after):
        await reply.edit(update, context, await _field(context, person, field, first))
    pending = await drafts.proposed(services, person, after)
    await _dated(context, person, pending)
    await reply.edit(update, context, await _field(context, person, field, pending))
    return texts.SAVED() if pending.saved and after != before else ""


async def answered(
    update: Update, context: Context, person: Person, *, field: str, text: str
) -> None:
    """Take the reply to a field that was opened, or the name of a profile that was asked for."""
    if field.startswith(shelf.NAMING):
        await shelf.named(update, context, person, what=field, text=text)
        return
    services = context.services
    try:
        after = fields.answered(await drafts.working(services, person), field, text)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    async with reply.typing(update, context):
        pending = await drafts.proposed(services, person, after)
    await _wait(context, person, "")
    await reply.send(update, context, await _said(context, person, pending))


async def undone(update: Update, context: Context, button: Button) -> str:
    """Take back the change that the button belongs to, once."""
    services, person = context.services, await speaker(update, context)
    if not await shelf.opened(services, person, button, of_one=True):
        return texts.PROFILE_GONE()
    before = await services.profiles.get(person.id)
    if before.version != button.value:
        if context.again:
            await reply.edit(update, context, view.undone())
            return ""
        return texts.UNDO_LATE()
    after = await services.profiles.undo(person.id, now=services.clock())
    if after is None:
        return texts.UNDO_LATE()
    await changed(services, person)
    await reply.edit(update, context, view.undone())
    return ""


async def propose(
    update: Update, context: Context, person: Person, *, pending: Pending, head: str
) -> None:
    """Show a change of a whole profile where its button was pressed."""
    await reply.edit(update, context, await _said(context, person, pending, head=head))


async def _said(
    context: Context,
    person: Person,
    pending: Pending,
    *,
    head: str = "",
    not_understood: Sequence[str] = (),
    not_there: Sequence[str] = (),
) -> Message:
    """Return what a change would do; what it did, where it was saved or changes nothing."""
    every = await context.services.profiles.all(person.id)
    await _dated(context, person, pending)
    parts = {"not_understood": not_understood, "not_there": not_there}
    top = "\n".join(part for part in (shelf_view.which(every), head) if part)
    if pending.waits:
        message = pending_view.proposal(pending, head=top, **parts)
    else:
        message = start_view.change(person, pending.before, pending.after, head=top, **parts)
    return shelf_view.of_one(message, every)


async def _field(context: Context, person: Person, field: str, pending: Pending) -> Message:
    every = await context.services.profiles.all(person.id)
    shown = view.field_view(pending.after, field, head=shelf_view.which(every), pending=pending)
    return shelf_view.of_one(shown, every)


async def _save(update: Update, context: Context, person: Person, version: str) -> str:
    """Save what waits; a second press of the button finds it saved."""
    services = context.services
    pending = await drafts.saved(services, person, version=version)
    if pending is None:
        now = await services.profiles.get(person.id)
        if context.again and now.version == version:
            rows = ((view.undo_button(now), view.to_card()),)
            await reply.edit(update, context, Message(html=texts.SAVED(), rows=rows))
        return texts.SAVED() if now.version == version else texts.DRAFT_GONE()
    await _wait(context, person, "")
    await reply.edit(update, context, await _said(context, person, pending, head=texts.SAVED()))
    return ""


async def _leave(update: Update, context: Context, person: Person, version: str) -> str:
    """Drop what waits."""
    left = await drafts.left(context.services, person, version=version)
    if not left and not context.again:
        return texts.DRAFT_GONE()
    await _wait(context, person, "")
    await reply.edit(update, context, Message(html=texts.LEFT(), rows=((view.to_card(),),)))
    return ""


async def _dated(context: Context, person: Person, pending: Pending) -> None:
    """Set when the person is due where that may have changed: nothing is due without a wish."""
    if pending.saved and pending.after.empty != pending.before.empty:
        await changed(context.services, person)


async def _wait(context: Context, person: Person, what: str) -> None:
    if person.waiting != what:
        await context.services.people.change(person.id, waiting=what)


_DECIDED = {"save": _save, "leave": _leave}
