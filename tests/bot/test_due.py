"""When a message is due: gaps, repeats, midnight, edits at the due minute, clocks that jump."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Person
from bot.sending.due import due_fields, next_due, nominal_day
from tests.factories import person

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_MOST_SPREAD = timedelta(minutes=5)


def at(text: str, zone: str = "UTC") -> datetime:
    """Return a wall-clock time, "2026-01-02 08:00", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due(after: datetime, **fields: object) -> tuple[datetime, date]:
    """Return the next due of a person who is spread by nothing."""
    return next_due(person(id=_UNSPREAD, **fields), after)


def _spread(person_id: int) -> timedelta:
    someone = person(id=person_id, zone="UTC", at="08:00")
    return next_due(someone, at("2026-01-02 00:00"))[0] - at("2026-01-02 08:00")


_UNSPREAD = next(number for number in range(1, 10_000) if not _spread(number))


@pytest.mark.parametrize(
    ("fields", "after", "instant", "day"),
    [
        ({}, "2026-01-02 06:59", "2026-01-02 07:00", "2026-01-02"),
        ({}, "2026-01-02 07:00", "2026-01-03 07:00", "2026-01-03"),
        ({"zone": "Asia/Kathmandu"}, "2026-01-02 00:00", "2026-01-02 02:15", "2026-01-02"),
        (
            {"zone": "America/Nuuk", "at": "23:30"},
            "2026-01-02 12:00",
            "2026-01-03 01:30",
            "2026-01-02",
        ),
        ({"days": (1,)}, "2026-01-02 12:00", "2026-01-05 07:00", "2026-01-05"),
        ({"days": (5,)}, "2026-01-02 07:00", "2026-01-09 07:00", "2026-01-09"),
        ({"at": "02:30"}, "2026-03-28 12:00", "2026-03-29 01:30", "2026-03-29"),
        ({"at": "02:30"}, "2026-10-24 12:00", "2026-10-25 00:30", "2026-10-25"),
        ({"at": "02:30"}, "2026-10-25 00:30", "2026-10-26 01:30", "2026-10-26"),
        ({"zone": "Pacific/Apia"}, "2011-12-29 18:30", "2011-12-30 18:00", "2011-12-30"),
        ({"zone": "Pacific/Apia"}, "2011-12-30 18:00", "2011-12-31 18:00", "2012-01-01"),
    ],
    ids=[
        "a minute before",
        "at the minute itself: tomorrow",
        "a zone of a quarter hour",
        "an evening whose instant is tomorrow in UTC",
        "only Mondays",
        "only Fridays, after this one",
        "a time that the spring skips",
        "a time that the autumn repeats: the first",
        "and not the second",
        "a day that Samoa skipped is the same instant as the next",
        "which is not sent twice",
    ],
)
def test_the_next_message_is_due(
    fields: dict[str, object], after: str, instant: str, day: str
) -> None:
    assert due(at(after), **fields) == (at(instant), date.fromisoformat(day))


def test_people_of_one_minute_are_spread_over_five_and_always_the_same() -> None:
    spreads = [_spread(number) for number in range(2000)]

    assert min(spreads) == timedelta(0)
    assert max(spreads) == _MOST_SPREAD
    assert len(set(spreads)) == 301
    assert spreads == [_spread(number) for number in range(2000)]


@given(number=st.integers(1, 10**12), minute=st.integers(0, 1439))
def test_the_spread_never_leaves_the_nominal_date(number: int, minute: int) -> None:
    someone = person(id=number, zone="Asia/Tokyo", at=f"{minute // 60:02}:{minute % 60:02}")

    instant, day = next_due(someone, at("2026-01-02 03:00"))

    assert instant.astimezone(ZoneInfo("Asia/Tokyo")).date() == day


def test_without_days_or_while_paused_nothing_is_due() -> None:
    nothing = {"due": None, "due_day": None}

    assert due_fields(person(days=()), at("2026-01-02 12:00")) == nothing
    assert due_fields(person(state="paused"), at("2026-01-02 12:00")) == nothing
    assert due_fields(person(state="blocked"), at("2026-01-02 12:00")) == nothing
    with pytest.raises(ValueError, match="has no days"):
        next_due(person(days=()), at("2026-01-02 12:00"))


def test_an_earlier_time_set_before_the_message_came_sends_it_at_once() -> None:
    waiting = person(at="07:30", due=at("2026-01-02 07:00"), due_day=date(2026, 1, 2))
    now = at("2026-01-02 06:59")

    assert due_fields(waiting, now) == {"due": now, "due_day": date(2026, 1, 2)}


