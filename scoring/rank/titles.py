"""How alike two job titles are, and which titles a text names.

A title is read as occupations from a table of names ("swe intern" is a software engineer), as
its words, and as what the words are about. Levels, seasons, places and requisition numbers do not
count: a level is a part of its own in the score.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt

from scoring.model import Level
from scoring.rank.topics import topics_of

_WORD = re.compile(r"\w+(?:\+\+|#)?")
_GENDER = re.compile(r"(?<=\w)[:*_/]-?(?:in|innen|frau|r|e|n)\b|\([^()]*\b[mwfd]\s*/[^()]*\)|\(a\)")
_SPLIT = re.compile(r"[,|:;()\[\]@/•·–—]| - |-{2,}")
_NUMBER = re.compile(r"\d+\w*|[ivx]{1,3}")
_LIMIT = 300  # characters of a title that are read

_HEAD = 0.2  # the weight of a head noun that every trade has: manager, specialist
_TELLING_TOPIC = 0.3  # of a title's vector: less is a word that many fields use
_TOPIC_HEAD = 0.3  # the same for what it is about
_SIDE = 0.6  # the weight of what stands after a comma or a dash
_NAME = 0.6  # one job by two names that share no word: Buchhalter, accountant
_FAMILY = 0.2  # neighbours that share no topic, such as truck driver and warehouse worker
_OTHER_JOB = 0.57  # the most for two occupations that are known and differ
_UNKNOWN = 0.9  # the most for an occupation that the table does not know
_TOPIC = 2.0  # the weight of a shared topic beside that of a shared word

_LEVEL_NAMES: tuple[tuple[Level, frozenset[str]], ...] = (
    ("intern", frozenset(("intern", "interns", "internship", "internships", "werkstudent"))),
    ("intern", frozenset(("praktikant", "praktikantin", "praktikum", "apprentice", "azubi"))),
    ("executive", frozenset(("chief", "ceo", "cto", "cfo", "coo", "vp", "svp", "president"))),
    ("manager", frozenset(("director", "head"))),
    ("lead", frozenset(("lead", "principal", "staff", "teamleiter", "teamlead"))),
    ("senior", frozenset(("senior", "sr", "iii", "iv"))),
    ("entry", frozenset(("junior", "jr", "entry", "graduate", "grad", "trainee", "i"))),
)
_SAME = {
    "engineering": "engineer",
    "developing": "developer",
    "dev": "developer",
    "eng": "engineer",
    "engr": "engineer",
    **dict.fromkeys(("mgr", "mngr"), "manager"),
    "asst": "assistant",
    "admin": "administrative",
    "exec": "executive",
    "dir": "director",
    "coord": "coordinator",
    "tech": "technician",
    "mktg": "marketing",
    "acct": "client",
    "account": "client",  # as in account manager; accounts and accounting are another trade
    **dict.fromkeys(("svp", "avp"), "vp"),
    "healthcare": "health",
}


@dataclass(frozen=True, slots=True)
class _Occupation:
    name: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a title that are not its trade, and the endings that hide a common root."""

    levels: frozenset[str]
    noise: frozenset[str]
    glue: frozenset[str]
    heads: frozenset[str]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that is read: its occupations with how sure they are, its words and topics."""

    occupations: tuple[tuple[_Occupation, float], ...]
    vector: Mapping[str, float]


def similarity(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 (strangers) to 1 (one job by two names)."""
    first, second = _read(one), _read(other)
    alike = _cosine(first.vector, second.vector)
    same = family = sure = 0.0
    for a, sure_a in first.occupations:
        for b, sure_b in second.occupations:
            both = sure_a * sure_b
            sure = max(sure, both)
            same = max(same, both * (a.name == b.name))
            family = max(family, both * (a.family == b.family))
    if not sure:
        return _UNKNOWN * alike
    return max(
        same * (_NAME + (1 - _NAME) * alike),
        alike * (1 - (1 - _OTHER_JOB) * sure),
        family * _FAMILY + (_OTHER_JOB - _FAMILY) * alike,
    )


def titles_in(text: str) -> tuple[str, ...]:
    """Return the job titles that a CV names, each once, in the order of the text.

    A title stands on a short line or at its start; a sentence that mentions a job is not one.
    """
    found = (title for line in text.splitlines() for title in _titles_of_line(line))
    return tuple(dict.fromkeys(found))


def occupation(title: str) -> str | None:
    """Return the table's name for the job in a title, or None when it is not known."""
    found = _read(title).occupations
    return found[0][0].name if found else None


def says_field(title: str) -> bool:
    """Tell whether the words of a title say its field, also where the job is not in the table."""
    topics = (share for name, share in _read(title).vector.items() if "/" in name)
    return max(topics, default=0.0) >= _TELLING_TOPIC


def level_of(title: str) -> Level | None:
    """Return the level that a title names outright, or None."""
    words = frozenset(_WORD.findall(title.casefold()))
    return next((level for level, names in _LEVEL_NAMES if words & names), None)


def other_names(title: str) -> tuple[str, ...]:
    """Return the other names of the job in a title, none when it is not known."""
    found = occupation(title)
    return _names_by_occupation().get(found, ()) if found else ()


