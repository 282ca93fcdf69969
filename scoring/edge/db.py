"""One SQLite file, one thread: every statement of the program passes through here.

sqlite-utils' `atomic()` opens a deferred transaction, in which a second writer fails at once with
"locked"; so there is one connection on one thread, and a write begins IMMEDIATE. What sqlite-utils
does inside it becomes a savepoint and never commits on its own.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

from sqlite_utils import Database, Migrations

from scoring.errors import StoreError

T = TypeVar("T")

_BUSY_TIMEOUT_S = 10.0  # another process (a backup, `picks ingest` beside `picks run`) may hold it
_BALLAST_BYTES = 8 * 1024 * 1024  # given up when the disk is full: even a DELETE needs space
_LOG = logging.getLogger(__name__)

_ADVICE = {
    "SQLITE_NOTADB": "it is no SQLite file; set DATABASE to another path",
    "SQLITE_CORRUPT": "the file is damaged; stop the bot and bring back a backup",
    "SQLITE_FULL": "the disk is full; make room, nothing was lost",
    "SQLITE_BUSY": "another program holds it; stop that one and try again",
    "SQLITE_LOCKED": "another program holds it; stop that one and try again",
    "SQLITE_READONLY": "it cannot be written; look at the file's owner and permissions",
    "SQLITE_CANTOPEN": "it cannot be opened; look at the folder's owner and permissions",
    "SQLITE_IOERR": "the disk failed; look at the system's log",
}


def utc_text(moment: datetime) -> str:
    """Return the moment in UTC as ISO text of one width, so that text order is time order."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Store:
    """The open database. `async with Store(path, migrations) as store` migrates it first."""

    def __init__(self, path: Path | str, migrations: Sequence[Migrations]) -> None:
        """Take the file's path, or ":memory:", and the migration sets in the order to apply."""
        self._path = path
        self._migrations = migrations
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._db: Database | None = None

    async def __aenter__(self) -> Self:
        """Open and migrate. Raises StoreError when the file is no database or from the future."""
        try:
            await self._on_thread(self._open)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connection after the work in flight."""
        try:
            await self._on_thread(self._close)
        finally:
            self._thread.shutdown(wait=False)  # the thread ends after the work in flight

    async def read(self, work: Callable[[Database], T]) -> T:
        """Return what `work` reads. Raises StoreError."""
        return await self._on_thread(lambda: work(self._opened()))

    async def write(self, work: Callable[[Database], T]) -> T:
        """Run `work` in one transaction: all of it is on disk when this returns, or none.

        Raises StoreError; any other error of `work` rolls back and passes through. On a full disk
        the ballast is given up and `work` runs once more, so it must be free of other effects.
        """
        return await self._on_thread(lambda: self._write(work))

    async def _on_thread(self, work: Callable[[], T]) -> T:
        """Run on the store's thread; a cancelled caller does not tear the work apart."""
        loop = asyncio.get_running_loop()
        try:
            context = copy_context()  # which language is spoken, for messages that are made inside
            return await asyncio.shield(
                loop.run_in_executor(self._thread, lambda: context.run(work))
            )
        except sqlite3.Error as error:
            raise StoreError(_refusal(self._path, error)) from error

    def _write(self, work: Callable[[Database], T]) -> T:
        try:
            return self._transaction(work)
        except sqlite3.Error as error:
            if _name(error) != "SQLITE_FULL" or not self._drop_ballast():
                raise
        return self._transaction(work)

    def _transaction(self, work: Callable[[Database], T]) -> T:
        db = self._opened()
        db.execute("BEGIN IMMEDIATE")
        try:
            result = work(db)
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:  # a full disk has rolled back by itself
                db.execute("ROLLBACK")
            raise
        return result

    def _open(self) -> None:
        on_disk = self._path != ":memory:"
        if on_disk:
            _make_folder(Path(self._path))
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        self._db = _Database(connection)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA secure_delete = ON")  # what was deleted is not in the file
        self._transaction(self._migrate)
        if on_disk:
            _fill_ballast(_ballast(self._path))

    def _migrate(self, db: Database) -> None:
        """Apply all sets in one transaction: two processes that start at once cannot collide."""
        all_applied = _applied(db)
        for migrations in self._migrations:
            ours, applied = _known(migrations), all_applied.get(migrations.name, frozenset())
            newer = sorted(applied - ours)
            if newer:
                raise StoreError(
                    f"The database {str(self._path)!r} is from a newer version: {newer[0]!r} is"
                    " not known here. Take the newer program, or set DATABASE to another path"
                )
            if applied != ours:
                migrations.apply(db)

    def _drop_ballast(self) -> bool:
        ballast = _ballast(self._path)
        if not ballast.exists():
            return False
        ballast.unlink()
        _LOG.critical("the disk is full: the ballast was given up; make room and restart")
        return True

    def _opened(self) -> Database:
        if self._db is None:
            raise StoreError("The database is not open")
        return self._db

    def _close(self) -> None:
        if self._db is not None:
            self._db.conn.close()
            self._db = None


@cache
def _known(migrations: Migrations) -> frozenset[str]:
    """Return the names of all migrations of a set: to an empty database none is applied."""
    return frozenset(each.name for each in migrations.pending(Database(memory=True)))


def _applied(db: Database) -> dict[str, frozenset[str]]:
    """Return what was applied, by set, with one look: sqlite-utils takes two for each set."""
    table = db[Migrations.migrations_table]
    rows = list(table.rows) if table.exists() else []
    sets = {row["migration_set"] for row in rows}
    return {
        name: frozenset(row["name"] for row in rows if row["migration_set"] == name)
        for name in sets
    }


class _Database(Database):
    """sqlite-utils without a trial by which it learns, at the first upsert, whether there are any.

    On a full disk the trial fails. It is then believed for good that SQLite cannot, and an upsert
    becomes an INSERT OR IGNORE that leaves out what must not be NULL: it stores nothing and says
    that all is well.
    """

    @property
    def supports_on_conflict(self) -> bool:
        """Tell that SQLite can: it has since 3.24, and STRICT tables need 3.37."""
        return True


def _refusal(path: Path | str, error: sqlite3.Error) -> str:
    advice = _ADVICE.get(_name(error))
    return f"The database {str(path)!r} refused: {error}" + (f" ({advice})" if advice else "")


def _name(error: sqlite3.Error) -> str:
    """Return SQLite's name without its extension: SQLITE_IOERR for SQLITE_IOERR_WRITE."""
    return "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {str(path.parent)!r} cannot be made: {error}") from error


def _ballast(path: Path | str) -> Path:
    return Path(f"{path}-ballast")


def _fill_ballast(ballast: Path) -> None:
    """Keep a few megabytes beside the database that a full disk can have back."""
    try:
        if not ballast.exists() or ballast.stat().st_size < _BALLAST_BYTES:
            ballast.write_bytes(os.urandom(_BALLAST_BYTES))  # random: no file system shrinks it
    except OSError as error:
        ballast.unlink(missing_ok=True)
        _LOG.warning("no ballast beside the database: %s", error.strerror)