def test_an_earlier_time_set_after_the_message_came_waits_for_tomorrow() -> None:
    done = person(id=_UNSPREAD, at="07:30", due_day=date(2026, 1, 3))

    fields = due_fields(done, at("2026-01-02 12:00"))

    assert fields == {"due": at("2026-01-03 06:30"), "due_day": date(2026, 1, 3)}


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-01-02 08:00", "2026-01-02"),
        ("2026-01-02 09:30", "2026-01-02"),
        ("2026-01-02 23:59", "2026-01-02"),
        ("2026-01-03 00:30", None),
        ("2026-01-03 07:59", None),
        ("2026-01-03 08:06", "2026-01-03"),
        ("2026-01-05 12:00", "2026-01-05"),
        ("2026-01-01 12:00", None),
    ],
    ids=[
        "on time",
        "back at half past nine",
        "late on the same day",
        "back after midnight: gone",
        "back before today's time",
        "back after today's time: today's",
        "three days later: today's",
        "a due of tomorrow is a mistake",
    ],
)
def test_after_a_downtime_there_is_one_digest_at_most(now: str, day: str | None) -> None:
    waiting = person(zone="UTC", due=at("2026-01-02 08:00"), due_day=date(2026, 1, 2))

    assert nominal_day(waiting, at(now)) == (date.fromisoformat(day) if day else None)


def test_a_message_of_a_minute_before_midnight_survives_midnight() -> None:
    waiting = person(zone="UTC", at="23:59", due_day=date(2026, 1, 2))

    assert nominal_day(waiting, at("2026-01-03 00:02")) == date(2026, 1, 2)
    assert nominal_day(waiting, at("2026-01-03 01:02")) is None


class Life:
    """A person and a loop that looks once a minute, as the tick does."""

    def __init__(self, someone: Person, now: datetime) -> None:
        self.now = now
        self.someone = someone.model_copy(update=due_fields(someone, now))
        self.sent: list[tuple[date, datetime]] = []

    def edit(self, **fields: object) -> None:
        edited = self.someone.model_copy(update=fields)
        self.someone = edited.model_copy(update=due_fields(edited, self.now))

    def look(self) -> None:
        if self.someone.due is None or self.someone.due > self.now:
            return
        day = nominal_day(self.someone, self.now)
        if day and day not in {known for known, _ in self.sent}:  # the unique key
            self.sent.append((day, self.now))
        instant, next_day = next_due(self.someone, self.now)
        self.someone = self.someone.model_copy(update={"due": instant, "due_day": next_day})

    def live(self, until: datetime) -> None:
        while self.now < until:
            self.look()
            # Straight to the minute at which something can happen.
            due_at = self.someone.due or until
            minutes = max(1, -(-(due_at - self.now) // _MINUTE))
            self.now += min(minutes * _MINUTE, max(until - self.now, _MINUTE))
        self.look()


TIMES = st.integers(0, 1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/Nuuk",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Pacific/Niue",
        "Asia/Tokyo",
        "America/Los_Angeles",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
    ]
)
STARTS = st.sampled_from(["2026-03-27 00:00", "2026-10-23 00:00", "2026-01-01 00:00"]).map(at)


@given(zone=ZONES, first=TIMES, second=TIMES, start=STARTS, offset=st.integers(-3, 8))
def test_a_time_edited_around_the_due_minute_neither_loses_nor_doubles_a_day(
    zone: str, first: str, second: str, start: datetime, offset: int
) -> None:
    life = Life(person(zone=zone, at=first), start)
    life.live(start + 2 * _DAY)
    assert life.someone.due is not None
    life.live(life.someone.due + offset * _MINUTE)
    life.edit(at=second)
    life.live(start + 6 * _DAY)

    days = [day for day, _ in life.sent]
    assert days == [days[0] + number * _DAY for number in range(len(days))]
    assert len(days) >= 5


@given(before=ZONES, after=ZONES, when=TIMES, start=STARTS, offset=st.integers(-3, 8))
def test_a_zone_edited_around_the_due_minute_neither_loses_nor_doubles_a_day(
    before: str, after: str, when: str, start: datetime, offset: int
) -> None:
    life = Life(person(zone=before, at=when), start)
    life.live(start + 2 * _DAY)
    assert life.someone.due is not None
    life.live(life.someone.due + offset * _MINUTE)
    life.edit(zone=after)
    life.live(start + 7 * _DAY)

    days = [day for day, _ in life.sent]
    assert days == sorted(set(days))
    gaps = [later - earlier for (_, earlier), (_, later) in pairwise(life.sent)]
    assert max(gaps) <= timedelta(hours=24 + 26)  # the farthest two zones are 26 hours apart
    assert len(days) >= 5


@given(
    steps=st.lists(st.integers(-3 * 1440, 3 * 1440), min_size=1, max_size=5),
    zone=ZONES,
    when=TIMES,
)
def test_a_clock_that_jumps_back_and_forth_never_doubles_a_day(
    steps: list[int], zone: str, when: str
) -> None:
    life = Life(person(zone=zone, at=when), at("2026-03-27 00:00"))
    for step in steps:
        life.live(life.now + _DAY)
        life.now += step * _MINUTE
        life.look()

    days = [day for day, _ in life.sent]
    assert len(days) == len(set(days))
