"""The owner's card and its pages of numbers. Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.numbers import day_text
from bot.model import Button, Message
from bot.stores.errors import Broken
from bot.stores.overview import Crowd, Post
from bot.texts import admin as texts
from bot.texts import settings as settings_texts
from bot.views.fill import fill
from bot.views.html import cut
from scoring.edge.llm.ledger import Line
from scoring.ingest.standing import Standing

_ROW = 2
_NAMES = 8  # sources that are named
_LINES = 12  # kinds of errors, or lines of cost, in one message


def button(label: str, value: str, *, n: int | None = None) -> Button:
    """Return a button of the owner's card."""
    return Button(label=label, action="admin", value=value, n=n)


def back(value: str = "home") -> Button:
    """Return the way back."""
    return button(texts.BACK(), value)


def page(lines: Sequence[str], *rows: Sequence[Button], to: str = "home") -> Message:
    """Return a page with its buttons and the way back."""
    return Message(html="\n".join(lines), rows=(*map(tuple, rows), (back(to),)))


def home(crowd: Crowd) -> Message:
    """Return the card itself."""
    buttons = [button(label(), name) for name, label in texts.PAGES.items()]
    rows = tuple(tuple(buttons[at : at + _ROW]) for at in range(0, len(buttons), _ROW))
    lines = [texts.HOME(), texts.CROWD(count=crowd.total), texts.ACTIVE(count=crowd.active)]
    return Message(html="\n".join(lines), rows=rows)


def post(found: Post, *, zone: str) -> Message:
    """Return how deliveries stand."""
    due = [texts.DUE_TODAY(count=found.due_today)]
    if found.next_due is not None:
        day, at = moment(found.next_due, zone)
        due.append(fill(texts.NEXT_DUE, day=day, at=at))
    counts = (
        (texts.UNSURE, found.unsure),
        (texts.TAKEN_BACK, found.taken_back),
        (texts.DEAD, found.dead),
    )
    lines = [f"<b>{texts.PAGES['post']()}</b>", *due, texts.WAITING(count=found.waiting), ""]
    lines += [
        texts.POST_WEEK(),
        texts.SENT(count=found.sent),
        *(words(count=count) for words, count in counts if count),
    ]
    lines += [fill(texts.REASON, count=count, why=cut(why, 80)) for why, count in found.reasons]
    return page(lines)


def sources(found: Sequence[Standing]) -> Message:
    """Return how many sources answer, and which do not."""
    ill = [each.source for each in found if each.state in {"quiet", "failing", "changed"}]
    well = sum(each.state == "well" for each in found)
    first = texts.SOURCES_WELL(count=well) if found else texts.SOURCES_NONE()
    lines = [f"<b>{texts.PAGES['sources']()}</b>", first]
    if ill:
        names = ", ".join(ill[:_NAMES]) + (" …" if len(ill) > _NAMES else "")
        lines.append(fill(texts.SOURCES_ILL, count=len(ill), names=names))
    return page([*lines, texts.SOURCES_MORE()])


def cost(
    purposes: Sequence[Line], models: Sequence[Line], *, today: float, caps: tuple[float, float]
) -> Message:
    """Return what the models cost; `caps` are the day's for the bot and for one person, in $."""
    lines = [
        f"<b>{texts.PAGES['cost']()}</b>",
        texts.COST_TODAY(spent=_usd(today), most=_usd(caps[0])),
        texts.COST_PERSON(most=_usd(caps[1])),
    ]
    if not purposes:
        return page([*lines, texts.COST_NONE()])
    spent, calls = sum(each.cost_usd for each in purposes), sum(each.calls for each in purposes)
    lines += [texts.COST_MONTH(spent=_usd(spent), count=calls)]
    lines += ["", texts.BY_PURPOSE(), *map(_cost_line, purposes[:_LINES])]
    lines += ["", texts.BY_MODEL(), *map(_cost_line, models[:_LINES])]
    if any(each.assumed for each in models):
        lines += ["", texts.COST_ASSUMED()]
    return page(lines)


def errors(found: Sequence[Broken], *, zone: str) -> Message:
    """Return what broke, and how often."""
    if not found:
        return page([texts.ERRORS_NONE()])
    return page([texts.ERRORS_WEEK(), *(_error(each, zone) for each in found[:_LINES])])


def access(mode: str) -> Message:
    """Return who gets in, with a button for each other way."""
    now = settings_texts.ACCESSES.get(mode)
    buttons = [
        button(label(), f"access.{name}")
        for name, label in settings_texts.ACCESS_BUTTONS.items()
        if name != mode
    ]
    return page([fill(texts.ACCESS_NOW, access=now() if now else mode)], buttons)


def moment(at: datetime, zone: str) -> tuple[str, str]:
    """Return the day and the time of day, as the owner's clock shows them."""
    there = at.astimezone(ZoneInfo(zone))
    return day_text(there.date()), there.strftime("%H:%M")


def _error(each: Broken, zone: str) -> str:
    day, at = moment(each.last_at, zone)
    part = texts.PARTS[each.part]() if each.part in texts.PARTS else each.part
    return fill(texts.ERROR, part=part, kind=each.kind, count=each.count, day=day, at=at)


def _cost_line(each: Line) -> str:
    spent = _usd(each.cost_usd)
    if each.failed:
        return fill(
            texts.COST_FAILED, name=each.key, spent=spent, count=each.calls, failed=each.failed
        )
    return fill(texts.COST_LINE, name=each.key, spent=spent, count=each.calls)


def _usd(amount: float) -> str:
    """Return dollars with their cents, and with what is less than a cent where there is some."""
    whole, _, part = f"{amount:.4f}".partition(".")
    return f"{whole}.{part.rstrip('0').ljust(2, '0')}"
