"""The store of what people watch: companies' boards, by person.

    offered -> watching <-> stopped

An offer gives a button something short to name; one that nobody took is dropped after a day.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from scoring.boards.seen import BoardKey, key_of
from scoring.edge.db import Store, utc_text
from scoring.model import Value

MOST = 20  # boards that one person can watch
MOST_BOARDS = 2_000  # that are asked because people watch them
_FORGOTTEN = timedelta(days=1)  # offers, and stops that can be undone no more


class Watched(Value):
    """A board that a person watches, was offered or watches no more."""

    id: int
    source: str
    board: str
    company: str
    state: Literal["offered", "watching", "stopped"]
    since: datetime

    @property
    def key(self) -> BoardKey:
        """Return what tells the board from others."""
        return key_of(self.source, self.board)


class Watches:
    """Watched boards. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def of(self, person_id: int) -> Sequence[Watched]:
        """Return what the person watches, by company."""
        where = "person_id = ? AND state = 'watching'"
        return await self._store.read(lambda db: _rows(db, where, person_id))

    async def offer(
        self, person_id: int, *, source: str, board: str, company: str, now: datetime
    ) -> Watched:
        """Return the board as the person has it, kept as an offer where it is new."""
        key = key_of(source, board).key

        def work(db: Database) -> Watched:
            db.execute(
                "DELETE FROM watches WHERE person_id = ? AND state <> 'watching' AND since < ?",
                [person_id, utc_text(now - _FORGOTTEN)],
            )
            db.execute(
                "INSERT INTO watches (person_id, source, key, board, company, state, since)"
                " VALUES (?, ?, ?, ?, ?, 'offered', ?) ON CONFLICT DO NOTHING",
                [person_id, source, key, board, company, utc_text(now)],
            )
            return _rows(db, "person_id = ? AND source = ? AND key = ?", person_id, source, key)[0]

        return await self._store.write(work)

    async def watch(self, person_id: int, watch_id: int, *, now: datetime) -> Watched | None:
        """Watch what was offered or stopped; None where that is gone, or MOST are watched."""

        def work(db: Database) -> Watched | None:
            watching = "person_id = ? AND state = 'watching'"
            (count,) = db.execute(
                f"SELECT count(*) FROM watches WHERE {watching} AND id <> ?",  # noqa: S608 - ours
                [person_id, watch_id],
            ).fetchone()
            if count >= MOST:
                return None
            return _turned(db, person_id, watch_id, state="watching", now=now)

        return await self._store.write(work)

    async def stop(self, person_id: int, watch_id: int, *, now: datetime) -> Watched | None:
        """Watch a board no more; None where the person has no such one."""
        return await self._store.write(
            lambda db: _turned(db, person_id, watch_id, state="stopped", now=now)
        )

    async def boards(self) -> Sequence[tuple[str, str]]:
        """Return the boards that people watch, as (source, label); those that most watch first."""

        def work(db: Database) -> list[tuple[str, str]]:
            rows = db.execute(
                "SELECT source, board, max(company) FROM watches"
                " JOIN people ON people.id = person_id AND people.state <> 'blocked'"
                " WHERE watches.state = 'watching' GROUP BY source, key"
                " ORDER BY count(*) DESC, source, key LIMIT ?",
                [MOST_BOARDS],
            ).fetchall()
            return [(source, f"{board}={name}" if name else board) for source, board, name in rows]

        return await self._store.read(work)

    async def listed(self, watched: Sequence[Watched]) -> Mapping[BoardKey, int]:
        """Return how many postings each of these boards listed when it was last read."""

        def work(db: Database) -> dict[BoardKey, int]:
            rows = db.execute(
                "SELECT source, name, (SELECT listed FROM board_days WHERE board_id = boards.id"
                " AND listed IS NOT NULL ORDER BY day DESC LIMIT 1) FROM boards"
                " WHERE source IN (SELECT value FROM json_each(?))",
                [json.dumps([each.source for each in watched])],
            ).fetchall()
            return {key_of(source, name): n for source, name, n in rows if n is not None}

        return await self._store.read(work)

    async def jobs(self, watched: Sequence[Watched]) -> Mapping[str, Watched]:
        """Return the open jobs that these boards list, by cluster."""
        by_key = {each.key: each for each in watched}

        def work(db: Database) -> dict[str, Watched]:
            names = json.dumps([each.source for each in watched])
            boards = db.execute(
                "SELECT id, source, name FROM boards"
                " WHERE source IN (SELECT value FROM json_each(?))",
                [names],
            ).fetchall()
            ours = {at: by_key[key] for at, *name in boards if (key := key_of(*name)) in by_key}
            rows = db.execute(
                "SELECT board_id, cluster_id FROM board_postings"
                " JOIN postings ON postings.id = posting_id"
                " WHERE board_id IN (SELECT value FROM json_each(?)) AND postings.open = 1",
                [json.dumps(list(ours))],
            )
            return {cluster: ours[board_id] for board_id, cluster in rows.fetchall()}

        return await self._store.read(work)

    async def given(self, person_id: int, *, since: datetime) -> int:
        """Return how many picks of watched companies the person was sent since then."""
        query = (
            "SELECT count(*) FROM deliveries, json_each(digest, '$.picks')"
            " WHERE person_id = ? AND created_at > ?"
            " AND coalesce(json_extract(value, '$.watched'), '') <> ''"
        )
        values = [person_id, utc_text(since)]
        return await self._store.read(lambda db: int(db.execute(query, values).fetchone()[0]))

    async def drop(self, key: BoardKey) -> int:
        """Let nobody watch a board any more; return how many did."""

        def work(db: Database) -> int:
            where = "source = ? AND key = ? AND state = 'watching'"
            return int(
                db.execute(
                    f"DELETE FROM watches WHERE {where}",  # noqa: S608 - our own words
                    [key.source, key.key],
                ).rowcount
            )

        return await self._store.write(work)


def _turned(
    db: Database, person_id: int, watch_id: int, *, state: str, now: datetime
) -> Watched | None:
    """Bring one of the person's boards into a state; one that is in it keeps its date."""
    db.execute(
        "UPDATE watches SET state = ?, since = ? WHERE person_id = ? AND id = ? AND state <> ?",
        [state, utc_text(now), person_id, watch_id, state],
    )
    return next(iter(_rows(db, "person_id = ? AND id = ?", person_id, watch_id)), None)


def _rows(db: Database, where: str, *values: Any) -> list[Watched]:
    columns = "id, source, board, company, state, since"
    query = f"SELECT {columns} FROM watches WHERE {where}"  # noqa: S608 - our own words
    query += " ORDER BY company COLLATE NOCASE, board, id"
    return [Watched.model_validate(row) for row in db.query(query, values)]
