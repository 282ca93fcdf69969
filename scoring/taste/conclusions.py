"""The plain words behind the strongest weights of a taste."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from scoring.model import Posting
from scoring.rank.terms import hashed
from scoring.taste.labels import Answer
from scoring.taste.model import POINTS, Conclusion, Kind
from scoring.taste.signs import MOST_TEXT, Signs, facts

_LEAST_SEEN = 3  # what was seen less often may be chance
_LEAST_POINTS = 0.5
_MOST_SEEN = 0.5  # of the labels; what most postings say tells none apart
_MOST = 6  # in each direction
_WRITTEN = re.compile(r"[^\W_][\w+#.-]*[\w+#]|[^\W_]")


def conclusions(
    postings: Sequence[Posting],
    said: Sequence[Signs],
    *,
    weights: Mapping[int, float],
    answers: Sequence[Answer | None] = (),
) -> tuple[Conclusion, ...]:
    """Return what moves postings most: up first, then down, the strongest first.

    `said` are the signs of the postings and `answers` what was pressed on each, in their order.
    """
    seen: Counter[int] = Counter()
    pressed: Counter[tuple[int, Answer | None]] = Counter()
    moved: dict[int, float] = {}
    for signs, answer in zip_longest(said, answers):
        for term in signs.words.keys() & weights.keys():
            seen[term] += 1
            pressed[term, answer] += 1
            moved[term] = moved.get(term, 0.0) + POINTS * weights[term] * signs.words[term]
    strong = {
        term: moved[term] / count
        for term, count in seen.items()
        if _LEAST_SEEN <= count <= _MOST_SEEN * len(postings)
        and abs(moved[term]) >= _LEAST_POINTS * count
    }
    ranked = sorted(strong, key=lambda term: (-strong[term], term))
    names = _names(postings, strong.keys())
    ranked = [term for term in ranked if not _said_by_a_company(term, names)]
    ups = [term for term in ranked if strong[term] > 0][:_MOST]
    downs = [term for term in reversed(ranked) if strong[term] < 0][:_MOST]
    return tuple(
        Conclusion(
            hash=term,
            kind=names[term][0],
            name=names[term][1],
            points=round(strong[term], 1),
            seen=seen[term],
            saved=pressed[term, "saved"] + pressed[term, "applied"],
            hidden=pressed[term, "hidden"],
        )
        for term in (*ups, *downs)
    )


def _said_by_a_company(term: int, names: Mapping[int, tuple[Kind, str]]) -> bool:
    """Tell whether a word only repeats a company's name, which stands there itself."""
    kind, name = names.get(term, ("word", ""))
    companies = (known for each, known in names.values() if each == "company")
    return not name or (
        kind == "word" and any(name in known.casefold().split() for known in companies)
    )


def _names(postings: Sequence[Posting], wanted: Collection[int]) -> dict[int, tuple[Kind, str]]:
    """Return how each is called: a fact by its value, a stem by the word it mostly stands for."""
    named: dict[int, tuple[Kind, str]] = {}
    asked = frozenset(wanted)
    written: dict[int, Counter[str]] = {}
    for posting in postings:
        for fact in facts(posting):
            if fact.hash in asked:
                named.setdefault(fact.hash, (fact.kind, fact.value))
        for word in _WRITTEN.findall(f"{posting.title}\n{posting.text[:MOST_TEXT]}"):
            for term in asked.intersection(hashed(word)):
                written.setdefault(term, Counter())[word.casefold()] += 1
    for term, words in written.items():
        best = min(words, key=lambda word: (-words[word], len(word), word))
        named.setdefault(term, ("word", best))
    return named
