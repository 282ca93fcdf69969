"""The picture of /stats: the weeks, the applications, and their scores by what came of them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from bot.language.numbers import date_text
from bot.language.text import Text
from bot.pictures.applications import funnel_shapes, scores_shapes
from bot.pictures.fitting import label, line_height, paragraph, words
from bot.pictures.page import BODY, INNER, MARGIN, SMALL, WIDTH, columns, heading
from bot.pictures.shapes import Measure, Picture, Shape
from bot.pictures.weeks import weeks_shapes
from bot.stores.stats import Application, Overview
from bot.texts import pictures as texts

_TITLE = 56
SHOWN_WEEKS = 5  # the newest: more have no room for numbers that a phone shows legibly
_Section = tuple[tuple[Shape, ...], int]  # the shapes, and where they end
_Drawn = Callable[..., _Section]


def stats_picture(overview: Overview, *, measure: Measure) -> Picture:
    """Return the picture in the language that is spoken; it is as high as it must be."""
    beside = columns(_names(), measure=measure)
    shapes, top = _head(overview, measure=measure)
    if overview.has_weeks:
        oldest_first = tuple(reversed(overview.weeks[:SHOWN_WEEKS]))
        section, top = weeks_shapes(oldest_first, columns=beside, top=top, measure=measure)
    else:
        section, top = _empty(texts.NO_WEEKS, top=top, measure=measure)
    shapes += section
    for name, drawn, none in (
        (texts.APPLICATIONS, funnel_shapes, texts.NO_APPLICATIONS),
        (texts.SCORES, scores_shapes, texts.NO_SCORES),
    ):
        section, top = _about(
            overview.applications,
            name=name,
            drawn=partial(drawn, columns=beside),
            none=none,
            top=top,
            measure=measure,
        )
        shapes += section
    return Picture(width=WIDTH, height=top + MARGIN // 2, shapes=shapes)


def _names() -> list[str]:
    """Return the names of all rows: they stand in one column, in one size."""
    weeks = (texts.POSTINGS, texts.SHOWN, texts.SAVED, texts.APPLIED)
    return [text() for text in (*weeks, *texts.OUTCOMES.values())]


def _head(overview: Overview, *, measure: Measure) -> _Section:
    title = label(
        texts.TITLE(),
        left=MARGIN,
        middle=MARGIN + line_height(_TITLE) // 2 - 14,
        most=INNER,
        size=_TITLE,
        measure=measure,
        bold=True,
    )
    weeks = overview.weeks[:SHOWN_WEEKS]
    last = weeks[0].monday + timedelta(days=6)
    period = texts.PERIOD(first=date_text(weeks[-1].monday), last=date_text(last))
    top = MARGIN + line_height(_TITLE) - 8
    said = words(period, x=MARGIN, top=top, size=SMALL, measure=measure, role="quiet")
    return (*title, said), top + line_height(SMALL) + 12


def _about(
    applications: Sequence[Application],
    *,
    name: Text,
    drawn: _Drawn,
    none: Text,
    top: int,
    measure: Measure,
) -> _Section:
    shapes, top = heading(name(), top=top, measure=measure)
    if applications:
        section, end = drawn(applications, top=top, measure=measure)
    else:
        section, end = _empty(none, top=top, measure=measure)
    return (*shapes, *section), end


def _empty(text: Text, *, top: int, measure: Measure) -> _Section:
    lines = paragraph(text(), left=MARGIN, top=top, most=INNER, size=BODY, measure=measure)
    return lines, top + len(lines) * line_height(BODY) + 30
