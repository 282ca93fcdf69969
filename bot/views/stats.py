"""A person's weeks and what the model cost, in words: the caption of their picture, or alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.numbers import day_text, short_date
from bot.language.text import Text
from bot.model import Button, Message
from bot.pictures.applications import counts_of
from bot.pictures.shapes import Theme
from bot.stores.stats import OUTCOMES, Application, Overview, Week
from bot.texts import pictures as drawn
from bot.texts import stats as texts
from bot.views.captions import MOST_CAPTION
from bot.views.fill import fill
from bot.views.html import length


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Dollars of the last 24 hours and the last 30 days, and the cap of 24 hours."""

    today: float
    month: float
    most: float


def stats_message(
    overview: Overview, *, own: Cost | None, everybody: Cost | None, theme: Theme
) -> Message:
    """Return the numbers of the picture, short enough to be its caption, and the other theme.

    `own` is None without a model, `everybody` is the owner's.
    """
    costs = tuple(_costs(own, everybody))
    html = _caption(overview, _weeks(overview.weeks), costs=costs)
    if length(html) > MOST_CAPTION:
        html = _caption(overview, _short_weeks(overview.weeks), costs=costs)
    other: Theme = "light" if theme == "dark" else "dark"
    label = drawn.LIGHT() if theme == "dark" else drawn.DARK()
    return Message(html=html, rows=((Button(label=label, action="stats", value=other),),))


def _caption(overview: Overview, weeks: Sequence[str], *, costs: Sequence[str]) -> str:
    """Return what matters now, and folded below it the weeks before with the scores."""
    newest, *before = weeks
    funnel, *scores = [*_applications(overview.applications)] or [""]
    if before:
        folded = "\n".join([*before, *scores])
        scores = [f"<blockquote expandable>{folded}</blockquote>"]
    lines = [texts.TITLE(), newest, *filter(None, [funnel]), *scores]
    return "\n".join([*lines, "", *costs])


def _costs(own: Cost | None, everybody: Cost | None) -> Iterator[str]:
    if own is None:
        yield texts.FREE()
    else:
        yield _cost(texts.COST, own)
        if own.today >= own.most:
            yield texts.SPENT()
    if everybody is not None:
        yield _cost(texts.BOT_COST, everybody)


def _full(weeks: Sequence[Week]) -> Sequence[Week]:
    """Return the weeks, the newest first; those before the first with anything are left out."""
    full = [n for n, week in enumerate(weeks) if week.postings or week.shown or week.marks]
    return weeks[: full[-1] + 1 if full else 1]


def _weeks(weeks: Sequence[Week]) -> list[str]:
    shown = _full(weeks)
    texts_of = (texts.THIS_WEEK, *(texts.WEEK for _ in shown[1:]))
    return [_week(week, text=text) for text, week in zip(texts_of, shown, strict=True)]


def _week(week: Week, *, text: Text) -> str:
    counts = [drawn.NEW(count=week.postings)] if week.postings else []
    counts += [fill(texts.SHOWN, count=week.shown)] if week.shown else []
    counts += [
        fill(text, count=week.marks[mark])
        for mark, text in texts.MARKS.items()
        if week.marks.get(mark)
    ]
    return fill(text, day=day_text(week.monday), counts=", ".join(counts) or texts.QUIET())


def _short_weeks(weeks: Sequence[Week]) -> list[str]:
    """Return this week in a sentence, and those before it as rows of numbers."""
    lines = [
        drawn.SHORT_WEEK(
            week=short_date(week.monday),
            postings=week.postings,
            shown=week.shown,
            saved=week.marks.get("saved", 0),
            applied=week.marks.get("applied", 0),
            hidden=week.marks.get("hidden", 0),
        )
        for week in _full(weeks)
    ]
    return [_weeks(weeks)[0], drawn.SHORT_WEEKS(), *lines[1:]]


def _applications(applications: Sequence[Application]) -> Iterator[str]:
    """Yield how many came to each stage, and the scores of each outcome."""
    if not applications:
        return
    counts = [
        drawn.COUNTED(outcome=drawn.OUTCOMES[name](), count=count)
        for name, count in counts_of(applications).items()
        if count
    ]
    yield drawn.FUNNEL(counts=", ".join(counts))
    yield drawn.OF_SCORES(scores=", ".join(_scores(applications)))


def _scores(applications: Sequence[Application]) -> Iterator[str]:
    for outcome in OUTCOMES:
        fits = sorted(each.fit for each in applications if each.outcome == outcome)
        name = drawn.OUTCOMES[outcome]()
        if fits and fits[0] < fits[-1]:
            yield drawn.SCORE_RANGE(outcome=name, low=fits[0], high=fits[-1])
        elif fits:
            yield drawn.SCORE(outcome=name, fit=fits[0])


def _cost(text: Text, cost: Cost) -> str:
    return fill(text, today=f"{cost.today:.2f}", month=f"{cost.month:.2f}", most=f"{cost.most:.2f}")
