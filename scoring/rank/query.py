"""A profile as weighted terms, for BM25."""

from collections import Counter
from math import log1p

from scoring.model import Profile
from scoring.rank.terms import hashed
from scoring.rank.titles import other_names

_TITLE = 2.5  # titles and skills are what the person chose to say; the text may be a whole CV
_OTHER_NAME = 0.3  # a word from another name of a wanted job: Krankenpfleger for nurse
_SKILL = 1.5
_TEXT = 0.6
_MOST_TEXT_TERMS = 120  # the commonest of a long CV; the rest is names of places and employers


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
