"""Which postings meet people's musts, and the local order of those that do.

The order mixes BM25, the likeness of titles and the level. It only decides what is judged; the
score is the judge's.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from scoring.model import Profile
from scoring.rank.index import Pool, Scores
from scoring.rank.musts import Musts
from scoring.rank.query import read_query
from scoring.rank.refine import refined
from scoring.rank.scores import Matrix, Room, scores, title_blocks
from scoring.rank.suspects import Suspects

CANDIDATES = 60  # the model's twenty best are among the first 60 half the time, of 30 a third

_BLOCK = 64  # people whose scores a thread has in memory at once, at 12 bytes a posting each
_THREADS = 2  # numpy gives way to the other one while it computes
_DEAD = np.float32(1e6)  # more than any score: what it is taken from is below all others
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
    day = _day(pool, now=now, most=None)
    fits = next(scores(pool, [read_query(profile)], titles=day.titles, room=Room()))
    seeker = Seeker(profile=profile, seen=seen, new_since=new_since)
    screened = _screened(day, np.empty_like(fits), seeker, fits)
    order = refined(screened.order, fits=fits, profile=profile, pool=pool)
    return replace(screened, order=order)


def screen_many(
    seekers: Sequence[Seeker], *, pool: Pool, now: datetime, most: int | None = CANDIDATES
) -> tuple[Screened, ...]:
    """Apply each person's musts and rank the `most` best of the rest, without the closer look.

    How many there are, and which, does not change what one of them gets.
    """
    day = _day(pool, now=now, most=most)
    rooms = [Room() for _ in range(_THREADS)]
    blocks = [seekers[first : first + _BLOCK] for first in range(0, len(seekers), _BLOCK)]
    with ThreadPoolExecutor(_THREADS) as threads:
        found = threads.map(partial(_block, day, rooms), blocks)
        return tuple(chain.from_iterable(found))


def local_scores(profile: Profile, pool: Pool) -> Scores:
    """Return how well every posting of the pool fits by words, title and level."""
    return next(scores(pool, [read_query(profile)], titles=title_blocks(pool), room=Room()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """What all people of a batch share."""

    pool: Pool
    musts: Musts
    suspects: Suspects
    titles: Sequence[Matrix]  # the pool's title blocks
    most: int | None


def _day(pool: Pool, *, now: datetime, most: int | None) -> _Day:
    musts = Musts(pool.columns, now=now)
    titles = title_blocks(pool)
    return _Day(pool=pool, musts=musts, suspects=Suspects(pool), titles=titles, most=most)


def _block(day: _Day, rooms: list[Room], seekers: Sequence[Seeker]) -> list[Screened]:
    """Screen for a few people, in a room that no other thread has."""
    room = rooms.pop()
    try:
        queries = [read_query(seeker.profile) for seeker in seekers]
        table = scores(day.pool, queries, titles=day.titles, room=room)
        spare = room.matrix("spare", 1, len(day.pool))[0]
        return list(map(partial(_screened, day, spare), seekers, table))
    finally:
        rooms.append(room)


def _screened(day: _Day, spare: Scores, seeker: Seeker, fits: Scores) -> Screened:
    """Screen for one person; `spare` is memory for a score of each posting."""
    unseen = _unseen(seeker.seen, day.pool)
    total = int(np.count_nonzero(unseen))
    fresh = total
    if seeker.new_since is not None:
        since = int(seeker.new_since.timestamp())
        fresh = int(np.count_nonzero(unseen & (day.pool.columns.first_seen > since)))
    alive, left = unseen, total
    rejected: dict[str, int] = {}
    for reason, failing in day.musts.failures(seeker.profile):
        alive = np.greater(alive, failing)  # alive and not failing, in one pass
        still = int(np.count_nonzero(alive))
        if still < left:
            rejected[reason] = left - still
        left = still
    return Screened(
        new=fresh,
        earlier=total - fresh,
        rejected=rejected,
        order=_ordered(fits, alive, spare=spare, most=day.most),
        suspected=day.suspects.of(seeker.profile.avoid),
    )


def _unseen(seen: frozenset[str], pool: Pool) -> Mask:
    unseen = np.ones(len(pool), bool)
    if seen:
        unseen[pool.listings.positions_of(seen)] = False
    return unseen


def _ordered(fits: Scores, alive: Mask, *, spare: Scores, most: int | None) -> NDArray[np.int64]:
    """Return the positions alive, the best first; equal scores keep the pool's order."""
    if most is None:
        positions = np.flatnonzero(alive)
    else:
        positions = _near_best(fits, alive, spare=spare, most=most)
    best = np.argsort(-fits[positions], kind="stable")[:most]
    return positions[best].astype(np.int64)


def _near_best(fits: Scores, alive: Mask, *, spare: Scores, most: int) -> NDArray[np.int64]:
    """Return the positions of a few of those alive, in their order, the `most` best among them.

    So many groups have a score of at least the bound, so the best have it too.
    """
    groups = len(fits) // _GROUP
    if groups <= most:
        return np.flatnonzero(alive)
    living = np.multiply(~alive, _DEAD, out=spare)
    np.subtract(fits, living, out=living)
    table, rest = np.split(living, [groups * _GROUP])
    table = table.reshape(_GROUP, groups)
    tops = table.max(axis=0)
    bound = np.partition(tops, groups - most)[groups - most]
    if bound < 0:
        return np.flatnonzero(alive)
    good = np.flatnonzero(tops >= bound)
    row, at = np.nonzero(table[:, good] >= bound)
    return np.concatenate(
        (row * groups + good[at], groups * _GROUP + np.flatnonzero(rest >= bound))
    )
