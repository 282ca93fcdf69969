"""The store of feeds: whose picks a secret link shows. Only a hash of the secret is kept."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database, Migrations

from bot.stores import outbox
from scoring.edge.db import Store, utc_text
from scoring.model import Value

MIGRATIONS = Migrations("feeds")

_LISTS = 10  # deliveries read at once
_MARK = 8  # characters of the hash


@MIGRATIONS()
def m001_feeds(db: Database) -> None:
    """Create the feeds: one a person at most."""
    db.execute("""
        CREATE TABLE feeds (
            person_id INTEGER PRIMARY KEY REFERENCES people (id),
            token_hash TEXT NOT NULL UNIQUE,
            made_at TEXT NOT NULL
        ) STRICT
    """)


class Feed(Value):
    """A person's feed; its link is known to nobody but those who were given it."""

    person_id: int
    made_at: datetime
    mark: str  # what tells this link from those before it, short enough for a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A digest as it is stored: reading it takes time, which the database's thread has not."""

    id: int
    created_at: str
    digest: str


class Feeds:
    """Feeds by person and by the hash of their secret. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def of(self, person_id: int) -> Feed | None:
        """Return the person's feed, or None."""
        return await self._store.read(lambda db: _of(db, person_id))

    async def make(self, person_id: int, token: str, *, before: str, now: datetime) -> bool:
        """Keep a new link in the place of the one marked `before`, "" for none.

        Returns False, and changes nothing, where another stands there now: pressing twice is once.
        """

        def work(db: Database) -> bool:
            known = _of(db, person_id)
            if (known.mark if known else "") != before:
                return False
            db.execute(
                "INSERT INTO feeds (person_id, token_hash, made_at) VALUES (?, ?, ?)"
                " ON CONFLICT (person_id) DO UPDATE"
                " SET token_hash = excluded.token_hash, made_at = excluded.made_at",
                [person_id, hashed(token), utc_text(now)],
            )
            return True

        return await self._store.write(work)

    async def drop(self, person_id: int) -> bool:
        """Let the person's link lead nowhere; return whether there was one."""
        return await self._store.write(
            lambda db: db.execute("DELETE FROM feeds WHERE person_id = ?", [person_id]).rowcount > 0
        )

    async def behind(self, token: str) -> Feed | None:
        """Return whose feed a link leads to.

        How long it takes tells nothing of the secrets: it is their hashes that are looked up.
        """
        wanted = hashed(token)

        def work(db: Database) -> Feed | None:
            rows = db.query("SELECT * FROM feeds WHERE token_hash = ?", [wanted])
            row = next(rows, None)
            if row is None or not hmac.compare_digest(row["token_hash"], wanted):
                return None
            return _feed(row)

        return await self._store.read(work)

    async def lists(self, person_id: int, *, before: int | None = None) -> Sequence[Listed]:
        """Return some of the person's digests, the newest first; those before a delivery's id.

        Answers to /score are none, nor is what was taken back before it was sent.
        """
        query = (
            f"SELECT id, created_at, digest FROM deliveries WHERE person_id = ? AND id < ?"  # noqa: S608 - a constant
            f" AND key NOT LIKE 'score:%' AND NOT {outbox.WITHDRAWN} ORDER BY id DESC LIMIT ?"
        )
        values = [person_id, before or 2**62, _LISTS]
        return await self._store.read(lambda db: [Listed(**row) for row in db.query(query, values)])

    async def passed_over(self, person_id: int) -> frozenset[str]:
        """Return the ids of the jobs that the person said are not for them."""
        query = "SELECT cluster_id FROM feedback WHERE person_id = ? AND mark = 'hidden'"
        return await self._store.read(
            lambda db: frozenset(row[0] for row in db.execute(query, [person_id]).fetchall())
        )


def hashed(token: str) -> str:
    """Return what is kept of a link's secret: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _of(db: Database, person_id: int) -> Feed | None:
    rows = db.query("SELECT * FROM feeds WHERE person_id = ?", [person_id])
    row = next(rows, None)
    return _feed(row) if row else None


def _feed(row: dict[str, Any]) -> Feed:
    mark = row["token_hash"][:_MARK]
    return Feed(person_id=row["person_id"], made_at=row["made_at"], mark=mark)
