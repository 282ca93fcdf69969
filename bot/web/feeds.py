"""Serves a person's picks under their secret link: RSS and JSON Feed, with answers of 304."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from tornado.web import HTTPError

from bot.answers.feed import latest_picks
from bot.context import Services
from bot.language.current import speaking
from bot.model import Person
from bot.stores.feeds import Feed
from bot.views.feed import JSON_KIND, RSS_KIND, Item, Place, json_feed, rss
from bot.web.limits import Visits, address_of
from bot.web.pages import Page

Home = Callable[[], str]
_FRESH_S = 300  # a reader may keep what it has so long without asking


class FeedHandler(Page):
    """GET /feed/<secret>.xml and .json. An unknown secret is an address where nothing is."""

    def initialize(self, services: Services, visits: Visits, home: Home) -> None:
        """Take what is shared by all requests."""
        self._services = services
        self._visits = visits
        self._home = home
        self._tag: str | None = None

    async def get(self, *path: str) -> None:
        """Answer with the last picks in the person's language."""
        token, kind = path
        feed, person = await self._feed(token)
        items = await latest_picks(self._services, feed)
        changed = max([feed.made_at, *(item.at for item in items[:1])])
        root = self._services.settings.web_url or ""
        place = Place(url=f"{root}/feed/{token}.{kind}", home=self._home() or root)
        body = await asyncio.to_thread(_written, items, place, kind, changed, person.language)
        self.set_header("Content-Type", JSON_KIND if kind == "json" else RSS_KIND)
        self.set_header("Cache-Control", f"private, max-age={_FRESH_S}")
        self.set_header("Last-Modified", format_datetime(changed, usegmt=True))
        self._tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if self._knows(changed):
            self.set_etag_header()
            self.set_status(304)
            return
        self.finish(body)  # tornado compares the ETag, and answers 304 to who has it

    def compute_etag(self) -> str | None:
        """Return what tells this content from any other; None for an answer without one."""
        return self._tag

    async def _feed(self, token: str) -> tuple[Feed, Person]:
        """Return whose feed it is. Raises HTTPError: 404, or 429 for who asks too often."""
        address = address_of(self.request.remote_ip or "", self.request.headers)
        if not await self._visits.allows_address(address):
            raise HTTPError(429)
        feed = await self._services.feeds.behind(token) if self._services.settings.web_url else None
        person = await self._services.people.get(feed.person_id) if feed else None
        if feed is None or person is None:
            raise HTTPError(404)
        if not await self._visits.allows_feed(feed.mark):
            raise HTTPError(429)
        return feed, person

    def _knows(self, changed: datetime) -> bool:
        """Tell whether the reader has it by its date; an ETag says it better (RFC 9110, 13.1.3)."""
        since = self.request.headers.get("If-Modified-Since")
        if since is None or "If-None-Match" in self.request.headers:
            return False
        try:
            return parsedate_to_datetime(since) >= changed.replace(microsecond=0)
        except (ValueError, TypeError):
            return False


def _written(
    items: Sequence[Item], place: Place, kind: str, changed: datetime, language: str
) -> bytes:
    with speaking(language):
        if kind == "json":
            return json_feed(items, place)
        return rss(items, place, built=changed)
