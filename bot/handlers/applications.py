"""The buttons of an application: its stages, its notes and its dates."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from zoneinfo import ZoneInfo

from telegram import Update

from bot import reply
from bot.answers.tracking import tracked
from bot.answers.when.reading import read_when
from bot.context import Context
from bot.handlers.common import said, speaker, told
from bot.handlers.press import ASKED, Press, card_of, press_on_job
from bot.keyboards import decode, encode
from bot.model import Action, Button, Message, Person
from bot.stores.tracking.stages import STAGES
from bot.stores.tracking.tracks import Appointment, Arranged
from bot.texts import cards as card_texts
from bot.texts import tracking as texts
from bot.views.applications import OPEN, date_line, kept_in
from bot.views.calendar_file import calendar_file
from bot.views.hide import parted
from bot.views.job_pages import (
    calendar_message,
    deadline_of,
    notes_message,
    open_button,
    stages_message,
)
from scoring.errors import InputError

_Answer = tuple[Message | None, str]  # what the message becomes, and the toast over it


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Do what the button says and return the toast; what is gone is said kindly."""
    what, value = parted(button.value) if button.action in _SETTING else ("", button.value)
    person = await speaker(update, context)
    found = button.model_copy(update={"value": value})
    press = await press_on_job(context.services, person, found)
    if press is None:
        return card_texts.GONE()
    if button.action == "deadline":
        return await _deadline(update, context, press)
    assert button.action is not None
    message, toast = await _ANSWERS[button.action](press, what)
    if message:
        await reply.edit(update, context, message)
    return toast


async def answered(update: Update, context: Context, person: Person, *, text: str) -> None:
    """Take the text as the day of the interview that was asked for; send it as a calendar file."""
    services = context.services
    button = decode(person.waiting.removeprefix(ASKED))
    press = await press_on_job(services, person, button) if button else None
    if press is None:
        await services.people.change(person.id, waiting="")
        await reply.send(update, context, said(texts.GONE_DATE()))
        return
    try:
        arranged = read_when(text, now=press.now.astimezone(ZoneInfo(person.zone)))
    except InputError as error:
        leave = open_button(press.delivery, press.n, value=press.button.value)
        await reply.send(update, context, Message(html=told(error).html, rows=((leave,),)))
        return
    await services.people.change(person.id, waiting="")
    await _send_file(update, context, press, arranged)


async def _stage(press: Press, what: str) -> _Answer:
    """Open the stages, reach one, take the last one back, or begin the silence anew."""
    tracking, person, pick = press.services.tracking, press.person, press.pick
    name, _, step = what.partition("-")
    if name == OPEN:
        return await _stages(press), ""
    if name == "undo" and step.isascii() and step.isdecimal():
        undone = await tracking.undo(person.id, pick.cluster.id, step_id=int(step[:18]))
        toast = texts.TOAST_UNDONE() if undone else texts.TOAST_NOT_UNDONE()
    elif name == "waiting":
        await tracking.wait_on(person.id, pick.cluster.id, now=press.now)
        toast = texts.TOAST_WAITING()
    elif stage := next((each for each in STAGES if each == name), None):
        await tracking.reach(person.id, pick, stage, now=press.now)
        toast = texts.TOAST_STAGE[stage]()
    else:
        return None, card_texts.GONE()
    return await card_of(press, value=press.button.value), toast


async def _stages(press: Press) -> Message:
    value = press.button.value
    shown = await tracked(press.services, press.person, press.pick, kept=kept_in(value) is not None)
    return stages_message(press.delivery, press.n, tracked=shown, value=value, now=press.now)


async def _notes(press: Press, _: str) -> _Answer:
    shown = await tracked(press.services, press.person, press.pick, kept=False)
    value = press.button.value
    return notes_message(press.delivery, press.n, tracked=shown, value=value, now=press.now), ""


async def _unnote(press: Press, what: str) -> _Answer:
    if what.isascii() and what.isdecimal():
        await press.services.tracking.drop_note(press.person.id, int(what[:18]))
    return (await _notes(press, ""))[0], texts.TOAST_NOTE_GONE()


async def _calendar(press: Press, _: str) -> _Answer:
    """Ask when the interview is; the next text message answers."""
    shown = await tracked(press.services, press.person, press.pick, kept=False)
    value = press.button.value
    asked = press.button.model_copy(update={"action": "calendar", "delivery": press.delivery.id})
    await press.services.people.change(press.person.id, waiting=f"{ASKED}{encode(asked)}")
    return calendar_message(press.delivery, press.n, tracked=shown, value=value, now=press.now), ""


async def _undate(press: Press, what: str) -> _Answer:
    if what.isascii() and what.isdecimal():
        await press.services.tracking.drop_appointment(press.person.id, int(what[:18]))
    return (await _calendar(press, ""))[0], texts.TOAST_DATE_GONE()


async def _deadline(update: Update, context: Context, press: Press) -> str:
    """Send the last day to apply as a calendar file."""
    zone = ZoneInfo(press.person.zone)
    day = deadline_of(press.pick.cluster.best, now=press.now, zone=zone)
    if day is None:
        return card_texts.GONE()
    await _send_file(update, context, press, Arranged(kind="deadline", day=day))
    return ""


async def _send_file(update: Update, context: Context, press: Press, arranged: Arranged) -> None:
    tracking, person, pick = press.services.tracking, press.person, press.pick
    before = (await tracking.of(person.id, pick.cluster.id)).step
    kept = await tracking.arrange(person.id, pick, arranged, now=press.now)
    after = (await tracking.of(person.id, pick.cluster.id)).step
    # The library that writes it takes its time when it is first imported.
    name, content = await asyncio.to_thread(calendar_file, kept, pick.cluster.best)
    caption = _caption(kept, press, moved_on=before != after)
    await reply.send_file(update, context, name, content, caption=caption)


def _caption(kept: Appointment, press: Press, *, moved_on: bool) -> Message:
    line = date_line(kept, zone=ZoneInfo(press.person.zone))
    what = texts.ENTRY_MOVED() if kept.sequence else texts.ENTRY_SENT()
    button = open_button(press.delivery, press.n, value=press.button.value)
    lines = (line, *([texts.ENTRY_STAGE()] if moved_on else []), what)
    return Message(html="\n".join(lines), rows=((button,),))


_SETTING = frozenset({"stage", "unnote", "undate"})  # whose value begins with what they set
_ANSWERS: Mapping[Action, Callable[[Press, str], Awaitable[_Answer]]] = {
    "stage": _stage,
    "notes": _notes,
    "unnote": _unnote,
    "calendar": _calendar,
    "undate": _undate,
}
