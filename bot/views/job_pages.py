"""What opens from a job's card: its stages, its notes, and its dates. Pure."""

from datetime import date, datetime, tzinfo

from bot.language.numbers import day_text
from bot.model import Action, Button, Delivery, Message
from bot.texts import cards as card_texts
from bot.texts import tracking as texts
from bot.views.applications import (
    Tracked,
    application_section,
    coming,
    date_line,
    note_line,
    stage_rows,
    valued,
)
from bot.views.card import card_head, pick_at
from scoring.model import Posting

_BETWEEN = "\n\n"
_MOST_NOTES = 10  # that are listed, each with its button
_NOTE_UNITS = 280  # ten of them fit a message
_A_ROW = 5


def stages_message(
    delivery: Delivery, n: int, *, tracked: Tracked, value: str, now: datetime
) -> Message:
    """Return how an application stands, with a button for each stage that it may come to."""

    def button(label: str, action: Action, what: str) -> Button:
        return _button(delivery, n, action, valued(what, value), label)

    parts = (_head(delivery, n), application_section(tracked, now=now))
    html = _BETWEEN.join(part for part in parts if part)
    rows = (*stage_rows(button, tracked.track), (_back(delivery, n, value),))
    return Message(html=html, rows=rows)


def notes_message(
    delivery: Delivery, n: int, *, tracked: Tracked, value: str, now: datetime
) -> Message:
    """Return the newest notes on a job, each with a button that deletes it."""
    notes = tracked.track.notes[:_MOST_NOTES]
    lines = [
        f"<b>{number}</b>  {note_line(each, now=now, zone=tracked.zone, most=_NOTE_UNITS)}"
        for number, each in enumerate(notes, 1)
    ]
    more = len(tracked.track.notes) - len(notes)
    if more:
        lines.append(texts.MORE_NOTES(count=more))
    delete = [
        _button(delivery, n, "unnote", valued(str(each.id), value), texts.DELETE_NOTE(n=number))
        for number, each in enumerate(notes, 1)
    ]
    rows = [tuple(delete[at : at + _A_ROW]) for at in range(0, len(delete), _A_ROW)]
    listed = "\n".join(lines) or texts.NO_NOTES()
    html = _BETWEEN.join((_head(delivery, n), listed, texts.HOW_TO_NOTE()))
    return Message(html=html, rows=(*rows, (_back(delivery, n, value),)))


def calendar_message(
    delivery: Delivery, n: int, *, tracked: Tracked, value: str, now: datetime
) -> Message:
    """Return what is arranged for a job, and the question when the interview is."""
    pick = pick_at(delivery, n)
    assert pick is not None
    dates = coming(tracked.track, now=now)
    rows = []
    day = deadline_of(pick.cluster.best, now=now, zone=tracked.zone)
    if day:
        label = texts.DEADLINE_BUTTON(day=day_text(day))
        rows.append((_button(delivery, n, "deadline", value, label),))
    rows += [
        (_button(delivery, n, "undate", valued(str(each.id), value), texts.REMOVE_DATE()),)
        for each in dates
        if each.kind == "interview"
    ]
    listed = "\n".join(date_line(each, zone=tracked.zone) for each in dates)
    parts = (_head(delivery, n), listed, texts.WHEN())
    html = _BETWEEN.join(part for part in parts if part)
    return Message(html=html, rows=(*rows, (_back(delivery, n, value),)))


def deadline_of(posting: Posting, *, now: datetime, zone: tzinfo) -> date | None:
    """Return the last day to apply that the posting states; None where it is over, or unstated.

    A deadline without a time of day is that day everywhere.
    """
    if posting.deadline is None or posting.closes_at is None or posting.closes_at <= now:
        return None
    deadline = posting.deadline
    is_day = (deadline.hour, deadline.minute, deadline.second) == (0, 0, 0)
    return deadline.date() if is_day else deadline.astimezone(zone).date()


def open_button(delivery: Delivery, n: int, *, value: str) -> Button:
    """Return the button that opens the job's card."""
    return _button(delivery, n, "card", value, texts.TO_CARD())


def _head(delivery: Delivery, n: int) -> str:
    pick = pick_at(delivery, n)
    assert pick is not None
    return card_head(delivery, n, pick)


def _back(delivery: Delivery, n: int, value: str) -> Button:
    return _button(delivery, n, "card", value, card_texts.BACK())


def _button(delivery: Delivery, n: int, action: Action, value: str, label: str) -> Button:
    return Button(label=label, action=action, delivery=delivery.id, n=n, value=value)
