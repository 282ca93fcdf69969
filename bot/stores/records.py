"""Everything that is kept of one person, by the schema: counted, read in pages, deleted.

`forget` empties what the registries name; `left` trusts no registry and asks every table.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlite_utils import Database

from bot.stores.migrations import NAMELESS, PERSONAL
from scoring.edge.db import Store, utc_text
from scoring.model import Profile

_PAGE = 25  # rows read at once, so that nobody waits for the database meanwhile
_PEOPLE = 500  # profiles read at once
_NAMES = frozenset({"person_id", *(column for _, column in NAMELESS)})
_PROFILES = frozenset({"profile", "previous"})  # columns that hold whole profiles
_UNFINISHED = "forgetting"  # stands in the settings until the scores of somebody are gone, too
SECRET = frozenset({"token_hash"})  # what opens something; an export says that it is there

Row = Mapping[str, Any]


class Records:
    """What all tables together know of a person. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    @property
    def tables(self) -> Sequence[str]:
        """Return every table of which `pages` has something to tell, the person's own row first."""
        return ("people", *PERSONAL, *(name for name, _ in NAMELESS if name not in PERSONAL))

    async def kept(self, person_id: int) -> Mapping[str, int]:
        """Return how many rows each table has that `forget` would delete."""
        return await self._store.read(lambda db: _kept(db, person_id))

    async def left(self, person_id: int) -> int:
        """Return how many rows of any table still name this person, by the schema itself."""

        def work(db: Database) -> int:
            return sum(_count(db, *at, person_id) for at in person_columns(db))

        return await self._store.read(work)

    async def heirs(self, person_id: int) -> bool:
        """Tell whether anybody else is here who could own the bot."""
        query = "SELECT 1 FROM people WHERE id <> ? AND kind = 'private' LIMIT 1"
        return await self._store.read(lambda db: bool(db.execute(query, [person_id]).fetchone()))

    async def hosted(self, person_id: int) -> int:
        """Return how many groups and channels stay that the person brought the bot to."""
        return await self._store.read(lambda db: _count(db, "chats", "host", person_id))

    async def pages(self, person_id: int, table: str) -> AsyncIterator[Sequence[Row]]:
        """Yield the person's rows of one table in pages, in the order of its key, without secrets.

        Each page is a read of its own: what is written meanwhile may be in it or not.
        """
        columns = [column for name, column in (*NAMELESS, *_of_people()) if name == table]
        keys, rows = await self._store.read(lambda db: _keys(db, table, columns, person_id))
        for at in range(0, len(rows), _PAGE):
            some = rows[at : at + _PAGE]
            yield await self._store.read(lambda db, some=some: _rows(db, table, keys, some))  # type: ignore[misc]

    async def forget(self, person_id: int, *, now: datetime) -> Mapping[str, int]:
        """Delete the person everywhere; return the number of rows by table. Twice is once.

        The scores that rested on their profiles go too, where nobody else has the same one. The
        write-ahead log is emptied after it, and deleted pages are overwritten (secure_delete), so
        that the file does not keep what the tables forgot.
        """

        def work(db: Database) -> Mapping[str, int]:
            db.table("settings").upsert({"name": _UNFINISHED, "value": utc_text(now)}, pk="name")
            return delete(db, person_id)

        gone = dict(await self._store.write(work))
        scores = await self._forget_scores(now=now)
        await self._store.read(empty_log)
        return gone | ({"verdicts": scores} if scores else {})

    async def finish(self, *, now: datetime) -> int:
        """End a forgetting that a crash cut off after the person's own rows; return how many."""
        query, scores = "SELECT 1 FROM settings WHERE name = ?", 0
        if await self._store.read(lambda db: db.execute(query, [_UNFINISHED]).fetchone()):
            scores = await self._forget_scores(now=now)
            await self._store.read(empty_log)
        return scores

    async def _forget_scores(self, *, now: datetime) -> int:
        """Delete the verdicts up to now that rest on no profile that is kept; return how many."""
        held = await self.versions()
        return await self._store.write(lambda db: _drop_scores(db, held, until=now))

    async def versions(self) -> set[str]:
        """Return under which versions judges keep what they say of all profiles that are kept."""
        held: set[str] = set()
        for table, column in await self._store.read(_profile_columns):
            async for texts in self._texts(table, column):
                held |= await asyncio.to_thread(_versions, texts)
        return held

    async def _texts(self, table: str, column: str) -> AsyncIterator[list[str]]:
        after = 0
        while True:
            query = (
                f"SELECT rowid, {column} FROM {table} WHERE rowid > ? AND {column} IS NOT NULL"  # noqa: S608 - names of ours
                " ORDER BY rowid LIMIT ?"
            )
            values = [after, _PEOPLE]
            found = await self._store.read(
                lambda db, values=values, query=query: db.execute(query, values).fetchall()  # type: ignore[misc]
            )
            if not found:
                return
            after = found[-1][0]
            yield [text for _, text in found]


