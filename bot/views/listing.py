"""Picks as lines of a list: the lines, their number buttons, and how they share messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Button, Delivery
from bot.views.html import escape, link, pack
from bot.views.words import facts, title_text
from scoring.model import Pick

BETWEEN = "\n\n"
_A_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many UTF-16 units a pick's lines may take; its card always has the whole."""

    reason: int
    summary: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pick in a list: its number, and a word of ours (plain text) in place of its reason."""

    n: int
    pick: Pick
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of one message and the numbers of the picks in it."""

    html: str
    numbers: tuple[int, ...]


_ROOMS = (
    Room(reason=240, summary=400),
    Room(reason=140, summary=180),
    Room(reason=140, summary=110),
    Room(reason=110, summary=0),
    Room(reason=0, summary=0),
)


def pages(
    lines: Sequence[Line], *, now: datetime, head: str, foot: str = "", most: int = 1
) -> tuple[Page, ...]:
    """Share at least one line out on `most` messages; lines get shorter until they fit.

    The shortest lines of ten picks fit one message, so only a list of more than ten times
    `most` picks can take more messages than asked for.
    """
    for room in _ROOMS:
        shared = _shared(lines, now=now, head=head, foot=foot, room=room)
        if len(shared) <= most:
            break
    return shared


def number_rows(
    delivery: Delivery, numbers: Iterable[int], *, value: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """Return a button that opens a card for each number, five in a row."""
    buttons = [
        Button(label=str(n), action="card", delivery=delivery.id, n=n, value=value) for n in numbers
    ]
    return tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))


def _shared(
    lines: Sequence[Line], *, now: datetime, head: str, foot: str, room: Room
) -> tuple[Page, ...]:
    blocks = [_block(line, now=now, room=room) for line in lines]
    blocks[0] = BETWEEN.join((head, blocks[0]))
    blocks[-1] = BETWEEN.join(part for part in (blocks[-1], foot) if part)
    numbers = iter(line.n for line in lines)
    return tuple(
        Page(html=BETWEEN.join(page), numbers=tuple(next(numbers) for _ in page))
        for page in pack(blocks, between=BETWEEN)
    )


def _block(line: Line, *, now: datetime, room: Room) -> str:
    best, verdict = line.pick.cluster.best, line.pick.verdict
    parts = [
        f"<b>{line.n} · {verdict.fit}</b>  {link(title_text(best), best.url)}",
        escape(facts(line.pick.cluster, now=now), most=200),
        f"<i>{escape(line.said, most=120)}</i>" if line.said else "",
        escape(verdict.reason, most=room.reason) if room.reason else "",
    ]
    if room.summary and verdict.summary:
        summary = escape(verdict.summary, most=room.summary)
        parts.append(f"<blockquote expandable>{summary}</blockquote>")
    return "\n".join(part for part in parts if part)
