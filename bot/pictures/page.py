"""The page of a picture: its width and margins, and headings. Pure."""

from bot.pictures.fitting import line_height, words
from bot.pictures.shapes import Bar, Measure, Shape

WIDTH = 1080
MARGIN = 56
LABELS = 250  # the column on the left that names the rows
LEFT = MARGIN + LABELS + 20  # where what is drawn begins
RIGHT = WIDTH - MARGIN
INNER = WIDTH - 2 * MARGIN

HEADING = 38
BODY = 30
SMALL = 26
_RULE = 2


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
