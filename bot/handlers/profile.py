"""/profile: the card, a field by button and answer, and changes in one line."""

from collections.abc import Sequence

from telegram import Update

from bot import reply
from bot.answers import fields
from bot.context import Context
from bot.handlers.common import changed, speaker, told
from bot.model import Button, Message, Person
from bot.texts import profile as texts
from bot.texts.help import OLD_BUTTON
from bot.views import profile as view
from bot.views import start as start_view
from bot.views.fill import fill
from scoring.errors import InputError
from scoring.model import Profile
from scoring.wishes import Change, apply


async def command(update: Update, context: Context) -> None:
    """/profile shows the card; with words behind it, they are the change."""
    assert update.message is not None
    person = await speaker(update, context)
    line = (update.message.text or "")[update.message.entities[0].length :]
    if line.strip():
        await changed_by_line(update, context, person, line.strip())
        return
    profile = await context.services.profiles.get(person.id)
    await reply.send(update, context, start_view.card(person, profile))


async def changed_by_line(update: Update, context: Context, person: Person, line: str) -> None:
    """Change the profile as one line of wishes says."""
    if len(line) > fields.MOST_LINE:
        words = fill(texts.TOO_LONG, count=f"{len(line):,}", most=f"{fields.MOST_LINE:,}")
        await reply.send(update, context, Message(html=words))
        return
    before = await context.services.profiles.get(person.id)
    change = apply(before, line)
    if not change.words and not change.not_understood:  # "?" or a smile
        await reply.send(update, context, view.nothing_said())
        return
    await _keep(context, person, before=before, after=change.profile)
    await reply.send(
        update,
        context,
        start_view.change(
            person,
            before,
            change.profile,
            not_understood=change.not_understood,
            not_there=_not_there(change),
        ),
    )


def _not_there(change: Change) -> Sequence[str]:
    """Return what was to be taken away and was in no list: from now on it is avoided."""
    said = change.words.get("avoid", "").split(", ")
    return [words[1:] for words in said if words.startswith("-")]


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Open the card, or one field of it, where the button was pressed."""
    person = await speaker(update, context)
    profile = await context.services.profiles.get(person.id)
    if button.value not in texts.FIELDS:
        await _wait(context, person, "")
        await reply.edit(update, context, start_view.card(person, profile))
        return ""
    await _wait(context, person, f"profile:{button.value}")
    await reply.edit(update, context, view.field_view(profile, button.value))
    return ""


async def chosen(update: Update, context: Context, button: Button) -> str:
    """Set what a field's button says: the field stays open and shows its new value."""
    field, _, choice = button.value.removeprefix("p.").partition("=")
    person = await speaker(update, context)
    before = await context.services.profiles.get(person.id)
    after = fields.chosen(before, field, choice) if field in texts.FIELDS else None
    if after is None:
        return OLD_BUTTON()
    await _keep(context, person, before=before, after=after)
    await reply.edit(update, context, view.field_view(after, field))
    return texts.SAVED() if after != before else ""


async def answered(
    update: Update, context: Context, person: Person, *, field: str, text: str
) -> None:
    """Take the reply to a field that was opened."""
    before = await context.services.profiles.get(person.id)
    try:
        after = fields.answered(before, field, text)
    except InputError as error:
        await reply.send(update, context, told(error))
        return
    await _keep(context, person, before=before, after=after)
    await _wait(context, person, "")
    await reply.send(update, context, start_view.change(person, before, after))


async def undone(update: Update, context: Context, button: Button) -> str:
    """Take back the change that the button belongs to, once."""
    services, person = context.services, await speaker(update, context)
    before = await services.profiles.get(person.id)
    if before.version != button.value:
        return texts.UNDO_LATE()
    after = await services.profiles.undo(person.id, now=services.clock())
    if after is None:
        return texts.UNDO_LATE()
    await changed(services, person)
    await reply.edit(update, context, view.undone())
    return ""


async def _keep(context: Context, person: Person, *, before: Profile, after: Profile) -> None:
    """Save what changed; an equal profile is not saved, so that the undo stays what it was."""
    if after == before:
        return
    services = context.services
    await services.profiles.save(person.id, after, now=services.clock())
    if after.empty != before.empty:
        await changed(services, person)


async def _wait(context: Context, person: Person, what: str) -> None:
    if person.waiting != what:
        await context.services.people.change(person.id, waiting=what)
