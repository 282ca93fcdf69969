"""The local order of a pool's best, put right by a taste: before texts are read, so by the index.

The words of a posting are weighed by one query on the index, its title by its meaning, its facts
as they are. That is near to what the taste says of the whole posting, for a few milliseconds.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from scoring.model import Posting
from scoring.rank.index import Pool
from scoring.rank.meaning import vectors
from scoring.taste.model import Taste
from scoring.taste.signs import FACT, facts

REACH = 300  # of the local order; what ranks lower stays where it is

_TERMS = 400  # the strongest words of a taste that the index is asked about
_LOCAL = 0.5  # weight of the local order, at least; a taste weighs what it weighed on the labels

Order = NDArray[np.int64]
Floats = NDArray[np.float64]


def reordered(order: Order, *, pool: Pool, taste: Taste) -> Order:
    """Return the positions with the first REACH in the taste's order; all of them stay."""
    first = order[:REACH]
    if not taste.usable or len(first) < 2:
        return order
    postings = [pool.listings[int(position)].best for position in first]
    words, meanings = taste.spread
    score = (
        max(_LOCAL, sum(taste.local)) * _by_rank(len(first))
        + words * _standard(pool.bm25(_query(taste))[first].astype(np.float64))
        + meanings * _standard(_meanings(taste, postings))
        + _facts(taste, postings)
    )
    return np.concatenate([first[np.argsort(-score, kind="stable")], order[REACH:]])


def _query(taste: Taste) -> dict[int, float]:
    strongest = sorted(taste.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    return dict(strongest[:_TERMS])


def _meanings(taste: Taste, postings: Sequence[Posting]) -> Floats:
    titles = vectors([posting.title for posting in postings])
    return np.asarray(titles @ taste.direction, np.float64)


def _facts(taste: Taste, postings: Sequence[Posting]) -> Floats:
    known = taste.weights
    return np.array(
        [FACT * sum(known.get(fact.hash, 0.0) for fact in facts(each)) for each in postings]
    )


def _by_rank(count: int) -> Floats:
    """Return what a normal spread has at each rank, the best first."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((count - rank - 0.5) / count) for rank in range(count)])


def _standard(values: Floats) -> Floats:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-12 else np.zeros(len(values))
