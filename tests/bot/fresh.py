"""Databases as a first start and an ingest leave them, made once per worker."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.compose import MIGRATIONS
from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.model import RawPosting
from scoring.normalise import normalise

_MOST = 16  # databases with postings that are kept in memory, of half a megabyte each
_kept: dict[str, bytes] = {}


def fresh_database(path: Path, content: bytes | None = None) -> bool:
    """Lay a migrated database at the path, an empty one or this; False: there is one already."""
    if path.name == ":memory:" or path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or _migrated())
    return True


async def ingested(jobs: Sequence[RawPosting], *, now: datetime) -> bytes:
    """Return a database with these postings, as an ingest at that moment leaves it."""
    key = "\n".join([now.isoformat(), *(job.model_dump_json() for job in jobs)])
    if key not in _kept:
        if len(_kept) == _MOST:
            del _kept[next(iter(_kept))]
        with tempfile.TemporaryDirectory() as folder:
            _kept[key] = await _ingested(Path(folder) / "picks.db", jobs, now=now)
    return _kept[key]


async def _ingested(path: Path, jobs: Sequence[RawPosting], *, now: datetime) -> bytes:
    fresh_database(path)
    async with Store(path, MIGRATIONS) as store:
        postings = [normalise(job, source="greenhouse", seen_at=now) for job in jobs]
        await PostingsStore(store).save(postings, now=now)
    return await asyncio.to_thread(path.read_bytes)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picks.db"
        store = Store(path, MIGRATIONS)
        store._open()
        store._close()
        return path.read_bytes()
