"""The hours of a day in which nothing is sent of the bot's own accord. Pure.

Answers always come, and so does the morning message at the time that a person chose; notices,
questions and what the owner sends to everybody wait until the quiet hours are over.
"""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.answers.readings import time_of

_PARTS = re.compile(r"\s*(?:[-–—]|\bto\b|\bbis\b|\ba\b|\bà\b|\bдо\b)\s*", re.IGNORECASE)
_OFF = frozenset(
    {"off", "none", "no", "aus", "nein", "nada", "não", "non", "aucune", "нет", "выкл"}
)
_LONGEST = 60
_MOST_DAYS = 3  # hours that end in a gap of daylight saving may begin again at once


def read_quiet(text: str) -> str | None:
    """Return "21:00-07:00" for 21-7 or 21:00 to 7:00, "" for off; None for what is neither."""
    if len(text) > _LONGEST:
        return None
    if text.strip().casefold() in _OFF:
        return ""
    ends = [time_of(part) for part in _PARTS.split(text.strip())]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return f"{ends[0]}-{ends[1]}"


def is_quiet(quiet: str, *, at: str) -> bool:
    """Tell whether a wall-clock time such as "08:00" lies in the quiet hours; "" has none."""
    return bool(quiet) and _within(quiet, time.fromisoformat(at))


def after_quiet(quiet: str, zone: str, moment: datetime) -> datetime:
    """Return the moment itself, or when the quiet hours end in which it lies, in UTC.

    It is the wall clock that counts: an hour that daylight saving repeats is quiet twice, and an
    end that it skips is an hour later.
    """
    there = ZoneInfo(zone)
    for _ in range(_MOST_DAYS):
        if not quiet or not _within(quiet, moment.astimezone(there).time()):
            return moment
        moment = _end(quiet, moment, there)
    return moment


def _within(quiet: str, at: time) -> bool:
    first, end = _ends(quiet)
    return first <= at < end if first < end else at >= first or at < end


def _end(quiet: str, moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant after the moment at which the clock shows the end."""
    _, end = _ends(quiet)
    today = moment.astimezone(zone).date()
    walls = (
        datetime.combine(today + timedelta(days=ahead), end, tzinfo=zone).replace(fold=fold)
        for ahead in (0, 1, 2)
        for fold in (0, 1)
    )
    return min(each for wall in walls if (each := wall.astimezone(UTC)) > moment)


def _ends(quiet: str) -> tuple[time, time]:
    first, _, end = quiet.partition("-")
    return time.fromisoformat(first), time.fromisoformat(end)
