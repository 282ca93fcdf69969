"""How long the nightly tidying of a large file takes, and how long everybody else waits meanwhile.

    uv run python -m benchmarks.tidying [--jobs N]

Eight jobs of ten closed a hundred days ago; one of forty was shown to somebody and stays. Half of
the messages and all of the verdicts are old. While the night runs, somebody reads and writes a
row every few milliseconds, as a person who presses buttons does.
"""

import argparse
import asyncio
import json
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlite_utils import Database

from bot.compose import open_services
from bot.context import Services
from bot.rounds.tidying import tidy
from bot.settings import Settings
from scoring.edge.db import utc_text
from tests.factories import NOW, digest, person, pick, posting, profile

_OLD = utc_text(NOW - timedelta(days=100))
_NEW = utc_text(NOW)
_TEXT = ("You build services in Python and PostgreSQL for mills and harbours. " * 60)[:3_500]
_KEYS = 10  # under which one posting is found
_ON_A_PAGE = 20
_PERSON = 7
_PAUSE_S = 0.01
_IDLE_S = 3.0


async def main() -> None:
    """Fill a file, tidy it, and print how long a read and a write took before and meanwhile."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", type=int, default=20_000)
    jobs = parser.parse_args().jobs
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picks.db"
        async with open_services(Settings(database=path), clock=lambda: NOW) as services:
            await services.people.add(person(id=_PERSON))
            await services.profiles.save(_PERSON, profile(), now=NOW)
            await services.retention._store.write(lambda db: _fill(db, jobs))  # noqa: SLF001
            size = path.stat().st_size
            idle = await _waits(services, asyncio.create_task(asyncio.sleep(_IDLE_S)))
            begun = perf_counter()
            night = asyncio.create_task(tidy(services, now=NOW, stop=asyncio.Event()))
            busy = await _waits(services, night)
            _print(jobs, size, perf_counter() - begun, gone=await night, idle=idle, busy=busy)


async def _waits(services: Services, until: asyncio.Task[Any]) -> Sequence[float]:
    """Return how many seconds each read with a write took, again and again until the task ends."""
    waits = []
    while not until.done():
        begun = perf_counter()
        await services.people.get(_PERSON)
        await services.people.change(_PERSON, waiting="")
        waits.append(perf_counter() - begun)
        await asyncio.sleep(_PAUSE_S)
    return sorted(waits)


def _fill(db: Database, jobs: int) -> None:
    """Put in so many jobs, and what a bot of some months keeps beside them."""
    card = posting().model_dump_json(exclude={"text"})
    ids = [f"p{number:07}" for number in range(jobs)]
    opens = [number % 10 >= 8 for number in range(jobs)]
    clusters = (
        (each, each, None, _OLD, int(NOW.timestamp()), is_open, os.urandom(200))
        for each, is_open in zip(ids, opens, strict=True)
    )
    _put(db, "clusters (id, best_id, places, first_seen, dated, open, meaning)", clusters)
    postings = (
        _posting(each, f"company{number % 5_000}", card, is_open=is_open)
        for number, (each, is_open) in enumerate(zip(ids, opens, strict=True))
    )
    _put(db, "postings", postings, columns=14)
    rng = random.Random(1)
    keys = ((rng.getrandbits(62), each) for each in ids for _ in range(_KEYS))
    _put(db, "posting_keys", keys, columns=2)
    _put(db, "raws", ((each, 0, os.urandom(12)) for each in ids), columns=3)
    db.execute(
        "INSERT INTO boards (id, source, name, read_at, doubts) VALUES (1, 'lever', 'a', ?, 0)",
        [_NEW],
    )
    _put(db, "board_postings", ((1, each) for each in ids), columns=2)
    pages = (
        (os.urandom(12), os.urandom(16), json.dumps(ids[at : at + _ON_A_PAGE]))
        for at in range(0, jobs, _ON_A_PAGE)
    )
    _put(db, "pages", pages, columns=3)
    _put(db, "verdicts", _verdicts(2 * jobs), columns=5)
    _fill_person(db, ids)


def _posting(name: str, company: str, card: str, *, is_open: bool) -> tuple[object, ...]:
    seen, entry = _NEW if is_open else _OLD, os.urandom(900)
    keys = (name, name, company, "backend engineer", "engineer", 0, 0)
    return (*keys, is_open, "d", _OLD, seen, card, entry, _TEXT)


def _verdicts(count: int) -> Iterator[tuple[object, ...]]:
    words = {"reason": "x" * 200, "summary": "y" * 200}
    verdict = json.dumps({"posting_id": "p0000001", "fit": 80, **words})
    return ((f"t{n}", f"v{n % 40}", "local", verdict, _OLD) for n in range(count))


def _fill_person(db: Database, ids: Sequence[str]) -> None:
    """Put in the mornings of one person, with texts as they were sent."""
    picks = [pick(id=f"q{number}", text=_TEXT[:1_500]) for number in range(8)]
    near = tuple(pick(id=f"r{number}", text=_TEXT[:1_500]) for number in range(8))
    told = digest(*picks, near=near).model_dump_json()
    year_ago, mornings = utc_text(NOW - timedelta(days=500)), max(len(ids) // 40, 1)
    delivered = ((n, _PERSON, f"k{n}", told, year_ago) for n in range(1, mornings + 1))
    _put(db, "deliveries (id, person_id, key, digest, created_at)", delivered)
    shown = ((_PERSON, each, 1 + n % mornings) for n, each in enumerate(ids) if n % 40 == 0)
    _put(db, "shown", shown, columns=3)
    message = json.dumps({"html": "x" * 3_000})
    sent = (
        (_PERSON, 1 + n % mornings, f"o{n}", "digest", message, "sent", _OLD, (_OLD, _NEW)[n % 2])
        for n in range(len(ids))
    )
    columns = "person_id, delivery_id, key, kind, message, state, not_before, changed_at"
    _put(db, f"outbox ({columns})", sent)


def _put(db: Database, where: str, rows: Iterator[tuple[object, ...]], *, columns: int = 0) -> None:
    marks = ", ".join("?" * (columns or where.count(",") + 1))
    db.conn.executemany(f"INSERT OR IGNORE INTO {where} VALUES ({marks})", rows)


def _print(
    jobs: int,
    size: int,
    took_s: float,
    *,
    gone: dict[str, int],
    idle: Sequence[float],
    busy: Sequence[float],
) -> None:
    table = Table(title=f"{jobs:,} jobs, {size / 1e6:,.0f} MB; tidied in {took_s:,.0f} s")
    for name in ("a read and a write", "times", "median", "99 of 100", "longest"):
        table.add_column(name, justify="left" if name.startswith("a ") else "right")
    for name, waits in (("before", idle), ("meanwhile", busy)):
        shown = [waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1]]
        table.add_row(name, f"{len(waits):,}", *(f"{each * 1_000:,.1f} ms" for each in shown))
    Console().print(table)
    Console().print("Rows that went: " + ", ".join(f"{n} {rows:,}" for n, rows in gone.items()))


if __name__ == "__main__":
    asyncio.run(main())
