"""Real boards, day by day: two days on which one is emptied are found, and no others."""

from collections.abc import Mapping
from datetime import date

import pytest

from benchmarks.replay import counts, days, quiet_days

pytestmark = pytest.mark.shared

EMPTIED = (date(2026, 7, 20), date(2026, 7, 28))
LARGE = {"arbeitnow", "himalayas", "jobicy", "remoteok"}


@pytest.fixture(scope="module")
def listed() -> Mapping[str, Mapping[date, int]]:
    """Return how many postings each of the seven boards listed on each of 33 days."""
    return counts(days())


def test_no_real_day_is_quiet_though_boards_swing_grow_and_shrink(
    listed: Mapping[str, Mapping[date, int]],
) -> None:
    assert len(listed) == 7
    assert not any(quiet_days(each) for each in listed.values())


def test_two_days_on_which_a_board_is_emptied_are_found(
    listed: Mapping[str, Mapping[date, int]],
) -> None:
    for each in listed.values():
        assert quiet_days({**each, **dict.fromkeys(EMPTIED, 0)}) == set(EMPTIED)


def test_of_the_large_boards_half_is_missed_too(
    listed: Mapping[str, Mapping[date, int]],
) -> None:
    for source in LARGE:
        halved = {day: listed[source][day] // 2 for day in EMPTIED}

        assert quiet_days({**listed[source], **halved}) == set(EMPTIED)
