"""Every board that is known, with where it comes from and what it gives: for `picks boards`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.rounds.boards import met_of, most_tried
from bot.settings import Settings
from bot.stores.watches import Watches
from scoring.boards import read_boards
from scoring.boards.seen import BoardKey, key_of
from scoring.edge.boards.found import FoundBoard, FoundBoards
from scoring.edge.boards.yields import BoardYield, yields
from scoring.edge.db import Store

Origin = Literal["starter", "settings", "watched", "by hand", "found"]
Asked = Literal["often", "resting", "gone", "waiting", "removed", "off"]
_NEVER = BoardYield(read_on=None, listed=0, new=0, failed_on=None, every=timedelta(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A board as the owner sees it."""

    source: str
    board: str
    company: str
    origin: Origin
    found_in: str = ""  # the source whose posting led to it
    asked: Asked = "often"
    until: datetime | None = None  # a board that rests
    met: int = 0  # open postings that met somebody in the last fourteen days
    why: str = ""  # what went wrong
    gave: BoardYield = _NEVER


async def board_rows(
    store: Store, settings: Settings, *, now: datetime, every: bool = False
) -> Sequence[BoardRow]:
    """Return the boards that are asked, the best first; with `every` all that are known.

    Raises StoreError and InputError.
    """
    rows: dict[BoardKey, BoardRow] = {}
    base: Origin = "settings" if settings.boards else "starter"
    named = (
        (source, each) for source, many in read_boards(settings.boards).items() for each in many
    )
    for source, label in named:
        rows.setdefault(key_of(source, label), _row(source, label, origin=base))
    for source, label in await Watches(store).boards():
        rows.setdefault(key_of(source, label), _row(source, label, origin="watched"))
    for found in await FoundBoards(store).all():
        if every or found.state in {"asked", "gone"}:
            row = _found(found, off=not most_tried(settings), now=now)
            rows.setdefault(BoardKey(found.source, found.key), row)
    met, gave = await met_of(store, now=now), await yields(store, now=now)
    return sorted(
        (
            replace(row, met=met.get(key, 0), gave=gave.get(key, _NEVER))
            for key, row in rows.items()
        ),
        key=_best_first,
    )


def _row(source: str, label: str, *, origin: Origin) -> BoardRow:
    board, _, company = label.partition("=")
    return BoardRow(source=source, board=board, company=company, origin=origin)


def _found(found: FoundBoard, *, off: bool, now: datetime) -> BoardRow:
    return BoardRow(
        source=found.source,
        board=found.board,
        company=found.company,
        origin="by hand" if found.by_hand else "found",
        found_in=found.found_in,
        asked=_asked(found, off=off and not found.by_hand, now=now),
        until=found.rests_until,
        why=found.why,
    )


def _asked(found: FoundBoard, *, off: bool, now: datetime) -> Asked:
    if found.state == "removed":
        return "removed"
    if found.state == "gone":
        return "gone"
    if off:
        return "off"
    if found.state == "candidate":
        return "waiting"
    return "resting" if found.rests_until and found.rests_until > now else "often"


def _best_first(row: BoardRow) -> tuple[int, int, int, str, str]:
    return -row.met, -row.gave.new, -row.gave.listed, row.source, row.board.casefold()
