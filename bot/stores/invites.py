"""The store of invite codes: a code is kept as its hash, and of who used it only a count."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database, Migrations

from bot.model import Person
from bot.stores.people import person_of, row_of
from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("invites")

_BYTES = 15  # 20 characters: a guess is hopeless, and Telegram's links take up to 64


@MIGRATIONS()
def m001_invites(db: Database) -> None:
    """Create the codes. `made_by` is a hash of the press that made one, so that it makes one only.

    Telegram's number of a press holds the id of who pressed.
    """
    db.execute(
        """
        CREATE TABLE invites (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash TEXT NOT NULL UNIQUE,
            uses_left INTEGER NOT NULL,
            used INTEGER NOT NULL,
            expires TEXT NOT NULL,
            created TEXT NOT NULL,
            made_by TEXT NOT NULL UNIQUE
        ) STRICT
        """
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A code that can still be used."""

    id: int
    uses_left: int
    used: int
    expires: datetime


class Invites:
    """Codes that let strangers in. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def create(
        self, *, uses: int, expires: datetime, made_by: str, now: datetime
    ) -> str | None:
        """Keep a new code and return it, this once; None where this press has made one before."""
        code = secrets.token_urlsafe(_BYTES)
        row = [_hash(code), uses, utc_text(expires), utc_text(now), _hash(made_by)]

        def work(db: Database) -> bool:
            cursor = db.execute(
                "INSERT INTO invites (hash, uses_left, used, expires, created, made_by)"
                " VALUES (?, ?, 0, ?, ?, ?) ON CONFLICT (made_by) DO NOTHING",
                row,
            )
            return cursor.rowcount > 0

        return code if await self._store.write(work) else None

    async def usable(self, now: datetime) -> Sequence[Invite]:
        """Return the codes that still let somebody in, the oldest first."""

        def work(db: Database) -> Sequence[Invite]:
            rows = db.query(
                "SELECT id, uses_left, used, expires FROM invites"
                " WHERE uses_left > 0 AND expires > ? ORDER BY id",
                [utc_text(now)],
            )
            return [_invite(row) for row in rows]

        return await self._store.read(work)

    async def withdraw(self, invite_id: int) -> bool:
        """Let a code let nobody in any more; False when it did not anyway."""
        return await self._store.write(
            lambda db: (
                db.execute(
                    "UPDATE invites SET uses_left = 0 WHERE id = ? AND uses_left > 0", [invite_id]
                ).rowcount
                > 0
            )
        )

    async def admit(self, person: Person, *, code: str, now: datetime) -> Person | None:
        """Add a person whom this code lets in, and count the use: one transaction, or neither.

        Returns who is stored; somebody who was there already uses up nothing. None for a code
        that is unknown, used up, withdrawn or past its date.
        """

        def work(db: Database) -> Person | None:
            known = next(db.query("SELECT * FROM people WHERE id = ?", [person.id]), None)
            if known is not None:
                return person_of(known)
            cursor = db.execute(
                "UPDATE invites SET uses_left = uses_left - 1, used = used + 1"
                " WHERE hash = ? AND uses_left > 0 AND expires > ?",
                [_hash(code), utc_text(now)],
            )
            if not cursor.rowcount:
                return None
            db.table("people").insert(row_of(person))
            return person

        return await self._store.write(work)


def _hash(code: str) -> str:
    """Return what is kept of a code; it is random, so that a plain hash cannot be turned back."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _invite(row: dict[str, Any]) -> Invite:
    return Invite(**row | {"expires": datetime.fromisoformat(row["expires"])})
