"""When a person's morning message is due. Pure: `now` is an argument.

A person's `due` (UTC) and `due_day` (the nominal local date, which is the digest's key) are stored,
so that a restart, a second tick or a clock that is set back changes nothing.
"""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.model import Person

FARTHEST = timedelta(days=9)  # a message is due within it: the next of one weekday is 8 days away

_SPREAD_S = 300  # people who are due at the same minute are spread over this many seconds
_LATE = timedelta(hours=1)  # a message of 23:59 still goes out when midnight came first
_DAY = timedelta(days=1)


def next_due(person: Person, after: datetime) -> tuple[datetime, date]:
    """Return the first instant after `after` at which a message is due, and its nominal date.

    The wall-clock time on each chosen day, once: a time that daylight saving skips is an hour
    later, one that it repeats is the first. Raises ValueError for a person without days.
    """
    zone = ZoneInfo(person.zone)
    first = after.astimezone(zone).date() - _DAY  # a gap may carry yesterday's past midnight
    for day in (first + _DAY * number for number in range(FARTHEST.days + 1)):
        if day.isoweekday() in person.days and (due := _instant(person, day, zone)) > after:
            return due, day
    raise ValueError(f"Person {person.id} has no days: {person.days!r}")


def due_fields(person: Person, now: datetime) -> dict[str, object]:
    """Return `due` and `due_day` of a person whose time, zone, days or state just changed.

    A digest that was still to come today and whose time the change moved into the past is due at
    once: no change of settings loses a day.
    """
    if person.state != "active" or not person.days:
        return {"due": None, "due_day": None}
    due, day = next_due(person, now)
    promised = person.due_day
    if promised and promised < day and promised.isoweekday() in person.days:
        return {"due": now, "due_day": promised}
    return {"due": due, "due_day": day}


def due_after_pause(person: Person) -> dict[str, object]:
    """Return `due` and `due_day` of a person whose pause ended on its date: from its first minute.

    A bot that was down on that morning finds the time in the past, and sends late.
    """
    assert person.paused_until is not None, "a pause without a date does not end by itself"
    midnight = datetime.combine(person.paused_until, time(), tzinfo=ZoneInfo(person.zone))
    due, day = next_due(person, midnight.astimezone(UTC) - timedelta(seconds=1))
    return {"due": due, "due_day": day}


def nominal_day(person: Person, now: datetime) -> date | None:
    """Return the date whose digest goes out now to a person who is due; None: there is none.

    After a downtime that is today, when today's time has passed; what older days missed is gone.
    """
    zone = ZoneInfo(person.zone)
    today = now.astimezone(zone).date()
    promised = person.due_day or today
    if promised >= today:
        return promised if promised == today else None
    if now - _instant(person, promised, zone) <= _LATE:
        return promised
    passed = today.isoweekday() in person.days and _instant(person, today, zone) <= now
    return today if passed else None


def _instant(person: Person, day: date, zone: ZoneInfo) -> datetime:
    """Return the person's time on this day in UTC, spread, but never into another local day."""
    wall = datetime.combine(day, time.fromisoformat(person.at), tzinfo=zone)
    instant, spread = wall.astimezone(UTC), timedelta(seconds=_spread_s(person.id))
    real = instant.astimezone(zone)  # differs from `wall` in a gap
    return instant + spread if (real + spread).date() == real.date() else instant


@lru_cache(maxsize=4096)
def _spread_s(person_id: int) -> int:
    """Return 0 to 300 seconds: always the same for one person, evenly spread over people."""
    return int.from_bytes(hashlib.sha256(b"%d" % person_id).digest()[:4]) % (_SPREAD_S + 1)
