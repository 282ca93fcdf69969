"""Asks whether the links of picks still lead to a job, shortly before they are sent.

Answers are kept: an open link is trusted for most of a day, a closed one for good. What cannot be
known in time counts as unknown, and a job is never lost over it.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.edge.web.http import Manners
from scoring.errors import SourceGone, SourceUnavailable
from scoring.liveness import Liveness, look
from scoring.model import Fetch
from scoring.ports import Web

MIGRATIONS = Migrations("links")

MANNERS = Manners(
    timeout_s=6.0, whole_s=10.0, attempts=1, most_bytes=3_000_000, pause_s=0.2, pauses_s={}
)
"""For a look at a page that a person will open: short, and once."""

_AT_ONCE = 8
_PATIENCE_S = 20.0  # for all links of a digest together
_RESERVED = re.compile(
    r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$"
)  # RFC 2606
_TRUSTED: Mapping[Liveness, timedelta] = {
    "open": timedelta(hours=20),
    "unknown": timedelta(hours=4),
    "closed": timedelta(days=365),
}


@MIGRATIONS()
def m001_links(db: Database) -> None:
    """Create what is known of links."""
    db.execute(
        """
        CREATE TABLE link_checks (
            url TEXT PRIMARY KEY,
            liveness TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """
    )


class Links:
    """Implements `scoring.ports.Links`. May raise StoreError."""

    def __init__(
        self,
        store: Store,
        web: Web,
        *,
        clock: Callable[[], datetime],
        patience_s: float = _PATIENCE_S,
    ) -> None:
        """Use an open store whose migrations ran, and a web client of few attempts."""
        self._store = store
        self._web = web
        self._clock = clock
        self._patience_s = patience_s
        self._gate = asyncio.Semaphore(_AT_ONCE)

    async def closed(self, urls: Sequence[str]) -> frozenset[str]:
        """Return those of the links that surely lead to no job any more."""
        urls = [url for url in urls if _on_the_web(url)]
        known = await self._known(urls)
        unknown = [url for url in dict.fromkeys(urls) if url not in known]
        fresh = await self._asked(unknown)
        await self._keep(fresh)
        every = known | fresh
        return frozenset(url for url, liveness in every.items() if liveness == "closed")

    async def _asked(self, urls: Sequence[str]) -> dict[str, Liveness]:
        """Ask for all of them at once; those without an answer in time are unknown."""
        found: dict[str, Liveness] = dict.fromkeys(urls, "unknown")

        async def look(url: str) -> None:
            found[url] = await self._look(url)

        try:
            async with asyncio.timeout(self._patience_s), asyncio.TaskGroup() as group:
                for url in urls:
                    group.create_task(look(url))
        except TimeoutError:
            pass  # what came in time is in `found`
        return found

    async def _look(self, url: str) -> Liveness:
        try:
            async with self._gate:
                page = await self._web.get(Fetch(url=url))
        except SourceGone:
            return "closed"
        except SourceUnavailable:
            return "unknown"
        return await asyncio.to_thread(
            look, page.body, asked=url, landed=page.url, now=self._clock()
        )

    async def _known(self, urls: Sequence[str]) -> dict[str, Liveness]:
        now = self._clock()

        def work(db: Database) -> dict[str, Liveness]:
            marks = ", ".join("?" * len(urls))
            rows = db.query(f"SELECT * FROM link_checks WHERE url IN ({marks})", list(urls))  # noqa: S608 - marks only
            return {
                row["url"]: row["liveness"]
                for row in rows
                if datetime.fromisoformat(row["at"]) > now - _TRUSTED[row["liveness"]]
            }

        return await self._store.read(work)

    async def _keep(self, found: Mapping[str, Liveness]) -> None:
        if not found:
            return
        now = self._clock()
        at = utc_text(now)
        rows = [{"url": url, "liveness": state, "at": at} for url, state in found.items()]
        old = [(state, utc_text(now - trusted)) for state, trusted in _TRUSTED.items()]

        def work(db: Database) -> None:
            db.table("link_checks").upsert_all(rows, pk="url")
            db.conn.executemany("DELETE FROM link_checks WHERE liveness = ? AND at < ?", old)

        await self._store.write(work)


def _on_the_web(url: str) -> bool:
    """Tell whether a link can lead anywhere: the sample day's hosts are reserved names."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and not _RESERVED.search(parts.hostname or "test")
