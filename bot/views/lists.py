"""/saved and /applied: ten jobs a page, each with a button that opens its card. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.language.text import Plural
from bot.model import Action, Button, Message
from bot.stores.feedback import Marked
from bot.texts import tracking as texts
from bot.views.applications import Kept, Tracked, coming, date_line, day_of, standing
from bot.views.html import escape, link
from bot.views.words import company_text, title_text

A_PAGE = 10
_A_ROW = 5
_BETWEEN = "\n\n"
_TITLES: dict[str, Plural] = {"s": texts.SAVED_TITLE, "a": texts.APPLIED_TITLE}
_ACTIONS: dict[str, Action] = {"s": "saved", "a": "applications"}
_MOST_UNITS = 90  # of a title, a company or a line: ten entries fit a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One job of a list, with what is kept of it."""

    marked: Marked
    tracked: Tracked


def pages_of(count: int) -> int:
    """Return how many pages so many jobs take; at least one."""
    return max(1, -(-count // A_PAGE))


def list_page(
    entries: Sequence[Entry], *, origin: str, page: int, count: int, now: datetime
) -> Message:
    """Return one page of /saved ("s") or /applied ("a"): its entries, of `count` in all."""
    if not count:
        return Message(html=(texts.SAVED_EMPTY if origin == "s" else texts.APPLIED_EMPTY)())
    first = (page - 1) * A_PAGE + 1
    blocks = [_block(n, each, now=now) for n, each in enumerate(entries, first)]
    buttons = [
        Button(label=str(n), action="card", delivery=0, n=1, value=_value(each, origin, page))
        for n, each in enumerate(entries, first)
    ]
    rows = [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]
    ways = _ways(origin, page, pages=pages_of(count))
    html = _BETWEEN.join((_TITLES[origin](count=count), *blocks))
    return Message(html=html, rows=tuple(row for row in (*rows, ways) if row))


def _value(entry: Entry, origin: str, page: int) -> str:
    return str(Kept(cluster_id=entry.marked.cluster_id, origin=origin, page=page))


def _ways(origin: str, page: int, *, pages: int) -> tuple[Button, ...]:
    """Return the buttons to the pages beside this one, newer ones to the left."""
    action = _ACTIONS[origin]
    newer = Button(label=texts.EARLIER(), action=action, n=page - 1)
    older = Button(label=texts.LATER(), action=action, n=page + 1)
    here = Button(label=texts.PAGE(page=page, pages=pages), action=action, n=page)
    if pages == 1:
        return ()
    return ((newer,) if page > 1 else ()) + (here,) + ((older,) if page < pages else ())


def _block(n: int, entry: Entry, *, now: datetime) -> str:
    best, tracked = entry.marked.pick.cluster.best, entry.tracked
    at = day_of(entry.marked.at, now=now, zone=tracked.zone)
    stands = standing(tracked, now=now) or texts.SAVED_ON(day=at)
    track = tracked.track
    facts = [stands]
    if days := track.silent_days(now):
        facts.append(texts.SILENT_SINCE(count=days))
    if track.notes:
        facts.append(texts.NOTES_COUNT(count=len(track.notes)))
    if tracked.closed:
        facts.append(texts.CLOSED())
    dates = [date_line(each, zone=tracked.zone) for each in coming(track, now=now)]
    lines = [
        f"<b>{n}</b>  {link(title_text(best), best.url, most=_MOST_UNITS)}",
        escape(company_text(best), most=_MOST_UNITS),
        f"<i>{' · '.join(facts)}</i>",
        *dates,
    ]
    return "\n".join(lines)
