"""One SQLite file, one thread: every statement of the program passes through here.

sqlite-utils' `atomic()` opens a deferred transaction, in which a second writer fails at once with
"locked"; so there is one connection on one thread, and a write begins IMMEDIATE.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from sqlite_utils import Database, Migrations

from scoring.errors import StoreError

T = TypeVar("T")

_BUSY_TIMEOUT_S = 10.0  # another process (a backup, `picks ingest` beside `picks run`) may hold it


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
        await self._on_thread(self._open)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connection after the work in flight."""
        await self._on_thread(self._close)
        self._thread.shutdown(wait=True)

    async def read(self, work: Callable[[Database], T]) -> T:
        """Return what `work` reads. Raises StoreError."""
        return await self._on_thread(lambda: work(self._opened()))

    async def write(self, work: Callable[[Database], T]) -> T:
        """Run `work` in one transaction: all of it is on disk when this returns, or none.

        Raises StoreError; any other error of `work` rolls back and passes through.
        """
        return await self._on_thread(lambda: self._transaction(work))

    async def _on_thread(self, work: Callable[[], T]) -> T:
        """Run on the store's thread; a cancelled caller does not tear the work apart."""
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.shield(loop.run_in_executor(self._thread, work))
        except sqlite3.Error as error:
            raise StoreError(f"The database {str(self._path)!r} refused: {error}") from error

    def _transaction(self, work: Callable[[Database], T]) -> T:
        db = self._opened()
        db.execute("BEGIN IMMEDIATE")
        try:
            result = work(db)
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
        return result

    def _open(self) -> None:
        if self._path != ":memory:":
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        self._db = Database(connection)
        for migrations in self._migrations:
            migrations.apply(self._db)

    def _opened(self) -> Database:
        if self._db is None:
            raise StoreError("The database is not open")
        return self._db

    def _close(self) -> None:
        if self._db is not None:
            self._db.conn.close()
            self._db = None
