"""The open postings in memory: columns for the musts and an inverted index for BM25.

An entry of the index is 64 bits while it is built (term, posting, count), so that sorting plain
numbers groups it by term; then 32 bits (posting, count). Built once and shared by all people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray

from scoring.model import Profile
from scoring.ports import Listing
from scoring.rank.columns import columns
from scoring.rank.query import weigh
from scoring.rank.terms import ENTRY_BYTES

_K1 = 1.2
_B = 0.6
_COUNT_BITS = 12  # scoring.rank.terms stops counting at 4,095
_MOST_POSTINGS = 1 << (32 - _COUNT_BITS)
_COUNT_MASK = (1 << _COUNT_BITS) - 1
_CHUNK = 4_000  # postings that are unpacked at once while building

_ENTRY = np.dtype([("term", "<u4"), ("count", "<u2")])

Scores = NDArray[np.float32]


class Pool:
    """Postings to rank. Holds no text and, after it is built, no bags."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        """Index the listings. Raises ValueError for more than a million."""
        if len(listings) > _MOST_POSTINGS:
            raise ValueError(f"A pool holds at most {_MOST_POSTINGS:,} postings")
        self.listings = tuple(replace(listing, terms=b"") for listing in listings)
        self.columns = columns(listings)
        sizes = np.array([len(each.terms) // ENTRY_BYTES for each in listings], np.int64)
        keys, lengths = _keys(listings, sizes)
        keys.sort()
        terms = (keys >> np.uint64(32)).astype(np.uint32)
        starts = np.flatnonzero(np.concatenate(([True], terms[1:] != terms[:-1])))
        starts = starts[: len(terms)]  # an empty pool has no first term
        self._terms = terms[starts]
        self._ends = np.append(starts, len(terms)).astype(np.int64)
        self._entries = keys.astype(np.uint32)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        self._norms = (_K1 * (1 - _B + _B * lengths / mean)).astype(np.float32)

    def __len__(self) -> int:
        """Return how many postings there are."""
        return len(self.listings)

    def rank(self, profile: Profile) -> Scores:
        """Return the BM25 score of every posting for a profile, in the order of `listings`."""
        return self.bm25(weigh(profile))

    def bm25(self, query: Mapping[int, float]) -> Scores:
        """Return the BM25 score of every posting for weighted terms."""
        scores = np.zeros(len(self), np.float32)
        for term, weight in query.items():
            postings, counts = self._of(term)
            if len(postings):
                rarity = log(1 + (len(self) - len(postings) + 0.5) / (len(postings) + 0.5))
                boost = counts * (_K1 + 1) / (counts + self._norms[postings])
                scores[postings] += (weight * rarity) * boost
        return scores

    def naming(self, terms: Sequence[int]) -> NDArray[np.bool_]:
        """Return for every posting whether it has all of these terms; none: no posting."""
        has = np.zeros(len(self), bool)
        if terms:
            shared: NDArray[np.uint32] | None = None
            for term in terms:
                postings, _ = self._of(term)
                shared = postings if shared is None else np.intersect1d(shared, postings)
            has[shared] = True
        return has

    def _of(self, term: int) -> tuple[NDArray[np.uint32], Scores]:
        """Return the postings that have a term and how often each says it."""
        at = int(np.searchsorted(self._terms, np.uint32(term)))
        if at == len(self._terms) or self._terms[at] != term:
            return np.zeros(0, np.uint32), np.zeros(0, np.float32)
        entries = self._entries[self._ends[at] : self._ends[at + 1]]
        return entries >> np.uint32(_COUNT_BITS), (entries & np.uint32(_COUNT_MASK)).astype(
            np.float32
        )


def _keys(
    listings: Sequence[Listing], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return every (term, posting, count) as one number, and the length of every posting."""
    keys = np.empty(int(sizes.sum()), np.uint64)
    lengths = np.zeros(len(listings), np.float32)
    filled = 0
    for first, entries, owners in _chunks(listings, sizes):
        counts = entries["count"].astype(np.uint64)
        last = filled + len(entries)
        keys[filled:last] = (
            (entries["term"].astype(np.uint64) << np.uint64(32))
            | ((owners + np.uint64(first)) << np.uint64(_COUNT_BITS))
            | counts
        )
        if len(entries):
            sums = np.bincount(owners.astype(np.int64), weights=counts)
            lengths[first : first + len(sums)] = sums
        filled = last
    return keys, lengths


def _chunks(
    listings: Sequence[Listing], sizes: NDArray[np.int64]
) -> Iterator[tuple[int, NDArray[np.void], NDArray[np.uint64]]]:
    """Yield the entries of some postings at a time: the first posting, entries, their owners."""
    for first in range(0, len(listings), _CHUNK):
        part = listings[first : first + _CHUNK]
        entries = np.frombuffer(b"".join(each.terms for each in part), _ENTRY)
        numbers = np.arange(len(part), dtype=np.uint64)
        yield first, entries, np.repeat(numbers, sizes[first : first + _CHUNK])
