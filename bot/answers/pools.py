"""The open postings in memory, ready to be ranked: one pool for all people, dropped when idle.

What was ingested or closed since is read alone and makes a new pool out of the old one.
"""

import asyncio
import ctypes
import sys
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from scoring.ports import Postings
from scoring.rank.index import Pool

_IDLE_S = 60.0  # a morning's people come one after the other; between mornings memory is free


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A pool, the revision of the store that it shows, and how far back it reaches."""

    pool: Pool
    revision: int
    since: datetime


class Pools:
    """Keeps one Pool for as long as it is used, and up to date."""

    def __init__(self, *, idle_s: float = _IDLE_S) -> None:
        """Hold nothing yet; later a pool is dropped when nobody used it for `idle_s`."""
        self._idle_s = idle_s
        self._building = asyncio.Lock()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._held: _Held | None = None
        self._idle: asyncio.TimerHandle | None = None

    @property
    def held(self) -> bool:
        """Tell whether a pool is in memory."""
        return self._held is not None

    def turn(self, person_id: int) -> asyncio.Lock:
        """Return the person's lock: two digests at once would show the same posting twice."""
        return self._turns.setdefault(person_id, asyncio.Lock())

    async def get(self, postings: Postings, *, since: datetime) -> Pool:
        """Return a pool that reaches back to `since` at least; many callers share one build."""
        async with self._building:
            revision = await postings.revision()
            held = self._held
            if held is None or held.since > since:
                self._held = None  # the old one's memory, before the new one's
                held = await _build(postings, since=since, revision=revision)
            elif held.revision != revision:
                held = await _renew(held, postings)
            self._held = held
        self._drop_later()
        return held.pool

    def _drop_later(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._drop)

    def _drop(self) -> None:
        self._held = self._idle = None
        _give_back()


async def _build(postings: Postings, *, since: datetime, revision: int) -> _Held:
    """Read all listings; `revision` was asked before, so a change in between is read twice."""
    listings = await postings.listings(since=since)
    pool = await asyncio.to_thread(Pool, listings)
    del listings  # two to three times the memory of the pool
    _give_back()
    return _Held(pool=pool, revision=revision, since=since)


async def _renew(held: _Held, postings: Postings) -> _Held:
    """Read what changed; the old pool stays as it is for those who rank it."""
    changes = await postings.changes(since=held.since, after=held.revision)

    def renewed() -> Pool:
        return held.pool.remove(changes.gone).add(changes.listings)

    pool = await asyncio.to_thread(renewed)
    return _Held(pool=pool, revision=changes.revision, since=held.since)


def _give_back() -> None:
    """Hand freed memory back to the system; glibc keeps it otherwise."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim:
            trim(0)
