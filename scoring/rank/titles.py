"""How alike two job titles are, and which titles a text names.

A title is read as occupations from a table of names ("swe intern" is a software engineer), as
its words, as what the words are about, and as what it means at large. Levels, seasons, places and
requisition numbers do not count: a level is a part of its own in the score.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt

from scoring.model import Level
from scoring.rank import meaning
from scoring.rank.occupations import Occupation, names_of, occupations_of
from scoring.rank.skills import all_skills, canonical
from scoring.rank.title_words import (
    Segments,
    counts,
    is_head,
    plain_words,
    root,
    segments_of,
    tokens_of,
    trade_of,
    weight,
)
from scoring.rank.topics import topics_of

_TELLING_TOPIC = 0.3  # of a title's vector: less is a word that many fields use
_TOPIC_HEAD = 0.3  # the same for what it is about
_SIDE = 0.6  # the weight of what stands after a comma or a dash
_NAME = 0.6  # one job by two names that share no word: Buchhalter, accountant
_FAMILY = 0.2  # neighbours that share no topic, such as truck driver and warehouse worker
_OTHER_JOB = 0.57  # the most for two occupations that are known and differ
_UNKNOWN = 0.9  # the most for an occupation that the table does not know
_MEANING = 0.5  # the share of what the titles mean at large, beside the table and the words
_FAR, _NEAR = 0.1, 0.95  # cosines of titles that have nothing, and all, in common
_TOPIC = 2.0  # the weight of a shared topic beside that of a shared word

# "Performed data analysis", "Managed a staff of": what was done; "Registered nurse": who does it.
_DONE = re.compile(
    r"(?!(?:regist|certif|licens|charter|experienc|qualif|advanc|enroll|accredit|skill|embedd|"
    r"distribut|integrat|appli|manag\w+ servi|pa|un)\w*)\w{3,}ed\s",
    re.IGNORECASE,
)
_UNENDED = re.compile(r"\s(?:of|with|to|in|for|and|the|an?|over|as)$", re.IGNORECASE)
_PERSON = re.compile(r"(?:er|or|ist|ant|ian|eer|man|chef|nurse|e[nu]r|in)$", re.IGNORECASE)

_LEVEL_NAMES: tuple[tuple[Level, frozenset[str]], ...] = (
    ("intern", frozenset(("intern", "interns", "internship", "internships", "werkstudent"))),
    ("intern", frozenset(("praktikant", "praktikantin", "praktikum", "apprentice", "azubi"))),
    ("executive", frozenset(("chief", "ceo", "cto", "cfo", "coo", "vp", "svp", "president"))),
    ("manager", frozenset(("director", "head"))),
    ("lead", frozenset(("lead", "principal", "staff", "teamleiter", "teamlead"))),
    ("senior", frozenset(("senior", "sr", "iii", "iv"))),
    ("entry", frozenset(("junior", "jr", "entry", "graduate", "grad", "trainee", "i"))),
)
_RANKS = frozenset(name for _, names in _LEVEL_NAMES for name in names)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that is read: its occupations with how sure they are, its words and topics."""

    occupations: tuple[tuple[Occupation, float], ...]
    vector: Mapping[str, float]


