"""Remembers what is wrong with a source or a board since when, so that it is told of once.

A row is one episode: it begins when the trouble is first seen and is deleted when it is over, so
that a restart in between tells nothing twice and forgets nothing.
"""

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.ingest.standing import Trouble

MIGRATIONS = Migrations("troubles")


@MIGRATIONS()
def m001_troubles(db: Database) -> None:
    """Create the troubles of sources, and of their boards; a source's own has no board."""
    db.execute(
        """
        CREATE TABLE troubles (
            source TEXT NOT NULL,
            board TEXT NOT NULL,
            kind TEXT NOT NULL,
            since TEXT NOT NULL,
            last_at TEXT NOT NULL,
            told_at TEXT NOT NULL,
            PRIMARY KEY (source, board)
        ) STRICT, WITHOUT ROWID
        """
    )


class Troubles:
    """The open episodes. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def open(self) -> dict[tuple[str, str], Trouble]:
        """Return every open episode by its source and board."""

        def work(db: Database) -> dict[tuple[str, str], Trouble]:
            rows = db.query("SELECT * FROM troubles ORDER BY source, board")
            return {(row["source"], row["board"]): _trouble(row) for row in rows}

        return await self._store.read(work)

    async def see(
        self, kind: str, *, source: str, boards: Collection[str] = ("",), now: datetime
    ) -> None:
        """Begin an episode of each board, or note that it goes on."""
        at = utc_text(now)
        rows = [[source, board, kind, at, at] for board in boards]

        def work(db: Database) -> None:
            db.conn.executemany(
                "INSERT INTO troubles VALUES (?, ?, ?, ?, ?, '')"
                " ON CONFLICT DO UPDATE SET kind = excluded.kind, last_at = excluded.last_at",
                rows,
            )

        await self._store.write(work)

    async def tell(self, troubles: Collection[Trouble], *, now: datetime) -> None:
        """Note that the owner was told of these."""
        keys = [[utc_text(now), each.source, each.board] for each in troubles]

        def work(db: Database) -> None:
            statement = "UPDATE troubles SET told_at = ? WHERE source = ? AND board = ?"
            db.conn.executemany(statement, keys)

        await self._store.write(work)

    async def end(self, troubles: Collection[Trouble]) -> None:
        """End these episodes."""
        keys = [[each.source, each.board] for each in troubles]

        def work(db: Database) -> None:
            db.conn.executemany("DELETE FROM troubles WHERE source = ? AND board = ?", keys)

        await self._store.write(work)


def _trouble(row: dict[str, object]) -> Trouble:
    return Trouble(
        source=str(row["source"]),
        board=str(row["board"]),
        kind=str(row["kind"]),
        since=datetime.fromisoformat(str(row["since"])),
        last_at=datetime.fromisoformat(str(row["last_at"])),
        told_at=datetime.fromisoformat(str(row["told_at"])) if row["told_at"] else None,
    )
