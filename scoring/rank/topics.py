"""What the words of a title are about, so that titles without a common word can be compared.

A seaman and a port engineer share no word but the sea. The topics are a list in data/topics.txt;
a word that is in several says less about each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

_HINT = 0.4  # of a word that other fields use too
_SECTOR = 0.45  # of what a topic says, its sector says so much
_LONGEST = 4  # words of a phrase
_PART = 6  # letters of a compound that are a word of their own

Key = tuple[str, ...]
Normalise = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The topics of one run of words, and how surely the words mean them."""

    topics: Mapping[str, float]
    sure: float


def topics_of(words: Sequence[tuple[str, float]], *, normalise: Normalise) -> Mapping[str, float]:
    """Return the topics of words that have weights; a phrase counts before its words."""
    table = _table(normalise)
    tokens = tuple(word for word, _ in words)
    found: dict[str, float] = {}
    at = 0
    while at < len(tokens):
        size, about = _longest(table, tokens, at=at)
        if about:
            strength = about.sure * max(weight for _, weight in words[at : at + size])
            for topic, share in about.topics.items():
                found[topic] = found.get(topic, 0.0) + strength * share
        at += size
    return found


def _longest(table: Mapping[Key, About], tokens: Key, *, at: int) -> tuple[int, About | None]:
    """Return the longest known phrase that begins here, else a known part of the word."""
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        about = table.get(tokens[at : at + size])
        if about:
            return size, about
    word = tokens[at]
    parts = (part for size in range(len(word) - 1, _PART - 1, -1) for part in _ends(word, size))
    return 1, next((table[(part,)] for part in parts if (part,) in table), None)


def _ends(word: str, size: int) -> Key:
    """Return both ends of a compound: Softwareentwicklung is about software."""
    return word[:size], word[-size:]


@cache
def _table(normalise: Normalise) -> Mapping[Key, About]:
    """Read the list: every word and phrase with its topics and their sectors."""
    weights: dict[Key, dict[str, float]] = {}
    for line in files("scoring").joinpath("data/topics.txt").read_text("utf-8").splitlines():
        name, _, rest = line.partition(":")
        if line and not line.startswith("#"):
            for entry in rest.split(","):
                word = entry.strip()
                key = tuple(normalise(word.removeprefix("~")))
                strength = _HINT if word.startswith("~") else 1.0
                topics = weights.setdefault(key, {})
                topics[name] = max(topics.get(name, 0.0), strength)
    return {key: _about(topics) for key, topics in weights.items() if key}


def _about(topics: Mapping[str, float]) -> About:
    """Spread a word over its topics and their sectors, to the length of 1."""
    spread: dict[str, float] = {}
    for name, strength in topics.items():
        sector = name.partition("/")[0]
        spread[name] = strength
        spread[sector] = max(spread.get(sector, 0.0), _SECTOR * strength)
    length = sqrt(sum(value * value for value in spread.values()))
    return About(
        topics={name: value / length for name, value in spread.items()}, sure=max(topics.values())
    )
