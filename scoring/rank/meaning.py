"""What a text means, as a short vector: texts without a common word can be compared.

Static word vectors, read from data/meaning.npz, which `tools.distil_meaning` writes. A text is the
sum of its words; their order, and what a word means only beside another, are lost. So it is good
for titles and for whole texts of one kind, and blind to "not".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, chain
from math import log2

import numpy as np
from numpy.typing import NDArray

from scoring.rank import wordpieces

DIMENSIONS = 128

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]  # 2-d, one row for each text

_MOST_TEXT = 40_000  # characters that are read
_CHUNK = 256  # texts that are summed at a time
_STEP = 160  # a packed 160 is 1.0; numbers past 127 / 160 are cut, and there is hardly any


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The table: where each word stands, and its vector in 8 bits with its scale."""

    rows: Mapping[str, int]
    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]


def vector(text: str) -> Vector:
    """Return the meaning of a text: DIMENSIONS numbers of length 1, zeros if no word is known."""
    return np.asarray(vectors([text])[0], np.float32)


def vectors(texts: Sequence[str]) -> Vectors:
    """Return one row for each text, as `vector` gives it; faster than one by one."""
    found = np.zeros((len(texts), DIMENSIONS), np.float32)
    for first in range(0, len(texts), _CHUNK):
        found[first : first + _CHUNK] = _sums(texts[first : first + _CHUNK])
    return _unit(found)


def likeness(one: str, other: str) -> float:
    """Return how near two texts are, from 0 (nothing in common, or unknown) to 1 (the same words).

    The cosine, and 0 below 0. Two trades with nothing in common are at about 0 to 0.2, names of
    one job at 0.5 to 1; a whole posting and a whole CV of its trade at about 0.5 to 0.8.
    """
    return min(1.0, max(0.0, float(vector(one) @ vector(other))))


def packed(text: str) -> bytes:
    """Return the vector of a text in DIMENSIONS bytes, to be kept beside it."""
    return packed_each([text])[0]


def packed_each(texts: Sequence[str]) -> list[bytes]:
    """Return what `packed` gives for each text; faster than one by one."""
    rows = np.clip(np.rint(vectors(texts) * _STEP), -127, 127).astype(np.int8)
    return [row.tobytes() for row in rows]


def unpacked(many: bytes) -> Vectors:
    """Return packed vectors, joined, as rows of length 1; their products are cosines.

    Raises ValueError when the bytes are no whole number of vectors.
    """
    return _unit(np.frombuffer(many, np.int8).reshape(-1, DIMENSIONS).astype(np.float32))


def _sums(texts: Sequence[str]) -> Vectors:
    """Return the sum of each text's words."""
    counted = [_counted(text) for text in texts]
    sums = np.zeros((len(texts), DIMENSIONS), np.float32)
    sizes = np.fromiter(map(len, counted), np.int64, len(counted))
    filled = sizes > 0
    if not filled.any():
        return sums
    rows = np.fromiter(chain.from_iterable(counted), np.int64, int(sizes.sum()))
    said = chain.from_iterable(each.values() for each in counted)
    table = _table()
    weights = table.scales[rows] * np.fromiter(said, np.float32, len(rows))
    starts = np.fromiter(accumulate(sizes[:-1], initial=0), np.int64, len(sizes))
    sums[filled] = np.add.reduceat(table.numbers[rows] * weights[:, None], starts[filled], axis=0)
    return sums


def _unit(rows: Vectors) -> Vectors:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)


def _counted(text: str) -> dict[int, float]:
    """Return the rows of a text's words with their weights; said ten times is not ten times it."""
    weights: dict[int, float] = {}
    for word, count in Counter(wordpieces.words_of(text[:_MOST_TEXT])).items():
        weight = 1.0 if count == 1 else log2(1 + count)
        for row in _pieces(word):
            weights[row] = weights.get(row, 0.0) + weight
    return weights


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[int, ...]:
    return wordpieces.pieces(word, _table().rows)


@cache
def _table() -> _Words:
    with np.load(str(files("scoring").joinpath("data/meaning.npz"))) as table:
        words = table["words"].tobytes().decode().split("\n")
        return _Words(
            rows={word: row for row, word in enumerate(words)},
            numbers=table["numbers"],
            scales=table["scales"].astype(np.float32),
        )
