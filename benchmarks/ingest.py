"""What it costs to read, understand and store postings, by step, and on the second morning.

    uv run python -m benchmarks.ingest [--json FILE] [--sizes 1000,10000,100000] [--runs 1]

Every run is a process of its own, so that caches are cold and memory is its own; the table has
the medians. Steps are microseconds of one core's time for each posting, of a thousand that come
into a store which holds the rest; the whole way is timed by the clock, on all cores. A size beyond
what the files hold repeats their postings under other ids, companies and texts.
"""

import argparse
import asyncio
import itertools
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
from rich.table import Table
from sqlite_utils import Database

from scoring.dedupe import Entry, entry
from scoring.edge.db import Store
from scoring.edge.posting_rows import digest, prepare
from scoring.edge.posting_twins import clusters_of
from scoring.edge.postings import MIGRATIONS, PostingsStore
from scoring.model import Posting, RawPosting
from scoring.normalise import normalise
from scoring.rank.meaning import packed
from scoring.rank.terms import bag
from scoring.sources.file import read_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
_NOW = datetime(2026, 8, 8, 6, tzinfo=UTC)
_TOMORROW = _NOW + timedelta(days=1)
_PAGE = 2_000  # postings that a source gives at once
_BATCH = 200  # as they are written
_STEPPED = 1_000  # postings that are measured step by step
_NEW_EACH = 20  # on the second morning, one in so many is new
_BEAT_S = 0.005
_SOURCE = "file"
T = TypeVar("T")
_COLUMNS: Mapping[str, str] = {  # of the table, by the names in the JSON
    "parse_us": "parse, us",
    "normalise_us": "normalise",
    "terms_us": "terms",
    "dedupe_us": "dedupe",
    "store_us": "store",
    "whole": "whole way/s",
    "whole_cpu_us": "CPU, us",
    "again": "2nd morning/s",
    "again_cpu_us": "CPU, us",
    "wait_ms": "loop held, ms",
    "mb": "memory, MB",
    "mb_worker": "a worker's, MB",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every size, print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of *.jsonl.gz")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of postings")
    parser.add_argument("--runs", type=int, default=1, help="the medians of how many")
    parser.add_argument("--json", type=Path, help="write [{size, metric, median, runs}]")
    asked = parser.parse_args(arguments)
    console = Console(width=150)
    found: dict[int, list[dict[str, float]]] = {}
    for size in (int(size) for size in asked.sizes.split(",")):
        for run in range(asked.runs):
            with console.status(f"{size:,} postings, run {run + 1} of {asked.runs}"):
                found.setdefault(size, []).append(_apart(size, asked.data))
    console.print(_table(found))
    if asked.json:
        asked.json.write_text(json.dumps(list(_rows(found)), indent=1), encoding="utf-8")


def measure(size: int, data: Path) -> dict[str, float]:
    """Return the microseconds by step, postings per second, megabytes and the longest wait."""
    return asyncio.run(_measured(size, data))


async def _measured(size: int, data: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with Store(Path(folder) / "picks.db", [MIGRATIONS]) as store:
            found = await _whole(store, size=size, data=data)
            found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            found["mb_worker"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            return found | await _steps(store, data=data)


async def _whole(store: Store, *, size: int, data: Path) -> dict[str, float]:
    """Take all postings in as an ingest does, and next morning again with a few new among them."""
    waits: list[float] = []
    beat = asyncio.create_task(_beat(waits))
    wall, cpu = await _taken(store, _raws(size, data), now=_NOW)
    wall_again, cpu_again = await _taken(store, _next_morning(_raws(size, data)), now=_TOMORROW)
    beat.cancel()
    return {
        "whole": size / wall,
        "whole_cpu_us": cpu / size * 1e6,
        "again": size / wall_again,
        "again_cpu_us": cpu_again / size * 1e6,
        "wait_ms": max(waits, default=0.0) * 1000,
    }


async def _taken(store: Store, raws: Iterator[RawPosting], *, now: datetime) -> tuple[float, float]:
    """Return the seconds by the clock and of all cores, the reading of the files among them."""
    wall, cpu = time.perf_counter(), _cpu_s()
    with PostingsStore(store).intake() as intake:
        while page := await asyncio.to_thread(lambda: list(itertools.islice(raws, _PAGE))):
            async for _ in intake.take(page, source=_SOURCE, now=now):
                pass
        spent = time.perf_counter() - wall
    await asyncio.to_thread(_joined)
    return spent, _cpu_s() - cpu


def _joined() -> None:
    """Wait for the workers to end: only then the system counts their time."""
    for child in multiprocessing.active_children():
        child.join()


def _cpu_s() -> float:
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)


async def _steps(store: Store, *, data: Path) -> dict[str, float]:
    """Measure each step alone, on postings that are new to the store."""
    raws, parsing = _timed(lambda: list(_raws(_STEPPED, data)))
    fresh = [_other(raw, copy=0) for raw in raws]
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


def _apart(size: int, data: Path) -> dict[str, float]:
    """Measure in a new process, which may have workers of its own."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(size, data, sending))
    process.start()
    sending.close()
    try:
        found: dict[str, float] = receiving.recv()
    except EOFError:
        raise SystemExit("the measuring process failed; see above") from None
    process.join()
    return found


def _send(size: int, data: Path, sending: Connection) -> None:
    sending.send(measure(size, data))


def _raws(size: int, data: Path) -> Iterator[RawPosting]:
    """Yield as many postings, an equal part of every file as far as it goes, then copies."""
    for copy in itertools.count(1):
        paths = sorted(data.glob("*.jsonl.gz"))
        every = [
            (each for each in read_file(path) if isinstance(each, RawPosting)) for path in paths
        ]
        for raw in _in_turn(every):
            if not size:
                return
            size -= 1
            yield raw if copy == 1 else _other(raw, copy=copy)


def _other(raw: RawPosting, *, copy: int) -> RawPosting:
    """Return another employer's posting: its name is another wherever the text has it."""
    company = f"{raw.company} {copy}"
    html = raw.html.replace(raw.company, company) if raw.company else raw.html
    own = {"company": company, "external_id": f"{raw.external_id or raw.url}-{copy}"}
    return raw.model_copy(update=own | {"html": html and f"{html} Reference {copy}."})


def _next_morning(raws: Iterator[RawPosting]) -> Iterator[RawPosting]:
    for at, raw in enumerate(raws):
        yield _other(raw, copy=-1) if at % _NEW_EACH == 0 else raw


def _in_turn(every: Sequence[Iterator[RawPosting]]) -> Iterator[RawPosting]:
    for row in itertools.zip_longest(*every):
        yield from (each for each in row if each is not None)


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
