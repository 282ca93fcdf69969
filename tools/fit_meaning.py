"""Fit word vectors: sums of words near given vectors, names of one thing near each other.

Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980) on the cosine to a wanted vector, and on
the choice of the right partner among the batch's (InfoNCE, https://arxiv.org/abs/1807.03748).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.minilm import Floats

Ints = NDArray[np.int64]

_EPOCHS = 6
_BATCH = 512  # texts
_PAIRS = 256  # occupations, two names of each
_RATE = 0.01
_NAMES_WEIGHT = 3.0  # of the pairs beside the wanted vectors
_HEAT = 0.12  # of the choice: the lower, the more the nearest wrong partner counts
_SEED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ragged:
    """Texts as rows of the table, one after the other; text i is rows[starts[i]:starts[i+1]]."""

    rows: Ints
    starts: Ints

    def take(self, which: Ints) -> "Ragged":
        """Return some of the texts."""
        sizes = self.starts[which + 1] - self.starts[which]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(self.starts[which] - starts[:-1], sizes) + np.arange(starts[-1])
        return Ragged(rows=self.rows[at], starts=starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What the table is fitted to: texts with their wanted vectors, and names by their group."""

    texts: Ragged
    wanted: Floats
    names: Ragged
    groups: Ints  # a number for each name, in ascending order


@dataclass(slots=True)
class _Adam:
    """The table that is fitted, and the running moments of each number's slope."""

    table: Floats
    first: Floats
    second: Floats

    def step(self, texts: Ragged, slopes: Floats, *, rate: float) -> None:
        """Move the words of some texts against the slopes of the texts' sums."""
        rows, at = np.unique(texts.rows, return_inverse=True)
        slope = np.zeros((len(rows), self.table.shape[1]), np.float32)
        np.add.at(slope, at, np.repeat(slopes, np.diff(texts.starts), axis=0))
        self.first[rows] = 0.9 * self.first[rows] + 0.1 * slope
        self.second[rows] = 0.99 * self.second[rows] + 0.01 * slope * slope
        self.table[rows] -= rate * self.first[rows] / (np.sqrt(self.second[rows]) + 1e-6)


def ragged(texts: Sequence[Sequence[int]]) -> Ragged:
    """Join texts that are given as rows of the table; each has at least one."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    rows = np.fromiter((row for text in texts for row in text), np.int64, int(sizes.sum()))
    return Ragged(rows=rows, starts=np.concatenate([[0], np.cumsum(sizes)]))


def fit(start: Floats, lesson: Lesson) -> Floats:
    """Return the table fitted to a lesson; the same lesson gives the same table."""
    chance = np.random.default_rng(_SEED)
    adam = _Adam(start.copy(), np.zeros_like(start), np.zeros_like(start))
    for epoch in range(_EPOCHS):
        rate, near = _RATE * (1 - epoch / _EPOCHS), 0.0
        order = chance.permutation(len(lesson.wanted))
        for first in range(0, len(order), _BATCH):
            which = order[first : first + _BATCH]
            near += _towards(adam, lesson.texts.take(which), lesson.wanted[which], rate=rate)
            _together(adam, lesson.names.take(_pairs(lesson.groups, chance)), rate=rate)
        print(f"epoch {epoch + 1}: mean cosine {near / len(order):.4f}", flush=True)
    return adam.table


def _towards(adam: _Adam, texts: Ragged, wanted: Floats, *, rate: float) -> float:
    """Turn the sums of texts to their wanted vectors; return the sum of the cosines before it."""
    sums, lengths = _summed(adam.table, texts)
    cosines = (sums * wanted).sum(axis=1, keepdims=True)
    slopes = np.asarray((cosines * sums - wanted) / lengths / len(wanted) * 100, np.float32)
    adam.step(texts, slopes, rate=rate)
    return float(cosines.sum())


def _together(adam: _Adam, names: Ragged, *, rate: float) -> None:
    """Turn two names of each occupation, one after the other, to each other and from the rest."""
    sums, lengths = _summed(adam.table, names)
    ones, others = sums[0::2], sums[1::2]
    near = ones @ others.T / np.float32(_HEAT)
    wrong = (_shares(near, axis=1) + _shares(near, axis=0)) / 2
    wrong -= np.eye(len(ones), dtype=np.float32)
    slopes = np.empty_like(sums)
    slopes[0::2], slopes[1::2] = wrong @ others, wrong.T @ ones
    slopes -= (slopes * sums).sum(axis=1, keepdims=True) * sums
    slopes *= 100 * _NAMES_WEIGHT / len(ones) / lengths
    adam.step(names, slopes, rate=rate)


def _pairs(groups: Ints, chance: np.random.Generator) -> Ints:
    """Return two names of each of some groups, one after the other."""
    chosen = chance.choice(groups[-1] + 1, _PAIRS, replace=False)
    first = np.searchsorted(groups, chosen)
    size = np.searchsorted(groups, chosen, side="right") - first
    return (first[:, None] + chance.integers(size[:, None], size=(_PAIRS, 2))).ravel()


def _summed(table: Floats, texts: Ragged) -> tuple[Floats, Floats]:
    """Return the sums of the texts with length 1, and the lengths that they had."""
    sums = np.add.reduceat(table[texts.rows], texts.starts[:-1], axis=0)
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.float32(1e-6))
    return np.asarray(sums / lengths, np.float32), np.asarray(lengths, np.float32)


def _shares(near: Floats, *, axis: int) -> Floats:
    powers = np.exp(near - near.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), np.float32)
