"""How fast postings are read, understood and stored, step by step, and on the second morning.

    uv run python -m benchmarks.ingest [--json FILE] [--sizes 1000,10000] [--runs 3] [--data DIR]

Every run is a process of its own, so that caches are cold and memory is its own; the table has
the medians. A size beyond what the files hold repeats their postings under other company names.
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
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from scoring.edge.db import Store
from scoring.edge.posting_rows import Prepared, prepare
from scoring.edge.postings import MIGRATIONS, PostingsStore
from scoring.model import Posting, RawPosting
from scoring.normalise import normalise
from scoring.rank.terms import bag
from scoring.sources.file import read_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"
_NOW = datetime(2026, 8, 8, 6, tzinfo=UTC)
_BATCH = 200  # as `picks run` stores them
_NEW_EACH = 20  # on the second morning, one in so many is new
_BEAT_S = 0.005
T = TypeVar("T")
_COLUMNS: Mapping[str, str] = {  # of the table, by the names in the JSON
    "read": "read/s",
    "normalise": "normalise/s",
    "bag": "bag/s",
    "prepare": "prepare/s",
    "write": "write/s",
    "whole": "all steps/s",
    "again": "2nd morning/s",
    "wait_ms": "longest wait, ms",
    "mb": "memory, MB",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every size, print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of *.jsonl.gz")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of postings")
    parser.add_argument("--runs", type=int, default=3, help="the medians of how many")
    parser.add_argument("--json", type=Path, help="write [{size, metric, median, runs}]")
    asked = parser.parse_args(arguments)
    sizes = [int(size) for size in asked.sizes.split(",")]
    found = {size: [_apart(size, asked.data) for _ in range(asked.runs)] for size in sizes}
    _print(found)
    if asked.json:
        asked.json.write_text(json.dumps(list(_rows(found)), indent=1), encoding="utf-8")


def measure(size: int, data: Path) -> dict[str, float]:
    """Return postings per second by step, the longest wait of the event loop, and memory."""
    raws, reading = _timed(lambda: _raws(size, data))
    postings, cleaning = _timed(lambda: [each for raw in raws for each in _posting(raw)])
    raws.clear()
    _, bagging = _timed(lambda: [bag(posting) for posting in postings])
    _, preparing = _timed(lambda: prepare(postings))
    found = asyncio.run(_stored(postings))
    whole = reading + cleaning + found.pop("seconds")
    seconds = {"read": reading, "normalise": cleaning, "bag": bagging, "prepare": preparing}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        {step: size / spent for step, spent in seconds.items()}
        | found
        | {"whole": size / whole, "mb": peak}
    )


def _apart(size: int, data: Path) -> dict[str, float]:
    """Measure in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as one:
        return one.apply(measure, (size, data))


def _raws(size: int, data: Path) -> list[RawPosting]:
    """Read as many postings, an equal part of every file as far as it goes, then copies."""
    paths = sorted(data.glob("*.jsonl.gz"))
    every = [(each for each in read_file(path) if isinstance(each, RawPosting)) for path in paths]
    originals = list(itertools.islice(_in_turn(every), size))
    found = list(originals)
    for copy in itertools.count(2):
        if len(found) >= size:
            return found
        found += [_renamed(raw, copy=copy) for raw in originals[: size - len(found)]]
    raise AssertionError


def _renamed(raw: RawPosting, *, copy: int) -> RawPosting:
    names = {"company": f"{raw.company} {copy}", "external_id": f"{raw.external_id}-{copy}"}
    return raw.model_copy(update=names)


def _in_turn(every: Sequence[Iterator[RawPosting]]) -> Iterator[RawPosting]:
    for row in itertools.zip_longest(*every):
        yield from (each for each in row if each is not None)


def _posting(raw: RawPosting) -> Iterator[Posting]:
    try:
        yield normalise(raw, source=raw.site or "file", seen_at=_NOW)
    except ValueError:
        return  # no title


async def _stored(postings: Sequence[Posting]) -> dict[str, float]:
    """Store the postings as `picks run` does, and next morning again with a few new among them."""
    later = [
        each.model_copy(update={"id": f"{each.id}x", "title": f"{each.title} II"})
        if at % _NEW_EACH == 0
        else each
        for at, each in enumerate(postings)
    ]
    waits: list[float] = []
    async with _store() as target:
        beat = asyncio.create_task(_beat(waits))
        saving = await _saved(target, postings, now=_NOW)
        again = await _saved(target, later, now=_NOW + timedelta(days=1))
        beat.cancel()
    async with _store() as target:
        writing = await _written(target, prepare(postings))
    size = len(postings)
    wait = max(waits, default=0.0) * 1000
    return {"write": size / writing, "again": size / again, "wait_ms": wait, "seconds": saving}


@asynccontextmanager
async def _store() -> AsyncIterator[PostingsStore]:
    with tempfile.TemporaryDirectory() as folder:
        async with Store(Path(folder) / "picks.db", [MIGRATIONS]) as store:
            yield PostingsStore(store)


async def _saved(target: PostingsStore, postings: Sequence[Posting], *, now: datetime) -> float:
    started = time.perf_counter()
    for start in range(0, len(postings), _BATCH):
        await target.save(postings[start : start + _BATCH], now=now)
    return time.perf_counter() - started


async def _written(target: PostingsStore, prepared: Sequence[Prepared]) -> float:
    started = time.perf_counter()
    for start in range(0, len(prepared), _BATCH):
        await target.save_prepared(prepared[start : start + _BATCH], now=_NOW)
    return time.perf_counter() - started


async def _beat(waits: list[float]) -> None:
    """Note by how much each beat of the event loop is late: so long a person's tap would wait."""
    while True:
        due = time.perf_counter() + _BEAT_S
        await asyncio.sleep(_BEAT_S)
        waits.append(time.perf_counter() - due)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def _rows(found: Mapping[int, Sequence[Mapping[str, float]]]) -> Iterator[dict[str, object]]:
    for size, runs in found.items():
        for metric in _COLUMNS:
            values = [run[metric] for run in runs]
            median = round(statistics.median(values), 1)
            yield {"size": size, "metric": metric, "median": median, "runs": len(runs)}


def _print(found: Mapping[int, Sequence[Mapping[str, float]]]) -> None:
    table = Table(title="Postings through the steps")
    for name in ("postings", *_COLUMNS.values()):
        table.add_column(name, justify="right")
    for size, runs in found.items():
        medians = (statistics.median(run[metric] for run in runs) for metric in _COLUMNS)
        table.add_row(f"{size:,}", *(f"{median:,.0f}" for median in medians))
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
