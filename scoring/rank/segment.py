"""A part of the index that never changes: the terms of some postings and how telling each is.

What a term tells of a posting is BM25's factor of its count and the posting's length (Robertson
and Zaragoza 2009, "The Probabilistic Relevance Framework"), kept in eight bits. It depends on
nothing but the posting, since the mean length is a constant: so parts are built alone, and a pool
made of many has the scores of a pool built at once. Terms that many postings have are rows with a
number for every posting, which a matrix product reads; the others are lists of postings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.rank.terms import ENTRY_BYTES

K1 = 1.2
IMPACT_MOST = 255  # what a term tells that fills its posting; 1 is the least
MOST_POSTINGS = 1 << 24

_B = 0.6
_MEAN_LENGTH = 180.0  # counts in a bag: the mean of 36,000 postings of sixteen boards
_MOST_ROWS = 128  # terms that are rows, a byte a posting each: with more, products are slower
_COMMON = 48  # a term is a row if one posting in so many has it: there a list is slower
_CHUNK = 4_000  # bags that are unpacked at once

_ENTRY = np.dtype([("term", "<u4"), ("count", "<u2")])
_IMPACT_BITS = 8
_TERM_BITS = 32

Ids = NDArray[np.uint32]
Impacts = NDArray[np.uint8]
Keys = NDArray[np.uint64]  # term, posting and impact in one number, so that sorting groups terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The index of `size` postings, numbered from 0; `kept` are those that are still listed."""

    size: int
    terms: Ids  # sorted, each once
    ends: NDArray[np.int64]  # the list of terms[i] is from ends[i] to ends[i + 1]
    postings: Ids
    impacts: Impacts
    row_of: NDArray[np.int16]  # the row of terms[i], or -1
    rows: NDArray[np.uint8]  # a row of impacts for each common term
    found: NDArray[np.int32]  # how many of the kept postings have terms[i]
    kept: NDArray[np.int64] | None = None  # None: all of them

    def __len__(self) -> int:
        """Return how many postings are kept."""
        return self.size if self.kept is None else len(self.kept)

    def places_of(self, terms: Ids) -> NDArray[np.int64]:
        """Return where each term stands in `terms`, or -1."""
        if not len(self.terms):
            return np.full(len(terms), -1, np.int64)
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[at] == terms, at, -1)

    def entries_of(self, place: int) -> tuple[Ids, Impacts]:
        """Return the postings that have a term, kept or not, and what it tells of each."""
        row = int(self.row_of[place])
        if row < 0:
            span = slice(self.ends[place], self.ends[place + 1])
            return self.postings[span], self.impacts[span]
        having = np.flatnonzero(self.rows[row]).astype(np.uint32)
        return having, self.rows[row][having]

    def of_kept(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the values of the kept postings."""
        return values if self.kept is None else values[self.kept]

    def without(self, gone: NDArray[np.bool_]) -> "Segment":
        """Return the segment with fewer kept postings; `gone` says which of the kept ones go."""
        kept = np.arange(self.size) if self.kept is None else self.kept
        leaving = np.zeros(self.size, bool)
        leaving[kept[gone]] = True
        lost = np.bincount(
            np.searchsorted(self.ends, np.flatnonzero(leaving[self.postings]), side="right") - 1,
            minlength=len(self.terms),
        )
        common = np.flatnonzero(self.row_of >= 0)
        lost[common] += np.count_nonzero(self.rows[self.row_of[common]][:, leaving], axis=1)
        found = (self.found - lost).astype(np.int32)
        return replace(self, kept=kept[~gone], found=found)


def segment(bags: Sequence[bytes]) -> Segment:
    """Index the bags of some postings; see `scoring.rank.terms.pack`."""
    if len(bags) > MOST_POSTINGS:
        raise ValueError(f"A segment holds at most {MOST_POSTINGS:,} postings")
    return _of_keys(_keys(bags), size=len(bags))


def merged(segments: Sequence[Segment]) -> Segment:
    """Return one segment of the kept postings of several, in their order."""
    sizes = [len(each) for each in segments]
    if sum(sizes) > MOST_POSTINGS:
        raise ValueError(f"A segment holds at most {MOST_POSTINGS:,} postings")
    starts = np.cumsum([0, *sizes[:-1]])
    keys = [
        _keys_again(each, first=int(first)) for each, first in zip(segments, starts, strict=True)
    ]
    return _of_keys(np.concatenate(keys), size=sum(sizes))


def _keys(bags: Sequence[bytes]) -> Keys:
    """Return every (term, posting, impact) of some bags."""
    keys = np.empty(sum(map(len, bags)) // ENTRY_BYTES, np.uint64)
    filled = 0
    for first in range(0, len(bags), _CHUNK):
        part = bags[first : first + _CHUNK]
        entries = np.frombuffer(b"".join(part), _ENTRY)
        sizes = np.array([len(bag) // ENTRY_BYTES for bag in part], np.int64)
        owners = np.repeat(np.arange(len(part)), sizes)
        impacts = _impacts(entries["count"].astype(np.float32), owners, size=len(part))
        last = filled + len(entries)
        keys[filled:last] = _keyed(entries["term"], owners + first, impacts)
        filled = last
    return keys


def _impacts(
    counts: NDArray[np.float32], owners: NDArray[np.int64], *, size: int
) -> NDArray[np.uint64]:
    """Return BM25's factor of count and length, as a share of the most that it can be."""
    lengths = np.bincount(owners, weights=counts, minlength=size)
    norms = (K1 * (1 - _B + _B * lengths / _MEAN_LENGTH)).astype(np.float32)
    shares = counts / (counts + norms[owners])
    impacts: NDArray[np.uint64] = np.maximum(np.rint(shares * IMPACT_MOST), 1).astype(np.uint64)
    return impacts


def _keyed(terms: Ids, postings: NDArray[np.int64], impacts: NDArray[np.uint64]) -> Keys:
    high = terms.astype(np.uint64) << np.uint64(_TERM_BITS)
    low: Keys = (postings.astype(np.uint64) << np.uint64(_IMPACT_BITS)) | impacts
    return high | low


def _keys_again(part: Segment, *, first: int) -> Keys:
    """Return the keys of the kept postings of a segment, numbered from `first`."""
    numbers = np.full(part.size, -1, np.int64)
    numbers[np.arange(part.size) if part.kept is None else part.kept] = first + np.arange(len(part))
    lists = np.repeat(part.terms, np.diff(part.ends))
    common = np.flatnonzero(part.row_of >= 0)
    rows = part.rows[part.row_of[common]]
    term_at, posting_at = np.nonzero(rows)
    terms = np.concatenate((lists, part.terms[common][term_at]))
    postings = numbers[np.concatenate((part.postings, posting_at.astype(np.uint32)))]
    impacts = np.concatenate((part.impacts, rows[term_at, posting_at]))
    left = postings >= 0
    return _keyed(terms[left], postings[left], impacts[left].astype(np.uint64))


def _of_keys(keys: Keys, *, size: int) -> Segment:
    """Group the keys by term, and make rows of the commonest."""
    keys.sort()
    every = (keys >> np.uint64(_TERM_BITS)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))[: len(every)]
    terms, found = every[starts], np.diff(np.append(starts, len(every)))
    del every
    low = keys.astype(np.uint32)
    postings, impacts = low >> np.uint32(_IMPACT_BITS), low.astype(np.uint8)
    common = np.argsort(-found, kind="stable")[:_MOST_ROWS]
    common = np.sort(common[found[common] * _COMMON >= size])
    row_of = np.full(len(terms), -1, np.int16)
    row_of[common] = np.arange(len(common))
    is_row = np.repeat(row_of >= 0, found)
    rows = np.zeros((len(common), size), np.uint8)
    rows[np.repeat(row_of, found)[is_row], postings[is_row]] = impacts[is_row]
    return Segment(
        size=size,
        terms=terms,
        ends=np.append(0, np.cumsum(np.where(row_of >= 0, 0, found))).astype(np.int64),
        postings=postings[~is_row],
        impacts=impacts[~is_row],
        row_of=row_of,
        rows=rows,
        found=found.astype(np.int32),
    )
