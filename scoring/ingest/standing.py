"""How each source stands today, put together from its runs and its history. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from scoring.ingest.health import Health, health, may_be_quiet
from scoring.ingest.report import SourceRun

State = Literal["well", "quiet", "changed", "failing", "unasked", "skipped"]
Listed = Mapping[date, int]

TODAY = timedelta(hours=24)
"""What "today" means of a source: the last day and night, wherever a person lives."""

_LASTING = timedelta(days=3)
_LOST_AFTER = 3  # days on which a board could not be read, before it is called lost


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDays:
    """What is known of one board."""

    name: str
    listed: Listed = field(default_factory=dict)
    failed: frozenset[date] = frozenset()  # days on which it could not be read at all
    found: bool = False  # it found itself: it comes, rests and goes, and worries nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRuns:
    """What is known of one source's runs."""

    newest: SourceRun | None = None  # of those in which it was asked
    asked_at: datetime | None = None  # when that was
    skipped: str = ""  # why the last round did not ask it, if it did not
    well_at: datetime | None = None  # the last time that it answered
    failures: int = 0  # in a row, the newest run included
    new: int = 0  # of the last day
    unread: int = 0  # of the last day
    requests: int = 0  # of the last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one source stands."""

    source: str
    state: State
    health: Health
    runs: SourceRuns
    listed: int = 0  # by all of its boards together, those that found themselves too
    boards: int = 0  # that were asked in the last days
    quiet_boards: tuple[tuple[str, Health], ...] = ()
    lost_boards: tuple[str, ...] = ()  # that could not be read for days

    @property
    def answered(self) -> bool:
        """Tell whether it gave what it lists today."""
        return self.state in {"well", "quiet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with a source or a board: one episode, from its first sight to its end."""

    source: str
    board: str  # "" for the source itself
    kind: str
    since: datetime
    last_at: datetime  # when it was last seen
    told_at: datetime | None  # when the owner heard of it


def standing(
    source: str,
    runs: SourceRuns,
    *,
    listed: Listed,
    boards: Sequence[BoardDays],
    day: date,
    now: datetime,
) -> Standing:
    """Return how a source stands on a UTC day."""
    found, own = health(listed, day=day), [each for each in boards if not each.found]
    return Standing(
        source=source,
        state=_state(runs, found, now=now),
        health=found,
        runs=runs,
        listed=sum(_lists(each, day=day) for each in boards),
        boards=len(boards),
        quiet_boards=tuple(_quiet(own, day=day)) if len(boards) > 1 else (),
        lost_boards=tuple(each.name for each in own if _is_lost(each, day=day)),
    )


def _state(runs: SourceRuns, found: Health, *, now: datetime) -> State:
    newest = runs.newest
    if newest is None or runs.asked_at is None or runs.asked_at <= now - TODAY:
        return "skipped" if runs.skipped else "unasked"
    if runs.failures:
        return "changed" if newest.changed else "failing"
    if newest.changed:
        return "changed"
    return "quiet" if found.quiet else "well"


def _lists(board: BoardDays, *, day: date) -> int:
    """Return what a board lists, or did when it was last read within these days."""
    known = [each for each in board.listed if day - _LASTING <= each <= day]
    return board.listed[max(known)] if known else 0


def _quiet(boards: Iterable[BoardDays], *, day: date) -> Iterable[tuple[str, Health]]:
    for board in boards:
        if may_be_quiet(board.listed) and (found := health(board.listed, day=day)).quiet:
            yield board.name, found


def _is_lost(board: BoardDays, *, day: date) -> bool:
    """Tell whether a board that was read before could not be read on each of the last days."""
    last = [day - timedelta(days=ago) for ago in range(_LOST_AFTER)]
    return bool(board.listed) and all(
        each in board.failed and each not in board.listed for each in last
    )
