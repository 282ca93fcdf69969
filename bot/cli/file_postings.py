"""Postings from files, stored once: the same files again are read from a cache.

The cache is a database for each set of files, named by a hash of their contents and of the code
that reads them. It appears under its name only when it is complete.
"""

import asyncio
import hashlib
import multiprocessing
import os
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import TypeAdapter

import scoring
from scoring.edge.db import Store
from scoring.edge.postings import store as postings
from scoring.edge.postings.memory import uncollected
from scoring.edge.postings.rows import Prepared, prepare
from scoring.errors import FileUnreadable
from scoring.model import Posting, RawPosting, Unread, Value
from scoring.normalise import normalise
from scoring.sources.file import read_file

_KEPT = 5  # sets of files; all of a year's postings take about 150 MB
_SMALL_BYTES = 500_000  # less than this is read faster than a second process starts
_BATCH = 500  # postings cleaned and saved at once
_AHEAD = 8  # batches being cleaned while one is saved


class FileReport(Value):
    """What came of one file: postings, and what was not read with the reasons counted."""

    name: str
    read: int = 0
    unread: Mapping[str, int] = {}
    error: str = ""


_REPORTS = TypeAdapter(tuple[FileReport, ...])


@asynccontextmanager
async def stored(
    paths: Sequence[Path], *, now: datetime, progress: Callable[[Path, int], None]
) -> AsyncIterator[tuple[Store, tuple[FileReport, ...]]]:
    """Yield a database of the postings in these files, and a report for each file.

    `progress` is called with a file and how many more of its postings are stored. Raises
    StoreError; a file that cannot be read is a line of the report.
    """
    folder = user_cache_path("daily-job-picks") / "files" / _key(paths)
    if not (folder / "report.json").is_file():
        await _build(folder, paths, now=now, progress=progress)
    os.utime(folder)
    reports = _REPORTS.validate_json((folder / "report.json").read_bytes())
    async with Store(folder / "picks.db", [postings.MIGRATIONS]) as store:
        yield store, reports


def clean(records: Sequence[RawPosting], seen_at: datetime) -> tuple[list[Prepared], Counter[str]]:
    """Return the postings, ready to be stored, and why the others are none.

    Runs in a process of its own.
    """
    found: list[Posting] = []
    unread: Counter[str] = Counter()
    with uncollected():
        for record in records:
            try:
                found.append(normalise(record, source=record.site or "file", seen_at=seen_at))
            except ValueError as reason:
                unread[str(reason)[:200]] += 1
        return prepare(found), unread


async def _build(
    folder: Path, paths: Sequence[Path], *, now: datetime, progress: Callable[[Path, int], None]
) -> None:
    """Read and store the files in a folder beside, and rename it when all is there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_old(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="partial-") as name:
        partial = Path(name) / "files"
        partial.mkdir()
        tallies = {path: _Tally() for path in paths}
        async with Store(partial / "picks.db", [postings.MIGRATIONS]) as store:
            # Nothing is lost by a power cut: the folder gets its name when all is on the disk.
            await store.read(lambda db: db.execute("PRAGMA synchronous = OFF"))
            target = postings.PostingsStore(store)
            async for path, found in _read_all(tallies, now=now):
                await target.save_prepared(found, now=now)
                progress(path, len(found))
        reports = [tally.report(path) for path, tally in tallies.items()]
        (partial / "report.json").write_bytes(_REPORTS.dump_json(tuple(reports)))
        _publish(partial, folder)


@dataclass(slots=True)
class _Tally:
    """What came of a file so far."""

    read: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    error: str = ""

    def report(self, path: Path) -> FileReport:
        return FileReport(name=path.name, read=self.read, unread=self.unread, error=self.error)


async def _read_all(
    tallies: Mapping[Path, _Tally], *, now: datetime
) -> AsyncIterator[tuple[Path, list[Prepared]]]:
    """Yield the postings batch by batch, in the order of the files, and count what came.

    Reading goes on here while other processes clean; a few batches ahead, so memory is bounded.
    """
    loop = asyncio.get_running_loop()
    pending: deque[tuple[Path, asyncio.Future[tuple[list[Prepared], Counter[str]]]]] = deque()

    async def first() -> tuple[Path, list[Prepared]]:
        path, cleaning = pending.popleft()
        found, unread = await cleaning
        tallies[path].read += len(found)
        tallies[path].unread += unread
        return path, found

    with _cleaners(tuple(tallies)) as cleaners:
        for path, tally in tallies.items():
            records = read_file(path)
            while batch := await asyncio.to_thread(_next, records, tally):
                pending.append((path, loop.run_in_executor(cleaners, clean, batch, now)))
                if len(pending) >= _AHEAD:
                    yield await first()
        while pending:
            yield await first()


def _next(records: Iterator[RawPosting | Unread], tally: _Tally) -> list[RawPosting]:
    """Return the next records of a file; an empty list is its end, or where it breaks off."""
    batch: list[RawPosting] = []
    try:
        for record in records:
            if isinstance(record, Unread):
                tally.unread[record.why] += 1
                continue
            batch.append(record)
            if len(batch) == _BATCH:
                break
    except FileUnreadable as reason:
        tally.error = str(reason)
    return batch


def _cleaners(paths: Sequence[Path]) -> Executor:
    if sum(path.stat().st_size for path in paths) < _SMALL_BYTES:
        return ThreadPoolExecutor(max_workers=1)
    # "spawn": a fork would copy the locks of the store's thread.
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _publish(partial: Path, folder: Path) -> None:
    """Give the complete folder its name, unless another run was faster."""
    with (partial / "picks.db").open("rb") as database:
        os.fsync(database.fileno())
    if not folder.exists():
        partial.rename(folder)


def _key(paths: Sequence[Path]) -> str:
    """Hash the files' contents and names, and the code that reads them."""
    digest = hashlib.sha256()
    package = Path(scoring.__file__).parent
    for source in sorted(package.rglob("*.*")):
        if source.suffix != ".pyc":
            about = source.stat()
            digest.update(f"{source.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    for path in paths:
        with path.open("rb") as file:
            digest.update(
                f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode()
            )
    return digest.hexdigest()[:20]


def _forget_old(folder: Path) -> None:
    """Delete all but the sets of files used last, and what a killed run left behind."""
    known = sorted(folder.iterdir(), key=lambda each: -each.stat().st_mtime)
    complete = [each for each in known if (each / "report.json").is_file()]
    partial = [each for each in known if each.name.startswith("partial-")][_KEPT:]
    for each in (*complete[_KEPT - 1 :], *partial):
        shutil.rmtree(each, ignore_errors=True)
