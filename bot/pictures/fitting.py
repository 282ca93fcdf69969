"""Words that fit where they stand: smaller first, then on two lines, and never clipped. Pure."""

from collections.abc import Iterator, Sequence
from typing import Literal

from bot.pictures.shapes import Measure, Role, Words

LEAST_SIZE = 34  # pixels of 1,080: 11 px on a phone of 360; less cannot be read there
_LINE = 1.25  # of the size: the height of a line
_STEP = 2

Align = Literal["left", "middle", "right"]


def line_height(size: int) -> int:
    """Return how high one line is."""
    return round(size * _LINE)


def words(  # noqa: PLR0913 - where, what and how
    text: str,
    *,
    x: int,
    top: int,
    size: int,
    measure: Measure,
    bold: bool = False,
    role: Role = "ink",
    align: Align = "left",
) -> Words:
    """Return one line at its full size, its left edge, middle or right edge at `x`."""
    width = -int(-measure(text, size, bold) // 1)
    left = {"left": x, "middle": x - width // 2, "right": x - width}[align]
    return Words(
        left=left,
        top=top,
        width=width,
        height=line_height(size),
        text=text,
        size=size,
        bold=bold,
        role=role,
    )


def label(  # noqa: PLR0913 - where, what and how
    text: str,
    *,
    left: int,
    middle: int,
    most: int,
    size: int,
    measure: Measure,
    bold: bool = False,
    role: Role = "ink",
) -> tuple[Words, ...]:
    """Return text at most `most` wide around a height, on one line or on two."""
    size, lines = _fitting(text, most=most, size=size, measure=measure, bold=bold)
    height = line_height(size)
    top = middle - len(lines) * height // 2
    return tuple(
        words(
            line,
            x=left,
            top=top + number * height,
            size=size,
            measure=measure,
            bold=bold,
            role=role,
        )
        for number, line in enumerate(lines)
    )


def paragraph(
    text: str, *, left: int, top: int, most: int, size: int, measure: Measure
) -> tuple[Words, ...]:
    """Return quiet text on as many lines as it takes."""
    lines = _wrapped(text, most=most, size=size, measure=measure, bold=False)
    return tuple(
        words(
            line,
            x=left,
            top=top + number * line_height(size),
            size=size,
            measure=measure,
            role="quiet",
        )
        for number, line in enumerate(lines)
    )


def fitting_size(
    texts: Sequence[str], *, most: int, size: int, measure: Measure, least: int = LEAST_SIZE
) -> int:
    """Return the size, smaller where need be, at which each of the texts is `most` wide."""
    while size > least and any(measure(text, size, False) > most for text in texts):  # noqa: FBT003
        size -= _STEP
    return size


def _fitting(
    text: str, *, most: int, size: int, measure: Measure, bold: bool
) -> tuple[int, list[str]]:
    """Return a size and the lines: one where a smaller size is enough, else two or cut ones."""
    for smaller in range(size, LEAST_SIZE - 1, -_STEP):
        if measure(text, smaller, bold) <= most:
            return smaller, [text]
    lines = _wrapped(text, most=most, size=LEAST_SIZE, measure=measure, bold=bold)
    return LEAST_SIZE, lines[:2]


def _wrapped(text: str, *, most: int, size: int, measure: Measure, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in _pieces(text, most=most, size=size, measure=measure, bold=bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _pieces(text: str, *, most: int, size: int, measure: Measure, bold: bool) -> Iterator[str]:
    """Yield the words; one that is too wide for a line is parted with a hyphen."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and measure(rest, size, bold) > most:
            fits = max(
                (at for at in range(1, len(rest)) if measure(f"{rest[:at]}-", size, bold) <= most),
                default=1,
            )
            yield f"{rest[:fits]}-"
            rest = rest[fits:]
        yield rest
