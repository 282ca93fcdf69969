"""The store: all or nothing, through cancellation, kill -9, a full disk, and files of others."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.errors import StoreError

MIGRATIONS = Migrations("test")


@MIGRATIONS()
def m001_lines(db: Database) -> None:
    db.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT")


@pytest.fixture(autouse=True)
def _small_ballast() -> None:
    """Leave the ballast as large as it is."""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(tmp_path / "t.db", [MIGRATIONS]) as opened:
        yield opened


def _add(db: Database, word: str = "x") -> None:
    db.table("lines").insert({"word": word})


async def _count(store: Store) -> int:
    return await store.read(lambda db: db.table("lines").count)


async def test_a_write_that_raises_leaves_nothing_and_its_error_passes_through(
    store: Store,
) -> None:
    def work(db: Database) -> None:
        _add(db)
        db.table("lines").upsert({"id": 7, "word": "y"}, pk="id")
        db.table("lines").update(7, {"word": "z"})
        db.table("lines").insert_all([{"word": "a"}, {"word": "b"}])
        db.table("lines").delete(7)
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        await store.write(work)

    assert await _count(store) == 0


async def test_nothing_that_sqlite_utils_does_inside_a_write_is_seen_before_its_end(
    store: Store, tmp_path: Path
) -> None:
    def work(db: Database) -> int:
        _add(db)
        db.table("lines").upsert({"id": 7, "word": "y"}, pk="id")
        db.table("lines").update(7, {"word": "z"})
        with db.atomic():
            _add(db)
        other = sqlite3.connect(tmp_path / "t.db")
        try:
            return int(other.execute("SELECT count(*) FROM lines").fetchone()[0])
        finally:
            other.close()

    assert await store.write(work) == 0
    assert await _count(store) == 3


async def test_a_cancelled_caller_does_not_tear_the_write_apart(store: Store) -> None:
    began, may_go_on = threading.Event(), threading.Event()

    def work(db: Database) -> None:
        _add(db)
        began.set()
        may_go_on.wait()
        _add(db)

    task = asyncio.create_task(store.write(work))
    await asyncio.to_thread(began.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    may_go_on.set()

    assert await _count(store) == 2


async def test_a_hundred_callers_at_once_are_served_one_after_the_other(store: Store) -> None:
    def increment(db: Database) -> None:
        db.table("lines").insert({"word": str(db.table("lines").count)})

    await asyncio.gather(*(store.write(increment) for _ in range(100)))

    words = await store.read(lambda db: [row["word"] for row in db.table("lines").rows])
    assert words == [str(number) for number in range(100)]


async def test_an_error_of_sqlite_is_ours_and_the_store_goes_on(store: Store) -> None:
    with pytest.raises(StoreError, match="refused: no such table"):
        await store.read(lambda db: db.execute("SELECT * FROM missing"))
    with pytest.raises(StoreError, match="NOT NULL"):
        await store.write(lambda db: db.table("lines").insert({"word": None}))

    await store.write(_add)
    assert await _count(store) == 1


async def test_a_file_that_is_no_database_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, this is a letter and no database. " * 50)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"letter\.txt.*no SQLite file; set DATABASE"):
        async with Store(path, [MIGRATIONS]):
            pass

    assert path.read_bytes() == before


async def test_a_damaged_database_says_to_bring_back_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    async with Store(path, [MIGRATIONS]) as store:
        await store.write(lambda db: db.table("lines").insert_all([{"word": "w" * 900}] * 99))
    pages = bytearray(path.read_bytes())
    pages[4096 * 2 : 4096 * 20] = b"\xaa" * (4096 * 18)
    path.write_bytes(pages)

    with pytest.raises(StoreError, match="bring back a backup"):
        async with Store(path, [MIGRATIONS]) as store:
            await store.read(
                lambda db: db.execute("SELECT sum(length(word)) FROM lines").fetchone()
            )


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="cannot be made"):
        async with Store(tmp_path / "file" / "t.db", [MIGRATIONS]):
            pass


async def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    newer = Migrations("test")
    newer()(m001_lines)
    newer(name="m002_from_the_future")(lambda db: db.execute("CREATE TABLE future (x)"))
    async with Store(tmp_path / "t.db", [newer]):
        pass

    with pytest.raises(StoreError, match=r"newer version.*m002_from_the_future"):
        async with Store(tmp_path / "t.db", [MIGRATIONS]):
            pass


async def test_sets_that_this_command_does_not_use_are_no_reason_to_refuse(tmp_path: Path) -> None:
    other = Migrations("other")
    other(name="m001_other")(lambda db: db.execute("CREATE TABLE other (x)"))
    async with Store(tmp_path / "t.db", [MIGRATIONS, other]):
        pass

    async with Store(tmp_path / "t.db", [MIGRATIONS]) as store:
        assert await _count(store) == 0


async def test_a_migration_that_crashes_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    async with Store(tmp_path / "t.db", [MIGRATIONS]) as store:
        await store.write(_add)
    broken = Migrations("test")
    broken()(m001_lines)

    @broken(name="m002_broken")
    def m002(db: Database) -> None:
        db.execute("DELETE FROM lines")
        db.execute("ALTER TABLE lines ADD COLUMN half TEXT")
        db.execute("this is no SQL")

    with pytest.raises(StoreError, match="syntax error"):
        async with Store(tmp_path / "t.db", [broken]):
            pass

    async with Store(tmp_path / "t.db", [MIGRATIONS]) as store:
        assert await store.read(lambda db: list(db.table("lines").columns_dict)) == ["id", "word"]
        assert await _count(store) == 1


async def test_two_programs_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    stores = [Store(tmp_path / "t.db", [MIGRATIONS]) for _ in range(4)]

    opened = await asyncio.gather(*(store.__aenter__() for store in stores))

    assert [await _count(store) for store in opened] == [0] * 4
    for store in opened:
        await store.__aexit__()


async def test_another_program_that_holds_the_database_is_waited_for(
    store: Store, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "t.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    write = asyncio.create_task(store.write(_add))
    await asyncio.sleep(0)
    waiting = not write.done()
    other.execute("COMMIT")
    other.close()

    await write
    assert waiting
    assert await _count(store) == 1


async def test_a_database_that_stays_locked_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.edge.db._BUSY_TIMEOUT_S", 0.05)
    async with Store(tmp_path / "t.db", [MIGRATIONS]) as store:
        other = sqlite3.connect(tmp_path / "t.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program holds it"):
            await store.write(_add)
        other.close()

        await store.write(_add)
        assert await _count(store) == 1


async def test_a_full_database_refuses_takes_the_ballast_and_goes_on(
    tmp_path: Path,
) -> None:
    ballast = tmp_path / "t.db-ballast"
    async with Store(tmp_path / "t.db", [MIGRATIONS]) as store:
        size = ballast.stat().st_size
        await store.read(lambda db: db.execute("PRAGMA max_page_count = 20").fetchall())
        with pytest.raises(StoreError, match="the disk is full; make room"):
            await store.write(lambda db: db.table("lines").insert_all([{"word": "w" * 999}] * 999))
        gone = not ballast.exists()
        await store.write(_add)

        assert size >= 8 * 1024 * 1024
        assert gone
        assert await _count(store) == 1


_ON_A_FULL_DISK = """
import asyncio, sys
from pathlib import Path
from scoring.edge.db import Store
from tests.scoring.test_db import MIGRATIONS

