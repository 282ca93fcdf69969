"""Whether a source gives what its own history makes likely.

A failing source says so itself; one whose pages are suddenly empty does not. What it listed on the
days before tells what to expect: a source that never gave much is not quiet when it gives nothing,
one that rests on Sundays is not quiet on a Sunday, and one that shrinks slowly just shrinks.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

HISTORY = timedelta(days=28)

_LEAST_DAYS = 5  # of history, before anything is said
_UNLIKELY = 0.001
_QUARTER = 4  # a few weak days in the history must not become what is expected
_WEEK = timedelta(days=7)
_DAYS_A_WEEK = 7
_A_DROP = 0.75  # of the days just before: what sinks more slowly than that is a trend
_JUST_BEFORE = 3
_SATURDAY = 5
_STEADY_DAYS = 10
_STEADY = 0.6  # no day of a steady history has less than so much of the day before
_HALF = 0.55
_FEW = 15  # postings: half of fewer may be gone by chance
_STILL = timedelta(days=1)  # what was so yesterday is so until today was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source, or one of its boards, does on a day."""

    day: date | None  # the day that this rests on: the one asked for, or the one before
    listed: int | None  # postings on that day; None when neither was read
    usual: int  # what it lists on a weak day
    days: int  # of history before that day
    streak: int  # quiet days in a row up to that day, 0 when it is not quiet
    since: date | None  # the first of them
    last_day: date | None  # the last one on which it gave anything

    @property
    def quiet(self) -> bool:
        """Tell whether it gives less than its history makes likely."""
        return self.streak > 0

    @property
    def telling(self) -> bool:
        """Tell whether its history is long and large enough that its silence would be noticed."""
        return self.days >= _LEAST_DAYS and _at_most(0, mean=self.usual) < _UNLIKELY


def health(listed: Mapping[date, int], *, day: date) -> Health:
    """Return how a source does on a day, from the postings that it listed on each."""
    known = sorted(each for each in listed if day - HISTORY <= each <= day)
    good: list[int] = []  # a quiet day says nothing of what is usual
    run: list[date] = []
    for each in known:
        if _quiet_on(listed, each, good):
            run.append(each)
        else:
            run.clear()
            good.append(listed[each])
    last = known[-1] if known and day - known[-1] <= _STILL else None
    before = good if run else good[:-1]
    return Health(
        day=last,
        listed=listed[last] if last else None,
        usual=expected(before),
        days=len(before),
        streak=len(run) if last else 0,
        since=run[0] if run and last else None,
        last_day=max((each for each in known if listed[each]), default=None),
    )


def may_be_quiet(listed: Mapping[date, int]) -> bool:
    """Tell whether `health` is worth its while: a number that is near the highest is never quiet.

    Of thousands of boards nearly all list about what they did.
    """
    return bool(listed) and listed[max(listed)] < _A_DROP * max(listed.values())


def _quiet_on(listed: Mapping[date, int], day: date, good: Sequence[int]) -> bool:
    return is_quiet(good, today=listed[day]) and not _in_rhythm(listed, day)


def is_quiet(earlier: Sequence[int], *, today: int) -> bool:
    """Tell whether so few are unlikely: below one in a thousand of a Poisson distribution.

    Its mean is what the weaker days before gave, so that a source that swings is measured by its
    lows; and the number has to fall at once, a quarter below the last days. With fewer than five
    days of history nothing is unlikely.
    """
    if len(earlier) < _LEAST_DAYS or today >= _A_DROP * min(earlier[-_JUST_BEFORE:]):
        return False
    mean = expected(earlier)
    unlikely = today < mean and _at_most(today, mean=mean) < _UNLIKELY
    return unlikely or _halved(earlier, today=today)


def _halved(earlier: Sequence[int], *, today: int) -> bool:
    """Tell whether about half is gone at once from a list that never swung.

    A Poisson distribution is too wide for such a list: most of it is that of yesterday.
    """
    if len(earlier) < _STEADY_DAYS or expected(earlier) < _FEW:
        return False
    steady = all(b >= _STEADY * a for a, b in itertools.pairwise(earlier))
    return steady and today <= _HALF * sorted(earlier[-_JUST_BEFORE:])[_JUST_BEFORE // 2]


def expected(earlier: Sequence[int]) -> int:
    """Return what was given on a weak day before; 0 without any.

    It is the lower quartile, or the least of the last seven days where a source has grown.
    """
    if not earlier:
        return 0
    week = earlier[-_DAYS_A_WEEK:]
    grown = min(week) if len(week) == _DAYS_A_WEEK else 0
    return max(sorted(earlier)[len(earlier) // _QUARTER], grown)


def _in_rhythm(listed: Mapping[date, int], day: date) -> bool:
    """Tell whether this day of the week falls behind its week as it did in the weeks before.

    One low day does not make a rhythm, except at a weekend; on the first weekend that is seen, a
    source may give little, but not nothing.
    """
    weeks = (day - n * _WEEK for n in range(1, HISTORY // _WEEK + 1))
    shares = sorted(_share(listed, each) for each in weeks if each in listed)
    weekend = day.weekday() >= _SATURDAY
    if not shares:
        return weekend and listed[day] > 0
    usual = shares[len(shares) // 2]
    return (len(shares) > 1 or weekend) and _share(listed, day) >= _A_DROP * usual


def _share(listed: Mapping[date, int], day: date) -> float:
    """Return what a day gave, as a part of what the six days before it gave; 1 without any."""
    before = (day - timedelta(days=ago) for ago in range(1, _DAYS_A_WEEK))
    week = [listed[each] for each in before if each in listed]
    usual = median(week) if week else 0
    return listed[day] / usual if usual else 1.0


def _at_most(most: int, *, mean: float) -> float:
    """Return the chance of at most so many; summed in logarithms, so that no mean is too large."""
    if mean <= 0:
        return 1.0
    logs = [n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(most + 1)]
    return math.fsum(math.exp(each) for each in logs)
