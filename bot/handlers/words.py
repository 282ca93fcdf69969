"""A message without a command: the answer to what was asked, or a change of the profile."""

import asyncio

from telegram import Update

from bot import reply
from bot.answers.readings import courtesy_of
from bot.answers.scored import Asked
from bot.context import Context
from bot.handlers import admin, applications, profile, score, settings, start, upload
from bot.handlers.common import said, speaker
from bot.model import Person
from bot.texts.help import COURTESIES
from bot.views import profile as profile_view
from scoring.cv.draft import draft
from scoring.given.kinds import kind_of
from scoring.given.links import only_link
from scoring.places import zone_at
from scoring.wishes import apply

_FIELDS = ("profile:", "set:", "admin:")  # a question whose answer may be a link
_LIKE_A_CV = 400  # characters; a line of wishes is shorter


async def text(update: Update, context: Context) -> None:
    """Take the text as the answer to the last question, if there was one."""
    assert update.message is not None
    person, words = await speaker(update, context), update.message.text or ""
    given = bool(only_link(words) or score.alert_in(update.message))
    if given and not person.waiting.startswith(_FIELDS):
        await score.answer(update, context, person, score.asked_in(update.message))
        return
    step, _, what = person.waiting.partition(":")
    match step, what:
        case "start", _:
            await _started(update, context, person, words, step=what)
        case "profile", field:
            await profile.answered(update, context, person, field=field, text=words)
        case "cal", _:
            await applications.answered(update, context, person, text=words)
        case "admin", _:
            await admin.answered(update, context, person, words)
        case "set", name:
            await settings.said_in_words(update, context, person, name=name, text=words)
        case _:
            await _unasked(update, context, person, words)


async def _started(
    update: Update, context: Context, person: Person, words: str, *, step: str
) -> None:
    match step:
        case "at":
            await start.time_said(update, context, person, words)
        case "zone":
            await start.zone_said(update, context, person, words)
        case _:
            await _first(update, context, person, words)


async def forwarded(update: Update, context: Context) -> None:
    """Score what somebody else wrote; a CV is still a CV."""
    assert update.message is not None
    person, words = await speaker(update, context), update.message.text or ""
    if words and kind_of(words) == "cv":
        await upload.text(update, context, person)
        return
    await score.answer(update, context, person, score.asked_in(update.message))


async def location(update: Update, context: Context) -> None:
    """Take a shared location as a time zone, at any time."""
    assert update.message is not None
    person, place = await speaker(update, context), update.message.location
    if person.waiting == "start:zone" and place is not None:
        zone = zone_at(place.latitude, place.longitude)
        await start.finish(update, context, person, zone=zone)
        return
    await settings.location(update, context, person)


async def _first(update: Update, context: Context, person: Person, words: str) -> None:
    """Take the first words as a CV or as wishes, unless they surely are somebody's posting."""
    if len(words) > _LIKE_A_CV and kind_of(words) == "posting":
        await score.answer(update, context, person, Asked(words=words))
        return
    await upload.text(update, context, person)


async def _long(update: Update, context: Context, person: Person, words: str) -> None:
    """Tell a CV from a posting, and ask where it may be either."""
    assert update.message is not None
    match kind_of(words):
        case "posting":
            await score.answer(update, context, person, score.asked_in(update.message))
        case "cv":
            await upload.text(update, context, person)
        case "unclear":
            await score.which(update, context)


async def _unasked(update: Update, context: Context, person: Person, words: str) -> None:
    """Change the profile where every word is understood; else offer what can be done."""
    assert update.message is not None
    before = await context.services.profiles.get(person.id)
    if before.empty:
        await _first(update, context, person, words)
        return
    if courtesy := courtesy_of(words):
        await reply.send(update, context, said(COURTESIES[courtesy]()))
        return
    if len(words) > _LIKE_A_CV:
        await _long(update, context, person, words)
        return
    change = apply(before, words)
    if not change.not_understood:
        await profile.changed_by_line(update, context, person, words)
        return
    if kind_of(words) == "posting":  # a short one
        await score.answer(update, context, person, score.asked_in(update.message))
        return
    async with reply.typing(update, context):
        read = (await asyncio.to_thread(draft, words)).profile
    if read.titles or read.skills:
        await upload.text(update, context, person)
        return
    message = profile_view.change(before, before, not_understood=change.not_understood)
    await reply.send(update, context, message)
