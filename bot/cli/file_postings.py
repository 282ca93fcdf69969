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
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import TypeAdapter

import scoring
from scoring.edge import postings
from scoring.edge.db import Store
from scoring.errors import FileUnreadable
from scoring.model import Posting, Unread, Value
from scoring.normalise import normalise
from scoring.sources.file import read_file

_KEPT = 5  # sets of files; all of a year's postings take about 150 MB
_SMALL_BYTES = 500_000  # less than this is read faster than a second process starts
_SAVED_AT_ONCE = 2_000


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

    `progress` is called with every file that is stored. Raises StoreError; a file that cannot be
    read is a line of the report.
    """
    folder = user_cache_path("daily-job-picks") / "files" / _key(paths)
    if not (folder / "report.json").is_file():
        await _build(folder, paths, now=now, progress=progress)
    os.utime(folder)
    reports = _REPORTS.validate_json((folder / "report.json").read_bytes())
    async with Store(folder / "picks.db", [postings.MIGRATIONS]) as store:
        yield store, reports


def read_postings(path: Path, seen_at: datetime) -> tuple[list[Posting], FileReport]:
    """Return a file's postings, cleaned. Runs in a process of its own; never raises for a file."""
    found: list[Posting] = []
    unread: Counter[str] = Counter()
    error = ""
    try:
        for record in read_file(path):
            if isinstance(record, Unread):
                unread[record.why] += 1
                continue
            try:
                source = record.site or "file"
                found.append(normalise(record, source=source, seen_at=seen_at))
            except ValueError as reason:
                unread[str(reason)[:200]] += 1
    except FileUnreadable as reason:
        error = str(reason)
    report = FileReport(name=path.name, read=len(found), unread=unread, error=error)
    return found, report


async def _build(
    folder: Path, paths: Sequence[Path], *, now: datetime, progress: Callable[[Path, int], None]
) -> None:
    """Read and store the files in a folder beside, and rename it when all is there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_old(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="partial-") as name:
        partial = Path(name) / "files"
        partial.mkdir()
        reports = []
        async with Store(partial / "picks.db", [postings.MIGRATIONS]) as store:
            target = postings.PostingsStore(store)
            async for path, found, report in _read_all(paths, now=now):
                for start in range(0, len(found), _SAVED_AT_ONCE):
                    await target.save(found[start : start + _SAVED_AT_ONCE], now=now)
                reports.append(report)
                progress(path, report.read)
        (partial / "report.json").write_bytes(_REPORTS.dump_json(tuple(reports)))
        _publish(partial, folder)


def _publish(partial: Path, folder: Path) -> None:
    """Give the complete folder its name, unless another run was faster."""
    if not folder.exists():
        partial.rename(folder)


async def _read_all(
    paths: Sequence[Path], *, now: datetime
) -> AsyncIterator[tuple[Path, list[Posting], FileReport]]:
    """Yield every file's postings in the given order; the largest file is begun first."""
    loop = asyncio.get_running_loop()
    with _readers(paths) as readers:
        tasks = {
            path: loop.run_in_executor(readers, read_postings, path, now)
            for path in sorted(set(paths), key=lambda each: -each.stat().st_size)
        }
        for path in dict.fromkeys(paths):
            found, report = await tasks.pop(path)
            yield path, found, report


def _readers(paths: Sequence[Path]) -> Executor:
    if sum(path.stat().st_size for path in paths) < _SMALL_BYTES:
        return ThreadPoolExecutor(max_workers=1)
    # "spawn": a fork would copy the locks of the store's thread.
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


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
