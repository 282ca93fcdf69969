"""What came of the applications: how many of each, and at which scores. Pure."""

from collections import Counter
from collections.abc import Sequence

from bot.language.numbers import number
from bot.pictures.fitting import line_height, words
from bot.pictures.page import BODY, MARGIN, SMALL, Columns
from bot.pictures.shapes import Bar, Dot, Measure, Pattern, Role, Shape
from bot.stores.stats import OUTCOMES, Application, Outcome
from bot.texts import pictures as texts

_BAR_ROW = 49
_BAR = 32  # pixels high
_COUNT = 110  # pixels kept for a number beside the longest bar
_DOT_ROW = 58
_LOOKS: dict[str, tuple[Role, Pattern]] = {
    "applied": ("applied", "solid"),
    "interview": ("shown", "solid"),
    "offer": ("saved", "solid"),
    "rejected": ("ended", "hatched"),
    "ghosted": ("postings", "hatched"),
    "waiting": ("postings", "open"),
}


def counts_of(applications: Sequence[Application]) -> dict[str, int]:
    """Return how many were applied to and came to each stage, and how they stand otherwise."""
    reached = Counter(stage for each in applications for stage in each.reached)
    stand = Counter(each.outcome for each in applications)
    return {
        "applied": len(applications),
        "interview": reached["interview"],
        "offer": reached["offer"],
        "rejected": stand["rejected"],
        "ghosted": stand["ghosted"],
        "waiting": stand["waiting"],
    }


def funnel_shapes(
    applications: Sequence[Application], *, columns: Columns, top: int, measure: Measure
) -> tuple[tuple[Shape, ...], int]:
    """Return a bar for each stage and each way to end, and where they end."""
    counts = counts_of(applications)
    shapes: list[Shape] = []
    for name, count in counts.items():
        said = texts.OUTCOMES[name]()
        high = columns.height(said, least=_BAR_ROW, measure=measure)
        middle = top + high // 2
        shapes += columns.named(said, middle=middle, measure=measure)
        width = round((columns.width - _COUNT) * count / len(applications))
        role, pattern = _LOOKS[name]
        if count:
            bar = Bar(
                left=columns.left,
                top=middle - _BAR // 2,
                width=max(width, _BAR // 2),
                height=_BAR,
                role=role,
                pattern=pattern,
            )
            shapes.append(bar)
            width = bar.width
        said = number(count)
        at = columns.left + width + (14 if count else 0)
        line = middle - line_height(BODY) // 2
        role = "ink" if count else "quiet"
        shapes.append(
            words(said, x=at, top=line, size=BODY, measure=measure, bold=count > 0, role=role)
        )
        top += high
    return tuple(shapes), top + 12


def scores_shapes(
    applications: Sequence[Application], *, columns: Columns, top: int, measure: Measure
) -> tuple[tuple[Shape, ...], int]:
    """Return a row of dots for each outcome along the score; a dot of several says how many."""
    lowest = min(each.fit for each in applications) // 10 * 10
    lowest = min(lowest, 90)
    shapes: list[Shape] = []
    for outcome in OUTCOMES:
        fits = [each.fit for each in applications if each.outcome == outcome]
        if fits:
            said = texts.OUTCOMES[outcome]()
            high = columns.height(said, least=_DOT_ROW, measure=measure)
            middle = top + high // 2
            shapes += columns.named(said, middle=middle, measure=measure)
            shapes.append(
                Bar(left=columns.left, top=middle, width=columns.width, height=2, role="rule")
            )
            shapes += _dots(
                outcome, fits, lowest=lowest, middle=middle, columns=columns, measure=measure
            )
            top += high
    shapes += _axis(lowest, columns=columns, top=top, measure=measure)
    return tuple(shapes), top + line_height(SMALL)


def _points(lowest: int) -> int:
    """Return how many points of a score share a dot, so that its number has room in it."""
    return 5 if lowest >= 50 else 10


def _dots(
    outcome: Outcome,
    fits: Sequence[int],
    *,
    lowest: int,
    middle: int,
    columns: Columns,
    measure: Measure,
) -> list[Shape]:
    role, pattern = _LOOKS[outcome]
    points = _points(lowest)
    width = columns.width * points / (100 - lowest + points)
    most = min(int(width) // 2 - 2, _DOT_ROW // 2 - 2)
    shapes: list[Shape] = []
    for at, count in sorted(Counter((fit - lowest) // points for fit in fits).items()):
        x = columns.left + round((at + 0.5) * width)
        if count == 1:
            radius = min(most, 14)
            shapes.append(Dot(x=x, y=middle, radius=radius, role=role, pattern=pattern))
            continue
        shapes.append(Dot(x=x, y=middle, radius=most, role=role, pattern="open"))
        said = number(count)
        size = SMALL
        while size > 10 and measure(said, size, True) > 2 * most - 8:  # noqa: FBT003
            size -= 1
        top = middle - line_height(size) // 2
        shapes.append(
            words(said, x=x, top=top, size=size, measure=measure, bold=True, align="middle")
        )
    return shapes


def _axis(lowest: int, *, columns: Columns, top: int, measure: Measure) -> list[Shape]:
    """Return the scores below the dots, each at the middle of the dots of its points."""
    name = words(texts.OF_SCORE(), x=MARGIN, top=top, size=SMALL, measure=measure, role="quiet")
    step = 10 if lowest >= 50 else 20
    points = _points(lowest)
    width = columns.width * points / (100 - lowest + points)
    marks = [
        words(
            str(fit),
            x=columns.left + round(((fit - lowest) / points + 0.5) * width),
            top=top,
            size=SMALL,
            measure=measure,
            role="quiet",
            align="middle",
        )
        for fit in range(lowest, 101, step)
    ]
    return [name, *marks]
