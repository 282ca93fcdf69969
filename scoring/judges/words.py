"""The words that a posting and a person share, weighed by how much each says.

No statistics of a pool: a weight is the same on every day and machine. A word that most postings
use says little; a word that a CV repeats is meant more than one that it drops once.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from scoring.model import Posting
from scoring.normalise.boilerplate import without_boilerplate
from scoring.rank.terms import hashed, term_hash

_ONCE = 1.2  # the more, the less a word counts that the person uses once
_USUAL_LENGTH = 350  # words of a usual CV
_EVEN_LENGTH = 0.4  # how little the length of a CV matters
_UNNAMED = 2.0  # shared weight that is taken off every posting, so that one word is no match
_OF_SHORTER = 0.1  # of the weight of the shorter text, that must be shared too


def weighed(text: str) -> dict[int, float]:
    """Return what each of a person's words is worth in a posting, by its hash."""
    counts = Counter(hashed(text))
    length = _EVEN_LENGTH + (1 - _EVEN_LENGTH) * counts.total() / _USUAL_LENGTH
    return {term: weight(term) * count / (count + _ONCE * length) for term, count in counts.items()}


def shared(person: Mapping[int, float], posting: Posting) -> float:
    """Return how much of what both say is shared, from 0 to nearly 1."""
    terms = terms_of(posting.title, posting.text)
    common = sum(person[term] for term in terms if term in person)
    if not common:
        return 0.0
    shorter = min(sum(map(weight, terms)), sum(map(weight, person)))
    return common / (common + _UNNAMED + _OF_SHORTER * shorter)


@lru_cache(maxsize=1 << 10)
def terms_of(title: str, text: str) -> frozenset[int]:
    """Return the hashed words of a posting. Cached: one posting is asked about several times."""
    return frozenset(hashed(f"{title}\n{without_boilerplate(text)}"))


def weight(term: int) -> float:
    """Return how much a word says, from what nearly every posting says to 1."""
    return _weights().get(term, 1.0)


@cache
def _weights() -> Mapping[int, float]:
    weights: dict[int, float] = {}
    current = 1.0
    for line in files("scoring").joinpath("data/common_words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = float(line.strip("[]"))
        elif not line.startswith("#"):
            weights |= dict.fromkeys(map(term_hash, line.split()), current)
    return weights
