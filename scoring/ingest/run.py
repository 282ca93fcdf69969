"""Asks every source once and stores what came; one that fails never stops the others.

The shell around sources and the store: it decides nothing about a posting.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice

from scoring.boards.seen import BoardKey, Sighting, joined, sightings
from scoring.errors import SourceChanged, SourceError, SourceGone, SourceUnavailable, StoreError
from scoring.ingest import known_pages
from scoring.ingest.mailbox import Mailbox, read_mailbox
from scoring.ingest.ports import Boards, Finds, Forgives, Samples, Shell, Visits
from scoring.ingest.report import IngestReport, SourceRun
from scoring.ingest.visit import BoardVisit, board_of
from scoring.model import Ask, Fetch, Parsed
from scoring.ports import Page, Postings, Web
from scoring.sources import Source, is_crawler, lists_all, read, reads_boards

__all__ = ["Boards", "Finds", "IngestReport", "Samples", "SourceRun", "Visits", "ingest"]

_log = logging.getLogger(__name__)

_SOURCES_AT_ONCE = 6  # each works page by page, so this is also the number of open requests
# Pages that a source's boards may lead to in one run: the first, each further one, and all of them
_MOST_FOLLOWED, _MORE, _FOLLOWED = 100, 5, 500
_BATCH = 200  # postings closed at once


async def ingest(  # noqa: PLR0913 - one argument for each side of the shell
    sources: Iterable[Source],
    *,
    web: Web,
    postings: Postings,
    ask: Ask,
    now: datetime,
    visits: Visits | None = None,
    boards: Boards | None = None,
    samples: Samples | None = None,
    finds: Finds | None = None,
    forgives: Forgives | None = None,
    only_due: bool = False,
    crawler: Web | None = None,
    mailbox: Mailbox | None = None,
    progress: Callable[[SourceRun], None] | None = None,
) -> IngestReport:
    """Return the report. Raises StoreError; no fault of a source passes through.

    `progress` is called with a source's row after each of its pages and at its end. With `boards`
    a posting that its board lists no longer is closed, where the source tells all of a board, and
    with `only_due` too the boards that hardly change are left alone for a while. `crawler` asks for
    pages that are made for people, as their sites allow it. `finds` hears of the boards to which
    postings link, and `forgives` says which errors are no fault of a source. A `mailbox` has a row
    of its own.
    """
    with postings.intake() as intake:
        shell = Shell(
            web=web,
            crawler=crawler or web,
            postings=postings,
            intake=intake,
            ask=ask,
            now=now,
            visits=visits,
            boards=boards,
            samples=samples,
            finds=finds,
            forgives=forgives or (lambda *_: False),
            only_due=only_due,
            progress=progress or (lambda _: None),
        )
        runs = [_Run(source, shell).run for source in sources]
        runs += [partial(read_mailbox, mailbox, shell)] if mailbox else []
        return IngestReport(rows=await _rows(runs, shell))


async def _rows(
    runs: Iterable[Callable[[], Awaitable[SourceRun]]], shell: Shell
) -> tuple[SourceRun, ...]:
    gate = asyncio.Semaphore(_SOURCES_AT_ONCE)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_gated(run, shell, gate)) for run in runs]
    except* StoreError as errors:
        raise errors.exceptions[0] from None
    return tuple(task.result() for task in tasks)


async def _gated(
    run: Callable[[], Awaitable[SourceRun]], shell: Shell, gate: asyncio.Semaphore
) -> SourceRun:
    clock = asyncio.get_running_loop().time
    async with gate:
        started = clock()
        row = replace(await run(), seconds=clock() - started)
    if shell.visits:
        await shell.visits.keep_run(row, now=shell.now)
    shell.progress(row)
    _log.info("source read", extra={"action": "ingest", "source": row.source, "new": row.new})
    return row


class _Run:
    """One source's visit, page by page."""

    def __init__(self, source: Source, shell: Shell) -> None:
        self._source = source
        self._shell = shell
        self._web = shell.crawler if is_crawler(source) else shell.web
        self._row = SourceRun(source=source.name)
        self._lists: deque[tuple[BoardVisit, Fetch]] = deque()
        self._details: deque[tuple[BoardVisit, Fetch]] = deque()
        self._seen: set[str] = set()
        self._visits: dict[str, BoardVisit] = {}
        self._errors, self._forgiven = list[str](), list[str]()
        self._rested = False
        self._sightings: Mapping[BoardKey, Sighting] = {}

    async def run(self) -> SourceRun:
        """Return the row; whatever goes wrong with the source stands in it."""
        missing = [key for key in self._source.needs if not self._shell.ask.keys.get(key)]
        if missing:
            return replace(self._row, skipped=f"needs the key {', '.join(missing)}")
        try:
            await self._pages()
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the next source is not to blame for it
            _log.exception("source failed", extra={"action": "ingest", "source": self._row.source})
            self._errors.append(f"{type(error).__name__} in its module; see the log")
        else:
            await self._settle()
        return self._row.ended(self._errors, forgiven=self._forgiven, rested=self._rested)

    async def _pages(self) -> None:
        resting = await self._resting()
        for fetch in self._source.start(self._shell.ask):
            name = board_of(fetch)
            if name in resting:
                self._rested = True
                continue
            self._add(self._visits.setdefault(name, BoardVisit(board=name)), [fetch])
        most = (first := len(self._lists)) + min(_FOLLOWED, _MOST_FOLLOWED + _MORE * (first - 1))
        # Lists come first: what they say of a board is worth more than the texts of some jobs.
        while (queue := self._lists or self._details) and self._row.pages < most:
            visit, fetch = queue.popleft()
            if fetch.detail and await self._knows(visit, fetch):
                continue
            self._count(pages=1)
            try:
                await self._page(visit, fetch)
            except SourceError as error:
                await self._missed(visit, fetch, error)
            visit.to_read -= not fetch.detail
            self._shell.progress(self._row)
        if left := len(self._lists) + len(self._details):
            self._errors.append(f"{left} further pages were left for the next time")

    async def _resting(self) -> frozenset[str]:
        boards = self._shell.boards if self._shell.only_due else None
        if boards is None:
            return frozenset()
        return await boards.resting(self._row.source, now=self._shell.now)

    def _add(self, visit: BoardVisit, fetches: Iterable[Fetch]) -> None:
        """Queue each page once, so that pages that lead to each other come to an end."""
        for fetch in fetches:
            key = fetch.model_dump_json(exclude={"label"})
            if key not in self._seen:
                self._seen.add(key)
                queue = self._details if fetch.detail else self._lists
                queue.append((visit, fetch))
                visit.to_read += not fetch.detail

    async def _page(self, visit: BoardVisit, fetch: Fetch) -> None:
        visits, boards, now = self._shell.visits, self._shell.boards, self._shell.now
        page = await self._get(await visits.conditional(fetch, now=now) if visits else fetch)
        if page.unchanged:
            await self._same(visit, fetch)
            return
        ids = await known_pages.same(self._shell, self._source, fetch, page=page)
        if ids is not None:
            self._listed(visit, ids)
            return
        parsed = await self._read(fetch, page.body)
        unread = self._row.unread
        ids = await self._store(visit, parsed)
        if boards and fetch.detail:
            await boards.keep_detail(fetch, ids=ids, body=page.body, now=now)
        visit.spoilt |= self._row.unread > unread and not fetch.detail
        self._add(visit, parsed.follow)
        # A page that leads on is always read again: unchanged, it would hide the pages behind it.
        if not parsed.follow:
            whole = ids if self._row.unread == unread else None
            await known_pages.keep(self._shell, self._source, fetch, page=page, ids=whole)

    async def _get(self, fetch: Fetch) -> Page:
        """Return the page, and count what it cost."""
        try:
            page = await self._web.get(fetch)
        except SourceUnavailable as error:
            self._count(requests=error.requests, bytes=error.bytes)
            raise
        self._count(requests=page.traffic.requests, bytes=page.traffic.bytes)
        return page

    async def _same(self, visit: BoardVisit, fetch: Fetch) -> None:
        """Count a page that has not changed: a job's page is known, a list was not read."""
        self._count(unchanged=1)
        if not fetch.detail:
            visit.spoilt = visit.unchanged = True
        elif boards := self._shell.boards:
            await boards.keep_detail(fetch, ids=(), body=None, now=self._shell.now)

    async def _missed(self, visit: BoardVisit, fetch: Fetch, error: SourceError) -> None:
        forgiven = self._shell.forgives(self._row.source, visit.board, error)
        (self._forgiven if forgiven else self._errors).append(str(error))
        if not fetch.detail:
            visit.spoilt, visit.error = True, visit.error or str(error)
            visit.gone |= isinstance(error, SourceGone) and not visit.seen
        elif boards := self._shell.boards:
            await boards.put_off(fetch, now=self._shell.now)

    async def _knows(self, visit: BoardVisit, fetch: Fetch) -> bool:
        """Tell whether a job's page was read of late; its postings are listed all the same."""
        boards = self._shell.boards
        known = await boards.known(fetch, now=self._shell.now) if boards else None
        if known is None:
            return False
        self._listed(visit, known)
        return True

    def _listed(self, visit: BoardVisit, ids: frozenset[str]) -> None:
        """Count postings that a board lists and that need not be read."""
        self._count(fetched=len(ids - visit.seen))
        visit.seen |= ids

    async def _read(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page off the loop, and keep a sample of one that cannot be read."""
        try:
            return await asyncio.to_thread(read, self._source, fetch, body)
        except SourceChanged:
            self._row = replace(self._row, changed=True)
            if samples := self._shell.samples:
                name, now = self._row.source, self._shell.now
                secrets = self._shell.ask.keys.values()
                await asyncio.to_thread(samples.keep, name, body, now=now, secrets=secrets)
            raise

    async def _store(self, visit: BoardVisit, parsed: Parsed) -> frozenset[str]:
        """Store the postings, note at the visit which there were, and return their ids."""
        source, ids, unread = self._row.source, frozenset[str](), list(parsed.unread)
        await self._look(parsed)
        async for taken in self._shell.intake.take(
            parsed.postings, source=source, now=self._shell.now
        ):
            ids |= taken.ids
            visit.new += taken.new
            unread += taken.unread
            self._count(fetched=len(taken.ids), new=taken.new)
        visit.seen |= ids
        self._count(unread=len(unread))
        for entry in unread:
            facts = {"source": source, "where": entry.where, "why": entry.why[:200]}
            _log.debug("entry not read", extra={"action": "ingest", **facts})
        return ids

    async def _look(self, parsed: Parsed) -> None:
        """Remember to which boards the postings link, before the page counts as read."""
        if self._shell.finds and not reads_boards(self._source):
            seen = await asyncio.to_thread(sightings, parsed.postings)
            self._sightings = joined((self._sightings, seen))
            more = {key: self._sightings[key] for key in seen}
            await self._shell.finds.note(more, found_in=self._row.source, now=self._shell.now)

    async def _settle(self) -> None:
        """Close what the boards list no longer, and remember what they list now."""
        if (boards := self._shell.boards) is None:
            return
        visits = list(self._visits.values())
        if lists_all(self._source):
            for visit in filter(lambda each: each.complete, visits):
                await self._close(visit, boards)
        elif reads_boards(self._source):
            for visit in visits:
                await boards.list_more(self._row.source, visit, now=self._shell.now)
        await boards.note(self._row.source, visits, now=self._shell.now)

    async def _close(self, visit: BoardVisit, boards: Boards) -> None:
        source, now = self._row.source, self._shell.now
        gone = iter(await boards.gone(source, visit, now=now))
        while batch := tuple(islice(gone, _BATCH)):
            visit.closed += await self._shell.postings.mark_closed(batch, now=now)
        self._count(closed=visit.closed)
        # A stop before this line closes the same ones again, which changes nothing.
        await boards.keep(source, visit, now=now)

    def _count(self, **more: int) -> None:
        self._row = self._row.plus(**more)
