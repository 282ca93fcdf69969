"""Ranking metrics over one query, and their mean with a bootstrap interval."""

import random
from collections.abc import Callable, Sequence
from math import log2, sqrt

import numpy as np

Metric = Callable[[Sequence[float], Sequence[float]], float | None]

_RESAMPLES = 1_000


def ndcg(scores: Sequence[float], grades: Sequence[float], *, at: int) -> float | None:
    """Return the discounted gain of the first `at` against the best order; None without gain.

    Jaervelin and Kekaelaeinen 2002, https://doi.org/10.1145/582415.582418, with the grade as the
    gain; a grade below 0 gains nothing.
    """
    best = _gain(sorted(grades, reverse=True)[:at])
    return _gain(_by_score(scores, grades)[:at]) / best if best else None


def ndcg5(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """Return nDCG of the first five."""
    return ndcg(scores, grades, at=5)


def ndcg10(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """Return nDCG of the first ten."""
    return ndcg(scores, grades, at=10)


def average_precision(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """Return the mean precision at every relevant document."""
    found, total = 0, 0.0
    for place, grade in enumerate(_by_score(scores, grades), start=1):
        if grade > 0:
            found += 1
            total += found / place
    return total / found if found else None


def kendall(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """Return Kendall's tau-b; None where all grades are equal."""
    ours, given = (np.asarray(values, np.float64) for values in (scores, grades))
    first, second = np.triu_indices(len(ours), 1)
    one, other = np.sign(ours[first] - ours[second]), np.sign(given[first] - given[second])
    norm = sqrt(np.abs(one).sum() * np.abs(other).sum())
    if not other.any():
        return None
    return float((one * other).sum() / norm) if norm else 0.0


def spearman(scores: Sequence[float], grades: Sequence[float]) -> float | None:
    """Return Spearman's rho, ties sharing their rank."""
    one, other = _ranks(scores), _ranks(grades)
    middle = (len(one) - 1) / 2
    squares = sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other)
    if not any(b != middle for b in other):
        return None
    dot = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    return dot / sqrt(squares) if squares else 0.0


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and its bootstrap 95% interval; the same values give the same interval."""
    mean = sum(values) / len(values)
    chance = random.Random(7)
    means = sorted(
        sum(chance.choices(values, k=len(values))) / len(values) for _ in range(_RESAMPLES)
    )
    return mean, means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]


def _gain(grades: Sequence[float]) -> float:
    return sum(max(0.0, grade) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def _by_score(scores: Sequence[float], grades: Sequence[float]) -> list[float]:
    """Return the grades, the best score first; equal scores keep the set's order."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    return [grades[at] for at in order]


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in range(start, end + 1):
            ranks[order[at]] = (start + end) / 2
        start = end + 1
    return ranks
