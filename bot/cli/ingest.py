"""`picks ingest`."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.run import environment
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.ingest.run import IngestReport
    from scoring.model import Ask
    from scoring.sources import Source


_COLUMNS = ("source", "fetched", "new", "closed", "unread", "requests", "MB", "seconds")


def ingest(
    source: Annotated[
        list[str] | None,
        typer.Option(help="Ask only this source, or mailbox; may be repeated."),
    ] = None,
    board: Annotated[
        list[str] | None,
        typer.Option(help="Ask only this company board, e.g. greenhouse:acme; may be repeated."),
    ] = None,
    database: Annotated[Path | None, typer.Option(help="The file to store postings in.")] = None,
) -> None:
    """Ask every source once, store what is new, and print what came of each.

    Fails (exit code 1) only when every source failed: one that is down is asked again next time.
    """
    # The sources and what cleans postings are not for `picks --help`.
    from scoring.boards import read_boards  # noqa: PLC0415
    from scoring.errors import InputError  # noqa: PLC0415
    from scoring.ingest.mailbox import NAME  # noqa: PLC0415
    from scoring.model import Ask  # noqa: PLC0415
    from scoring.sources import named  # noqa: PLC0415

    settings = Settings.from_env(environment())
    boards = read_boards(board) if board else None
    only = source or (list(boards) if boards else list(settings.sources))
    ask = None  # all that the bot would ask
    if boards:
        ask = Ask(keys=settings.source_keys, boards=boards, countries=settings.countries)
    settings = settings.model_copy(update={"database": database or settings.database})
    if NAME in only and settings.mailbox_host is None:
        raise InputError("No mailbox is set; see MAILBOX_HOST in .env.example")
    sources = () if only == [NAME] else named(each for each in only if each != NAME)
    with_mail = NAME in only if source or boards else True
    report = asyncio.run(_report(sources, settings=settings, ask=ask, with_mail=with_mail))
    Console().print(_table(report))
    raise typer.Exit(code=int(report.all_failed))


async def _report(
    sources: "Sequence[Source]", *, settings: Settings, ask: "Ask | None", with_mail: bool
) -> "IngestReport":
    from bot.cli.live import asked  # noqa: PLC0415 - the web client and the store

    console = Console(stderr=True)
    live = asked(
        sources,
        settings=settings,
        console=console,
        ask=ask,
        with_mail=with_mail,
    )
    async with live as (_, report):
        return report


def _table(report: "IngestReport") -> Table:
    """Return the report as a table; what was unchanged or skipped stands with the errors."""
    table = Table(*_COLUMNS, "error")
    for column in table.columns[1 : len(_COLUMNS)]:
        column.justify = "right"
    for row in report.rows:
        numbers = (row.fetched, row.new, row.closed, row.unread, row.requests)
        counts = (*map(str, numbers), f"{row.bytes / 1e6:.1f}", f"{row.seconds:.1f}")
        same = f"{row.unchanged} pages unchanged" if row.unchanged else ""
        said = [
            each for each in (row.error, same, row.skipped and f"not asked: {row.skipped}") if each
        ]
        table.add_row(row.source, *counts, escape("; ".join(said)))
    return table
