"""Reads the live sources for a command, with one line on a terminal that tells how far it is."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from scoring.edge import boards, postings, robots, visits
from scoring.edge.db import Store
from scoring.edge.http import PoliteWeb
from scoring.ingest import IngestReport, ingest
from scoring.model import Ask
from scoring.sources import Source


@asynccontextmanager
async def asked(
    sources: Sequence[Source], *, ask: Ask, database: Path, console: Console
) -> AsyncIterator[tuple[Store, IngestReport]]:
    """Ask each source once and yield the open database with what came. Raises StoreError."""
    now, ours = datetime.now(UTC), (postings, visits, boards, robots)
    async with Store(database, [each.MIGRATIONS for each in ours]) as store:
        with console.status("asking the sources") as status:
            async with PoliteWeb() as web:
                report = await ingest(
                    sources,
                    web=web,
                    postings=postings.PostingsStore(store),
                    visits=visits.VisitsStore(store),
                    boards=boards.BoardsStore(store),
                    crawler=robots.ObedientWeb(web, store, now=now),
                    ask=ask,
                    now=now,
                    progress=lambda row: status.update(f"{row.source}: {row.fetched} postings"),
                )
        yield store, report
