"""The store of what broke: how often each kind did on each day, and never a word of anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database, Migrations

from bot.language.current import speaking
from bot.model import Message
from bot.stores import outbox
from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("errors")

Part = Literal["chat", "tick", "digest", "sending", "ingest", "learning", "tidying"]
"""Which part of the program something broke in."""


@MIGRATIONS()
def m001_errors(db: Database) -> None:
    """Create the counts; `day` is a UTC date."""
    db.execute(
        """
        CREATE TABLE errors (
            part TEXT NOT NULL,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            count INTEGER NOT NULL,
            last_at TEXT NOT NULL,
            PRIMARY KEY (part, kind, day)
        ) STRICT, WITHOUT ROWID
        """
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What broke in one part of the program, of one kind, on some days together."""

    part: str
    kind: str
    count: int
    last_at: datetime


class Errors:
    """Failures by part, kind and day. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def note(
        self, part: Part, kind: str, *, now: datetime, notice: Callable[[int], Message]
    ) -> None:
        """Count a failure; the first of a kind and day puts a notice to the owner in the outbox.

        `notice` is pure and is told how often the same broke on the day before. Both are one
        transaction, so that the owner hears of each kind once a day, and surely.
        """
        today = now.astimezone(UTC).date()

        def work(db: Database) -> None:
            db.execute(
                "INSERT INTO errors VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE"
                " SET count = count + 1, last_at = excluded.last_at",
                [part, kind, today.isoformat(), utc_text(now)],
            )
            if _count(db, part, kind, today) == 1:
                yesterday = _count(db, part, kind, today - timedelta(days=1))
                _tell(db, f"error:{part}:{kind}:{today}", lambda: notice(yesterday), now=now)

        await self._store.write(work)

    async def since(self, moment: datetime) -> tuple[Broken, ...]:
        """Return what broke on or after the UTC day of this moment, the latest first."""

        def work(db: Database) -> tuple[Broken, ...]:
            rows = db.query(
                "SELECT part, kind, sum(count) AS count, max(last_at) AS last_at FROM errors"
                " WHERE day >= ? GROUP BY part, kind ORDER BY last_at DESC, part, kind",
                [moment.astimezone(UTC).date().isoformat()],
            )
            return tuple(_broken(row) for row in rows)

        return await self._store.read(work)


def _count(db: Database, part: str, kind: str, day: date) -> int:
    row = db.execute(
        "SELECT count FROM errors WHERE part = ? AND kind = ? AND day = ?",
        [part, kind, day.isoformat()],
    ).fetchone()
    return int(row[0]) if row else 0


def _tell(db: Database, key: str, message: Callable[[], Message], *, now: datetime) -> None:
    owner = db.execute(
        "SELECT id, language FROM people WHERE owner = 1 AND state <> 'blocked'"
    ).fetchone()
    if owner is None:
        return
    with speaking(owner[1]):
        outbox.put(db, owner[0], message(), key=f"notice:{key}", kind="notice", now=now)


def _broken(row: dict[str, Any]) -> Broken:
    return Broken(**row | {"last_at": datetime.fromisoformat(row["last_at"])})
