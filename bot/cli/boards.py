"""`picks boards`: which companies' boards are asked, where they come from and what they give."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.run import environment
from bot.settings import Settings
from scoring.errors import InputError

if TYPE_CHECKING:
    from bot.rounds.board_rows import BoardRow
    from scoring.edge.db import Store

_T = TypeVar("_T")

app = typer.Typer(help="List the boards that are asked; add one, or remove one.")

_COLUMNS = ("board", "from", "listed", "new", "met", "asked", "read")
_RIGHT = {"listed", "new", "met"}
_CAPTION = "new: in the last 14 days; met: open postings that were good enough for somebody"
_DAY = 24  # hours
_WHY_CHARS = 120
_SHOWN = 40  # rows of a table that nobody asked to have whole
_NOT_UNDERSTOOD = (
    "{what!r} is no board that I can ask. Send a link to a company's job board, such as"
    " https://jobs.lever.co/acme, or source:token, such as greenhouse:acme"
)
_NAMED = (
    "{board} stands in {where}; to choose yourself, name the boards you want in the setting BOARDS"
)


@app.callback(invoke_without_command=True)
def boards(
    context: typer.Context,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also those that are only known, or were removed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """List the boards that are asked, those first whose postings met somebody."""
    if context.invoked_subcommand is None:
        rows = _with_store(lambda store, settings, now: _rows(store, settings, now, every=every))
        _print(rows, every=every, as_json=as_json)


@app.command()
def add(
    what: Annotated[str, typer.Argument(metavar="LINK|SOURCE:TOKEN", help="Which board.")],
) -> None:
    """Ask a board from now on, whatever it gives."""
    source, board, company = _board(what)

    async def work(store: "Store", settings: Settings, now: datetime) -> str:
        from scoring.edge.boards.found import FoundBoards  # noqa: PLC0415 - the store

        if where := _where(settings, source, board):
            return _NAMED.format(board=f"{source}:{board}", where=where)
        await FoundBoards(store).add(source, board, company=company, now=now)
        return f"{source}:{board} is asked from the next round on"

    typer.echo(_with_store(work))


@app.command()
def remove(
    what: Annotated[str, typer.Argument(metavar="LINK|SOURCE:TOKEN", help="Which board.")],
) -> None:
    """Ask a board no more that was found, added or watched; it is not found again."""
    source, board, _ = _board(what)

    async def work(store: "Store", settings: Settings, now: datetime) -> str:
        from bot.stores.watches import Watches  # noqa: PLC0415 - the stores
        from scoring.boards.seen import key_of  # noqa: PLC0415
        from scoring.edge.boards.found import FoundBoards  # noqa: PLC0415

        if where := _where(settings, source, board):
            raise InputError(_NAMED.format(board=f"{source}:{board}", where=where))
        watched = await Watches(store).drop(key_of(source, board))
        asked = await FoundBoards(store).remove(source, board, now=now)
        told = "is asked no more" if asked or watched else "was not asked, and will not be found"
        return f"{source}:{board} {told}" + (" by those who watched it" if watched else "")

    typer.echo(_with_store(work))


def _board(what: str) -> tuple[str, str, str]:
    """Return the source, board and company that a link or "source:token" names.

    Raises InputError.
    """
    from scoring.boards import read_boards  # noqa: PLC0415 - not for `picks --help`
    from scoring.sources import board_at  # noqa: PLC0415

    if found := board_at(what):
        return *found, ""
    try:
        ((source, (label,)),) = read_boards([what]).items()
    except InputError as error:
        raise InputError(_NOT_UNDERSTOOD.format(what=what)) from error
    board, _, company = label.partition("=")
    return source, board, company


def _where(settings: Settings, source: str, board: str) -> str:
    """Return where a board is named that is always asked, or ""."""
    from scoring.boards import read_boards  # noqa: PLC0415
    from scoring.boards.seen import key_of  # noqa: PLC0415

    named = read_boards(settings.boards).get(source, ())
    if key_of(source, board) not in {key_of(source, each) for each in named}:
        return ""
    return "the setting BOARDS" if settings.boards else "the starter list"


async def _rows(
    store: "Store", settings: Settings, now: datetime, *, every: bool
) -> "Sequence[BoardRow]":
    from bot.rounds.board_rows import board_rows  # noqa: PLC0415 - the stores

    return await board_rows(store, settings, now=now, every=every)


def _with_store(work: Callable[["Store", Settings, datetime], Coroutine[Any, Any, _T]]) -> _T:
    """Do the work with the open database. Raises StoreError and InputError."""
    from bot.cli.live import OURS  # noqa: PLC0415 - the stores
    from scoring.edge.db import Store  # noqa: PLC0415

    settings = Settings.from_env(environment())

    async def run() -> _T:
        async with Store(settings.database, [each.MIGRATIONS for each in OURS]) as store:
            return await work(store, settings, datetime.now(UTC))

    return asyncio.run(run())


def _print(rows: "Sequence[BoardRow]", *, every: bool, as_json: bool) -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(_fields(row), ensure_ascii=False))
        return
    shown = rows if every else rows[:_SHOWN]
    table = Table(*_COLUMNS, caption=_CAPTION)
    for column in table.columns:
        column.justify = "right" if column.header in _RIGHT else "left"
        column.overflow = "fold"
    for row in shown:
        table.add_row(*map(escape, _cells(row)))
    console = Console()
    console.print(table)
    if len(shown) < len(rows):
        console.print(f"and {len(rows) - len(shown)} more; --all shows every one")


def _cells(row: "BoardRow") -> tuple[str, ...]:
    gave = row.gave
    origin = f"found in {row.found_in}" if row.origin == "found" and row.found_in else row.origin
    numbers = (str(gave.listed or ""), str(gave.new or ""), str(row.met or ""))
    read_on = gave.read_on.isoformat() if gave.read_on else "never"
    failed = "; failed then" if gave.failing and not row.why else ""
    why = f": {row.why.partition(': http')[0][:_WHY_CHARS]}" if row.why else failed
    return (f"{row.source}:{row.board}", origin, *numbers, _asked(row), read_on + why)


def _asked(row: "BoardRow") -> str:
    until = f"{row.until:%Y-%m-%d}" if row.until else ""
    hours = round(row.gave.every.total_seconds() / 3600)
    often = "each round" if hours <= 1 else "once a day" if hours >= _DAY else f"every {hours} h"
    words = {
        "often": often,
        "resting": f"again on {until}",
        "gone": f"gone; again on {until}",
        "waiting": "not yet",
        "removed": "never: removed",
        "off": "not: FIND_BOARDS is 0",
    }
    return words[row.asked]


def _fields(row: "BoardRow") -> dict[str, object]:
    gave = row.gave
    days = {"read_on": gave.read_on, "failed_on": gave.failed_on, "rests_until": row.until}
    return {
        "board": f"{row.source}:{row.board}",
        "company": row.company,
        "from": row.origin,
        "found_in": row.found_in,
        "listed": gave.listed,
        "new_in_14_days": gave.new,
        "met_somebody": row.met,
        "asked": row.asked,
        "asked_every_hours": round(gave.every.total_seconds() / 3600, 1),
        **{name: each.isoformat() if each else None for name, each in days.items()},
        "error": row.why,
    }
