"""The page of a picture: its margins, the column of names, and headings. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.fitting import fitting_size, label, line_height, words
from bot.pictures.shapes import Bar, Measure, Shape, Words

WIDTH = 1080
MARGIN = 44
RIGHT = WIDTH - MARGIN
INNER = WIDTH - 2 * MARGIN

HEADING = 46
BODY = 38
SMALL = 36
_RULE = 2
_NARROWEST, _WIDEST = 200, 290  # of the column that names the rows
_GAP = 20  # between a name and what is drawn beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How wide the names of the rows are, all in one size, and where what is drawn begins."""

    names: int
    size: int

    @property
    def left(self) -> int:
        """Return where what is drawn begins."""
        return MARGIN + self.names + _GAP

    @property
    def width(self) -> int:
        """Return how wide what is drawn may be."""
        return RIGHT - self.left

    def named(self, text: str, *, middle: int, measure: Measure) -> tuple[Words, ...]:
        """Return the name of a row."""
        return label(
            text, left=MARGIN, middle=middle, most=self.names, size=self.size, measure=measure
        )

    def height(self, text: str, *, least: int, measure: Measure) -> int:
        """Return how high a row is with this name, which may take two lines."""
        lines = self.named(text, middle=0, measure=measure)
        return max(least, sum(each.height for each in lines) + 3)


def columns(names: Sequence[str], *, measure: Measure) -> Columns:
    """Return columns in which these names have room, in smaller letters where need be."""
    size = fitting_size(names, most=_WIDEST, size=BODY, measure=measure)
    widest = max(measure(name, size, False) for name in names)  # noqa: FBT003 - the form of Measure
    return Columns(names=min(max(int(widest) + 1, _NARROWEST), _WIDEST), size=size)


def rule(top: int) -> Bar:
    """Return a thin line over the whole width."""
    return Bar(left=MARGIN, top=top, width=INNER, height=_RULE, role="rule")


def heading(text: str, *, top: int, measure: Measure) -> tuple[tuple[Shape, ...], int]:
    """Return a heading with the line over it, and where what it heads begins."""
    size = HEADING
    while measure(text, size, True) > INNER:  # noqa: FBT003 - the form of Measure
        size -= 1
    said = words(text, x=MARGIN, top=top + 14, size=size, measure=measure, bold=True)
    return (rule(top), said), top + 14 + line_height(HEADING) + 4
