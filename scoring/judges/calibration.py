"""From raw points to a score that means the same every day: a fixed, rising line in pieces.

Raw points are how much of each part was found; nobody finds all, and how much a good match finds
was read off replayed days of several trades (benchmarks/spread.py). What changes the line changes
the judge's version.
"""

from collections.abc import Sequence
from itertools import pairwise

from scoring.model import Part

# Raw points and the score that they mean; straight lines between them.
_LINE: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (60.0, 60.0),  # worth a look
    (70.0, 75.0),  # a match in title and tools, as good as most get
    (80.0, 87.0),
    (90.0, 96.0),
    (100.0, 100.0),
)


def calibrated(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts that add up to the score, none below 0 or above its most.

    What the line adds is shared by what each part lacks, what it takes by what each has.
    """
    raw = sum(part.points for part in parts)
    lacking = sum(part.most for part in parts) - raw
    gain = score(raw) - raw
    if gain <= 0 or lacking <= 0:
        times = 1 + gain / raw if raw else 1.0
        return tuple(_with(part, part.points * times) for part in parts)
    return tuple(
        _with(part, part.points + min(1.0, gain / lacking) * (part.most - part.points))
        for part in parts
    )


def score(raw: float) -> float:
    """Return what raw points mean; more points never mean less."""
    for (low, least), (high, most) in pairwise(_LINE):
        if raw <= high:
            return least + (most - least) * (raw - low) / (high - low)
    return _LINE[-1][1]


def _with(part: Part, points: float) -> Part:
    held = min(part.most, max(0.0, points))
    return Part(name=part.name, points=held, most=part.most, evidence=part.evidence)
