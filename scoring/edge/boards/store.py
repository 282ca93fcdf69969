"""Remembers which postings each board lists, to know which of them it lists no longer."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database, Migrations

from scoring.edge.boards import days, details
from scoring.edge.boards import found as found_boards
from scoring.edge.db import Store, utc_text
from scoring.ingest.health import HISTORY
from scoring.ingest.visit import BoardVisit, is_believed, is_doubtful
from scoring.model import Fetch

MIGRATIONS = Migrations("boards")

# A board that was not read for so long has no say in whether a posting is open.
_FORGOTTEN = timedelta(days=7)
_EARLY = timedelta(minutes=5)  # a round that comes a little before a board is due asks it
_KEPT = timedelta(days=90)  # what each board gave on each day


@MIGRATIONS()
def m001_boards(db: Database) -> None:
    """Create boards and what they listed when all of their list was last read."""
    db.execute(
        """
        CREATE TABLE boards (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            name TEXT NOT NULL,
            read_at TEXT NOT NULL,
            doubts INTEGER NOT NULL,
            UNIQUE (source, name)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE board_postings (
            board_id INTEGER NOT NULL REFERENCES boards (id),
            posting_id TEXT NOT NULL,
            PRIMARY KEY (board_id, posting_id)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX board_postings_posting ON board_postings (posting_id)")


@MIGRATIONS()
def m002_days(db: Database) -> None:
    """Create what each board gave on each day; `listed` is that of the day's last reading."""
    db.execute(
        """
        CREATE TABLE board_days (
            board_id INTEGER NOT NULL REFERENCES boards (id),
            day TEXT NOT NULL,
            listed INTEGER,
            new INTEGER NOT NULL,
            closed INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            PRIMARY KEY (board_id, day)
        ) STRICT, WITHOUT ROWID
        """
    )


@MIGRATIONS()
def m003_details(db: Database) -> None:
    """Create the pages of single jobs that were read, and when each is due again."""
    db.execute(
        """
        CREATE TABLE details (
            page TEXT PRIMARY KEY,
            posting_ids TEXT NOT NULL,
            digest TEXT NOT NULL,
            rests_s INTEGER NOT NULL,
            next_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX details_next ON details (next_at)")


@MIGRATIONS()
def m004_polling(db: Database) -> None:
    """Note since when each board is known and when it is due; one without is due at once."""
    db.execute("ALTER TABLE boards ADD COLUMN known_since TEXT")
    db.execute("ALTER TABLE boards ADD COLUMN next_at TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m005_found(db: Database) -> None:
    """Create the boards that found themselves."""
    found_boards.create(db)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """A board as it is stored."""

    id: int
    doubts: int
    listed: int


class BoardsStore:
    """Implements `scoring.ingest.ports.Boards` on the store. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    async def gone(self, source: str, visit: BoardVisit, *, now: datetime) -> tuple[str, ...]:
        """Return the postings that a complete visit shows to be closed.

        None while the list is in doubt, and none that another board of the source lists.
        """

        def work(db: Database) -> tuple[str, ...]:
            board = _board(db, source, visit.board)
            if board is None or _doubts(board, visit) is not None:
                return ()
            return _unlisted(db, board, visit.seen, source=source, now=now)

        return await self._store.read(work)

    async def keep(self, source: str, visit: BoardVisit, *, now: datetime) -> None:
        """Remember what a complete visit saw: after the postings that are gone were closed."""
        await self._store.write(lambda db: _keep(db, source, visit, now=now))

    async def note(self, source: str, visits: Sequence[BoardVisit], *, now: datetime) -> None:
        """Remember what each board gave, however its visit ended."""
        day, old = now.astimezone(UTC).date(), (now - _KEPT).date().isoformat()

        def work(db: Database) -> None:
            db.execute("DELETE FROM board_days WHERE day < ?", [old])
            for visit in visits:
                board_id = _made(db, source, visit.board, now=now)
                days.note(db, board_id, visit, day=day)
                days.plan(db, board_id, now=now)
            found_boards.visited(db, source, visits, now=now)

        await self._store.write(work)

    async def list_more(self, source: str, visit: BoardVisit, *, now: datetime) -> None:
        """Remember what a visit saw of a list that is never read to its end: nothing is closed."""
        await self._store.write(lambda db: _listed(db, source, visit, now=now))

    async def resting(self, source: str, *, now: datetime) -> frozenset[str]:
        """Return the boards of a source that are not due yet."""

        def work(db: Database) -> frozenset[str]:
            query = "SELECT name FROM boards WHERE source = ? AND next_at > ?"
            rows = db.execute(query, [source, utc_text(now + _EARLY)])
            return frozenset(name for (name,) in rows.fetchall())

        return await self._store.read(work)

    async def listed(self, *, now: datetime) -> dict[str, dict[date, int]]:
        """Return how many postings each source listed on each day, the last ones first known."""
        since = now.astimezone(UTC).date() - HISTORY
        return await self._store.read(lambda db: days.by_source(db, since=since))

    async def known(self, fetch: Fetch, *, now: datetime) -> frozenset[str] | None:
        """Return the postings of a job's page that needs no reading now; None where it does."""
        return await self._store.read(lambda db: details.known(db, fetch, now=now))

    async def keep_detail(
        self, fetch: Fetch, *, ids: Collection[str], body: bytes | None, now: datetime
    ) -> None:
        """Remember a job's page that was read; without a body it was told to be as it was."""
        await self._store.write(lambda db: details.keep(db, fetch, ids=ids, body=body, now=now))

    async def put_off(self, fetch: Fetch, *, now: datetime) -> None:
        """Let a job's page rest that could not be read."""
        await self._store.write(lambda db: details.put_off(db, fetch, now=now))


def _made(db: Database, source: str, name: str, *, now: datetime) -> int:
    """Return the board's id; one that is new has listed nothing yet."""
    db.execute(
        "INSERT INTO boards (source, name, read_at, doubts) VALUES (?, ?, ?, 0)"
        " ON CONFLICT DO NOTHING",
        [source, name, utc_text(now)],
    )
    query = "SELECT id FROM boards WHERE source = ? AND name = ?"
    return int(db.execute(query, [source, name]).fetchone()[0])


def _board(db: Database, source: str, name: str) -> _Board | None:
    row = db.execute(
        "SELECT id, doubts, (SELECT count(*) FROM board_postings WHERE board_id = boards.id)"
        " FROM boards WHERE source = ? AND name = ?",
        [source, name],
    ).fetchone()
    return _Board(id=row[0], doubts=row[1], listed=row[2]) if row else None


def _doubts(board: _Board, visit: BoardVisit) -> int | None:
    """Return how often in a row the list was doubtful; None where it is to be believed."""
    if not is_doubtful(listed=board.listed, seen=len(visit.seen)):
        return None
    doubts = board.doubts + 1
    return None if is_believed(doubts=doubts) else doubts


def _unlisted(
    db: Database, board: _Board, seen: Collection[str], *, source: str, now: datetime
) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT posting_id FROM board_postings AS mine WHERE board_id = ?"
        " AND posting_id NOT IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM board_postings AS other JOIN boards ON boards.id ="
        " other.board_id WHERE other.posting_id = mine.posting_id AND other.board_id <> ?"
        " AND boards.source = ? AND boards.read_at > ?)",
        [board.id, json.dumps(list(seen)), board.id, source, utc_text(now - _FORGOTTEN)],
    )
    return tuple(posting_id for (posting_id,) in rows.fetchall())


def _keep(db: Database, source: str, visit: BoardVisit, *, now: datetime) -> None:
    board_id = _made(db, source, visit.board, now=now)
    board = _board(db, source, visit.board)
    doubts = _doubts(board, visit) if board else None
    db.execute(
        "UPDATE boards SET read_at = ?, doubts = ? WHERE id = ?",
        [utc_text(now), doubts or 0, board_id],
    )
    seen = json.dumps(sorted(visit.seen))
    if doubts is None:
        db.execute(
            "DELETE FROM board_postings WHERE board_id = ?"
            " AND posting_id NOT IN (SELECT value FROM json_each(?))",
            [board_id, seen],
        )
    _list(db, board_id, seen)


def _listed(db: Database, source: str, visit: BoardVisit, *, now: datetime) -> None:
    board_id = _made(db, source, visit.board, now=now)
    _list(db, board_id, json.dumps(sorted(visit.seen)))


def _list(db: Database, board_id: int, seen: str) -> None:
    db.execute(
        "INSERT OR IGNORE INTO board_postings SELECT ?, value FROM json_each(?)", [board_id, seen]
    )
