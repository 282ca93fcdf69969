"""A profile as it is looked for: weighted terms for BM25, and vectors for titles and levels.

Vectors are whole numbers, as the index's are: their sums are exact in float32, so a score does not
depend on the order of the sums, nor on how many people are ranked at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from scoring.judges.caps import level_steps
from scoring.judges.evidence import wanted_jobs
from scoring.model import LEVELS, Level, Profile
from scoring.rank.heads import HEAD, TITLE_UNIT, title_rows
from scoring.rank.meaning import packed
from scoring.rank.terms import hashed
from scoring.rank.titles import other_names

TITLE_WORTH = 0.9  # of an equal title, where the best posting by BM25 has 1.0
LEVEL_MARK = 64  # what a posting's level is in its row beside the meaning of its title

_TITLE = 2.5  # titles and skills are what the person chose to say; the text may be a whole CV
_OTHER_NAME = 0.3  # a word from another name of a wanted job: Krankenpfleger for nurse
_SKILL = 1.5
_ANY_SKILL = 4.0  # of a skill whatever its rarity, shared by its words
_TEXT = 0.6
_MOST_TEXT_TERMS = 120  # the commonest of a long CV; the rest is names of places and employers
_MOST_TITLES = 4
_MOST_SKILLS = 60
_LEVEL = 0.35  # of a wanted level
_STEP = -0.5  # of that, for each level between a posting's and the wanted ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. A posting has the likeness of the wanted title that is nearest."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]  # to be multiplied by how rare each term is
    skills: NDArray[np.float32]  # to be added to that
    titles: NDArray[np.float32]  # a row for each wanted title: its meaning, what each level adds


@lru_cache(maxsize=1 << 12)
def read_query(profile: Profile) -> Query:
    """Read a profile once for all pools."""
    weights = weigh(profile)
    skills = _skills(profile)
    titles, levels = wanted_jobs(profile)
    return Query(
        terms=np.fromiter(weights, np.uint32, len(weights)),
        weights=np.fromiter(weights.values(), np.float32, len(weights)),
        skills=np.array([skills.get(term, 0.0) for term in weights], np.float32),
        titles=_titles(titles[:_MOST_TITLES], levels=levels),
    )


def weigh(profile: Profile) -> dict[int, float]:
    """Return the profile's hashed terms with their weights."""
    weights: Counter[int] = Counter()
    query: dict[int, float] = {}
    for text, weight in ((profile.titles, _TITLE), (profile.skills, _SKILL)):
        for term in dict.fromkeys(hashed(" \n ".join(text))):
            query[term] = query.get(term, 0.0) + weight
    for title in profile.titles:
        for term in dict.fromkeys(hashed(" \n ".join(other_names(title)))):
            query[term] = query.get(term, _OTHER_NAME)
    weights.update(hashed(profile.text))
    for term, count in weights.most_common(_MOST_TEXT_TERMS):
        query[term] = query.get(term, 0.0) + _TEXT * log1p(count)
    return query


def _skills(profile: Profile) -> dict[int, float]:
    """Return what the terms of skills are worth beside their rarity: two words may be one skill."""
    worth: dict[int, float] = {}
    for skill in profile.skills[:_MOST_SKILLS]:
        terms = hashed(skill)
        for term in terms:
            worth[term] = worth.get(term, 0.0) + _ANY_SKILL / len(terms)
    return worth


def _titles(titles: Sequence[str], *, levels: tuple[Level, ...]) -> NDArray[np.float32]:
    """Return a row for each title, one without a meaning where there is none."""
    meanings = title_rows([packed(title) for title in titles]) if titles else np.zeros((1, HEAD))
    unit = _LEVEL / TITLE_WORTH * TITLE_UNIT**2 / LEVEL_MARK
    steps = [level_steps(level, levels) if levels else 0 for level in LEVELS]
    adds = [round(unit * (_STEP * step if step else 1.0)) if levels else 0 for step in steps]
    return np.hstack((meanings, np.tile(adds, (len(meanings), 1)))).astype(np.float32)
