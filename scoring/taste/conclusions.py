"""The plain words behind the strongest weights of a taste."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from scoring.model import Posting
from scoring.rank.terms import hashed
from scoring.taste.model import POINTS, Conclusion, Kind
from scoring.taste.signs import MOST_TEXT, facts, read

_LEAST_SEEN = 3  # what was seen less often may be chance
_LEAST_POINTS = 0.3
_MOST = 6  # in each direction
_WRITTEN = re.compile(r"[^\W_][\w+#.-]*[\w+#]|[^\W_]")


def conclusions(
    postings: Sequence[Posting], weights: Mapping[int, float]
) -> tuple[Conclusion, ...]:
    """Return what moves postings most: up first, then down, the strongest first."""
    seen: Counter[int] = Counter()
    moved: dict[int, float] = {}
    for signs in read(postings):
        for term in signs.words.keys() & weights.keys():
            seen[term] += 1
            moved[term] = moved.get(term, 0.0) + POINTS * weights[term] * signs.words[term]
    strong = {
        term: moved[term] / count
        for term, count in seen.items()
        if count >= _LEAST_SEEN and abs(moved[term]) >= _LEAST_POINTS * count
    }
    ranked = sorted(strong, key=lambda term: (-strong[term], term))
    ups = [term for term in ranked if strong[term] > 0][:_MOST]
    downs = [term for term in reversed(ranked) if strong[term] < 0][:_MOST]
    names = _names(postings, {*ups, *downs})
    return tuple(
        Conclusion(
            hash=term,
            kind=names[term][0],
            name=names[term][1],
            points=round(strong[term], 1),
            seen=seen[term],
        )
        for term in (*ups, *downs)
        if term in names
    )


def _names(postings: Sequence[Posting], wanted: set[int]) -> dict[int, tuple[Kind, str]]:
    """Return how each is called: a fact by its value, a stem by the word it mostly stands for."""
    named: dict[int, tuple[Kind, str]] = {}
    written: dict[int, Counter[str]] = {}
    for posting in postings:
        for fact in facts(posting):
            if fact.hash in wanted:
                named.setdefault(fact.hash, (fact.kind, fact.value))
        for word in _WRITTEN.findall(f"{posting.title}\n{posting.text[:MOST_TEXT]}"):
            for term in wanted.intersection(hashed(word)):
                written.setdefault(term, Counter())[word.casefold()] += 1
    for term, words in written.items():
        best = min(words, key=lambda word: (-words[word], len(word), word))
        named.setdefault(term, ("word", best))
    return named
