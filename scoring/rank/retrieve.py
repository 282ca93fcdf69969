"""Which postings meet a person's musts, and the local order of those that do.

The order mixes BM25, the likeness of titles and the share of skills. It only decides what is
judged; the score is the judge's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scoring.judges.caps import level_steps
from scoring.judges.evidence import read_person
from scoring.model import LEVELS, Profile
from scoring.rank.index import Pool, Scores
from scoring.rank.musts import failures, suspects
from scoring.rank.terms import hashed
from scoring.rank.titles import similarity

CANDIDATES = 60  # the model's twenty best are among the first 60 half the time, of 30 a third

_READ_TITLES = 2_000  # titles are compared for so many, the best by BM25
_TITLE = 0.9  # BM25's best has 1.0
_SKILLS = 0.4
_LEVEL = 0.5
_MOST_SKILLS = 60


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
    """Apply the musts and rank the rest."""
    unseen = np.array([each.cluster_id not in seen for each in pool.listings], bool)
    since = int(new_since.timestamp()) if new_since else None
    fresh = unseen if since is None else unseen & (pool.columns.first_seen > since)
    alive = unseen.copy()
    rejected: dict[str, int] = {}
    for reason, failing in failures(profile, pool, now=now):
        lost = int(np.count_nonzero(alive & failing))
        if lost:
            rejected[reason] = lost
        alive &= ~failing
    return Screened(
        new=int(np.count_nonzero(fresh)),
        earlier=int(np.count_nonzero(unseen) - np.count_nonzero(fresh)),
        rejected=rejected,
        order=_ordered(local_scores(profile, pool), np.flatnonzero(alive)),
        suspected=suspects(profile, pool),
    )


def local_scores(profile: Profile, pool: Pool) -> Scores:
    """Return how well every posting of the pool fits by words, title and skills."""
    scores = pool.rank(profile)
    best = float(scores.max()) if len(scores) else 0.0
    if best > 0:
        scores /= best
    scores += _SKILLS * _skill_share(profile, pool)
    scores += _LEVEL * _level_fit(profile, pool)
    for at in np.argsort(-scores, kind="stable")[:_READ_TITLES]:
        scores[at] += _TITLE * title_fit(pool.listings[at].best.title, profile)
    return scores


def title_fit(title: str, profile: Profile) -> float:
    """Return how alike a title is to the nearest of those wanted; 0 when none is."""
    return max((similarity(title, wanted) for wanted in profile.titles), default=0.0)


def _skill_share(profile: Profile, pool: Pool) -> Scores:
    """Return the skills a posting names, with less and less said by each further one."""
    found = np.zeros(len(pool), np.float32)
    for skill in profile.skills[:_MOST_SKILLS]:
        found += pool.naming(hashed(skill))
    return found / (found + 3)


def _level_fit(profile: Profile, pool: Pool) -> Scores:
    """Return 1 for a wanted level, 0 for an unknown one, less for every step away."""
    wanted = read_person(profile).levels
    fit = np.zeros(len(pool), np.float32)
    for number, level in enumerate(LEVELS):
        if wanted:
            steps = 0 if level in wanted else level_steps(level, wanted)
            fit[pool.columns.level == number] = 1.0 if steps == 0 else -0.5 * steps
    return fit


def _ordered(scores: Scores, positions: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the positions, the best first; equal scores keep the pool's order."""
    return positions[np.argsort(-scores[positions], kind="stable")].astype(np.int64)
