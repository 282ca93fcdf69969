"""The open postings in memory, ready to be ranked: built once for all people, dropped when idle."""

import asyncio
import ctypes
import sys
from datetime import datetime
from weakref import WeakValueDictionary

from scoring.ports import Postings
from scoring.rank.index import Pool

_IDLE_S = 60.0  # a morning's people come one after the other; between mornings memory is free


class Pools:
    """Keeps one Pool for as long as it is used and nothing new was ingested."""

    def __init__(self, *, idle_s: float = _IDLE_S) -> None:
        """Hold nothing yet; later a pool is dropped when nobody used it for `idle_s`."""
        self._idle_s = idle_s
        self._building = asyncio.Lock()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._pool: Pool | None = None
        self._revision: int | None = None
        self._since: datetime | None = None
        self._idle: asyncio.TimerHandle | None = None

    @property
    def held(self) -> bool:
        """Tell whether a pool is in memory."""
        return self._pool is not None

    def turn(self, person_id: int) -> asyncio.Lock:
        """Return the person's lock: two digests at once would show the same posting twice."""
        return self._turns.setdefault(person_id, asyncio.Lock())

    async def get(self, postings: Postings, *, since: datetime) -> Pool:
        """Return a pool that reaches back to `since` at least; many callers share one build."""
        async with self._building:
            revision = await postings.revision()
            known = self._pool
            if known is None or self._revision != revision or not self._reaches(since):
                known = await self._build(postings, since=since)
                self._pool, self._revision, self._since = known, revision, since
        self._drop_later()
        return known

    def _reaches(self, since: datetime) -> bool:
        return self._since is not None and self._since <= since

    async def _build(self, postings: Postings, *, since: datetime) -> Pool:
        self._pool = None  # the old one's memory, before the new one's
        listings = await postings.listings(since=since)
        return await asyncio.to_thread(Pool, listings)

    def _drop_later(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._drop)

    def _drop(self) -> None:
        self._pool = self._revision = self._since = self._idle = None
        _give_back()


def _give_back() -> None:
    """Hand freed memory back to the system; glibc keeps it otherwise (50 MB of 30,000 postings)."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim:
            trim(0)
