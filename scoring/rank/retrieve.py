"""Which postings meet people's musts, and the local order of those that do.

The order mixes BM25, the likeness of titles and the level. It only decides what is judged; the
score is the judge's.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from scoring.model import Profile
from scoring.rank.index import Pool, Scores
from scoring.rank.musts import Musts
from scoring.rank.query import read_query
from scoring.rank.refine import refined
from scoring.rank.scores import scores
from scoring.rank.suspects import Suspects

CANDIDATES = 60  # the model's twenty best are among the first 60 half the time, of 30 a third

_BLOCK = 256  # people whose scores are in memory at once, at 1 KB a posting
_THREADS = 2  # numpy gives way to the other one while it computes
_GROUP = 64  # scores of which only the best is looked at to find a bound

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """One person to rank for: the profile, what was seen before and since when postings are new."""

    profile: Profile
    seen: frozenset[str] = frozenset()
    new_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What is left of a pool for one person. Counts leave out what this person has seen."""

    new: int
    earlier: int
    rejected: Mapping[str, int]
    order: NDArray[np.int64]  # positions in the pool, the best first; suspects among them
    suspected: NDArray[np.bool_]  # by position: may have a word to avoid, see musts.avoided


def screen(
    profile: Profile,
    *,
    pool: Pool,
    seen: frozenset[str],
    now: datetime,
    new_since: datetime | None,
) -> Screened:
    """Apply the musts and rank all of the rest, the few hundred best by a closer look."""
    fits = local_scores(profile, pool)
    seeker = Seeker(profile=profile, seen=seen, new_since=new_since)
    screened = _screened(_day(pool, now=now, most=None), seeker, fits)
    order = refined(screened.order, fits=fits, profile=profile, pool=pool)
    return replace(screened, order=order)


def screen_many(
    seekers: Sequence[Seeker], *, pool: Pool, now: datetime, most: int | None = CANDIDATES
) -> tuple[Screened, ...]:
    """Apply each person's musts and rank the `most` best of the rest, without the closer look.

    How many there are, and which, does not change what one of them gets.
    """
    day = _day(pool, now=now, most=most)
    with ThreadPoolExecutor(_THREADS) as threads:
        return tuple(_in_blocks(day, seekers, threads))


def local_scores(profile: Profile, pool: Pool) -> Scores:
    """Return how well every posting of the pool fits by words, title and level."""
    fits: Scores = scores(pool, [read_query(profile)])[0]
    return fits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """What all people of a batch share."""

    pool: Pool
    musts: Musts
    suspects: Suspects
    most: int | None


def _day(pool: Pool, *, now: datetime, most: int | None) -> _Day:
    musts = Musts(pool.columns, now=now)
    return _Day(pool=pool, musts=musts, suspects=Suspects(pool), most=most)


def _in_blocks(
    day: _Day, seekers: Sequence[Seeker], threads: ThreadPoolExecutor
) -> Iterator[Screened]:
    for first in range(0, len(seekers), _BLOCK):
        block = seekers[first : first + _BLOCK]
        queries = [read_query(seeker.profile) for seeker in block]
        table = scores(day.pool, queries, run=threads.map)
        yield from list(threads.map(partial(_screened, day), block, table))


def _screened(day: _Day, seeker: Seeker, fits: Scores) -> Screened:
    unseen = _unseen(seeker.seen, day.pool)
    total = int(np.count_nonzero(unseen))
    fresh = total
    if seeker.new_since is not None:
        since = int(seeker.new_since.timestamp())
        fresh = int(np.count_nonzero(unseen & (day.pool.columns.first_seen > since)))
    alive, left = unseen, total
    rejected: dict[str, int] = {}
    for reason, failing in day.musts.failures(seeker.profile):
        alive = alive & ~failing
        still = int(np.count_nonzero(alive))
        if still < left:
            rejected[reason] = left - still
        left = still
    return Screened(
        new=fresh,
        earlier=total - fresh,
        rejected=rejected,
        order=_ordered(fits, alive, most=day.most),
        suspected=day.suspects.of(seeker.profile.avoid),
    )


def _unseen(seen: frozenset[str], pool: Pool) -> Mask:
    unseen = np.ones(len(pool), bool)
    if seen:
        unseen[pool.listings.positions_of(seen)] = False
    return unseen


def _ordered(fits: Scores, alive: Mask, *, most: int | None) -> NDArray[np.int64]:
    """Return the positions alive, the best first; equal scores keep the pool's order."""
    positions = np.flatnonzero(alive if most is None else _near_best(fits, alive, most=most))
    best = np.argsort(-fits[positions], kind="stable")[:most]
    return positions[best].astype(np.int64)


def _near_best(fits: Scores, alive: Mask, *, most: int) -> Mask:
    """Return a few of those alive, the `most` best among them.

    So many groups have a score of at least the bound, so the best have it too.
    """
    groups = len(fits) // _GROUP
    if groups <= most:
        return alive
    living = np.where(alive, fits, np.float32(-np.inf))
    tops = living[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    bound = np.partition(tops, groups - most)[groups - most]
    return np.asarray(alive & (living >= bound), bool)