def _titles_of_line(line: str) -> Iterator[str]:
    head = re.split(r"\s{2,}|\s[|•·–—]\s|\t| - |,| at | @ |\(|\d", line.strip(" •·-*\t#"))[0].strip(
        " :"
    )
    words = head.split()
    if not 1 <= len(words) <= 6 or head.endswith(".") or not head[:1].isupper():
        return
    known = _read(head).occupations
    if known and known[0][1] >= 0.75 and (len(words) > 1 or known[0][0].name == head.casefold()):
        yield " ".join(words)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the product of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, sum(weight * other[name] for name, weight in one.items() if name in other))


@lru_cache(maxsize=1 << 16)
def _read(title: str) -> _Title:
    """Read a title. Cached: the same few thousand titles are compared again and again."""
    parts = (_tokens(part) for part in _SPLIT.split(_joined(title)))
    segments = [tokens for tokens in parts if tokens]
    return _Title(occupations=_occupations(segments), vector=_vector(segments))


def _vector(segments: list[list[str]]) -> Mapping[str, float]:
    """Return the words and the topics of a title as one vector of length 1."""
    vector: dict[str, float] = {}
    for place, tokens in enumerate(segments):
        side = _SIDE if place else 1.0
        counted = [token for token in tokens if _counts(token)]
        for token in counted:
            word = f"={_root(token)}"
            vector[word] = max(vector.get(word, 0.0), side * _weight(token))
        words = [(_root(token), _TOPIC_HEAD if _is_head(token) else 1.0) for token in counted]
        for topic, strength in topics_of(words, normalise=_roots).items():
            vector[topic] = vector.get(topic, 0.0) + side * sqrt(_TOPIC) * strength
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def _roots(text: str) -> tuple[str, ...]:
    return tuple(_root(token) for token in _tokens(text))


def _joined(title: str) -> str:
    """Return the title without gender marks, with "full-stack" as "full stack"."""
    text = _GENDER.sub(" ", title[:_LIMIT].casefold())
    return re.sub(r"(?<=\w)[-‐‑](?=\w)", " ", text)


def _tokens(text: str) -> list[str]:
    words = (_SAME.get(word, word) for word in _WORD.findall(text))
    return [_singular(word) for word in words if word not in _words().glue]


def _counts(token: str) -> bool:
    """Tell whether a word says what the job is: not its level, season, place in a list."""
    return not (token in _words().levels or token in _words().noise or _NUMBER.fullmatch(token))


def _weight(token: str) -> float:
    return _HEAD if _is_head(token) else 1.0


def _is_head(token: str) -> bool:
    return token in _words().heads


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ics", "ales"))
    ):
        return word[:-1]
    return word


def _root(word: str) -> str:
    """Return what architect, architecture and architectural have in common."""
    for ending in _words().endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _occupations(segments: list[list[str]]) -> tuple[tuple[_Occupation, float], ...]:
    """Return the occupations of all segments, the surest first."""
    best: dict[_Occupation, float] = {}
    for place, tokens in enumerate(segments):
        total = sum(_weight(token) for token in tokens if _counts(token)) or 1.0
        for run, found in _runs(tokens):
            share = sum(_weight(token) for token in run) / total
            sure = sqrt(min(1.0, share)) * (0.9 if place else 1.0)
            best[found] = max(best.get(found, 0.0), sure)
    return tuple(sorted(best.items(), key=lambda item: -item[1]))


def _runs(tokens: list[str]) -> Iterator[tuple[tuple[str, ...], _Occupation]]:
    """Yield the longest known runs of tokens: as written, and without what does not count."""
    names, sets = _table()
    plain = [token for token in tokens if _counts(token)]
    for words in (tokens, plain) if plain != tokens else (tokens,):
        at = 0
        while at < len(words):
            for size in range(min(6, len(words) - at), 0, -1):
                run = tuple(words[at : at + size])
                if run in names:
                    yield run, names[run]
                    at += size - 1
                    break
            at += 1
    turned = frozenset(plain)
    if 2 <= len(turned) <= 4 and turned in sets:
        yield tuple(plain), sets[turned]


@cache
def _words() -> _Words:
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines("title_words.txt"):
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        else:
            current += line.split()
    return _Words(
        levels=frozenset(lists["levels"]),
        noise=frozenset(lists["noise"]),
        glue=frozenset(lists["glue"]),
        heads=frozenset(lists["heads"]),
        endings=tuple(lists["endings"]),
    )


def _lines(name: str) -> list[str]:
    lines = files("scoring").joinpath("data", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _table() -> tuple[Mapping[tuple[str, ...], _Occupation], Mapping[frozenset[str], _Occupation]]:
    """Read the table: every name as tokens in order, and as a set ("manager, product")."""
    names: dict[tuple[str, ...], _Occupation] = {}
    for line in _lines("titles.txt"):
        family, _, rest = line.partition(":")
        for entry in rest.split(";"):
            name, _, others = entry.partition(" = ")
            found = _Occupation(name.strip(), family)
            for spelling in (name, *others.split(",")):
                if key := tuple(_tokens(spelling)):
                    names.setdefault(key, found)
    return names, {frozenset(key): found for key, found in names.items() if len(key) > 1}


@cache
def _names_by_occupation() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for key, found in _table()[0].items():
        names.setdefault(found.name, []).append(" ".join(key))
    return {name: tuple(others) for name, others in names.items()}
