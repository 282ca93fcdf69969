"""Obeys robots.txt where pages are made for people and not for programs (RFC 9309).

A site's rules are kept for a day. Without any, or where they cannot be reached, all is allowed;
where they are refused (401, 403), nothing is. The standard library reads them: the first rule that
fits decides, and it knows no wildcards.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.edge.web.reasons import page_and
from scoring.errors import SourceGone, SourceRefused, SourceUnavailable
from scoring.model import Fetch
from scoring.phrases import phrase
from scoring.ports import Page, Web

MIGRATIONS = Migrations("robots")

_AGENT = "daily-job-picks"
_TRUSTED = timedelta(days=1)
_MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: as much has to be read
_LONGEST_S = 10.0  # between two pages, whatever a site asks for
_NOTHING = "User-agent: *\nDisallow: /"


@MIGRATIONS()
def m001_robots(db: Database) -> None:
    """Create the rules of sites."""
    db.execute(
        """
        CREATE TABLE robots (
            site TEXT PRIMARY KEY,
            rules TEXT NOT NULL,
            read_at TEXT NOT NULL
        ) STRICT
        """
    )


class ObedientWeb:
    """Implements `scoring.ports.Web`: asks only for what a site's rules allow, and as slowly."""

    def __init__(
        self,
        web: Web,
        store: Store,
        *,
        now: datetime,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take a client that asks, and an open store whose migrations ran."""
        self._web = web
        self._store = store
        self._now = now
        self._sleep = sleep
        self._known: dict[str, RobotFileParser] = {}
        self._asked: set[str] = set()

    async def get(self, fetch: Fetch) -> Page:
        """Return the page. Raises SourceUnavailable, also where the rules forbid it."""
        parts = urlsplit(fetch.url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._known.get(site)
        if rules is None:
            rules = self._known[site] = read_rules(await self._rules(site))
        if not rules.can_fetch(_AGENT, fetch.url):
            asks = phrase("its robots.txt asks programs to stay away")
            raise SourceUnavailable(page_and(asks, url=fetch.url))
        if site in self._asked:
            await self._sleep(delay_s(rules))
        self._asked.add(site)
        return await self._web.get(fetch)

    async def _rules(self, site: str) -> str:
        """Return the site's rules: kept ones of the last day, or fresh ones."""
        since = utc_text(self._now - _TRUSTED)

        def kept(db: Database) -> str | None:
            query = "SELECT rules FROM robots WHERE site = ? AND read_at > ?"
            row = db.execute(query, [site, since]).fetchone()
            return str(row[0]) if row else None

        found = await self._store.read(kept)
        if found is None:
            found = await self._fresh(site)
        return found

    async def _fresh(self, site: str) -> str:
        try:
            fetch = Fetch(url=f"{site}/robots.txt", first_bytes=_MOST_BYTES)
            rules = (await self._web.get(fetch)).body[:_MOST_BYTES].decode("utf-8", "replace")
        except SourceGone:
            rules = ""
        except SourceRefused:
            rules = _NOTHING
        except SourceUnavailable:
            return ""  # not kept: they may be there in an hour
        row = [site, rules, utc_text(self._now)]
        await self._store.write(
            lambda db: db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", row)
        )
        return rules


def read_rules(text: str) -> RobotFileParser:
    """Return what a robots.txt says; what is none of it says nothing."""
    rules = RobotFileParser()
    rules.parse(text.removeprefix("\ufeff").splitlines())
    return rules


def delay_s(rules: RobotFileParser) -> float:
    """Return the seconds that a site wants between two pages, up to ten."""
    return min(_LONGEST_S, float(rules.crawl_delay(_AGENT) or 0))
