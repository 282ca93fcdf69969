"""A disk that is full while a row is put in the place of another: it is refused, and later kept."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from scoring.edge import db
from scoring.edge.db import Store
from scoring.errors import StoreError

MIGRATIONS = Migrations("full")


@MIGRATIONS()
def m001_words(made: Database) -> None:
    made.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT")


def _fill(opened: Database) -> None:
    """Let the file grow no more, and fill what room is left in it."""
    opened.execute("CREATE TABLE filled (bytes BLOB)")
    (pages,) = opened.execute("PRAGMA page_count").fetchone()
    opened.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    for size in (4096, 1024, 256, 64, 16):
        with suppress(sqlite3.OperationalError):
            while True:
                opened.execute("INSERT INTO filled VALUES (zeroblob(?))", [size])


async def test_an_upsert_on_a_full_disk_is_refused_and_works_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_BALLAST_BYTES", 1024)

    def words(opened: Database) -> list[tuple[str]]:
        return opened.execute("SELECT word FROM words").fetchall()

    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        await store.read(_fill)
        with pytest.raises(StoreError, match="the disk is full"):
            await store.write(lambda opened: _put(opened, "long " * 2_000))
        await store.read(lambda opened: opened.execute("PRAGMA max_page_count = 10000").fetchone())
        await store.write(lambda opened: _put(opened, "short"))

        assert await store.read(words) == [("short",)]


def _put(opened: Database, word: str) -> None:
    opened.table("words").upsert({"id": 1, "word": word}, pk="id")
