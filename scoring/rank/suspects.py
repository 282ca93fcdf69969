"""Which postings of a pool may have a word to avoid, by their stems: the text must be looked at."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from scoring.rank.index import Pool
from scoring.rank.musts import whole
from scoring.rank.terms import hashed

Mask = NDArray[np.bool_]

_MOST_MASKS = 256  # kept at once, of a byte a posting each


class Suspects:
    """Finds the postings of one pool; what several people avoid is looked for once."""

    def __init__(self, pool: Pool) -> None:
        """Look in this pool."""
        self._pool = pool
        self._masks: dict[tuple[str, ...], Mask] = {(): np.broadcast_to(np.False_, len(pool))}
        companies = pool.columns.company.values
        self._companies = "\n".join(companies)
        self._starts = list(accumulate((len(each) + 1 for each in companies), initial=0))

    def of(self, phrases: tuple[str, ...]) -> Mask:
        """Return the postings that may have one of these; not to be written to."""
        mask = self._masks.get(phrases)
        if mask is None:
            mask = np.zeros(len(self._pool), bool)
            for phrase in phrases:
                mask |= self._having(phrase) if len(phrases) == 1 else self.of((phrase,))
            if len(self._masks) < _MOST_MASKS:
                self._masks[phrases] = mask
        return mask

    def _having(self, phrase: str) -> Mask:
        having = self._pool.naming(hashed(phrase))
        named = np.zeros(len(self._pool.columns.company.values), bool)
        named[list(self._companies_with(phrase))] = True
        return having | self._pool.columns.company.said(named)

    def _companies_with(self, phrase: str) -> Iterator[int]:
        """Yield the companies whose names have the words, each maybe more than once."""
        words = phrase.casefold().split()
        if not words:
            return
        pattern = whole(phrase)
        at = self._companies.find(words[0])
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            if pattern.search(self._pool.columns.company.values[number]):
                yield number
            at = self._companies.find(words[0], self._starts[number + 1])
