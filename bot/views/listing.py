"""Picks as lines of a list: the lines, their number buttons, and how they share messages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Button, Delivery
from bot.stores.feedback import Mark
from bot.texts import cards as texts
from bot.texts import watch as watching
from bot.texts.profile import MAIN
from bot.views.html import MOST_UNITS, escape, length, link, plain
from bot.views.words import facts, title_text
from scoring.model import Digest, Pick
from scoring.source_terms import credit_of

Marks = Mapping[str, frozenset[Mark]]  # by cluster id: what the person did with each job
NO_MARKS: Marks = {}
BETWEEN = "\n\n"
_A_ROW = 5
_HEADING = 40  # UTF-16 units
_A_MESSAGE = 10  # picks; always the same share, so that an old message comes back as it was


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pick in a list: its number, what was done with it, and a word of ours about it."""

    n: int
    pick: Pick
    marks: frozenset[Mark] = frozenset()
    said: str = ""  # plain text
    under: str = ""  # the heading it stands under, where a list has headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of one message and the numbers of the picks in it."""

    html: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How many UTF-16 units the parts of a pick may take; its card always has the whole."""

    title: int = 120
    facts: int = 200
    said: int = 120
    reason: int = 140
    summary: int = 0


_ROOMS = (
    _Room(reason=240, summary=400),
    _Room(summary=180),
    _Room(summary=110),
    _Room(reason=110),
    _Room(title=80, facts=80, said=60, reason=0),
    _Room(title=60, facts=60, said=40, reason=0),  # ten of these always fit one message
)


def line(n: int, pick: Pick, *, marks: Marks, said: str = "", under: str = "") -> Line:
    """Return the line of a pick with what the person did with it."""
    done = marks.get(pick.cluster.id, frozenset())
    return Line(n=n, pick=pick, marks=done, said=said, under=under)


def pages(lines: Sequence[Line], *, now: datetime, head: str, foot: str = "") -> tuple[Page, ...]:
    """Share at least one line out on messages of ten; lines get shorter until all fit."""
    count = -(-len(lines) // _A_MESSAGE)
    each = -(-len(lines) // count)
    parts = [lines[at : at + each] for at in range(0, len(lines), each)]
    for room in _ROOMS:
        htmls = [BETWEEN.join(_blocks(part, now=now, room=room)) for part in parts]
        htmls[0] = BETWEEN.join((head, htmls[0]))
        htmls[-1] = BETWEEN.join(part for part in (htmls[-1], foot) if part)
        if all(length(html) <= MOST_UNITS for html in htmls):
            break
    return tuple(
        Page(html=html, numbers=tuple(line.n for line in part))
        for html, part in zip(htmls, parts, strict=True)
    )


def _blocks(lines: Sequence[Line], *, now: datetime, room: _Room) -> Iterator[str]:
    """Yield the lines of one message; each heading stands once, before the first line under it."""
    above = ""
    for each in lines:
        block = _block(each, now=now, room=room)
        heading = f"<b>{escape(each.under, most=_HEADING)}</b>" if each.under != above else ""
        yield BETWEEN.join(part for part in (heading, block) if part)
        above = each.under


def heading(digest: Digest, pick: Pick) -> str:
    """Return the name of the profile that a pick stands under; "" where there is one alone."""
    return (pick.search or MAIN()) if len(digest.searches) > 1 else ""


def with_mark(told: str, pick: Pick) -> str:
    """Return the line of facts, and at its end a word where the person watches the company."""
    return f"{told} · <i>{watching.MARK()}</i>" if pick.watched else told


def number_rows(
    delivery: Delivery, numbers: Iterable[int], *, value: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """Return a button that opens a card for each number, five in a row."""
    buttons = [
        Button(label=str(n), action="card", delivery=delivery.id, n=n, value=value) for n in numbers
    ]
    return tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))


def _facts(pick: Pick, *, now: datetime, most: int) -> str:
    """Return the facts, however short, with the name that the posting's source wants beside it."""
    credit = credit_of(pick.cluster.best)
    told = escape(facts(pick.cluster, now=now), most=most)
    return with_mark(f"{told} · {escape(credit[0])}" if credit else told, pick)


def _block(line: Line, *, now: datetime, room: _Room) -> str:
    best, verdict = line.pick.cluster.best, line.pick.verdict
    title = link(title_text(best), best.url, most=room.title)
    number = f"<b>{line.n} · {verdict.fit}</b>"
    if "hidden" in line.marks:
        return f"{number}  <s>{title}</s>\n<i>{texts.HIDDEN()}</i>"
    said = [word() for mark, word in texts.MARKED.items() if mark in line.marks]
    before = plain(line.pick.applied) if "applied" not in line.marks else ""
    said = [each for each in (line.said, before, *said) if each]
    parts = [
        f"{number}  {title}",
        _facts(line.pick, now=now, most=room.facts),
        f"<i>{escape(' · '.join(said), most=room.said)}</i>" if said else "",
        escape(verdict.reason, most=room.reason) if room.reason else "",
    ]
    if room.summary and verdict.summary:
        summary = escape(verdict.summary, most=room.summary)
        parts.append(f"<blockquote expandable>{summary}</blockquote>")
    return "\n".join(part for part in parts if part)
