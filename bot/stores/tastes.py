"""The store of tastes: what was learned of each person, and who is due to be learned from.

`since` is when a person had everything forgotten: what they pressed before is not learned again.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlite_utils import Database

from scoring.edge.db import Store, utc_text
from scoring.edge.llm.opinions import Opinion, newest_opinions
from scoring.model import Value
from scoring.taste.model import Taste

_BEFORE = timedelta(hours=6)  # of a morning message: the night before it
_ONCE_IN = timedelta(hours=20)  # shorter than a day, since a morning may come a little earlier


class Learned(Value):
    """A person's taste, the one before all of it was forgotten, and since when it is learned."""

    taste: Taste = Taste()
    previous: Taste | None = None
    since: datetime | None = None


class Tastes:
    """Tastes by person. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int) -> Learned:
        """Return what was learned; an empty taste where that is nothing."""
        return await self._store.read(lambda db: _learned(_row(db, person_id)))

    async def keep(self, person_id: int, taste: Taste, *, before: Learned, now: datetime) -> None:
        """Keep a taste that was fitted now, unless the person changed theirs in the meantime."""

        def work(db: Database) -> None:
            known = _learned(_row(db, person_id))
            if known == before:
                _write(db, person_id, known.model_copy(update={"taste": taste}))
            _look(db, person_id, now)

        await self._store.write(work)

    async def looked(self, person_id: int, *, now: datetime) -> None:
        """Note that there was nothing to learn, or that it failed: the next try is tomorrow's."""
        await self._store.write(lambda db: _look(db, person_id, now))

    async def opinions(
        self, *, profile_version: str, since: datetime, most: int
    ) -> Sequence[Opinion]:
        """Return the newest that models said for this profile."""
        return await newest_opinions(
            self._store, profile_version=profile_version, since=since, most=most
        )

    async def drop(self, person_id: int, term: int) -> Taste:
        """Let one thing that was learned count for nothing from now on; return what is left."""
        return await self._change(person_id, lambda taste: taste.without(term))

    async def bring_back(self, person_id: int, term: int) -> Taste:
        """Let one thing that was dropped count as before, and return the whole."""
        return await self._change(person_id, lambda taste: taste.with_again(term))

    async def forget(self, person_id: int, *, now: datetime) -> None:
        """Begin anew: nothing that was pressed or scored until now counts any more."""

        def work(db: Database) -> None:
            known = _learned(_row(db, person_id))
            if known.taste != Taste():
                _write(db, person_id, Learned(previous=known.taste, since=now))

        await self._store.write(work)

    async def remember(self, person_id: int) -> Taste | None:
        """Take the forgetting back; return the taste as it was, or None where there is none."""

        def work(db: Database) -> Taste | None:
            known = _learned(_row(db, person_id))
            if known.previous is None:
                return None
            _write(db, person_id, Learned(taste=known.previous))
            return known.previous

        return await self._store.write(work)

    async def due(self, now: datetime, *, limit: int) -> Sequence[int]:
        """Return whose night it is, the next to be written to first.

        Each once a day, and only who was shown something or pressed a button since the last time.
        """
        return await self._store.read(
            lambda db: [
                row["id"]
                for row in db.query(
                    _DUE,
                    {
                        "soon": utc_text(now + _BEFORE),
                        "long_ago": utc_text(now - _ONCE_IN),
                        "limit": limit,
                    },
                )
            ]
        )

    async def _change(self, person_id: int, change: Callable[[Taste], Taste]) -> Taste:
        def work(db: Database) -> Taste:
            known = _learned(_row(db, person_id))
            taste = change(known.taste)
            if taste != known.taste:
                _write(db, person_id, known.model_copy(update={"taste": taste}))
            return taste

        return await self._store.write(work)


_DUE = """
    SELECT people.id FROM people LEFT JOIN tastes ON tastes.person_id = people.id
    WHERE people.state = 'active' AND people.due <= :soon
    AND (tastes.looked_at IS NULL OR tastes.looked_at <= :long_ago)
    AND (
        EXISTS (
            SELECT 1 FROM feedback WHERE feedback.person_id = people.id
            AND feedback.at > coalesce(tastes.looked_at, '')
        ) OR EXISTS (
            SELECT 1 FROM deliveries WHERE deliveries.person_id = people.id
            AND deliveries.created_at > coalesce(tastes.looked_at, '')
        )
    )
    ORDER BY people.due, people.id LIMIT :limit
"""


def _row(db: Database, person_id: int) -> dict[str, Any] | None:
    return next(db.query("SELECT * FROM tastes WHERE person_id = ?", [person_id]), None)


def _learned(row: dict[str, Any] | None) -> Learned:
    """Read a row; of a taste that another version of the program wrote, what the person decided.

    The rest is learned anew in the next night; no morning may fail for it.
    """
    if row is None:
        return Learned()
    try:
        return Learned.model_validate_json(row["learned"])
    except ValidationError:
        told = json.loads(row["learned"])
        dropped = told.get("taste", {}).get("dropped", ())
        return Learned(taste=Taste(dropped=dropped), since=told.get("since"))


def _write(db: Database, person_id: int, learned: Learned) -> None:
    db.execute(
        "INSERT INTO tastes (person_id, learned) VALUES (?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET learned = excluded.learned",
        [person_id, learned.model_dump_json()],
    )


def _look(db: Database, person_id: int, now: datetime) -> None:
    db.execute(
        "INSERT INTO tastes (person_id, learned, looked_at) VALUES (?, ?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET looked_at = excluded.looked_at",
        [person_id, Learned().model_dump_json(), utc_text(now)],
    )
