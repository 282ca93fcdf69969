"""What reading a line of wishes keeps in hand: the profile so far, and the words still unread."""

import re
from collections.abc import Callable
from typing import Any

from scoring.model import Profile

MAX_ITEMS = 50  # in any list of a profile
MAX_ITEM_CHARS = 80
TAKEN = "\x00"  # stands where words were taken out of a clause


class Clause:
    """One wish; rules take the words they understand out of it."""

    def __init__(self, text: str) -> None:
        """Start with all words unread."""
        self.whole = text.replace(TAKEN, " ")
        self.rest = self.whole
        self.touched = False  # has any rule taken something?

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match and take it out."""
        match = pattern.search(self.rest)
        if match is not None:
            self.cut(match.start(), match.end())
        return match

    def cut(self, start: int, end: int) -> None:
        """Take these words out."""
        self.rest = f"{self.rest[:start]}{TAKEN}{self.rest[end:]}"
        self.touched = True

    def pieces(self) -> list[str]:
        """Return the runs of words that nobody has taken."""
        return [piece.strip() for piece in self.rest.split(TAKEN) if piece.strip()]


Rule = Callable[["Clause", "Line"], None]


class Line:
    """The state of reading one line."""

    def __init__(self, *, profile: Profile) -> None:
        """Start with the person's profile."""
        self.profile = profile
        self.words: dict[str, list[str]] = {}
        self.unknown: list[str] = []
        self.carry: str | None = None  # the field that a bare word behind a comma goes to

    def set(self, field: str, value: Any, *, said: str) -> None:
        """Set a field and remember the words it was read from."""
        if isinstance(value, tuple):
            value = tuple(dict.fromkeys(value))[:MAX_ITEMS]
        self.profile = self.profile.model_copy(update={field: value})
        self.words.setdefault(field, []).append(" ".join(said.replace(TAKEN, " ").split()))

    def choose(self, field: str, value: Any, *, said: str, add: bool = False) -> None:
        """Choose from a list: the first choice of a line replaces, unless it says to add."""
        old = getattr(self.profile, field) if add or field in self.words else ()
        self.set(field, (*old, value), said=said)

    def add(self, field: str, value: Any, *, said: str) -> None:
        """Add to a list."""
        self.set(field, (*getattr(self.profile, field), value), said=said)


def short(text: str) -> str:
    """Return an item fit for a list: one line, bounded, without marks around it."""
    return " ".join(text.split()).strip(" .,:;!?\"'“”()[]-–—&")[:MAX_ITEM_CHARS].strip()
