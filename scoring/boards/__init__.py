"""Which company boards are asked: the starter list, or the ones that the settings name."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from scoring.errors import InputError
from scoring.sources import discover, reads_boards

_LEFT = frozenset({"feed", "jibe", "page", "simplify"})  # they take boards that no link tells


@cache
def starter() -> Mapping[str, tuple[str, ...]]:
    """Return the boards that ship with the package, by source."""
    text = (files("scoring") / "sources" / "boards.toml").read_text(encoding="utf-8")
    return {
        source: tuple(f"{board}={name}" for board, name in boards.items())
        for source, boards in tomllib.loads(text).items()
    }


def read_boards(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return boards written "greenhouse:acme" or "lever:acme=Acme, Inc."; none: the starter list.

    Raises InputError for a line of another form.
    """
    found: dict[str, list[str]] = {}
    for line in lines:
        source, _, board = line.partition(":")
        if source not in takers() or not board.strip(" ="):
            raise InputError(
                f"The board {line!r} is not understood; write source:name, "
                f"with one of the sources {', '.join(takers())}"
            )
        found.setdefault(source, []).append(board.strip())
    return {source: tuple(boards) for source, boards in found.items()} or starter()


@cache
def takers() -> tuple[str, ...]:
    """Return the names of the sources that take boards, in alphabetical order."""
    return tuple(
        name for name, source in discover().items() if name in _LEFT or reads_boards(source)
    )
