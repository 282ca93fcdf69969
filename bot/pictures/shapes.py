"""What a picture is made of, in pixels from its upper left corner. Frozen values, no drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
Role = Literal["paper", "ink", "quiet", "rule", "postings", "shown", "saved", "applied", "ended"]
Pattern = Literal["solid", "hatched", "open"]  # what tells areas apart where colours do not

# How wide words are in pixels: (text, size, bold) -> width. Layout asks, the edge knows the font.
Measure = Callable[[str, int, bool], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A filled rectangle."""

    left: int
    top: int
    width: int
    height: int
    role: Role
    pattern: Pattern = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A circle around a point."""

    x: int
    y: int
    radius: int
    role: Role
    pattern: Pattern = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text in the box that it takes; `size` is the font's, in pixels."""

    left: int
    top: int
    width: int
    height: int
    text: str
    size: int
    bold: bool = False
    role: Role = "ink"


Shape = Bar | Dot | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The shapes in the order they are drawn."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
