"""How an application looks on its card: stages, dates and notes, and the buttons for them. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from bot.language.numbers import date_text, day_text, short_date
from bot.language.text import said
from bot.model import Action, Button
from bot.stores.feedback import Mark
from bot.stores.tracking.stages import STAGES, Stage, Step
from bot.stores.tracking.tracks import Applied, Appointment, Note, Track, hirer_key
from bot.texts import tracking as texts
from bot.views.html import escape
from scoring.model import Posting
from scoring.phrases import Phrase

SHOWN_NOTES = 3
OPEN = "open"  # what a button of an application does that opens its stages
_MOST_STEPS = 6
_MOST_DATES = 2
_NOTE_UNITS = 160
_PLACE_UNITS = 120
_LIST_ACTIONS: dict[str, Action] = {"s": "saved", "a": "applications"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What a card shows beside the posting, in the person's zone."""

    track: Track = field(default_factory=Track)
    earlier: tuple[Applied, ...] = ()  # other jobs of the same employer
    closed: bool = False
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Which marked job a card shows, and from which list and page it was opened."""

    cluster_id: str
    origin: str = "o"  # "s" saved, "a" applied, "o" neither
    page: int = 1

    def __str__(self) -> str:
        """Return the value of the card's buttons; `kept_in` reads it."""
        return f"{self.origin}{self.page}.{self.cluster_id}"

    @property
    def back(self) -> tuple[Action, int] | None:
        """Return the action and the page of the list; None where the card came alone."""
        action = _LIST_ACTIONS.get(self.origin)
        return (action, self.page) if action else None


def kept_in(value: str) -> Kept | None:
    """Return the marked job that a card's value names; None for a card that stands in a list."""
    head, dot, cluster_id = value.partition(".")
    origin, page = head[:1], head[1:]
    if not dot or origin not in {"o", *_LIST_ACTIONS} or not (page.isascii() and page.isdecimal()):
        return None
    return Kept(cluster_id=cluster_id, origin=origin, page=int(page[:6]))


def valued(what: str, value: str) -> str:
    """Return what a button sets, and before the value of its card; `hide.parted` reads it."""
    return f"{what}.{value}" if value else what


def earlier_at(
    posting: Posting, applied: Iterable[Applied], *, cluster_id: str
) -> tuple[Applied, ...]:
    """Return the applications to other jobs of who hires here."""
    key = hirer_key(posting.company, employer=posting.employer, agency=posting.agency)
    if not key:
        return ()
    return tuple(each for each in applied if each.key == key and each.cluster_id != cluster_id)


def before_phrase(earlier: Sequence[Applied], *, now: datetime, zone: tzinfo) -> Phrase:
    """Return "You applied here on 3 Mar, rejected", of the newest application."""
    newest = max(earlier, key=lambda each: each.steps[0].at)
    day = day_of(newest.steps[0].at, now=now, zone=zone)
    return texts.BEFORE[newest.steps[-1].stage].phrase(day=day)


def stands_phrase(step: Step, *, now: datetime, zone: tzinfo) -> Phrase:
    """Return "Interview since 3 Mar"."""
    return texts.STANDS[step.stage].phrase(day=day_of(step.at, now=now, zone=zone))