def delete(db: Database, person_id: int) -> Mapping[str, int]:
    """Delete a person's rows inside a transaction; return how many by table, those that had any.

    Rows that stay for the sake of sums lose the name.
    """
    for table, column in NAMELESS:
        db.execute(
            f"UPDATE {table} SET {column} = '' WHERE {column} = ?",  # noqa: S608 - names of ours
            [str(person_id)],
        )
    gone = {
        table: db.execute(f"DELETE FROM {table} WHERE {column} = ?", [person_id]).rowcount  # noqa: S608 - names of ours
        for table, column in _of_people()
    }
    return {table: rows for table, rows in gone.items() if rows}


def empty_log(db: Database) -> None:
    """Write what is in the write-ahead log to the database, and make the log empty."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def person_columns(db: Database) -> list[tuple[str, str]]:
    """Return every column that names people: by what it is called, or by what it refers to."""
    found = [("people", "id")]
    for name in db.table_names():
        table = db.table(name)
        referring = {key.column for key in table.foreign_keys if key.other_table == "people"}
        found += [(name, column) for column in table.columns_dict if column in _NAMES | referring]
    return found


def _profile_columns(db: Database) -> list[tuple[str, str]]:
    return [
        (table, column)
        for table in PERSONAL
        for column in db.table(table).columns_dict
        if column in _PROFILES
    ]


def _of_people() -> list[tuple[str, str]]:
    return [*((table, "person_id") for table in PERSONAL), ("people", "id")]


def _kept(db: Database, person_id: int) -> dict[str, int]:
    counts = {table: _count(db, table, column, person_id) for table, column in _of_people()}
    return {table: rows for table, rows in counts.items() if rows}


def _count(db: Database, table: str, column: str, person_id: int) -> int:
    # A number is compared with text as its text, by the column's affinity.
    query = f"SELECT count(*) FROM [{table}] WHERE [{column}] = ?"  # noqa: S608 - names of the schema
    return int(db.execute(query, [person_id]).fetchone()[0])


def _keys(
    db: Database, table: str, columns: Sequence[str], person_id: int
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """Return the columns of a table's key, and the keys of the person's rows in order."""
    keys = db.table(table).pks
    names = ", ".join(keys)
    named = " OR ".join(f"{column} = ?" for column in columns)
    query = f"SELECT {names} FROM {table} WHERE {named} ORDER BY {names}"  # noqa: S608 - names of the schema
    return keys, db.execute(query, [person_id] * len(columns)).fetchall()


def _rows(
    db: Database, table: str, keys: Sequence[str], wanted: Sequence[tuple[Any, ...]]
) -> list[Row]:
    where = " AND ".join(f"{key} = ?" for key in keys)
    query = f"SELECT * FROM {table} WHERE {where}"  # noqa: S608 - names of the schema
    found = [row for key in wanted for row in db.query(query, key)]
    return [{name: each for name, each in row.items() if name not in SECRET} for row in found]


def _versions(texts: Sequence[str]) -> set[str]:
    """Return under which versions judges keep what they say of these profiles.

    One that cannot be read has no scores that could be asked for, and stops nobody's forgetting.
    """
    found: set[str] = set()
    for text in set(texts):
        with suppress(ValidationError):
            profile = Profile.model_validate_json(text)
            found |= {profile.version, profile.judged_version}
    return found


def _drop_scores(db: Database, held: set[str], *, until: datetime) -> int:
    rows = db.execute("SELECT DISTINCT profile_version FROM verdicts").fetchall()
    nobodys = [version for (version,) in rows if version not in held]
    db.execute("DELETE FROM settings WHERE name = ?", [_UNFINISHED])
    return int(
        db.execute(
            "DELETE FROM verdicts WHERE made_at <= ?"
            " AND profile_version IN (SELECT value FROM json_each(?))",
            [utc_text(until), json.dumps(nobodys)],
        ).rowcount
    )
