"""Where a text mentions something: plain searches, so that patterns read only a few lines.

A pattern of thirty alternatives costs a hundred times what thirty plain searches cost. Most of
those are spared, too: a text's triples of letters are noted once, and a cue is looked for only
where the text has triples of it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Cues = frozenset[str]

_HEADING_CHARS = 60
# Of a line with such a word: "Preferred experience:", not "MBA preferred" or "bonus potential".
_WISH_HEADING = re.compile(
    r"(?!.*(?:required|minimum|\bmust|\band preferred|potential|degree|years|\d)|•|.*[.;]$)"
    r"(?:\W*(?:our |your |some |other )?(?:nice|great to|preferred|recommended|bonus|desir|plus|"
    r"a plus|good to have|extra|"
    r"das wäre|wünsch|von vorteil|souhait|un plus|deseab|se valor|diferenc|desej)|.*:$|"
    r".*(?:nice[- ]to[- ]have|qualif\w+|experience|skills|requirements|stand out|profile?)\W*"
    r"(?:\(?preferred\)?|\(?desired\)?|\(?desirable\)?|\(?nice[- ]to[- ]have\)?)?\W*$)"
)
_NEXT_HEADING = re.compile(r"\n\n(?=[^\n•]{3,60}(?:\n|$))|\n(?=[^\n•]{3,50}:\n)")
_TRIPLES = 1 << 15  # of 32 kinds of characters, see _KINDS
_ALL: set[str] = set()


def cues(*words: str) -> Cues:
    """Return cues that `cues_in` will find. Latin-1, in lower case; for constants of modules."""
    _ALL.update(words)
    for kept in (_sought, cues_in):
        kept.cache_clear()
    return frozenset(words)


def lowered(text: str) -> str:
    """Return the text in lower case, every character at its place ("İ" would become two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[:1] for char in text)


def starting(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of alternatives that begin at the beginning of a word: the fast kind."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})")


@lru_cache(maxsize=4)
def is_english(text: str) -> bool:
    """Tell whether a lowered text is English, so that other languages' words can be left out."""
    here = cues_in(text)
    others = sum(text.count(word) for word in _FOREIGN & here)
    return sum(text.count(word) for word in _ENGLISH & here) > 5 + 2 * others


@lru_cache(maxsize=4)
def cues_in(text: str) -> Cues:
    """Return the cues that a lowered text may hold: each that is in it, and a few that are not.

    Digits are alike to this search, and so are letters beyond a-z, and spaces, commas and brackets.
    """
    sought = _sought()
    found = np.zeros(sought.triples.size + 1, np.bool_)
    found[sought.numbers[_triples(_narrow(text))]] = True
    possible = np.flatnonzero(found[sought.triples].all(axis=0))
    return frozenset(sought.every[at] for at in possible.tolist())


def places_of(wanted: Cues, *, text: str, end: int | None = None) -> list[int]:
    """Return every place before `end` at which one of the cues begins, in order."""
    here = wanted & cues_in(text)
    if not here:
        return []
    narrow = _narrow(text)
    stop = len(narrow) if end is None else end + 1
    found: list[int] = []
    for cue in here:
        sought = cue.encode("latin-1")
        at = narrow.find(sought, 0, stop)
        while at >= 0:
            found.append(max(at - 1, 0))
            at = narrow.find(sought, at + len(sought), stop)
    found.sort()
    return found


@lru_cache(maxsize=4)
def _narrow(text: str) -> bytes:
    """Return the text with one byte a character: searches in it are five times as fast.

    It has a space more at either end, since some cues are words with the spaces around them.
    """
    return b" %b " % text.encode("latin-1", "replace")


def lines_with(
    wanted: Cues, *, text: str, before: int, after: int, end: int | None = None
) -> Iterator[str]:
    """Yield each line with a cue, once; a line without end is cut so far around the cue."""
    for start, stop in spans_with(wanted, text=text, before=before, after=after, end=end):
        yield text[start:stop]


def spans_with(
    wanted: Cues, *, text: str, before: int, after: int, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield where the lines of `lines_with` begin and end."""
    most = len(text) if end is None else min(end, len(text))
    last = -1
    for at in places_of(wanted, text=text, end=end):
        if at < last:
            continue
        start = max(text.rfind("\n", 0, at) + 1, at - before, last)
        stop = text.find("\n", at, most)
        last = min(stop if stop >= 0 else most, at + after)
        yield start, last


@lru_cache(maxsize=4)
def wish_sections(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text lists what is welcome but not asked: from such a heading to the next."""
    found: list[tuple[int, int]] = []
    for at in places_of(_WISHES, text=text):
        start = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        if stop < 0 or stop - start > _HEADING_CHARS or not _WISH_HEADING.match(text, start, stop):
            continue
        follows = _NEXT_HEADING.search(text, stop + 2)
        found.append((start, follows.start() if follows else len(text)))
    return tuple(found)


def _kind(code: int) -> int:
    """Return what a character of Latin-1 counts as, of the 32 kinds."""
    char = chr(code)
    if "a" <= char <= "z":
        return code - ord("a") + 1
    if char.isdecimal():
        return 27
    return 28 if char.isalpha() else _MARKS.get(char, 0)


_MARKS = {".": 29, "-": 30, "/": 31}
_KINDS = bytes(map(_kind, range(256)))


def _triples(narrow: bytes) -> npt.NDArray[np.uint16]:
    """Return the number of every three characters in a row."""
    kinds = np.frombuffer(narrow.translate(_KINDS), np.uint8).astype(np.uint16)
    return (kinds[:-2] << _FIVE << _FIVE) | (kinds[1:-1] << _FIVE) | kinds[2:]


_FIVE = np.uint16(5)  # bits for a kind; a plain 5 would make the result a signed number


class _Sought(NamedTuple):
    every: tuple[str, ...]  # cues
    triples: npt.NDArray[np.intp]  # a column of eight for each cue
    numbers: npt.NDArray[np.uint16]  # of each triple its number in `triples`, 0 where in none


@cache
def _sought() -> _Sought:
    every = tuple(sorted(_ALL))
    each = [_triples(cue.encode("latin-1")) for cue in every]
    rows = [np.array([one[(len(one) - 1) * nth // 7] for one in each]) for nth in range(8)]
    used, triples = np.unique(np.array(rows), return_inverse=True)
    numbers = np.zeros(_TRIPLES, np.uint16)
    numbers[used] = np.arange(1, len(used) + 1)
    return _Sought(every, triples.reshape(8, -1) + 1, numbers)


_ENGLISH = cues(" the ", " and ")
_FOREIGN = cues(" und ", " les ", " para ", " los ")
_WISHES = cues(
    "nice to have",
    "nice-to-have",
    "great to have",
    "recommended",
    "preferred",
    "bonus",
    "desirable",
    "desired",
    "pluses",
    "plus points",
    "a plus",
    "good to have",
    "extra credit",
    "stand out",
    "das wäre",
    "wünschenswert",
    "von vorteil",
    "souhaité",
    "un plus",
    "deseable",
    "se valorará",
    "diferenciais",
    "desejável",
)
