"""Rankings by words: chance, a count of common words, BM25."""

import hashlib
from collections import Counter
from functools import lru_cache
from math import log

from benchmarks.labels import LabelSet, Query
from benchmarks.rivals import Ranker, every_document, whole
from scoring.rank.terms import tokenise

_K1, _B = 1.2, 0.75


def chance(labels: LabelSet) -> Ranker:
    """Give numbers that depend on nothing that matters, the same in every run."""

    def rank(query: Query) -> list[float]:
        seeds = (f"{labels.name}{query.name}{at}" for at in range(len(query.documents)))
        return [float(hashlib.sha256(seed.encode()).digest()[0]) for seed in seeds]

    return rank


def keywords(_: LabelSet) -> Ranker:
    """Count the query's words that a document has."""

    def rank(query: Query) -> list[float]:
        wanted = _bag(whole(query.query)).keys()
        return [float(len(wanted & _bag(whole(each)).keys())) for each in query.documents]

    return rank


def bm25(labels: LabelSet) -> Ranker:
    """Rank by BM25, its rarities from all documents of the set.

    Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019.
    """
    bags = [_bag(whole(each)) for each in every_document(labels)]
    counts = Counter(term for bag in bags for term in bag)
    rarity = {term: log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
    mean = sum(bag.total() for bag in bags) / len(bags) or 1.0

    def score(term: str, bag: Counter[str]) -> float:
        norm = _K1 * (1 - _B + _B * bag.total() / mean)
        return rarity[term] * bag[term] * (_K1 + 1) / (bag[term] + norm)

    def rank(query: Query) -> list[float]:
        wanted = _bag(whole(query.query)).keys()
        documents = [_bag(whole(each)) for each in query.documents]
        return [sum(score(term, bag) for term in wanted & bag.keys()) for bag in documents]

    return rank


@lru_cache(maxsize=1 << 14)
def _bag(text: str) -> Counter[str]:
    return Counter(tokenise(text))
