"""A posting as what a taste weighs: its words, its facts and its meaning. Knows no person.

Nothing here depends on other postings: the same posting has the same signs on every day.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring.judges.words import weight
from scoring.model import Posting
from scoring.rank.meaning import vectors
from scoring.rank.terms import hashed, term_hash

FactKind = Literal["company", "place", "level", "remote", "employment", "number"]

VERSION = "1"  # of what a sign is: a taste of another version is not read

MOST_TEXT = 3_000  # characters: beyond that postings speak of benefits and the law

FACT = 0.3  # of a fact, beside all the words of a posting, whose squares add up to 1
_NUMBER = re.compile(r"\b\d{1,4}\b")
_KINDS: tuple[FactKind, ...] = ("level", "remote", "employment")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """One posting. `words` are hashed stems and facts; `meaning` has length 1, or 0."""

    words: Mapping[int, float]
    meaning: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a posting says outside of its text, such as its company."""

    kind: FactKind
    value: str  # a number is one of the title: 2027, which no word is

    @property
    def hash(self) -> int:
        """Return its number; no word has a colon, so it is never meant to be one."""
        return term_hash(f"{self.kind}:{self.value.casefold()}")


def read(postings: Sequence[Posting]) -> list[Signs]:
    """Return the signs of each posting, in order."""
    meanings = vectors([f"{each.title}. {each.text[:MOST_TEXT]}" for each in postings])
    return [
        Signs(words=_words(posting), meaning=meaning)
        for posting, meaning in zip(postings, meanings, strict=True)
    ]


def facts(posting: Posting) -> Iterator[Fact]:
    """Yield what a posting says outside of its text, each once."""
    if posting.company:
        yield Fact(kind="company", value=posting.company)
    said = {part.strip() for place in posting.places for part in place.text.split(",")}
    for part in sorted(said - {""}):
        yield Fact(kind="place", value=part)
    for number in sorted(set(_NUMBER.findall(posting.title))):
        yield Fact(kind="number", value=number)
    for kind in _KINDS:
        value = getattr(posting, kind)
        if value:
            yield Fact(kind=kind, value=value)


def _words(posting: Posting) -> dict[int, float]:
    """Return the stems, rarer and repeated ones more, at length 1; and the facts beside them."""
    counts = Counter(hashed(f"{posting.title}\n{posting.text[:MOST_TEXT]}"))
    words = {term: weight(term) * (1 + log(count)) for term, count in counts.items()}
    length = sqrt(sum(value * value for value in words.values())) or 1.0
    signs = {term: value / length for term, value in words.items()}
    return signs | {fact.hash: FACT for fact in facts(posting)}
