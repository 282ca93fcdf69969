"""Where a text mentions something: plain searches, so that patterns read only a few lines.

A pattern of thirty alternatives costs a hundred times what thirty plain searches cost.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WISHES = (
    "nice to have",
    "nice-to-have",
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
_HEADING_CHARS = 60
_NEXT_HEADING = re.compile(r"\n\n(?=[^\n•]{3,60}(?:\n|$))|\n(?=[^\n•]{3,50}:\n)")


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
    return text.count(" the ") + text.count(" and ") > 5 + 2 * (
        text.count(" und ") + text.count(" les ") + text.count(" para ") + text.count(" los ")
    )


def places_of(cues: Sequence[str], *, text: str) -> list[int]:
    """Return every place at which one of the cues begins, in order. Cues are Latin-1."""
    text = _narrow(text)
    found: list[int] = []
    for cue in cues:
        at = text.find(cue)
        while at >= 0:
            found.append(at)
            at = text.find(cue, at + len(cue))
    found.sort()
    return found


@lru_cache(maxsize=4)
def _narrow(text: str) -> str:
    """Return the text with one byte a character, in which searches are five times as fast."""
    return text if text.isascii() else text.encode("latin-1", "replace").decode("latin-1")


def lines_with(cues: Sequence[str], *, text: str, before: int, after: int) -> Iterator[str]:
    """Yield each line with a cue, once; a line without end is cut so far around the cue."""
    for start, end in spans_with(cues, text=text, before=before, after=after):
        yield text[start:end]


def spans_with(
    cues: Sequence[str], *, text: str, before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Yield where the lines of `lines_with` begin and end."""
    end = -1
    for at in places_of(cues, text=text):
        if at < end:
            continue
        start = max(text.rfind("\n", 0, at) + 1, at - before, end)
        stop = text.find("\n", at)
        end = min(stop if stop >= 0 else len(text), at + after)
        yield start, end


@lru_cache(maxsize=4)
def wish_sections(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text lists what is welcome but not asked: from such a heading to the next."""
    found: list[tuple[int, int]] = []
    for at in places_of(_WISHES, text=text):
        start = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        if stop < 0 or stop - start > _HEADING_CHARS or text[start] == "•" or text[stop - 1] == ".":
            continue
        follows = _NEXT_HEADING.search(text, stop + 2)
        found.append((start, follows.start() if follows else len(text)))
    return tuple(found)
