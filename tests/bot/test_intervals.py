"""What costs much is done once in a while by each, and no clock holds anybody up for ever."""

from datetime import timedelta

from bot.answers.intervals import Intervals
from tests.factories import NOW

_MINUTE = timedelta(minutes=1)


def test_each_person_may_do_it_once_in_the_time() -> None:
    intervals = Intervals(_MINUTE, at_once=1)

    waits = [
        intervals.take(person, now=NOW + timedelta(seconds=after))
        for person, after in ((7, 0), (8, 10), (7, 20), (7, 59.9), (7, 60), (7, 61))
    ]

    assert waits == [0, 0, 40, 1, 0, 59]


def test_a_clock_that_was_set_back_holds_nobody_up() -> None:
    intervals = Intervals(_MINUTE, at_once=1)
    intervals.take(7, now=NOW)

    assert intervals.take(7, now=NOW - timedelta(days=1)) == 0
