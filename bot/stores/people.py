"""The store of people: who uses the bot, when each is due, and who owns it."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.model import Message, Outgoing, Person
from bot.stores import outbox
from bot.stores.records import delete, empty_log
from scoring.edge.db import Store, utc_text
from scoring.errors import StoreError

_COLUMNS = tuple(Person.model_fields)


class People:
    """People by Telegram id. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int) -> Person | None:
        """Return the person, or None for a stranger."""
        return await self._store.read(lambda db: _get(db, person_id))

    async def add(self, person: Person) -> Person:
        """Add somebody new and return what is stored; one who is there stays as they are.

        The first person of an empty bot becomes its owner, in the same transaction.
        """
        return await self._store.write(lambda db: _added(db, person))

    async def add_first(self, person: Person) -> Person | None:
        """Add the first person of an empty bot, who owns it; None where somebody else was first."""

        def work(db: Database) -> Person | None:
            known = _get(db, person.id)
            return None if not known and db.table("people").count else _added(db, person)

        return await self._store.write(work)

    async def change(self, person_id: int, **fields: object) -> Person:
        """Set these fields of Person, validated, and return the person after the change.

        Raises StoreError for somebody who is not there, for example one who asked to be forgotten.
        """

        def work(db: Database) -> Person:
            known = _get(db, person_id)
            if known is None:
                raise StoreError(f"Nobody has the id {person_id}")
            changed = Person.model_validate(known.model_dump() | fields)
            row = row_of(changed)
            db.table("people").update(person_id, {name: row[name] for name in fields})
            return changed

        return await self._store.write(work)

    async def due(
        self, now: datetime, *, limit: int, after: Person | None = None
    ) -> Sequence[Person]:
        """Return who is due at or before `now`, the longest due first. Active people only.

        `after` is the last person of the page before: people who stay due do not hide the others.
        """
        due, last = (utc_text(after.due), after.id) if after and after.due else ("", 0)
        return await self._those(
            "SELECT * FROM people WHERE due <= :now AND state = 'active'"
            " AND (due, id) > (:due, :last) ORDER BY due, id LIMIT :limit",
            {"now": utc_text(now), "due": due, "last": last, "limit": limit},
        )

    async def paused(self) -> Sequence[Person]:
        """Return who is paused until a date, the earliest date first."""
        return await self._those(
            "SELECT * FROM people WHERE state = 'paused' AND paused_until IS NOT NULL"
            " ORDER BY paused_until, id"
        )

    async def dateless(self) -> Sequence[Person]:
        """Return active people who saved a profile, maybe an empty one, and are not due."""
        return await self._those(
            "SELECT * FROM people WHERE state = 'active' AND due IS NULL"
            " AND id IN (SELECT person_id FROM profiles)"
        )

    async def _those(
        self, query: str, values: Sequence[Any] | dict[str, Any] | None = None
    ) -> Sequence[Person]:
        return await self._store.read(
            lambda db: [person_of(row) for row in db.query(query, values)]
        )

    async def put_off(self, person_id: int, *, until: datetime, now: datetime) -> None:
        """Let a person who is due now be due later, for the same nominal date."""
        await self._store.write(
            lambda db: db.execute(
                "UPDATE people SET due = ? WHERE id = ? AND due <= ?",
                [utc_text(until), person_id, utc_text(now)],
            )
        )

    async def anyone(self) -> bool:
        """Tell whether anybody uses the bot."""
        return await self._store.read(lambda db: db.table("people").count > 0)

    async def strayed(self, after: datetime, *, limit: int) -> Sequence[Person]:
        """Return active people who are due after this moment: a clock was wrong when it was set."""
        return await self._those(
            "SELECT * FROM people WHERE due > ? AND state = 'active' ORDER BY due LIMIT ?",
            [utc_text(after), limit],
        )

    async def owner(self) -> Person | None:
        """Return the owner, or None before the first person came."""

        def work(db: Database) -> Person | None:
            row = next(db.query("SELECT * FROM people WHERE owner = 1"), None)
            return person_of(row) if row else None

        return await self._store.read(work)

    async def appoint(
        self, notice: Callable[[Person], Message], *, now: datetime
    ) -> Outgoing | None:
        """Make who came first the owner where people are there and none is; return what tells them.

        A bot without an owner would stay as closed, or as open, as it is for ever. Nobody becomes
        it in silence: the notice is put in the outbox with it.
        """

        def work(db: Database) -> Outgoing | None:
            owner = _appoint(db)
            if owner is None:
                return None
            key = f"notice:owner:{now.date()}"
            outbox.put(db, owner.id, notice(owner), key=key, kind="notice", now=now)
            return outbox.messages(db, "person_id = ? AND key = ?", owner.id, key)[0]

        return await self._store.write(work)

    async def access(self) -> str | None:
        """Return the access mode the owner chose in the chat; None: the setting decides."""

        def work(db: Database) -> str | None:
            row = next(db.query("SELECT value FROM settings WHERE name = 'access'"), None)
            return str(row["value"]) if row else None

        return await self._store.read(work)

    async def set_access(self, mode: str) -> None:
        """Keep the access mode: owner, open, invite or allow."""
        await self._store.write(
            lambda db: db.table("settings").upsert({"name": "access", "value": mode}, pk="name")
        )

    async def forget(self, person_id: int) -> int:
        """Delete the person's rows; return how many. `Records.forget` takes their scores, too.

        The write-ahead log is emptied after it, and deleted pages are overwritten (secure_delete),
        so that the file does not keep what the tables forgot.
        """
        rows = await self._store.write(lambda db: sum(delete(db, person_id).values()))
        await self._store.read(empty_log)
        return rows


def _get(db: Database, person_id: int) -> Person | None:
    row = next(db.query("SELECT * FROM people WHERE id = ?", [person_id]), None)
    return person_of(row) if row else None


def _added(db: Database, person: Person) -> Person:
    known = _get(db, person.id)
    if known:
        return known
    new = person.model_copy(update={"owner": not db.table("people").count})
    db.table("people").insert(row_of(new))
    return new


def _appoint(db: Database) -> Person | None:
    heirs = (
        "SELECT * FROM people WHERE NOT EXISTS (SELECT 1 FROM people WHERE owner = 1)"
        " AND kind = 'private' ORDER BY state = 'blocked', created_at, id LIMIT 1"
    )
    row = next(db.query(heirs), None)
    if row is None:
        return None
    db.execute("UPDATE people SET owner = 1 WHERE id = ?", [row["id"]])
    return person_of(row | {"owner": 1})


def person_of(row: dict[str, Any]) -> Person:
    """Return the person of a row of the table."""
    return Person.model_validate(row | {"days": json.loads(row["days"])})


def row_of(person: Person) -> dict[str, Any]:
    """Return the row of a person, as the table keeps it."""
    values = {name: getattr(person, name) for name in _COLUMNS}
    return {name: _cell(value) for name, value in values.items()}


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, tuple):
        return json.dumps(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
