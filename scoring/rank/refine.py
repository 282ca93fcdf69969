"""A second, closer look at the few hundred best of one person: titles by the table, each skill.

It costs some 20 ms a person, too much for a thousand people at once.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.judges.evidence import read_person
from scoring.model import Profile
from scoring.rank.heads import HEAD, TITLE_UNIT
from scoring.rank.index import Pool, Scores
from scoring.rank.query import read_query
from scoring.rank.terms import hashed
from scoring.rank.titles import similarity

_LOOKED_AT = 400  # postings; with so many the order of the first hundred is as of all
_TITLE = 0.45  # half of a title's worth goes from what its words mean to the table of occupations
_SKILLS = 0.6
_MOST_SKILLS = 60


def refined(
    order: NDArray[np.int64], *, fits: Scores, profile: Profile, pool: Pool
) -> NDArray[np.int64]:
    """Return the order with its best put into a better one; `fits` are the scores behind it."""
    best = order[:_LOOKED_AT]
    closer = fits[best] + _SKILLS * _skill_share(profile, pool, best)
    closer += _TITLE * (_by_table(profile, pool, best) - _by_meaning(profile, pool, best))
    return np.concatenate((best[np.argsort(-closer, kind="stable")], order[_LOOKED_AT:]))


def _by_table(profile: Profile, pool: Pool, positions: NDArray[np.int64]) -> Scores:
    wanted = read_person(profile).titles
    titles = [pool.listings.title(at) for at in positions.tolist()]
    alike = [max((similarity(title, each) for each in wanted), default=0.0) for title in titles]
    return np.array(alike, np.float32)


def _by_meaning(profile: Profile, pool: Pool, positions: NDArray[np.int64]) -> Scores:
    wanted = read_query(profile).titles[:, :HEAD]
    products = wanted @ pool.meanings[positions].astype(np.float32).T
    return np.asarray(products.max(axis=0) / TITLE_UNIT**2, np.float32)


def _skill_share(profile: Profile, pool: Pool, positions: NDArray[np.int64]) -> Scores:
    """Return the skills a posting names, with less and less said by each further one."""
    found = np.zeros(len(positions), np.float32)
    for skill in profile.skills[:_MOST_SKILLS]:
        found += pool.naming(hashed(skill))[positions]
    return found / (found + 3)
