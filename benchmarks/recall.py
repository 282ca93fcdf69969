"""How many of the best-graded postings are among those that a judge would read.

A hard pool: all postings of fifteen later days, every one of which somebody found worth a look.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from benchmarks.labels import Query
from benchmarks.scorers import person, posting
from scoring.model import Posting
from scoring.ports import Listing
from scoring.rank.index import Pool
from scoring.rank.retrieve import CANDIDATES, screen
from scoring.rank.terms import bag
from scoring.taste.model import Taste
from scoring.taste.order import reordered

POOL_DAYS = 15
BEST = 20

_NOW = datetime(2000, 1, 1, tzinfo=UTC)


def recalls(days: Sequence[Query], *, taste: Taste | None) -> Iterator[float]:
    """Yield for every fifteen days the share of the best twenty that is shortlisted."""
    for first in range(0, len(days) - POOL_DAYS + 1, POOL_DAYS):
        yield _recall(days[first : first + POOL_DAYS], taste=taste)


def _recall(days: Sequence[Query], *, taste: Taste | None) -> float:
    postings = [
        posting(document).model_copy(update={"id": f"{n}.{at}"})
        for n, query in enumerate(days)
        for at, document in enumerate(query.documents)
    ]
    grades = np.array([grade for query in days for grade in query.grades])
    best = np.argsort(-grades, kind="stable")[:BEST]
    read = _order(postings, days[0], taste=taste)[:CANDIDATES]
    return float(np.isin(best, read).mean())


def _order(
    postings: Sequence[Posting], wanted: Query, *, taste: Taste | None
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    profile = person(wanted.query).model_copy(update={"max_age_days": None})
    listings = [
        Listing(cluster_id=each.id, best=each, places=each.places, first_seen=_NOW, terms=bag(each))
        for each in postings
    ]
    pool = Pool(listings)
    order = screen(profile, pool=pool, seen=frozenset(), now=_NOW, new_since=None).order
    return order if taste is None else reordered(order, pool=pool, taste=taste)
