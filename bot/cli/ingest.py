"""`picks ingest`."""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from dotenv import dotenv_values
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.settings import Settings
from scoring.boards import read_boards
from scoring.ingest import IngestReport
from scoring.ingest import ingest as run_ingest
from scoring.model import Ask
from scoring.sources import Source, named


def ingest(
    source: Annotated[
        list[str] | None, typer.Option(help="Ask only this source; may be repeated.")
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
    settings = Settings.from_env(
        {k: v or "" for k, v in dotenv_values().items()} | dict(os.environ)
    )
    boards = read_boards(board or settings.boards)
    only = source or (list(boards) if board else list(settings.sources))
    ask = Ask(boards=boards, countries=settings.countries)
    report = asyncio.run(_ingest(named(only), ask=ask, database=database or settings.database))
    Console().print(_table(report))
    raise typer.Exit(code=int(report.all_failed))


async def _ingest(sources: Sequence[Source], *, ask: Ask, database: Path) -> IngestReport:
    # The web client and the store are slow to import, and every other command does without.
    from scoring.edge import postings, visits  # noqa: PLC0415
    from scoring.edge.db import Store  # noqa: PLC0415
    from scoring.edge.http import PoliteWeb  # noqa: PLC0415

    migrations = [postings.MIGRATIONS, visits.MIGRATIONS]
    with Console(stderr=True).status("asking the sources") as status:
        async with Store(database, migrations) as store, PoliteWeb() as web:
            return await run_ingest(
                sources,
                web=web,
                postings=postings.PostingsStore(store),
                visits=visits.VisitsStore(store),
                ask=ask,
                now=datetime.now(UTC),
                progress=lambda row: status.update(f"{row.source}: {row.fetched} postings"),
            )


def _table(report: IngestReport) -> Table:
    """Return the report as a table; what was unchanged or skipped stands with the errors."""
    table = Table("source", "fetched", "new", "unread", "seconds", "error")
    for column in table.columns[1:5]:
        column.justify = "right"
    for row in report.rows:
        counts = (str(row.fetched), str(row.new), str(row.unread), f"{row.seconds:.1f}")
        same = f"{row.unchanged} pages unchanged" if row.unchanged else ""
        said = [
            each for each in (row.error, same, row.skipped and f"not asked: {row.skipped}") if each
        ]
        table.add_row(row.source, *counts, escape("; ".join(said)))
    return table
