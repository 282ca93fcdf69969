"""What a person's buttons and past scores say that a posting is worth to them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring.model import Posting, Profile, Value

Answer = Literal["applied", "saved", "hidden", "ignored"]

MOST = 400  # labels of one person; the newest, since tastes change
SILENT_REASONS = frozenset(("seen", "expired", "company"))  # they say nothing of other postings

# In standard deviations within a day, and what it counts beside one score of a model.
_WORTH: Mapping[Answer, tuple[float, float]] = {
    "applied": (1.7, 3.0),
    "saved": (1.3, 2.0),
    "hidden": (-1.7, 3.0),
    "ignored": (-0.3, 0.3),
}


class Label(Value):
    """One posting, and what is known of how this person, or a model for them, took it."""

    posting: Posting
    day: date
    fit: int | None = None  # a model's score, 0-100
    answer: Answer | None = None
    search: str = ""  # the name of the profile that it was chosen for
    profile: Profile | None = None  # that profile, where a person has several


def newest(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return the labels that are learned from, the oldest first; what was pressed stays longest."""
    by_worth = sorted(labels, key=lambda each: (each.answer in (None, "ignored"), -_number(each)))
    return tuple(sorted(by_worth[:MOST], key=lambda each: (each.day, each.posting.id)))


def targets(labels: Sequence[Label]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each label should score, and how much it counts. A label without both is 0, 0."""
    ranks = _ranks(labels)
    values, weights = [], []
    for label, rank in zip(labels, ranks, strict=True):
        said = [] if rank is None else [(rank, 1.0)]
        if label.answer is not None:
            said.append(_WORTH[label.answer])
        total = sum(weight for _, weight in said)
        values.append(sum(value * weight for value, weight in said) / total if total else 0.0)
        weights.append(total)
    return np.array(values), np.array(weights)


def _ranks(labels: Sequence[Label]) -> list[float | None]:
    """Return each model's score as its rank among those of its day, with mean 0 and spread 1."""
    by_day: dict[date, list[int]] = {}
    for label in labels:
        if label.fit is not None:
            by_day.setdefault(label.day, []).append(label.fit)
    spread = {day: _spread(fits) for day, fits in by_day.items()}
    return [
        None
        if label.fit is None
        else _rank(label.fit, by_day[label.day]) / (spread[label.day] or 1.0)
        for label in labels
    ]


def _rank(fit: int, fits: Sequence[int]) -> float:
    """Return how many of the day are below, less how many are above, halved."""
    return (sum(other < fit for other in fits) - sum(other > fit for other in fits)) / 2


def _spread(fits: Sequence[int]) -> float:
    return float(np.std([_rank(fit, fits) for fit in fits]))


def _number(label: Label) -> int:
    return label.day.toordinal()
