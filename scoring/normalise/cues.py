"""Where a text mentions something: one pass finds every cue, so that patterns read few lines.

A pattern of thirty alternatives costs a hundred times what thirty plain searches cost. Those are
made at once, for the cues of all readers, by the algorithm of Aho and Corasick ("Efficient string
matching", 1975): its time does not grow with the number of cues.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

Cues = frozenset[str]

# An employer says the same in all its postings: every second line with a cue was read before.
KEPT_LINES = 4_096
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
_ALL: set[str] = set()


def cues(*words: str) -> Cues:
    """Return cues that `cues_in` will find. Latin-1, in lower case; for constants of modules."""
    _ALL.update(words)
    for kept in (_every, _automaton, _found):
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
    return _said(_ENGLISH, text=text) > 5 + 2 * _said(_FOREIGN, text=text)


def cues_in(text: str) -> Cues:
    """Return the cues that a lowered text may hold: each that is in it, and a few that are not.

    A line's end, and what is not in Latin-1, such as a bullet, are alike to a space here.
    """
    return frozenset(_found(text))


def places_of(wanted: Cues, *, text: str, end: int | None = None) -> list[int]:
    """Return every place before `end` at which one of the cues begins, in order."""
    found = _found(text)
    places: list[int] = []
    for cue in wanted & found.keys():
        most = None if end is None else end + 1 - len(cue)
        places.extend(max(at - 1, 0) for at in found[cue] if most is None or at <= most)
    places.sort()
    return places


@lru_cache(maxsize=4)
def _found(text: str) -> Mapping[str, Sequence[int]]:
    """Return where each cue begins in the text that has a space more at either end.

    Some cues are words with the spaces around them. A cue that is there but for such a space has
    no place.
    """
    narrow = b" %b " % text.encode("latin-1", "replace")
    every = _every()
    found: dict[str, list[int]] = {}
    for number, start, end in _automaton().find_matches_as_indexes(
        narrow.translate(_SPACES), overlapping=True
    ):
        cue, spelled = every[number]
        places = found.setdefault(cue, [])
        if spelled and narrow[start:end] != spelled:
            continue
        if not places or start >= places[-1] + len(cue):
            places.append(start)
    return found


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


def _said(words: Cues, *, text: str) -> int:
    """Return how often words are said that have a space on either side."""
    found, said = _found(text), 0
    for word in words:
        places = found.get(word, ())
        at_the_end = len(text) + 2 - len(word)
        said += len(places) - (0 in places[:1]) - (at_the_end in places[-1:])
    return said


_SPACES = bytes.maketrans(b"\n?", b"  ")  # encoding writes "?" for what is not in Latin-1


@cache
def _every() -> tuple[tuple[str, bytes], ...]:
    """Return the cues and, of those with a space in them, how they are spelled."""
    return tuple((cue, cue.encode("latin-1") if " " in cue else b"") for cue in sorted(_ALL))


@cache
def _automaton() -> BytesAhoCorasick:
    every = (cue.encode("latin-1") for cue, _ in _every())
    return BytesAhoCorasick(every, implementation=Implementation.DFA)


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
