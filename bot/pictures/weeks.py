"""The weeks as bars, a row for each thing that is counted: each on a scale of its own. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.language.numbers import number, short_date
from bot.language.text import Text
from bot.pictures.fitting import fitting_size, line_height, words
from bot.pictures.page import SMALL, Columns
from bot.pictures.shapes import Bar, Measure, Pattern, Role, Shape
from bot.stores.stats import Week
from bot.texts import pictures as texts

_ROW = 98
_HIGHEST = 44  # of a bar
_LEAST = 4  # of a bar that is not nothing
_LEAST_SIZE = 26  # of a number: a hundred thousand postings a week are rare
_SHARE = 0.56  # of a week's width that its bar takes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    name: Text
    count: Callable[[Week], int]
    role: Role
    pattern: Pattern = "solid"


_ROWS = (
    _Row(name=texts.POSTINGS, count=lambda week: week.postings, role="postings", pattern="open"),
    _Row(name=texts.SHOWN, count=lambda week: week.shown, role="shown"),
    _Row(name=texts.SAVED, count=lambda week: week.marks.get("saved", 0), role="saved"),
    _Row(name=texts.APPLIED, count=lambda week: week.marks.get("applied", 0), role="applied"),
)


def weeks_shapes(
    weeks: Sequence[Week], *, columns: Columns, top: int, measure: Measure
) -> tuple[tuple[Shape, ...], int]:
    """Return the rows of bars with the weeks below them, the oldest on the left, and their end."""
    shapes: list[Shape] = []
    for row in _ROWS:
        shapes += _row(row, weeks, columns=columns, top=top, measure=measure)
        top += _ROW
    shapes += _days(weeks, columns=columns, top=top + 8, measure=measure)
    return tuple(shapes), top + 8 + line_height(SMALL) + 16


def _row(
    row: _Row, weeks: Sequence[Week], *, columns: Columns, top: int, measure: Measure
) -> list[Shape]:
    foot = top + _ROW - 8
    counts = [row.count(week) for week in weeks]
    named = columns.named(row.name(), middle=foot - _HIGHEST // 2, measure=measure)
    line = Bar(left=columns.left, top=foot, width=columns.width, height=2, role="rule")
    each = columns.width // len(weeks)
    size = fitting_size(
        [number(count) for count in counts],
        most=each - 4,
        size=SMALL,
        measure=measure,
        least=_LEAST_SIZE,
    )
    bars: list[Shape] = []
    for at, count in enumerate(counts):
        height = max(_LEAST, round(_HIGHEST * count / max(counts))) if count else 0
        middle = columns.left + at * each + each // 2
        width = round(each * _SHARE)
        if height:
            bars.append(
                Bar(
                    left=middle - width // 2,
                    top=foot - height,
                    width=width,
                    height=height,
                    role=row.role,
                    pattern=row.pattern if height > _LEAST * 3 else "solid",
                )
            )
        bars.append(
            words(
                number(count),
                x=middle,
                top=foot - height - line_height(size),
                size=size,
                measure=measure,
                role="ink" if count else "quiet",
                align="middle",
            )
        )
    return [*named, line, *bars]


def _days(weeks: Sequence[Week], *, columns: Columns, top: int, measure: Measure) -> list[Shape]:
    """Return the Monday below each week; every second one where they are too wide."""
    each = columns.width // len(weeks)
    said = [short_date(week.monday) for week in weeks]
    size = fitting_size(said, most=each - 8, size=SMALL, measure=measure)
    wide = any(measure(text, size, False) > each - 8 for text in said)  # noqa: FBT003
    newest = len(weeks) - 1
    return [
        words(
            text,
            x=columns.left + at * each + each // 2,
            top=top,
            size=size,
            measure=measure,
            role="quiet",
            align="middle",
        )
        for at, text in enumerate(said)
        if not wide or (newest - at) % 2 == 0
    ]
