"""How fast the local stage is: many people over many postings, and what that leaves of the machine.

    uv run python -m benchmarks.speed [--json FILE] [--sizes 10000,100000] [--people 1,1000,10000]

Ranking is all of `screen_many`: words, titles, levels, musts, the sixty best; not the texts of
those nor their verdicts. Before it, and apart, stand what is done once: a posting's terms and
meaning when it is stored, the index, a profile when it is new. The share of the machine is what
the matrix products and the passes over the scores need at the least, by what it does in this run.
Linux only: memory is read from /proc.
"""

import argparse
import ctypes
import gc
import json
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.multiplied import NOW, Crowd, listings, originals, people
from scoring.model import LEVELS, Posting, Profile
from scoring.rank.heads import HEAD
from scoring.rank.index import Pool
from scoring.rank.meaning import packed
from scoring.rank.query import read_query
from scoring.rank.retrieve import Seeker, screen, screen_many
from scoring.rank.terms import bag

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postings"

_ORIGINALS = 6_000  # to read more takes minutes
_DIFFERENT = 2_000  # people; ten thousand are each of them five times
_BATCH = 1_000  # people who are ranked by one call
_ADDED = 500
_RUNS = 3
_PASSES = 8  # over a table of four bytes a pair: written, scaled, added to, searched
_MATRIX = 2_048
_COPIED = 1 << 28  # bytes, more than caches hold
_CLOSELY = 20  # people
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")
_SMALL = 10  # below it the table has three decimals
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value; 0 people where a stage is about postings alone, and the other way round."""

    profiles: int
    postings: int
    stage: str
    metric: str
    value: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of *.jsonl.gz")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of postings")
    parser.add_argument("--people", default="1,1000,10000", help="numbers of people")
    parser.add_argument("--json", type=Path, help="write [{profiles, postings, stage, ...}]")
    asked = parser.parse_args(arguments)
    sizes, crowds = _numbers(asked.sizes), _numbers(asked.people)
    found = list(measure(asked.data, sizes=sizes, crowds=crowds))
    _print(found)
    if asked.json:
        rows = [asdict(each) for each in found]
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def measure(folder: Path, *, sizes: Sequence[int], crowds: Sequence[int]) -> Iterator[Measured]:
    """Yield every figure; slow."""
    say = Console(stderr=True).print
    say("reading postings ...")
    crowd, found = _stored(originals(folder, most=min(_ORIGINALS, max(sizes))))
    yield from found
    say(f"{len(crowd.postings):,} different postings; reading people ...")
    profiles = people(crowd, min(_DIFFERENT, max(crowds)))
    yield _read(profiles)
    for size in sizes:
        say(f"indexing {size:,} postings ...")
        pool, found = _indexed(crowd, size)
        yield from found
        for count in crowds:
            say(f"ranking {size:,} postings for {count:,} people ...")
            yield from _ranked(pool, [profiles[at % len(profiles)] for at in range(count)])
        yield _closely(pool, profiles[:_CLOSELY])


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _stored(postings: Sequence[Posting]) -> tuple[Crowd, list[Measured]]:
    """Compute what is stored with a posting: its terms and its title's meaning."""
    bags, bagging = _timed(lambda: [bag(posting) for posting in postings])
    _, meaning = _timed(lambda: [packed(posting.title) for posting in postings])
    size = len(postings)
    return Crowd(postings=postings, bags=bags), [
        _figure("terms", "postings/s", size / bagging, postings=size),
        _figure("meaning", "postings/s", size / meaning, postings=size),
    ]


def _read(profiles: Sequence[Profile]) -> Measured:
    read_query.cache_clear()
    _, seconds = _timed(lambda: [read_query(each) for each in profiles])
    count = len(profiles)
    return _figure("profile", "ms each", 1_000 * seconds / count, profiles=count)


def _indexed(crowd: Crowd, size: int) -> tuple[Pool, list[Measured]]:
    """Index the postings from their stored terms; then add some more."""
    every = list(listings(crowd, size + _ADDED))
    before = _resident()
    pool, seconds = _timed(lambda: Pool(every[:size]))
    grown = _resident() - before
    _, adding = _timed(lambda: pool.add(every[size:]))
    return pool, [
        _figure("index", "s", seconds, postings=size),
        _figure("index", "bytes a posting", grown / size, postings=size),
        _figure(f"add {_ADDED}", "s", adding, postings=size),
    ]


