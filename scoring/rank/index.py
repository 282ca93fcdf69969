"""The open postings in memory: columns for the musts, an index of terms, meanings of the titles.

A pool never changes: what is added or removed makes another one that shares its large parts, so a
thread may go on ranking the old one. Small parts are put together as they come, the large ones
rarely (as in Lucene, https://lucene.apache.org/core/ "segments").
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.model import Profile
from scoring.ports import Listing
from scoring.rank.columns import Columns, columns, joined
from scoring.rank.heads import title_rows
from scoring.rank.meaning import packed
from scoring.rank.query import weigh
from scoring.rank.segment import IMPACT_MOST, K1, Segment, merged, segment
from scoring.rank.shelf import Shelf

_GROWTH = 4  # a part is put together with the one before it that is not so many times larger

Scores = NDArray[np.float32]
Meanings = NDArray[np.int8]  # a row for each posting, see scoring.rank.heads


class Pool:
    """Postings to rank. Holds no text and no bags; `listings` are read anew when asked for."""

    listings: Shelf
    columns: Columns
    meanings: Meanings
    segments: tuple[Segment, ...]  # their postings, one after the other, are the listings

    def __init__(self, listings: Sequence[Listing] = ()) -> None:
        """Index the listings."""
        self.listings = Shelf.of(listings)
        self.columns = columns(listings)
        self.meanings = _meanings(listings)
        self.segments = (segment([each.terms for each in listings]),) if listings else ()

    def __len__(self) -> int:
        """Return how many postings there are."""
        return len(self.listings)

    def add(self, listings: Sequence[Listing]) -> "Pool":
        """Return a pool with these too, at its end; they replace those of the same clusters."""
        rest = self.remove([each.cluster_id for each in listings])
        more = Pool(listings)
        if not rest or not more:
            return more or rest
        return _pool(
            listings=rest.listings + more.listings,
            columns=joined([rest.columns, more.columns]),
            meanings=np.concatenate((rest.meanings, more.meanings)),
            segments=_grown(rest.segments + more.segments),
        )

    def remove(self, cluster_ids: Collection[str]) -> "Pool":
        """Return a pool without these clusters; unknown ones are passed over."""
        gone = np.zeros(len(self), bool)
        gone[self.listings.positions_of(cluster_ids)] = True
        if not gone.any():
            return self
        left = np.flatnonzero(~gone)
        return _pool(
            listings=self.listings.at(left),
            columns=self.columns.at(left),
            meanings=self.meanings[left],
            segments=_without(self.segments, gone),
        )

    def rank(self, profile: Profile) -> Scores:
        """Return the BM25 score of every posting for a profile, in the order of `listings`."""
        return self.bm25(weigh(profile))

    def bm25(self, query: Mapping[int, float]) -> Scores:
        """Return the BM25 score of every posting for weighted terms; a weight may be negative."""
        terms = np.fromiter(query, np.uint32, len(query))
        factors = np.fromiter(query.values(), np.float64, len(query)) * self.rarity(terms)
        factors *= (K1 + 1) / IMPACT_MOST
        parts = [np.zeros(0, np.float32)]
        for part in self.segments:
            scores = np.zeros(part.size, np.float32)
            for place, factor in zip(part.places_of(terms), factors, strict=True):
                if place >= 0:
                    postings, impacts = part.entries_of(int(place))
                    scores[postings] += np.float32(factor) * impacts
            parts.append(part.of_kept(scores))
        return np.concatenate(parts)

    def rarity(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return how rare each term is here, as BM25 weighs it; 0 for one that no posting has."""
        found = np.zeros(len(terms), np.int64)
        for part in self.segments:
            places = part.places_of(terms)
            found += np.where(places >= 0, part.found[places], 0)
        return np.where(found > 0, np.log1p((len(self) - found + 0.5) / (found + 0.5)), 0.0)

    def naming(self, terms: Sequence[int]) -> NDArray[np.bool_]:
        """Return for every posting whether it has all of these terms; none: no posting."""
        wanted = np.unique(np.array(terms, np.uint32))
        parts = [np.zeros(0, bool)]
        for part in self.segments:
            has = np.zeros(part.size, np.int32)
            for place in part.places_of(wanted):
                if place >= 0:
                    has[part.entries_of(int(place))[0]] += 1
            parts.append(part.of_kept(has == max(1, len(wanted))))
        return np.concatenate(parts)


def _pool(
    *, listings: Shelf, columns: Columns, meanings: Meanings, segments: tuple[Segment, ...]
) -> Pool:
    """Return a pool of parts that are ready."""
    pool = Pool()
    pool.listings, pool.columns = listings, columns
    pool.meanings, pool.segments = meanings, segments
    return pool


def _meanings(listings: Sequence[Listing]) -> Meanings:
    return title_rows([each.meaning or packed(each.best.title) for each in listings])


def _without(segments: Sequence[Segment], gone: NDArray[np.bool_]) -> tuple[Segment, ...]:
    """Return the segments with fewer kept postings; one that keeps too few is made anew."""
    left = []
    first = 0
    for part in segments:
        span = gone[first : first + len(part)]
        first += len(part)
        fewer = part.without(span) if span.any() else part
        if len(fewer):
            left.append(merged([fewer]) if 2 * len(fewer) < fewer.size else fewer)
    return tuple(left)


def _grown(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Put the last parts together while they are of one size: there are only ever a few."""
    while len(segments) > 1 and _GROWTH * len(segments[-1]) >= len(segments[-2]):
        segments = (*segments[:-2], merged(segments[-2:]))
    return segments