def day_of(moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """Return the person's date, with its year where that is another."""
    day = moment.astimezone(zone).date()
    return short_date(day) if day.year == now.astimezone(zone).year else date_text(day)


def standing(tracked: Tracked, *, now: datetime) -> str:
    """Return "Interview since 3 Mar"; "" where there is no application."""
    step = tracked.track.step
    return said(stands_phrase(step, now=now, zone=tracked.zone)) if step else ""


def application_section(tracked: Tracked, *, now: datetime) -> str:
    """Return how the application went and what is arranged; "" where there is nothing to say."""
    track, zone = tracked.track, tracked.zone
    latest = track.steps[-_MOST_STEPS:]
    steps = [said(stands_phrase(each, now=now, zone=zone)) for each in latest]
    lines = [" → ".join(steps)] if steps else []
    lines += [date_line(each, zone=zone) for each in _dates(track, now=now)[:_MOST_DATES]]
    if days := track.silent_days(now):
        lines.append(texts.SILENT_SINCE(count=days))
    if tracked.closed:
        lines.append(texts.CLOSED_CARD())
    if tracked.earlier:
        lines.append(texts.BEFORE_CARD(before=before_phrase(tracked.earlier, now=now, zone=zone)))
    return "\n".join([f"<b>{texts.APPLICATION()}</b>", *lines]) if lines else ""


def _dates(track: Track, *, now: datetime) -> list[Appointment]:
    """Return what is to come, and the last interview where none is."""
    dates = coming(track, now=now)
    over = [each for each in track.appointments if each.kind == "interview"]
    if over and not any(each.kind == "interview" for each in dates):
        dates.insert(0, over[-1])
    return dates


def coming(track: Track, *, now: datetime) -> list[Appointment]:
    """Return what is arranged and not over, the earliest first; who applied has no deadline."""
    interview = track.appointment("interview", after=now)
    deadline = None if track.step else track.appointment("deadline", after=now)
    found = [each for each in (interview, deadline) if each]
    return sorted(found, key=lambda each: each.at.date() if each.at else each.day or now.date())


def date_line(appointment: Appointment, *, zone: tzinfo) -> str:
    """Return "Interview: Fri 2 Jan, 14:30 · Zoom" as HTML."""
    if appointment.kind == "deadline" and appointment.day:
        return texts.DEADLINE_ON(day=day_text(appointment.day))
    if appointment.at:
        at = appointment.at.astimezone(zone)
        told = texts.INTERVIEW_AT(day=day_text(at.date()), time=at.strftime("%H:%M"))
    else:
        assert appointment.day is not None, "it is an instant or a day"
        told = texts.INTERVIEW_ON(day=day_text(appointment.day))
    place = escape(appointment.text, most=_PLACE_UNITS)
    return f"{told} · {place}" if place else told


def notes_section(tracked: Tracked, *, now: datetime) -> str:
    """Return the newest notes, each with its day."""
    notes = tracked.track.notes
    if not notes:
        return ""
    lines = [note_line(each, now=now, zone=tracked.zone) for each in notes[:SHOWN_NOTES]]
    if len(notes) > SHOWN_NOTES:
        lines.append(texts.MORE_NOTES(count=len(notes) - SHOWN_NOTES))
    return "\n".join([f"<b>{texts.YOUR_NOTES()}</b>", *lines])


def note_line(note: Note, *, now: datetime, zone: tzinfo, most: int = _NOTE_UNITS) -> str:
    """Return "3 Mar: what was noted" as HTML."""
    text = escape(note.text, most=most)
    return texts.NOTE_LINE(day=day_of(note.at, now=now, zone=zone), text=text)


def application_rows(
    button: Callable[[str, Action, str], Button],
    tracked: Tracked,
    *,
    marks: frozenset[Mark],
    now: datetime,
) -> Iterator[tuple[Button, ...]]:
    """Yield the buttons of a job that is saved or applied for: its stages open a page."""
    track = tracked.track
    if track.step:
        opened = button(texts.APPLICATION(), "stage", OPEN)
        silent = track.silent_days(now)
        waiting = (button(texts.WAITING(), "stage", "waiting"),) if silent else ()
        yield (opened, *waiting)
    if track.step or marks & {"saved", "applied"}:
        count = len(track.notes)
        notes = texts.NOTES_COUNT(count=count) if count else texts.NOTES()
        yield (button(notes, "notes", ""), button(texts.CALENDAR(), "calendar", ""))


def stage_rows(
    button: Callable[[str, Action, str], Button], track: Track
) -> Iterator[tuple[Button, ...]]:
    """Yield the stages two by two, and the way back from the last of them."""
    current = track.step.stage if track.step else None
    buttons = [button(_stage_label(each, current=current), "stage", each) for each in STAGES[1:]]
    for at in range(0, len(buttons), 2):
        yield tuple(buttons[at : at + 2])
    if len(track.steps) > 1:
        last = track.steps[-1]
        label = texts.UNDO_STAGE(stage=texts.STAGES[last.stage]())
        yield (button(label, "stage", f"undo-{last.id}"),)


def _stage_label(stage: Stage, *, current: Stage | None) -> str:
    label = texts.STAGES[stage]()
    return texts.CURRENT(stage=label) if stage == current else label