async def main():
    folder = Path(sys.argv[1])
    async with Store(folder / "t.db", [MIGRATIONS]) as store:
        try:
            with open(folder / "filler", "wb", buffering=0) as filler:
                while filler.write(b"x" * 65536):
                    pass
        except OSError:
            pass
        await store.write(lambda db: db.table("lines").insert_all([{"word": "w" * 999}] * 2000))
        assert not (folder / "t.db-ballast").exists()
        print(await store.read(lambda db: db.table("lines").count))

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, as Linux does it")
def test_on_a_disk_that_is_really_full_the_ballast_lets_the_write_through(tmp_path: Path) -> None:
    script = f'mount -t tmpfs -o size=12m tmpfs {tmp_path} && exec {sys.executable} -c "$0" $1'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    trial = [*command[:-1], f"mount -t tmpfs -o size=1m tmpfs {tmp_path}"]
    if subprocess.run(trial, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")

    done = subprocess.run(
        [*command, _ON_A_FULL_DISK, str(tmp_path)], check=False, capture_output=True, text=True
    )

    assert (done.stdout, done.returncode) == ("2000\n", 0), done.stderr


_WRITER = """
import asyncio, sys
from scoring.edge.db import Store
from tests.scoring.test_db import MIGRATIONS

def pair(db):
    # Two writes of sqlite-utils in one transaction: a kill between them must leave neither.
    db.table("lines").insert({"word": "left"})
    db.table("lines").upsert({"id": db.table("lines").count + 1, "word": "right"}, pk="id")
    return db.table("lines").count

async def main():
    async with Store(sys.argv[1], [MIGRATIONS]) as store:
        while True:
            print(await store.write(pair), flush=True)

asyncio.run(main())
"""


def test_kill_9_in_the_middle_of_writes_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    for lines in (3, 211):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            told = [int(process.stdout.readline()) for _ in range(lines)]
            os.kill(process.pid, signal.SIGKILL)
            told += [int(line) for line in process.stdout if line.endswith("\n")]

        connection = sqlite3.connect(path)
        words = [row[0] for row in connection.execute("SELECT word FROM lines")]
        sound = connection.execute("PRAGMA integrity_check").fetchone()
        connection.close()
        assert len(words) >= told[-1]
        assert words.count("left") == words.count("right")
        assert sound == ("ok",)


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "t.db", [MIGRATIONS])

    with pytest.raises(StoreError, match="not open"):
        await store.read(lambda db: db.table_names())


async def test_the_store_also_lives_in_memory() -> None:
    async with Store(":memory:", [MIGRATIONS]) as store:
        await store.write(_add)

        assert await _count(store) == 1


def test_text_order_is_time_order() -> None:
    moment = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
    moments = [moment + timedelta(microseconds=number * 333_333) for number in range(-9, 9)]
    far = [each.astimezone(timezone(timedelta(hours=5, minutes=45))) for each in moments]

    assert sorted(map(utc_text, far)) == [utc_text(each) for each in moments]
    assert {len(utc_text(each)) for each in far} == {32}
    with pytest.raises(ValueError, match="no time zone"):
        utc_text(datetime(2026, 1, 2))  # noqa: DTZ001 - that is what is refused