def _ranked(pool: Pool, profiles: Sequence[Profile]) -> Iterator[Measured]:
    """Rank for all the people, some at a time, as often as the median needs."""
    flops, copied = _machine()
    before = _resident()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the peak
    runs = 1 if len(profiles) > _BATCH else _RUNS
    seconds = statistics.median(_ranking(pool, profiles) for _ in range(runs))
    peak = 1_024 * int(_PEAK.findall(Path("/proc/self/status").read_text("ascii"))[0])
    pairs = len(profiles) * len(pool)
    needed = _flops(pool, profiles)
    figure = partial(_figure, "rank", profiles=len(profiles), postings=len(pool))
    yield figure(metric="s", value=seconds)
    yield figure(metric="million pairs/s", value=pairs / seconds / 1e6)
    yield figure(metric="% of matrix rate", value=100 * needed / seconds / flops)
    yield figure(metric="% of memory rate", value=100 * 4 * _PASSES * pairs / seconds / copied)
    yield figure(metric="bytes a posting, peak", value=(peak - before) / len(pool))


def _ranking(pool: Pool, profiles: Sequence[Profile]) -> float:
    """Return the seconds of ranking; the profiles were read before."""
    total = 0.0
    for first in range(0, len(profiles), _BATCH):
        some = profiles[first : first + _BATCH]
        for profile in some:
            read_query(profile)
        seekers = [Seeker(profile=profile) for profile in some]
        total += _timed(partial(screen_many, seekers, pool=pool, now=NOW))[1]
    return total


def _closely(pool: Pool, profiles: Sequence[Profile]) -> Measured:
    """Rank for one person at a time, with the closer look that a digest takes."""
    look = partial(screen, pool=pool, seen=frozenset(), now=NOW, new_since=None)
    spent = [_timed(partial(look, profile))[1] for profile in profiles]
    value = 1_000 * statistics.median(spent)
    return _figure("rank and look closely", "ms", value, profiles=1, postings=len(pool))


def _flops(pool: Pool, profiles: Sequence[Profile]) -> float:
    """Return the multiplications and additions of the matrix products, all rows counted."""
    rows = sum(len(part.rows) * part.size for part in pool.segments)
    titles = sum(len(read_query(profile).titles) for profile in profiles)
    return 2.0 * (len(profiles) * rows + titles * (HEAD + len(LEVELS)) * len(pool))


def _machine() -> tuple[float, float]:
    """Return what the machine does now: products a second, and bytes read or written a second."""
    squares = np.random.default_rng(0).random((2, _MATRIX, _MATRIX), np.float32)
    source, target = np.ones((2, _COPIED // 4), np.float32), np.ones((2, _COPIED // 4), np.float32)
    with ThreadPoolExecutor(2) as threads:
        seconds = min(
            _timed(lambda: list(threads.map(np.matmul, squares, squares)))[1] for _ in range(_RUNS)
        )
        copying = min(
            _timed(lambda: list(threads.map(np.copyto, target, source)))[1] for _ in range(_RUNS)
        )
    return 2 * 2.0 * _MATRIX**3 / seconds, 4.0 * _COPIED / copying


def _resident() -> float:
    """Return the memory of this process in bytes, without what was freed."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def _figure(
    stage: str, metric: str, value: float, *, profiles: int = 0, postings: int = 0
) -> Measured:
    return Measured(profiles=profiles, postings=postings, stage=stage, metric=metric, value=value)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def _print(found: Sequence[Measured]) -> None:
    table = Table(title="The local stage")
    for name in ("people", "postings"):
        table.add_column(name, justify="right")
    table.add_column("stage")
    table.add_column("metric")
    table.add_column("value", justify="right")
    for each in found:
        value = f"{each.value:,.3f}" if each.value < _SMALL else f"{each.value:,.0f}"
        counts = (f"{count:,}" if count else "" for count in (each.profiles, each.postings))
        table.add_row(*counts, each.stage, each.metric, value)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
