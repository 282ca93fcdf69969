"""Reads the time of day in a line: "14:30", "2 pm", "14.30 Uhr", "10:00-11:30 CET". Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from re import Match
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.answers.when.names import ZONES

_TO = r"\s*(?:-|–|—|to\b|until\b|bis\b|até\b|до\b|à\b)\s*"
_UNTIL = (
    rf"(?:{_TO}(?P<to>\d{{1,2}})(?:[:.h](?P<to_min>\d{{2}}))?(?![\d.:/])"
    r"\s?(?P<to_half>[ap]\.?m\b\.?)?(?:\s?uhr\b)?)?"
)
_H, _MIN = r"(?<![\d.:/])(?P<h>\d{1,2})", r"(?P<min>\d{2})"
_AM = r"\s?(?P<half>[ap])\.?m\b\.?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text + _UNTIL, re.IGNORECASE)


SURE = (
    re.compile(  # "2-3 pm"
        rf"{_H}{_TO}(?P<to>\d{{1,2}})(?:[:.](?P<to_min>\d{{2}}))?\s?(?P<to_half>[ap])\.?m\b\.?",
        re.IGNORECASE,
    ),
    _pattern(rf"{_H}:{_MIN}(?!\d)(?::\d{{2}}(?:\.\d+)?)?(?:{_AM})?(?:\s?(?:uhr|h)\b)?"),
    _pattern(rf"{_H}(?:\.{_MIN})?{_AM}"),
    _pattern(rf"{_H}\s?h\s?{_MIN}?(?!\w)"),
    _pattern(rf"{_H}\s?uhr\s{_MIN}(?![\d.:/]|\s?min)"),
    _pattern(rf"{_H}(?:\.{_MIN})?\s?(?:uhr|o'clock|ч)(?!\w)"),
)
LIKELY = (  # where a day is known and no sure time
    _pattern(rf"{_H}\.{_MIN}(?![\d.])"),
    _pattern(rf"(?:(?<!\w)(?:at|um|a las|a la|às|à|в)\s+){_H}(?![\w.:/])"),
)
_ABBREVIATION = re.compile(r"\s?\(?([A-ZМСК]{1,4})\b\)?")
_NAMED = re.compile(r"\s?\(?([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2})\b\)?")
_OFFSET = re.compile(r"\s?\(?(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?![\d:.])\)?")
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day, how many minutes it lasts (0: nobody said), and in whose zone it is."""

    at: time
    minutes: int = 0
    zone: tzinfo | None = None

    def on(self, day: date, *, zone: tzinfo) -> datetime:
        """Return the instant on this day, in UTC; `zone` is meant where no other was said."""
        return datetime.combine(day, self.at, tzinfo=self.zone or zone).astimezone(UTC)


def clock_in(words: str, patterns: Iterable[re.Pattern[str]]) -> tuple[Clock, str] | None:
    """Return the first time of day in the words, and the words without it; None for none."""
    for pattern in patterns:
        for found in pattern.finditer(words):
            at = _time(found["h"], _group(found, "min"), _half(found))
            if at is None:
                continue
            zone, rest = _zone(words[found.end() :])
            clock = Clock(at=at, minutes=_minutes(found, at), zone=zone)
            return clock, f"{words[: found.start()]} {rest}"
    return None


def _group(found: Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""


def _half(found: Match[str]) -> str:
    """Return the half of the day in which a span begins, and as a rule ends."""
    return (
        _group(found, "half") or ("" if "half" in found.groupdict() else _end_half(found))
    ).lower()


def _end_half(found: Match[str]) -> str:
    return _group(found, "to_half")[:1].lower()


def _time(hours: str, minutes: str, half: str) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _minutes(found: Match[str], at: time) -> int:
    """Return how long it lasts where an end is said; 0 where none is."""
    if not found["to"]:
        return 0
    half = _end_half(found) or _half(found)
    end = _time(found["to"], _group(found, "to_min"), half)
    if end is None:
        return 0
    span = (60 * end.hour + end.minute) - (60 * at.hour + at.minute)
    return span % _DAY_MINUTES


def _zone(after: str) -> tuple[tzinfo | None, str]:
    """Return the zone that stands at the beginning of the words, and the words after it."""
    if found := _OFFSET.match(after):
        sign = 1 if found[1] == "+" else -1
        offset = sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if abs(offset) <= timedelta(hours=14):
            return timezone(offset), after[found.end() :]
    if (found := _ABBREVIATION.match(after)) and found[1] in ZONES:
        return ZoneInfo(ZONES[found[1]]), after[found.end() :]
    if found := _NAMED.match(after):
        try:
            return ZoneInfo(found[1]), after[found.end() :]
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None, after  # "Zoom/Teams", or "America/Argentina", which is a folder of zones
    return None, after
