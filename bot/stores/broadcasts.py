"""The store of messages from the owner to everybody.

    draft -> filling -> sending -> done
      |          '---------'---> stopped
      '-> dropped

Each person's copy is a row of the outbox under a key of its own. Filling goes page by page, and
how far it came is written in the same transaction: a crash in between leaves no one out, and gives
nobody two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Literal

from sqlite_utils import Database, Migrations

from bot.model import Message
from bot.stores import outbox
from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("broadcasts")

State = Literal["draft", "dropped", "filling", "sending", "stopped", "done"]

_PAGE = 200  # people whose copies are written in one transaction, for some 100 ms
_UNDER_WAY = ("filling", "sending", "stopped")
# Who pauses asked for silence, and who blocked the bot has it; a group is not the owner's audience.
_REACHED = "state = 'active' AND kind = 'private'"


@MIGRATIONS()
def m001_broadcasts(db: Database) -> None:
    """Create the messages; `card_id` is the owner's message that shows how far one is."""
    db.execute(
        """
        CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id),
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            filled_to INTEGER,
            card_id INTEGER,
            closed INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL,
            started_at TEXT,
            ended_at TEXT
        ) STRICT
        """
    )
    db.execute("CREATE INDEX outbox_broadcast ON outbox (key) WHERE kind = 'broadcast'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """A message from the owner to everybody; `closed` once the owner has seen its summary."""

    id: int
    person_id: int  # the owner's
    text: str
    state: State
    card_id: int | None
    created_at: datetime
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What became of the copies so far."""

    waiting: int = 0
    sent: int = 0
    blocked: int = 0  # of people who blocked the bot meanwhile
    failed: int = 0
    unsure: int = 0  # perhaps arrived; each of these people is asked
    stopped: int = 0

    @property
    def total(self) -> int:
        """Return how many copies there are."""
        parts = (self.waiting, self.sent, self.blocked, self.failed, self.unsure, self.stopped)
        return sum(parts)


def message_of(text: str) -> Message:
    """Return the message as everybody gets it: the owner's words and nothing else."""
    return Message(html=escape(text, quote=False))


class Broadcasts:
    """Messages to everybody, and how far each is. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def draft(self, person_id: int, text: str, *, now: datetime) -> int:
        """Keep a text that is not sent yet, and return its id; it takes the place of others."""

        def work(db: Database) -> int:
            db.execute("UPDATE broadcasts SET state = 'dropped' WHERE state = 'draft'")
            row = {"person_id": person_id, "text": text, "state": "draft"}
            table = db.table("broadcasts").insert(row | {"created_at": utc_text(now)})
            return int(table.last_rowid or 0)

        return await self._store.write(work)

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """Return one, or None for one that never was or was forgotten."""
        found = await self._those("id = ?", broadcast_id)
        return found[0] if found else None

    async def under_way(self) -> Sequence[Broadcast]:
        """Return those that are on their way, or whose summary was not shown; the oldest first."""
        return await self._those(f"state IN {_UNDER_WAY} AND closed = 0 ORDER BY id")

    async def reach(self) -> int:
        """Return how many people get what is sent to everybody now."""
        return await self._store.read(
            lambda db: int(
                db.execute(f"SELECT count(*) FROM people WHERE {_REACHED}").fetchone()[0]  # noqa: S608 - a constant
            )
        )

    async def start(self, broadcast_id: int, *, card_id: int, now: datetime) -> bool:
        """Draft -> filling; False when it is no draft any more, so that twice is once."""
        return await self._move(
            broadcast_id, ("draft",), state="filling", card_id=card_id, started_at=utc_text(now)
        )

    async def drop(self, broadcast_id: int) -> bool:
        """Draft -> dropped; False when it is no draft any more."""
        return await self._move(broadcast_id, ("draft",), state="dropped")

    async def fill(self, broadcast_id: int, *, now: datetime) -> bool:
        """Put the copies of the next people in the outbox; return whether there are more.

        The last page makes it "sending". Who came after the start gets none.
        """
        return await self._store.write(lambda db: _fill(db, broadcast_id, now=now))

    async def stop(self, broadcast_id: int, *, now: datetime) -> bool:
        """Take back every copy that is not on its way; False when it had ended before."""

        def work(db: Database) -> bool:
            before = ("filling", "sending")
            if not _moved(db, broadcast_id, before, state="stopped", ended_at=utc_text(now)):
                return False
            db.execute(
                "UPDATE outbox SET state = 'dead', why = 'withdrawn', changed_at = ?"
                " WHERE kind = 'broadcast' AND key = ? AND state = 'ready'",
                [utc_text(now), outbox.broadcast_key(broadcast_id)],
            )
            return True

        return await self._store.write(work)

    async def end(self, broadcast_id: int, *, now: datetime) -> None:
        """Note that all copies have met their end and that the owner was shown what became."""

        def work(db: Database) -> None:
            _moved(db, broadcast_id, ("sending",), state="done", ended_at=utc_text(now))
            db.execute("UPDATE broadcasts SET closed = 1 WHERE id = ?", [broadcast_id])

        await self._store.write(work)

    async def progress(self, broadcast_id: int) -> Progress:
        """Return what became of the copies so far."""
        return await self._store.read(lambda db: _progress(db, broadcast_id))

    async def _those(self, where: str, *values: object) -> Sequence[Broadcast]:
        query = f"SELECT * FROM broadcasts WHERE {where}"  # noqa: S608 - constants of ours
        return await self._store.read(
            lambda db: [_broadcast(row) for row in db.query(query, values)]
        )

    async def _move(self, broadcast_id: int, before: Sequence[str], **columns: object) -> bool:
        return await self._store.write(lambda db: _moved(db, broadcast_id, before, **columns))


def _moved(db: Database, broadcast_id: int, before: Sequence[str], **columns: object) -> bool:
    sets = ", ".join(f"{name} = ?" for name in columns)
    states = ", ".join("?" for _ in before)
    cursor = db.execute(
        f"UPDATE broadcasts SET {sets} WHERE id = ? AND state IN ({states})",  # noqa: S608 - names of ours
        [*columns.values(), broadcast_id, *before],
    )
    return cursor.rowcount > 0


def _fill(db: Database, broadcast_id: int, *, now: datetime) -> bool:
    row = next(
        db.query("SELECT * FROM broadcasts WHERE id = ? AND state = 'filling'", [broadcast_id]),
        None,
    )
    if row is None:
        return False
    message, key = message_of(row["text"]), outbox.broadcast_key(broadcast_id)
    page = db.execute(
        f"SELECT id FROM people WHERE {_REACHED} AND created_at <= ?"  # noqa: S608 - a constant
        " AND (? IS NULL OR id > ?) ORDER BY id LIMIT ?",
        [row["started_at"], row["filled_to"], row["filled_to"], _PAGE],
    ).fetchall()
    for (person_id,) in page:
        outbox.put(db, person_id, message, key=key, kind="broadcast", now=now)
    more = len(page) == _PAGE
    state = "filling" if more else "sending"
    filled_to = page[-1][0] if page else row["filled_to"]
    _moved(db, broadcast_id, ("filling",), state=state, filled_to=filled_to)
    return more


def _progress(db: Database, broadcast_id: int) -> Progress:
    """Count the copies. Who was forgotten meanwhile took theirs along."""
    rows = db.execute(
        "SELECT CASE WHEN outbox.state IN ('ready', 'intent') THEN 'waiting'"
        " WHEN outbox.state = 'sent' THEN 'sent'"
        " WHEN outbox.state IN ('doubt', 'asked') THEN 'unsure'"
        " WHEN outbox.why = 'withdrawn' THEN 'stopped'"
        " WHEN people.state = 'blocked' THEN 'blocked' ELSE 'failed' END, count(*)"
        " FROM outbox JOIN people ON people.id = outbox.person_id"
        " WHERE outbox.kind = 'broadcast' AND outbox.key = ? GROUP BY 1",
        [outbox.broadcast_key(broadcast_id)],
    ).fetchall()
    return Progress(**dict(rows))


def _broadcast(row: dict[str, Any]) -> Broadcast:
    fields = {name: row[name] for name in ("id", "person_id", "text", "state", "card_id")}
    started = row["started_at"]
    return Broadcast(
        **fields,
        created_at=datetime.fromisoformat(row["created_at"]),
        started_at=datetime.fromisoformat(started) if started else None,
    )
