"""Reads the live sources for a command, with one line on a terminal that tells how far it is."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from rich.console import Console

from bot.rounds.boards import Round, next_round, review
from bot.rounds.mailbox import mailbox_of
from bot.settings import Settings
from bot.stores import migrations
from scoring.edge import mailbox, visits
from scoring.edge.boards import store as boards
from scoring.edge.boards.found import FoundBoards
from scoring.edge.db import Store
from scoring.edge.postings import store as postings
from scoring.edge.web import robots
from scoring.edge.web.http import PoliteWeb
from scoring.ingest.run import IngestReport, ingest
from scoring.model import Ask, Profile
from scoring.sources import Source

OURS = (postings, visits, boards, robots, mailbox, migrations)


@asynccontextmanager
async def asked(
    sources: Sequence[Source],
    *,
    settings: Settings,
    console: Console,
    ask: Ask | None = None,
    only: Profile | None = None,
    with_mail: bool = True,
) -> AsyncIterator[tuple[Store, IngestReport]]:
    """Ask each source once and yield the open database with what came.

    Without `ask` all is asked that the bot would ask: what is watched and what found itself too,
    with searches for what the bot's people wish for, or `only` one profile. `with_mail` the mailbox
    is read as well, where one is set. Raises StoreError and InputError.
    """
    now = datetime.now(UTC)
    async with Store(settings.database, [each.MIGRATIONS for each in OURS]) as store:
        wanted = Round(ask=ask) if ask else None
        wanted = wanted or await next_round(store, settings, now=now, only=only)
        with console.status("asking the sources") as status:
            async with PoliteWeb() as web:
                report = await ingest(
                    sources,
                    web=web,
                    postings=postings.PostingsStore(store),
                    visits=visits.VisitsStore(store),
                    boards=boards.BoardsStore(store),
                    finds=FoundBoards(store),
                    forgives=wanted.forgives,
                    crawler=robots.ObedientWeb(web, store, now=now),
                    mailbox=mailbox_of(settings, store) if with_mail else None,
                    ask=wanted.ask,
                    now=now,
                    progress=lambda row: status.update(f"{row.source}: {row.fetched} postings"),
                )
        await review(store, now=now)
        yield store, report