def similarity(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 (strangers) to 1 (one job by two names).

    Below 0.25 they are of different fields; neighbours of one field are at 0.3 to 0.5.
    """
    first, second = _read(one), _read(other)
    alike = _cosine(first.vector, second.vector)
    near = _near(float(_meant(one) @ _meant(other)))
    same, family, sure = _shared(first, second)
    if not sure:
        return (1 - _MEANING) * _UNKNOWN * alike + _MEANING * near
    known = max(
        same * (_NAME + (1 - _NAME) * alike),
        alike * (1 - (1 - _OTHER_JOB) * sure),
        family * _FAMILY + (_OTHER_JOB - _FAMILY) * alike,
    )
    near *= 1 - (1 - _OTHER_JOB) * max(0.0, sure - same)
    return max(_NAME * same, (1 - _MEANING) * known + _MEANING * near)


def titles_in(text: str) -> tuple[str, ...]:
    """Return the job titles that a CV names, each once, in the order of the text.

    A title stands on a short line or at its start; a sentence that mentions a job is not one. What
    is a skill too, such as accounts payable, is a title only where no job is named.
    """
    found = tuple(
        dict.fromkeys(title for line in text.splitlines() for title in _titles_of_line(line))
    )
    return tuple(title for title in found if not _is_skill(title)) or found


def occupation(title: str) -> str | None:
    """Return the table's name for the job in a title, or None when it is not known."""
    found = _read(title).occupations
    return found[0][0].name if found else None


def says_field(title: str) -> bool:
    """Tell whether the words of a title say its field, also where the job is not in the table."""
    trade = [[word for word in each if word not in _RANKS] for each in segments_of(title)]
    topics = (share for name, share in _vector(trade).items() if "/" in name)
    return max(topics, default=0.0) >= _TELLING_TOPIC


def level_of(title: str) -> Level | None:
    """Return the level that a title names outright, or None."""
    words = frozenset(plain_words(title))
    return next((level for level, names in _LEVEL_NAMES if words & names), None)


def other_names(title: str) -> tuple[str, ...]:
    """Return the other names of the job in a title, none when it is not known."""
    found = occupation(title)
    return names_of(found) if found else ()


def _near(cosine: float) -> float:
    """Return 0 to 1 for what two titles mean. Squared, as most strangers are not far."""
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR))) ** 2


def _shared(one: _Title, other: _Title) -> tuple[float, float, float]:
    """Return how surely two titles name one occupation, one family, and anything known at all."""
    same = family = sure = 0.0
    for a, sure_a in one.occupations:
        for b, sure_b in other.occupations:
            both = sure_a * sure_b
            sure = max(sure, both)
            same = max(same, both * (a.name == b.name))
            family = max(family, both * (a.family == b.family))
    return same, family, sure


def _titles_of_line(line: str) -> Iterator[str]:
    head = re.split(r"\s{2,}|\s[|•·–—]\s|\t| - |,| at | @ |\(|\d", line.strip(" •·-*\t#"))[0].strip(
        " :"
    )
    words = head.split()
    if not 1 <= len(words) <= 6 or head.endswith(".") or not head[:1].isupper():
        return
    known = () if _DONE.match(head) or _UNENDED.search(head) else _read(head).occupations
    if known and known[0][1] >= 0.75 and (len(words) > 1 or known[0][0].name == head.casefold()):
        yield " ".join(words)


def _is_skill(title: str) -> bool:
    """Tell accounts payable, which one does, from an accountant, who one is."""
    return not _PERSON.search(title) and canonical(title) in _skills()


@cache
def _skills() -> frozenset[str]:
    return frozenset(all_skills())


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the product of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, sum(weight * other[name] for name, weight in one.items() if name in other))


@lru_cache(maxsize=1 << 15)
def _read(title: str) -> _Title:
    """Read a title. Cached: the same few thousand titles are compared again and again."""
    segments = segments_of(title)
    return _Title(occupations=occupations_of(segments), vector=_vector(segments))


@lru_cache(maxsize=1 << 14)
def _meant(title: str) -> meaning.Vector:
    """Return what a title means; apart from reading it, as most lines of a CV are only read."""
    return meaning.vector(trade_of(title))


def _vector(segments: Segments) -> Mapping[str, float]:
    """Return the words and the topics of a title as one vector of length 1."""
    vector: dict[str, float] = {}
    for place, tokens in enumerate(segments):
        side = _SIDE if place else 1.0
        counted = [token for token in tokens if counts(token)]
        for token in counted:
            word = f"={root(token)}"
            vector[word] = max(vector.get(word, 0.0), side * weight(token))
        words = [(root(token), _TOPIC_HEAD if is_head(token) else 1.0) for token in counted]
        for topic, strength in topics_of(words, normalise=_roots).items():
            vector[topic] = vector.get(topic, 0.0) + side * sqrt(_TOPIC) * strength
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def _roots(text: str) -> tuple[str, ...]:
    return tuple(root(token) for token in tokens_of(text))
