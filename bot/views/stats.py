"""A person's weeks and what the model cost, as one message."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.numbers import day_text
from bot.language.text import Text
from bot.model import Message
from bot.stores.stats import Week
from bot.texts import stats as texts
from bot.views.fill import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Dollars of the last 24 hours and the last 30 days, and the cap of 24 hours."""

    today: float
    month: float
    most: float


def stats_message(weeks: Sequence[Week], *, own: Cost | None, everybody: Cost | None) -> Message:
    """Return the counts of the weeks; `own` is None without a model, `everybody` is the owner's."""
    lines = [texts.TITLE(), *_weeks(weeks), ""]
    if own is None:
        lines.append(texts.FREE())
    else:
        lines.append(_cost(texts.COST, own))
        if own.today >= own.most:
            lines.append(texts.SPENT())
    if everybody is not None:
        lines.append(_cost(texts.BOT_COST, everybody))
    return Message(html="\n".join(lines))


def _weeks(weeks: Sequence[Week]) -> list[str]:
    """Return a line a week, the newest first; those before the first with anything are left out."""
    full = [number for number, week in enumerate(weeks) if week.shown or week.marks]
    shown = weeks[: full[-1] + 1 if full else 1]
    texts_of = (texts.THIS_WEEK, *(texts.WEEK for _ in shown[1:]))
    return [_week(week, text=text) for text, week in zip(texts_of, shown, strict=True)]


def _week(week: Week, *, text: Text) -> str:
    counts = [fill(texts.SHOWN, count=week.shown)] if week.shown else []
    counts += [
        fill(text, count=week.marks[mark])
        for mark, text in texts.MARKS.items()
        if week.marks.get(mark)
    ]
    return fill(text, day=day_text(week.monday), counts=", ".join(counts) or texts.QUIET())


def _cost(text: Text, cost: Cost) -> str:
    return fill(text, today=f"{cost.today:.2f}", month=f"{cost.month:.2f}", most=f"{cost.most:.2f}")
