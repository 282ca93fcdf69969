"""Asks the sources again and again while the bot runs, and remembers which of them are quiet."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.reports import report
from bot.rounds.boards import next_round, review
from bot.rounds.mailbox import mailbox_of
from bot.rounds.watch import Watch
from bot.settings import Settings
from bot.stores.errors import Errors
from bot.traces import trace_of
from scoring.edge.boards.found import FoundBoards
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.samples import SampleFolder
from scoring.edge.visits import VisitsStore
from scoring.edge.web.http import PoliteWeb
from scoring.edge.web.robots import ObedientWeb
from scoring.ingest.run import IngestReport, ingest
from scoring.ports import Postings, Web
from scoring.sources import named

_AFTER_FAILURE_S = 60.0

_log = logging.getLogger(__name__)


class Ingests:
    """The rounds of asking every source. `now` is always an argument."""

    def __init__(self, store: Store, postings: Postings, settings: Settings) -> None:
        """Use an open store; raises InputError for sources or boards that do not exist."""
        self._store = store
        self._visits = VisitsStore(store)
        self._boards = BoardsStore(store)
        self._postings = postings
        self._settings = settings
        self._samples = SampleFolder(settings.database.parent / "samples")
        self._mailbox = mailbox_of(settings, store)
        self._watch = Watch(store)
        self._errors = Errors(store)
        self._quiet: tuple[str, ...] = ()
        self._read_before = False
        self._reading = False
        self.read = asyncio.Event()  # set when a round is over, however it ended

    @property
    def first_reading(self) -> bool:
        """Tell whether the sources are being read for the first time, right now."""
        return self._reading and not self._read_before

    def quiet_sources(self) -> tuple[str, ...]:
        """Return the sources that fail, or give less than is likely of them."""
        return self._quiet

    async def remember(self, *, now: datetime) -> None:
        """Look up which sources are quiet, after a start."""
        self._read_before = bool(await self._visits.last_runs())
        self._quiet = await self._watch.quiet(now=now)

    async def run(self, *, now: datetime, web: Web) -> IngestReport:
        """Ask every source once. Raises StoreError."""
        wanted = await next_round(self._store, self._settings, now=now)
        self._reading = True
        try:
            report = await ingest(
                named(self._settings.sources),
                web=web,
                postings=self._postings,
                ask=wanted.ask,
                forgives=wanted.forgives,
                finds=FoundBoards(self._store),
                now=now,
                visits=self._visits,
                boards=self._boards,
                samples=self._samples,
                only_due=True,
                crawler=ObedientWeb(web, self._store, now=now),
                mailbox=self._mailbox,
            )
        finally:
            self._reading, self._read_before = False, True
            self.read.set()
        await review(self._store, now=now)
        self._quiet = await self._watch.quiet(now=now)
        await self._watch.tell(report.rows, now=now)
        return report

    async def next_at(self, now: datetime) -> datetime:
        """Return when the next round is due: at once where none was, or the last is long ago."""

        def last(db: Database) -> str | None:
            row = next(db.query("SELECT max(at) AS at FROM source_runs"))
            return str(row["at"]) if row["at"] else None

        at = await self._store.read(last)
        every = timedelta(minutes=self._settings.ingest_every_minutes)
        last_at = datetime.fromisoformat(at) if at else now - every
        return min(last_at, now) + every  # a last round in the future: the clock was wrong

    async def run_forever(self, clock: Callable[[], datetime], *, stop: asyncio.Event) -> None:
        """Ask again every settings.ingest_every_minutes until `stop`; no failure ends the loop.

        A round in flight is given up at `stop`: what it stored is stored, the rest comes again.
        """
        async with PoliteWeb() as web:
            while not stop.is_set():
                await self._round(clock, web=web, stop=stop)

    async def _round(self, clock: Callable[[], datetime], *, web: Web, stop: asyncio.Event) -> None:
        try:
            wait_s = (await self.next_at(clock()) - clock()).total_seconds()
            if not await _stopped(stop, within_s=wait_s):
                await _until(stop, self.run(now=clock(), web=web))
        except Exception as error:  # noqa: BLE001 - the loop over the hours
            _log.error("An ingest failed\n%s", trace_of(error), extra={"action": "ingest"})
            await report(self._errors, "ingest", error, now=clock())
            await _stopped(stop, within_s=_AFTER_FAILURE_S)


async def _stopped(stop: asyncio.Event, *, within_s: float) -> bool:
    """Wait, at most so long, and tell whether `stop` is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), timeout=max(0.0, within_s))
    return stop.is_set()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, object]) -> None:
    """Do the work, or cancel it when `stop` comes first."""
    task, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for each in (task, stopped):
        each.cancel()
    with suppress(asyncio.CancelledError):
        await task
