"""Quiet hours: read from what people type, and right in every zone on every day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sending.quiet import after_quiet, is_quiet, read_quiet

_ZONES = sorted(available_timezones() - {"localtime"})
_CLOCKS = st.times().map(lambda at: f"{at.hour:02}:{at.minute:02}")
_FIRST = datetime(2007, 1, 1, tzinfo=UTC)
_MOMENTS = st.integers(0, 31 * 365 * 24 * 60).map(lambda n: _FIRST + timedelta(minutes=n))
_HOURS = st.tuples(_CLOCKS, _CLOCKS).filter(lambda ends: ends[0] != ends[1]).map("-".join)


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("21-7", "21:00-07:00"),
        ("22:00-07:00", "22:00-07:00"),
        ("22:30 – 6.15", "22:30-06:15"),
        ("10 pm to 7 am", "22:00-07:00"),
        ("22 bis 7 Uhr", "22:00-07:00"),
        ("Off", ""),
        ("aus", ""),
        ("22-22", None),
        ("25-7", None),
        ("22", None),
        ("22-7-9", None),
        ("at night", None),
        ("", None),
        ("2" * 5_000, None),
    ],
)
def test_a_stretch_of_hours_is_read_as_people_type_it(typed: str, quiet: str | None) -> None:
    assert read_quiet(typed) == quiet


@given(text=st.text())
def test_whatever_is_typed_gives_hours_that_can_be_used_or_none(text: str) -> None:
    quiet = read_quiet(text)

    assert quiet in {None, ""} or read_quiet(str(quiet)) == quiet


@given(quiet=_HOURS, zone=st.sampled_from(_ZONES), moment=_MOMENTS)
def test_what_waits_goes_out_at_the_first_moment_that_is_not_quiet(
    quiet: str, zone: str, moment: datetime
) -> None:
    after = after_quiet(quiet, zone, moment)

    assert not is_quiet(quiet, at=_clock(after, zone))
    if is_quiet(quiet, at=_clock(moment, zone)):
        assert moment < after < moment + timedelta(hours=50)
        assert all(
            is_quiet(quiet, at=_clock(each, zone)) or _is_skipped(quiet, zone, each)
            for each in _minutes(moment, after)
        )
    else:
        assert after == moment


@given(zone=st.sampled_from(_ZONES), moment=_MOMENTS)
def test_without_quiet_hours_nothing_waits(zone: str, moment: datetime) -> None:
    assert after_quiet("", zone, moment) == moment


@pytest.mark.parametrize(
    ("quiet", "moment", "after"),
    [
        ("22:00-02:30", "2026-03-28T23:00+01:00", "2026-03-29T03:30+02:00"),  # 02:30 is skipped
        ("22:00-02:30", "2026-10-25T01:00+02:00", "2026-10-25T02:30+02:00"),  # and here is twice
        ("22:00-02:30", "2026-10-25T02:10+01:00", "2026-10-25T02:30+01:00"),
        ("22:00-07:00", "2026-10-24T23:00+02:00", "2026-10-25T07:00+01:00"),
        ("12:00-13:00", "2026-06-01T12:59+02:00", "2026-06-01T13:00+02:00"),
    ],
)
def test_on_the_days_on_which_the_clocks_change(quiet: str, moment: str, after: str) -> None:
    found = after_quiet(quiet, "Europe/Berlin", datetime.fromisoformat(moment))

    assert found == datetime.fromisoformat(after)


def _clock(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).time().isoformat("microseconds")


def _minutes(first: datetime, end: datetime) -> list[datetime]:
    step = timedelta(minutes=20)
    return [first + step * n for n in range(-((first - end) // step))]


def _is_skipped(quiet: str, zone: str, moment: datetime) -> bool:
    """Tell whether the clocks jumped over the end within the day before: it comes an hour later."""
    there = ZoneInfo(zone)
    before = (moment - timedelta(days=1)).astimezone(there).utcoffset()
    return before != moment.astimezone(there).utcoffset()
