"""Whether a source gives what its own history makes likely.

A failing source says so itself; one whose pages are suddenly empty does not. What it listed on the
days before tells what to expect: a source that never gave much is not quiet when it gives nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HISTORY = timedelta(days=28)

_LEAST_DAYS = 5  # of history, before anything is said
_UNLIKELY = 0.001
_QUARTER = 4  # a few quiet days in the history must not become what is expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source, or one of its boards, does on a day."""

    listed: int | None  # postings on that day; None when it was not read
    usual: int  # what it lists on a weak day
    streak: int  # quiet days in a row up to that day, 0 when it is not quiet
    last_day: date | None  # the last one on which it gave anything

    @property
    def quiet(self) -> bool:
        """Tell whether it gives less than its history makes likely."""
        return self.streak > 0


def health(listed: Mapping[date, int], *, day: date) -> Health:
    """Return how a source does on a day, from the postings that it listed on each."""
    known = sorted(each for each in listed if day - HISTORY <= each <= day)
    streak = 0
    while streak < len(known) and _quiet_on(listed, known, -1 - streak):
        streak += 1
    return Health(
        listed=listed.get(day),
        usual=expected([listed[each] for each in known if each < day]),
        streak=streak if day in listed else 0,
        last_day=max((each for each in known if listed[each]), default=None),
    )


def _quiet_on(listed: Mapping[date, int], known: Sequence[date], number: int) -> bool:
    earlier = [listed[each] for each in known[:number]]
    return is_quiet(earlier, today=listed[known[number]])


def is_quiet(earlier: Sequence[int], *, today: int) -> bool:
    """Tell whether so few are unlikely: below one in a thousand of a Poisson distribution.

    Its mean is what the weaker days before gave (the lower quartile), so that a source that swings
    is measured by its lows. With fewer than five days of history nothing is unlikely.
    """
    if len(earlier) < _LEAST_DAYS:
        return False
    mean = expected(earlier)
    return today < mean and _at_most(today, mean=mean) < _UNLIKELY


def expected(earlier: Sequence[int]) -> int:
    """Return the lower quartile of what was given before; 0 without any."""
    return sorted(earlier)[len(earlier) // _QUARTER] if earlier else 0


def _at_most(most: int, *, mean: float) -> float:
    """Return the chance of at most so many; summed in logarithms, so that no mean is too large."""
    logs = [n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(most + 1)]
    return math.fsum(math.exp(each) for each in logs)
