"""What it costs to read, understand and store postings, by step, and on the second morning.

    uv run python -m benchmarks.ingest [--json FILE] [--sizes 1000,10000,100000] [--runs 1]

Every run is a process of its own, so that caches are cold and memory is its own; the table has
the medians. Steps are microseconds of one core's time for each posting, of a thousand that come
into a store which holds the rest; the whole way is timed by the clock, on all cores, with as many
pages under way as an ingest has sources. A second morning comes twice: once every page of 200
has changed and one posting in twenty is new, and once every page is as it was. A size beyond what
the files hold repeats their postings under other ids, companies and texts.
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlite_utils import Database

from benchmarks.memory import resident_mb, watch
from benchmarks.pages import Sheet, other, sheets, write_pages
from scoring.dedupe.clusters import Entry, entry
from scoring.edge.db import Store
from scoring.edge.postings.intake import PostingsIntake
from scoring.edge.postings.rows import digest, prepare
from scoring.edge.postings.store import MIGRATIONS, PostingsStore
from scoring.edge.postings.twins import clusters_of
from scoring.model import Posting, RawPosting
from scoring.normalise import normalise
from scoring.rank.meaning import packed
from scoring.rank.terms import bag

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
_NOW = datetime(2026, 8, 8, 6, tzinfo=UTC)
_TOMORROW = _NOW + timedelta(days=1)
_PAGES_AT_ONCE = 6  # as an ingest asks six sources at once
_BATCH = 200  # as they are written
_STEPPED = 1_000  # postings that are measured step by step
_BEAT_S = 0.005
_SOURCE = "file"
T = TypeVar("T")
Tell = Callable[[str, int], None]  # what is under way, and how many more postings are done
_COLUMNS: Mapping[str, str] = {  # of the table, by the names in the JSON
    "parse_us": "parse, us",
    "normalise_us": "normalise",
    "terms_us": "terms",
    "dedupe_us": "dedupe",
    "store_us": "store",
    "whole": "whole way/s",
    "whole_cpu_us": "CPU, us",
    "again": "2nd morning, pages changed/s",
    "again_cpu_us": "CPU, us",
    "again_times": "times cheaper",
    "same": "pages as they were/s",
    "same_cpu_us": "CPU, us",
    "same_times": "times cheaper",
    "wait_ms": "loop held, ms",
    "mb": "memory of all, MB",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every size, print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of *.jsonl.gz")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of postings")
    parser.add_argument("--runs", type=int, default=1, help="the medians of how many")
    parser.add_argument("--json", type=Path, help="write [{size, metric, median, runs}]")
    asked = parser.parse_args(arguments)
    console = Console(width=180)
    found: dict[int, list[dict[str, float]]] = {}
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder, Progress(console=console) as progress:
        pages = Path(folder)
        write_pages(asked.data, pages, most=max(sizes))
        for size in sizes * asked.runs:
            found.setdefault(size, []).append(_apart(size, pages, progress=progress))
    console.print(_table(found))
    if asked.json:
        asked.json.write_text(json.dumps(list(_rows(found)), indent=1), encoding="utf-8")


def measure(size: int, pages: Path, *, tell: Tell) -> dict[str, float]:
    """Return the microseconds by step, postings per second, megabytes and the longest wait."""
    return asyncio.run(_measured(size, pages, tell=tell))


async def _measured(size: int, pages: Path, *, tell: Tell) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with Store(Path(folder) / "picks.db", [MIGRATIONS]) as store:
            found = await _whole(store, size=size, pages=pages, tell=tell)
            return found | await _steps(store, pages=pages)


async def _whole(store: Store, *, size: int, pages: Path, tell: Tell) -> dict[str, float]:
    """Take all pages in as an ingest does, then changed, then just as they were."""
    waits: list[float] = []
    most: list[float] = []
    watching = [asyncio.create_task(_beat(waits)), asyncio.create_task(watch(most))]
    took = {
        name: await _taken(store, every, now=_NOW + day, tell=partial(tell, f"{size:,}, {name}"))
        for name, every, day in (
            ("first morning", sheets(pages, size=size), timedelta()),
            ("second, changed", sheets(pages, size=size, changed=True), timedelta(days=1)),
            ("second, the same", sheets(pages, size=size, changed=True), timedelta(days=2)),
        )
    }
    for task in watching:
        task.cancel()
    (wall, cpu), (wall_again, cpu_again), (wall_same, cpu_same) = took.values()
    return {
        "whole": size / wall,
        "whole_cpu_us": cpu / size * 1e6,
        "again": size / wall_again,
        "again_cpu_us": cpu_again / size * 1e6,
        "again_times": cpu / cpu_again,
        "same": size / wall_same,
        "same_cpu_us": cpu_same / size * 1e6,
        "same_times": cpu / cpu_same,
        "wait_ms": max(waits, default=0.0) * 1000,
        "mb": max(*most, resident_mb(), 0.0),
    }


async def _taken(
    store: Store, pages: Iterator[Sheet], *, now: datetime, tell: Callable[[int], None]
) -> tuple[float, float]:
    """Return the seconds by the clock and of all cores, the reading of the files among them."""
    wall, cpu = time.perf_counter(), _cpu_s()
    with PostingsStore(store).intake() as intake:
        async with asyncio.TaskGroup() as group:
            for _ in range(_PAGES_AT_ONCE):
                group.create_task(_read_on(intake, pages, now=now, tell=tell))
        spent = time.perf_counter() - wall
    await asyncio.to_thread(_joined)
    return spent, _cpu_s() - cpu


async def _read_on(
    intake: PostingsIntake, pages: Iterator[Sheet], *, now: datetime, tell: Callable[[int], None]
) -> None:
    """Take one page after the other, as an ingest does; those of a board that it knows."""
    for page in pages:
        body, fetch = await asyncio.to_thread(page.body), page.fetch
        if await intake.same(fetch, body, source=_SOURCE, now=now) is None:
            ids: frozenset[str] = frozenset()
            raws = await asyncio.to_thread(page.raws)
            async for taken in intake.take(raws, source=_SOURCE, now=now):
                ids |= taken.ids
            await intake.keep(fetch, body, source=_SOURCE, ids=ids)
        tell(page.count)


def _joined() -> None:
    """Wait for the workers to end: only then the system counts their time."""
    for child in multiprocessing.active_children():
        child.join()


def _cpu_s() -> float:
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)


async def _steps(store: Store, *, pages: Path) -> dict[str, float]:
    """Measure each step alone, on postings that are new to the store."""
    first = list(sheets(pages, size=_STEPPED))
    raws, parsing = _timed(lambda: [raw for page in first for raw in page.raws()])
    fresh = [other(raw, copy=0) for raw in raws]
    postings, cleaning = _timed(lambda: [each for raw in fresh for each in _posting(raw)])
    _, naming = _timed(lambda: [(bag(each), packed(each.title)) for each in postings])
    entries, comparing = _timed(lambda: [entry(each) for each in postings])
    _, digesting = _timed(lambda: [digest(each) for each in postings])
    prepared, target = prepare(postings), PostingsStore(store)
    clustering, writing = 0.0, 0.0
    for start in range(0, len(prepared), _BATCH):
        batch = entries[start : start + _BATCH]
        clustering += await store.read(partial(_clustering, new=batch))
        part = prepared[start : start + _BATCH]
        before = time.process_time()
        await target.save_prepared(part, now=_TOMORROW)
        writing += time.process_time() - before
    seconds = {
        "parse_us": parsing,
        "normalise_us": cleaning,
        "terms_us": naming,
        "dedupe_us": comparing + clustering,
        "store_us": digesting + max(writing - clustering, 0.0),  # writing clusters once more
    }
    return {step: spent / len(raws) * 1e6 for step, spent in seconds.items()}


def _apart(size: int, pages: Path, *, progress: Progress) -> dict[str, float]:
    """Measure in a new process, which may have workers of its own, and show how far it is."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(size, pages, sending))
    process.start()
    sending.close()
    shown = progress.add_task(f"{size:,}", total=3 * size)
    try:
        while not isinstance(told := receiving.recv(), dict):
            progress.update(shown, description=told[0], advance=told[1])
    except EOFError:
        raise SystemExit("the measuring process failed; see above") from None
    process.join()
    return told


