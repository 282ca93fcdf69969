"""What two texts have in common: their runs of five words, as sorted hashes. Pure.

The hashes are the same in every process and on every day, so that a few of them can be stored and
looked for: texts that share nine tenths of their runs nearly always share one of these prints
(Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900).
"""

import unicodedata
import zlib

import numpy as np
from numpy.typing import NDArray

from scoring.places import gazetteer

Grams = NDArray[np.uint64]  # sorted, each once

NO_GRAMS: Grams = np.empty(0, np.uint64)
_GRAM = 5
_MOST_WORDS = 600
_MOST_CHARACTERS = 6_000  # nearly always hold as many words; what follows is not cut into words
_FEW_OTHERS = 20  # characters beyond Latin-1, such as bullets
_MOST_KNOWN_WORDS = 1 << 16  # some 8 MB in each process
_FACTORS = np.array(
    [0x85EBCA6B, 0x27D4EB2F165667C5, 0x165667B19E3779F9, 0xC2B2AE3D27D4EB4F, 0x9E3779B97F4A7C15],
    np.uint64,
)  # of the last word of a run first
_MIX, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)
_ORDERS = np.array(
    [[1], [0xD6E8FEB86659FD93], [0xA0761D6478BD642F], [0xE7037ED1A0B428DB]], np.uint64
)


def grams(text: str) -> Grams:
    """Return the hashes of the 5-word runs at the beginning of a text."""
    words = _first_words(text)
    if len(words) < _GRAM:
        return NO_GRAMS
    hashes = np.array(list(map(_HASHES.__getitem__, words)), np.uint64)
    mixed = np.convolve(hashes, _FACTORS, "valid")  # exact: whole numbers, modulo 2^64
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    mixed.sort()
    others = mixed[1:] != mixed[:-1]
    return mixed if others.all() else mixed[np.append(others, True)]


def prints(found: Grams) -> tuple[int, ...]:
    """Return the smallest hash in each of four orders, as signed 64-bit numbers."""
    if not found.size:
        return ()
    smallest: list[int] = (found * _ORDERS).min(axis=1).view(np.int64).tolist()
    return tuple(smallest)


def shared(one: Grams, other: Grams) -> int:
    """Return how many runs are in both."""
    small, large = (one, other) if one.size <= other.size else (other, one)
    if not small.size:
        return 0
    places = large.searchsorted(small)
    return int(np.count_nonzero(large.take(places, mode="clip") == small))


def overlap(one: Grams, other: Grams) -> tuple[float, float]:
    """Return what `containment` and `likeness` return, counted once."""
    both, least = shared(one, other), min(one.size, other.size)
    every = one.size + other.size - both
    return both / least if least else 0.0, both / every if every else 0.0


def containment(one: Grams, other: Grams) -> float:
    """Return which share of the shorter text's runs the longer text has."""
    return overlap(one, other)[0]


def likeness(one: Grams, other: Grams) -> float:
    """Return which share of the runs of either text is in both (Jaccard's coefficient)."""
    return overlap(one, other)[1]


def without(found: Grams, common: Grams) -> Grams:
    """Return the runs that are not among the common ones."""
    return np.setdiff1d(found, common, assume_unique=True)


def plain_words(text: str) -> list[bytes] | list[str]:
    """Return the words without case, accents and punctuation.

    Nearly every text is Latin-1 but for its dashes and bullets, and bytes are cut in a tenth of
    the time.
    """
    narrow = text.encode("latin-1", "replace")
    if narrow.count(b"?") > _FEW_OTHERS + len(narrow) // 50:
        return gazetteer.fold(text).split()
    return narrow.translate(_PLAIN).split()


def _first_words(text: str) -> list[bytes] | list[str]:
    words = plain_words(text[:_MOST_CHARACTERS])
    if len(words) < _MOST_WORDS and len(text) > _MOST_CHARACTERS:
        words = plain_words(text)
    return words[:_MOST_WORDS]


class _Hashes(dict[bytes | str, int]):
    """The hash of each word; words come back, so most are looked up."""

    def __missing__(self, word: bytes | str) -> int:
        if len(self) > _MOST_KNOWN_WORDS:
            self.clear()
        found = zlib.crc32(word if isinstance(word, bytes) else word.encode("utf-8", "replace"))
        self[word] = found
        return found


_HASHES = _Hashes()


def _plain(code: int) -> int:
    """Return a character of Latin-1 without case and accent, or a space where it is no letter."""
    char = chr(code).lower()
    bare = unicodedata.normalize("NFKD", char)[0]
    if bare.isascii():
        return ord(bare if bare.isalnum() else " ")
    return ord(char) if char.isalpha() and ord(char) < 256 else ord(" ")


_PLAIN = bytes(map(_plain, range(256)))
