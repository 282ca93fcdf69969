"""Every zone and every change of an offset: one message for each date, about a day apart."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.model import Person
from bot.sending.due import next_due
from tests.factories import person

_FIRST, _LAST = datetime(2007, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
_STEP = timedelta(days=10)  # no zone changes twice within it (Morocco's Ramadan is 29 days)
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_TIMES = ("00:00", "01:45", "02:30", "08:00", "23:30", "23:59")
_ZONES = sorted(available_timezones() - {"localtime"})
_TABLES = files("tzdata") / "zoneinfo"
_PARTS = 16  # so that the workers share them


@pytest.mark.parametrize("part", range(_PARTS))
def test_each_date_has_one_message_about_a_day_after_the_last(part: int) -> None:
    odd = []
    for name in _different()[part::_PARTS]:
        for change in _kinds(ZoneInfo(name)):
            for at in _TIMES:
                odd += _oddities(person(zone=name, at=at), around=change)

    assert odd == []


def test_there_are_as_many_zones_and_changes_as_the_check_means_to_cover() -> None:
    assert len(_ZONES) > 590
    assert len(_different()) > 330
    assert len(list(_changes(ZoneInfo("Europe/Berlin")))) == 62
    assert len(list(_changes(ZoneInfo("Africa/Casablanca")))) > 60


@cache
def _different() -> list[str]:
    """Return one name for each table of offsets: four names of ten are second names."""
    tables: dict[bytes, str] = {}
    for name in _ZONES:
        table = _TABLES.joinpath(name)
        tables.setdefault(table.read_bytes() if table.is_file() else name.encode(), name)
    return [*tables.values()]


def _oddities(someone: Person, *, around: datetime) -> list[str]:
    """Walk from two days before a change to two days after, and say what is not as it should be."""
    after, end = around - 2 * _DAY, around + 2 * _DAY
    zone = ZoneInfo(someone.zone)
    found, last_due, last_day = [], None, None
    while after < end:
        due, day = next_due(someone, after)
        if last_day and last_due and not _follows(day - last_day, due - last_due):
            found.append(f"{someone.zone} {someone.at}: {last_day} {last_due}, then {day} {due}")
        if not timedelta(0) <= due - _wall(someone, day, zone) <= timedelta(minutes=5):
            found.append(f"{someone.zone} {someone.at}: {day} at {due}")
        after, last_due, last_day = due, due, day
    return found


def _follows(days: timedelta, gap: timedelta) -> bool:
    """A date follows the next, 21 to 27 hours later; the date line may swallow or repeat one."""
    if days == _DAY:
        return timedelta(hours=21) <= gap <= timedelta(hours=27)
    return days == 2 * _DAY and timedelta(hours=23) <= gap <= timedelta(hours=25)


def _wall(someone: Person, day: date, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(f"{day}T{someone.at}").replace(tzinfo=zone).astimezone(UTC)


def _kinds(zone: ZoneInfo) -> Iterable[datetime]:
    """Return one change of each kind: at this hour, from this offset to that one.

    On another date the same hours around it are the same again.
    """
    kinds: dict[tuple[object, ...], datetime] = {}
    for change in _changes(zone):
        before, after = ((change + far).astimezone(zone) for far in (-_HOUR, _HOUR))
        hour = before.hour, before.minute // 5  # a change is found to the minute
        kinds.setdefault((hour, before.utcoffset(), after.utcoffset()), change)
    return kinds.values()


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants, to the minute, at which the zone's offset changes."""
    low = _FIRST
    while low < _LAST:
        high = low + _STEP
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            yield _bisect(zone, low, high)
        low = high


def _bisect(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
