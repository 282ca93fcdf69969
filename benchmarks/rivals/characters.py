"""TF-IDF of runs of 3 to 5 characters: the usual baseline that needs no list of words."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.labels import LabelSet, Query
from benchmarks.rivals import Ranker, every_document, whole

_SIZES = (3, 4, 5)
_SPACE = ord(" ")
_SLOTS = 1 << 20  # of hashed runs
_MOST = 40_000  # characters of a text
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio: spreads the hashes

Runs = tuple[NDArray[np.int64], NDArray[np.float32]]  # slots, and how often each run stands there


def tfidf(labels: LabelSet) -> Ranker:
    """Rank by the cosine of TF-IDF vectors, the rarities from all documents of the set."""
    documents = every_document(labels)
    counts = np.zeros(_SLOTS, np.float32)
    for each in documents:
        counts[_runs(whole(each))[0]] += 1
    rarity = np.log((1 + len(documents)) / (1 + counts)) + 1

    def rank(query: Query) -> list[float]:
        slots, number = _runs(whole(query.query))
        wanted = np.zeros(_SLOTS, np.float32)
        wanted[slots] = number * rarity[slots]
        return [_cosine(wanted, _runs(whole(each)), rarity=rarity) for each in query.documents]

    return rank


def _cosine(wanted: NDArray[np.float32], runs: Runs, *, rarity: NDArray[np.float32]) -> float:
    """Return the product with a text's vector over the length of that vector."""
    slots, number = runs
    weights = number * rarity[slots]
    length = float(np.sqrt(weights @ weights))
    return float(wanted[slots] @ weights) / length if length else 0.0


@lru_cache(maxsize=1 << 14)
def _runs(text: str) -> Runs:
    line = f" {' '.join(text[:_MOST].casefold().split())} "
    letters = np.frombuffer(line.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashes = [_hashed(letters, size) for size in _SIZES if len(letters) >= size]
    if not hashes:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    slots, number = np.unique(np.concatenate(hashes), return_counts=True)
    return slots, number.astype(np.float32)


def _hashed(letters: NDArray[np.uint64], size: int) -> NDArray[np.int64]:
    """Return the slot of every run within a word and the spaces around it; numbers wrap around."""
    count = len(letters) - size + 1
    found = np.full(count, size, np.uint64)
    whole_word = np.ones(count, np.bool_)
    for at in range(size):
        found = (found ^ letters[at : at + count]) * _FACTOR
        found ^= found >> np.uint64(29)
        if 0 < at < size - 1:
            whole_word &= letters[at : at + count] != _SPACE
    return (found[whole_word] % np.uint64(_SLOTS)).astype(np.int64)
