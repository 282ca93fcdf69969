"""The table of occupations: which jobs a title names, and by how sure a reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt

from scoring.rank.title_words import Segments, counts, lines_of, tokens_of, weight

_LONGEST = 6  # tokens of a name
_SIDE = 0.9  # how sure an occupation is that stands after a comma or a dash


@dataclass(frozen=True, slots=True)
class Occupation:
    """A job by its name in the table; occupations of one family are neighbours."""

    name: str
    family: str


def occupations_of(segments: Segments) -> tuple[tuple[Occupation, float], ...]:
    """Return the occupations of a title, each with how sure it is from 0 to 1, the surest first."""
    best: dict[Occupation, float] = {}
    for _, found, sure in _found(segments):
        best[found] = max(best.get(found, 0.0), sure)
    return tuple(sorted(best.items(), key=lambda item: -item[1]))


def names_in(segments: Segments) -> tuple[tuple[str, float], ...]:
    """Return the names that stand in a title, as the table spells them, the surest first."""
    best: dict[str, float] = {}
    for run, found, sure in _found(segments):
        name = _spellings().get(run, found.name)
        best[name] = max(best.get(name, 0.0), sure)
    return tuple(sorted(best.items(), key=lambda item: (-item[1], item[0])))


def names_of(occupation: str) -> tuple[str, ...]:
    """Return all names of an occupation; none of one that the table does not have."""
    return _names_by_occupation().get(occupation, ())


def _found(segments: Segments) -> Iterator[tuple[tuple[str, ...], Occupation, float]]:
    """Yield the tokens that name an occupation, the occupation and how sure it is."""
    for place, tokens in enumerate(segments):
        total = sum(weight(token) for token in tokens if counts(token)) or 1.0
        for run, found in _runs(tokens):
            share = sum(weight(token) for token in run) / total
            yield run, found, sqrt(min(1.0, share)) * (_SIDE if place else 1.0)


def _runs(tokens: list[str]) -> Iterator[tuple[tuple[str, ...], Occupation]]:
    """Yield the longest known runs of tokens: as written, and without what does not count."""
    names, sets = _table()
    plain = [token for token in tokens if counts(token)]
    for words in (tokens, plain) if plain != tokens else (tokens,):
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
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
def _table() -> tuple[Mapping[tuple[str, ...], Occupation], Mapping[frozenset[str], Occupation]]:
    """Read the table: every name as tokens in order, and as a set ("manager, product")."""
    names: dict[tuple[str, ...], Occupation] = {}
    for line in lines_of("titles.txt"):
        family, _, rest = line.partition(":")
        for entry in rest.split(";"):
            name, _, others = entry.partition(" = ")
            found = Occupation(name.strip(), family)
            for spelling in (name, *others.split(",")):
                if key := tuple(tokens_of(spelling)):
                    names.setdefault(key, found)
    return names, {frozenset(key): found for key, found in names.items() if len(key) > 1}


@cache
def _spellings() -> Mapping[tuple[str, ...], str]:
    """Return every name of the table as it is written there, by its tokens."""
    spellings: dict[tuple[str, ...], str] = {}
    for line in lines_of("titles.txt"):
        for entry in line.partition(":")[2].split(";"):
            name, _, others = entry.partition(" = ")
            for spelling in (name, *others.split(",")):
                spellings.setdefault(tuple(tokens_of(spelling)), spelling.strip())
    return spellings


@cache
def _names_by_occupation() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for key, found in _table()[0].items():
        names.setdefault(found.name, []).append(" ".join(key))
    return {name: tuple(others) for name, others in names.items()}