def _send(size: int, pages: Path, sending: Connection) -> None:
    sending.send(measure(size, pages, tell=lambda what, more: sending.send((what, more))))


def _posting(raw: RawPosting) -> Iterator[Posting]:
    try:
        yield normalise(raw, source=_SOURCE, seen_at=_TOMORROW)
    except ValueError:
        return  # no title


async def _beat(waits: list[float]) -> None:
    """Note by how much each beat of the event loop is late: so long a person's tap would wait."""
    while True:
        due = time.perf_counter() + _BEAT_S
        await asyncio.sleep(_BEAT_S)
        waits.append(time.perf_counter() - due)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


def _clustering(db: Database, *, new: Sequence[Entry]) -> float:
    return _timed(lambda: clusters_of(db, new=new))[1]


def _rows(found: Mapping[int, Sequence[Mapping[str, float]]]) -> Iterator[dict[str, object]]:
    for size, runs in found.items():
        for metric in _COLUMNS:
            median = round(statistics.median(run[metric] for run in runs), 1)
            yield {"size": size, "metric": metric, "median": median, "runs": len(runs)}


def _table(found: Mapping[int, Sequence[Mapping[str, float]]]) -> Table:
    table = Table(title="Postings through the steps")
    for name in ("postings", *_COLUMNS.values()):
        table.add_column(name, justify="right")
    for size, runs in found.items():
        medians = (statistics.median(run[metric] for run in runs) for metric in _COLUMNS)
        table.add_row(f"{size:,}", *(f"{median:,.0f}" for median in medians))
    return table


if __name__ == "__main__":
    main()
