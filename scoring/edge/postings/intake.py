"""Takes raw postings in: what came before just as it is costs one look-up, all else is read."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from scoring.edge.db import Store
from scoring.edge.postings import pages, rows
from scoring.edge.postings import raws as known
from scoring.edge.postings.workers import Cleaned, Workers
from scoring.model import Fetch, RawPosting
from scoring.ports import Saved, Taken

_BATCH = 200  # postings in one transaction, for some 50 ms: others get their turn in between
_AHEAD = 4  # batches being read while one is written
_SEEN_AT_ONCE = 2_000  # postings that are only seen again, in one transaction of some 10 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    same: frozenset[str]  # ids of what is known just as it came
    keys: Sequence[known.RawKey]  # of the others
    cleaning: asyncio.Task[Cleaned]


class PostingsIntake:
    """One run's way in: `with PostingsIntake(store) as intake`. May raise StoreError."""

    def __init__(self, store: Store, *, workers: Workers | None = None) -> None:
        """Take the open store, and other workers than the usual where a caller wants them."""
        self._store = store
        self._workers = workers or Workers()

    def __enter__(self) -> Self:
        """Open the workers."""
        self._workers.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the workers go."""
        self._workers.__exit__(kind, error, trace)

    async def take(
        self, raws: Sequence[RawPosting], *, source: str, now: datetime
    ) -> AsyncIterator[Taken]:
        """Store postings in their order, and tell after each batch what came of it.

        What was stored stays when a later batch fails.
        """
        pending: deque[_Batch] = deque()
        try:
            for start in range(0, len(raws), _BATCH):
                batch = raws[start : start + _BATCH]
                pending.append(await self._begun(batch, source=source, now=now))
                if len(pending) > _AHEAD:
                    yield await self._written(pending.popleft(), now=now)
            while pending:
                yield await self._written(pending.popleft(), now=now)
        finally:
            for left in pending:
                left.cleaning.cancel()

    async def same(
        self, fetch: Fetch, body: bytes, *, source: str, now: datetime
    ) -> frozenset[str] | None:
        """Return the ids of a known page's postings, seen again; None for any other page."""
        key = await asyncio.to_thread(pages.page_key, fetch, body, source=source)
        ids = await self._store.read(lambda db: pages.postings_of(db, key=key))
        if ids is None:
            return None
        for start in range(0, len(ids), _SEEN_AT_ONCE):
            part = ids[start : start + _SEEN_AT_ONCE]
            await self._store.write(partial(rows.see_again, ids=part, now=now))
        return frozenset(ids)

    async def keep(self, fetch: Fetch, body: bytes, *, source: str, ids: Collection[str]) -> None:
        """Remember a page all of whose postings are stored."""
        key = await asyncio.to_thread(pages.page_key, fetch, body, source=source)
        await self._store.write(lambda db: pages.keep_page(db, key=key, ids=ids))

    async def _begun(self, raws: Sequence[RawPosting], *, source: str, now: datetime) -> _Batch:
        """Look up what is known, and set the workers on the rest."""
        keys = await asyncio.to_thread(lambda: [known.raw_key(raw, source=source) for raw in raws])
        same = await self._store.read(lambda db: known.known_raws(db, keys=keys))
        rest = [pair for pair in zip(keys, raws, strict=True) if pair[0] not in same]
        others = _one_each(rest)
        cleaning = self._workers.cleaned(others, source=source, seen_at=now)
        return _Batch(
            same=frozenset(key.id for key in same),
            keys=[key for key, _ in rest],
            cleaning=asyncio.ensure_future(cleaning),
        )

    async def _written(self, batch: _Batch, *, now: datetime) -> Taken:
        cleaned = await batch.cleaning
        saved = await self._store.write(
            lambda db: _write(db, batch=batch, prepared=cleaned.prepared, now=now)
        )
        ids = batch.same | {each.id for each in cleaned.prepared}
        return Taken(ids=ids, new=saved.new, unread=tuple(cleaned.unread))


def _one_each(rest: Iterable[tuple[known.RawKey, RawPosting]]) -> list[RawPosting]:
    """Return each posting once: with its text where it came with and without, else the last."""
    chosen: dict[str, tuple[known.RawKey, RawPosting]] = {}
    for key, raw in rest:
        if not (key.brief and key.id in chosen and not chosen[key.id][0].brief):
            chosen[key.id] = key, raw
    return [raw for _, raw in chosen.values()]


def _write(
    db: Database, *, batch: _Batch, prepared: Sequence[rows.Prepared], now: datetime
) -> Saved:
    """Write a batch in one transaction, together with how it came."""
    stored = rows.stored_digests(db, ids=[each.id for each in prepared])
    others = [each for each in prepared if stored.get(each.id) != each.digest]
    ids = {each.id for each in prepared}
    same = (batch.same | ids) - {each.id for each in others}
    saved = rows.write_all(db, prepared=others, same=sorted(same), now=now)
    known.keep_raws(db, keys=(key for key in batch.keys if key.id in ids))
    return saved
