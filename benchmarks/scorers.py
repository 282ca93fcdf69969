"""What is compared: our local judge beside chance, a keyword count and BM25."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from math import log

from benchmarks.labels import LabelSet, Query, Text
from scoring.cv.draft import draft
from scoring.judges.local import exact
from scoring.model import Posting, Profile
from scoring.rank.terms import tokenise
from scoring.rank.titles import similarity

Scorer = Callable[[LabelSet, Query], Sequence[float]]

_K1, _B = 1.2, 0.75
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def chance(labels: LabelSet, query: Query) -> list[float]:
    """Return numbers that depend on nothing that matters, the same in every run."""
    return [
        float(hashlib.sha256(f"{labels.name}{query.name}{each}".encode()).digest()[0])
        for each in range(len(query.documents))
    ]


def keywords(_: LabelSet, query: Query) -> list[float]:
    """Count the query's words that a document has."""
    wanted = frozenset(_terms(query.query))
    return [float(len(wanted & frozenset(_terms(each)))) for each in query.documents]


def bm25(labels: LabelSet, query: Query) -> list[float]:
    """Rank by BM25, its rarities from all documents of the set."""
    rarity, mean = _statistics(labels)
    wanted = Counter(_terms(query.query))
    return [
        sum(_term_score(term, bag, rarity=rarity, mean=mean) for term in wanted)
        for bag in (Counter(_terms(each)) for each in query.documents)
    ]


def local(labels: LabelSet, query: Query) -> list[float]:
    """Ask the local judge; where titles are ranked for a title, compare the titles."""
    if labels.kind == "titles for a title":
        return [similarity(query.query.title, each.title) for each in query.documents]
    if labels.kind == "jobs for a person":
        person = _wanted(query.query)
        return [exact(_posting(each), person) for each in query.documents]
    job = _posting(query.query)
    return [exact(job, _person(each)) for each in query.documents]


SCORERS: Mapping[str, Scorer] = {
    "random": chance,
    "keyword": keywords,
    "bm25": bm25,
    "local": local,
}


def _posting(text: Text) -> Posting:
    return Posting(
        id="1", source="", url="", title=text.title, company="", seen_at=_EPOCH, text=text.text
    )


@lru_cache(maxsize=4_096)
def _person(cv: Text) -> Profile:
    """Read a CV as the bot does, without the musts: the labels know none."""
    read = draft(cv.text).profile
    return Profile(titles=read.titles, skills=read.skills, text=cv.text[:20_000])


def _wanted(text: Text) -> Profile:
    return Profile(titles=tuple(part.strip() for part in text.title.split(",")), text=text.text)


def _terms(text: Text) -> tuple[str, ...]:
    return _tokens(f"{text.title}\n{text.text}")


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(tokenise(text))


@lru_cache(maxsize=16)
def _statistics_of(documents: tuple[Text, ...]) -> tuple[dict[str, float], float]:
    counts = Counter(term for each in documents for term in frozenset(_terms(each)))
    size = len(documents)
    rarity = {term: log(1 + (size - count + 0.5) / (count + 0.5)) for term, count in counts.items()}
    return rarity, sum(len(_terms(each)) for each in documents) / size


def _statistics(labels: LabelSet) -> tuple[dict[str, float], float]:
    every = dict.fromkeys(each for query in labels.queries for each in query.documents)
    return _statistics_of(tuple(every))


def _term_score(term: str, bag: Counter[str], *, rarity: Mapping[str, float], mean: float) -> float:
    count = bag[term]
    if not count:
        return 0.0
    norm = _K1 * (1 - _B + _B * bag.total() / mean)
    return rarity.get(term, 0.0) * count * (_K1 + 1) / (count + norm)
