"""kill -9 in the middle of an ingest and of a round of digests: what was acknowledged is there.

Deliveries that are killed have tests of their own beside `bot/sending/delivery.py`.
"""

import contextlib
import random
import signal
import sqlite3
from pathlib import Path

import pytest

from tests import crashing
from tests.forks import FORKS

KILLS = 10


def killed_after(work: str, database: Path, *, numbers: int) -> list[int]:
    """Run the work, kill -9 it after so many acknowledgements, return those that came out."""
    hearing, telling = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=crashing.run_telling, args=(work, str(database), telling))
    process.start()
    telling.close()  # so that the end of the process is the end of the pipe
    told: list[int] = []
    with hearing, contextlib.suppress(EOFError):
        while True:
            told.append(hearing.recv())
            if len(told) == numbers:
                process.kill()
    process.join()
    assert process.exitcode in {-signal.SIGKILL, 0}  # 0: it was done before it was killed
    return told


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def number(database: Path, sql: str) -> int:
    return int(str(ask(database, sql)[0][0]))


def is_sound(database: Path) -> bool:
    return ask(database, "PRAGMA integrity_check") == [("ok",)] and not ask(
        database, "PRAGMA foreign_key_check"
    )


@pytest.mark.timeout(300)
async def test_an_ingest_killed_ten_times_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    chance = random.Random(1)

    for _ in range(KILLS):
        told = killed_after("ingest", database, numbers=chance.randint(1, 12))

        assert number(database, "SELECT count(*) FROM postings") >= max(told)
        assert is_sound(database)
    await crashing.run("ingest", database)

    assert number(database, "SELECT count(*) FROM postings") == crashing.POSTINGS


@pytest.mark.timeout(300)
async def test_digests_killed_ten_times_are_made_once_for_everybody(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    chance = random.Random(2)
    await crashing.run("people", database)

    for _ in range(KILLS):
        told = killed_after("digests", database, numbers=chance.randint(1, 6))

        assert number(database, "SELECT count(*) FROM deliveries") >= len(set(told))
        assert is_sound(database)
    await crashing.run("digests", database)

    people = len(crashing.PEOPLE)
    sent = "SELECT count(*), count(DISTINCT person_id) FROM deliveries"
    waiting = "SELECT count(DISTINCT person_id) FROM outbox WHERE state = 'ready'"
    assert ask(database, sent) == [(people, people)]
    assert number(database, waiting) == people
    assert number(database, "SELECT count(*) FROM people WHERE due_day = '2026-01-03'") == people
