"""The store of what people did with picks: saved, applied, not for me."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from bot.stores.tracking import stages
from scoring.edge.db import Store, utc_text
from scoring.model import Pick, Value

Mark = Literal["saved", "applied", "hidden"]
_DROPPED = timedelta(days=30)


class Marked(Value):
    """One mark on one job, with the pick as it was shown."""

    cluster_id: str
    mark: Mark
    reason: str = ""
    pick: Pick
    at: datetime


class FeedbackStore:
    """Marks by person and cluster; a mark is set once, however often its button is pressed."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def mark(
        self, person_id: int, pick: Pick, mark: Mark, *, now: datetime, reason: str = ""
    ) -> bool:
        """Set a mark (a new reason replaces the old); return whether it is new.

        With "applied" an application begins, in the same transaction.
        """
        return await self._store.write(
            lambda db: put_mark(db, person_id, pick, mark, now=now, reason=reason)
        )

    async def unmark(self, person_id: int, cluster_id: str, mark: Mark, *, now: datetime) -> bool:
        """Take a mark away, and with "applied" the stages; return whether there was one.

        The stages come back where "applied" is set again within the day, and the pick is kept for
        a month: the card it was opened from still has its buttons.
        """

        def work(db: Database) -> bool:
            if mark == "applied":
                stages.take_back(db, person_id, cluster_id, now=now)
            _drop(db, person_id, cluster_id, now=now)
            taken = db.execute(
                "DELETE FROM feedback WHERE person_id = ? AND cluster_id = ? AND mark = ?",
                [person_id, cluster_id, mark],
            )
            return taken.rowcount > 0

        return await self._store.write(work)

    async def marks(self, person_id: int, cluster_id: str) -> frozenset[Mark]:
        """Return the marks on one job."""
        return await self._store.read(lambda db: marks_in(db, person_id, cluster_id))

    async def kept(self, person_id: int, cluster_id: str) -> Pick | None:
        """Return a job as it was when it was marked, also if its mark was just taken away."""
        query = (
            "SELECT pick, at FROM feedback WHERE person_id = :person AND cluster_id = :job"
            " UNION ALL SELECT pick, '' FROM dropped_picks"
            " WHERE person_id = :person AND cluster_id = :job ORDER BY at DESC LIMIT 1"
        )
        values = {"person": person_id, "job": cluster_id}
        row = await self._store.read(lambda db: next(db.query(query, values), None))
        return Pick.model_validate_json(row["pick"]) if row else None

    async def marked(
        self, person_id: int, mark: Mark, *, most: int = -1, skip: int = 0
    ) -> Sequence[Marked]:
        """Return the jobs with this mark, the newest first: all, or `most` after `skip`."""
        return await self._store.read(
            lambda db: [
                Marked(
                    cluster_id=row["cluster_id"],
                    mark=mark,
                    reason=row["reason"],
                    pick=Pick.model_validate_json(row["pick"]),
                    at=datetime.fromisoformat(row["at"]),
                )
                for row in db.query(
                    "SELECT * FROM feedback WHERE person_id = ? AND mark = ?"
                    " ORDER BY at DESC, cluster_id LIMIT ? OFFSET ?",
                    [person_id, mark, most, skip],
                )
            ]
        )

    async def count(self, person_id: int, mark: Mark) -> int:
        """Return how many jobs have this mark."""
        query = "SELECT count(*) FROM feedback WHERE person_id = ? AND mark = ?"
        return int(
            await self._store.read(lambda db: db.execute(query, [person_id, mark]).fetchone()[0])
        )


def put_mark(
    db: Database, person_id: int, pick: Pick, mark: Mark, *, now: datetime, reason: str = ""
) -> bool:
    """Set a mark inside a transaction; return whether it is new."""
    cluster_id = pick.cluster.id
    is_new = mark not in marks_in(db, person_id, cluster_id)
    if is_new or reason:
        db.table("feedback").upsert(
            {
                "person_id": person_id,
                "cluster_id": cluster_id,
                "mark": mark,
                "reason": reason,
                "pick": pick.model_dump_json(),
                "at": utc_text(now),
            },
            pk=["person_id", "cluster_id", "mark"],
        )
    if mark == "applied":
        stages.begin(db, person_id, cluster_id, now=now)
    return is_new


def marks_in(db: Database, person_id: int, cluster_id: str) -> frozenset[Mark]:
    """Return the marks on one job."""
    rows = db.query(
        "SELECT mark FROM feedback WHERE person_id = ? AND cluster_id = ?",
        [person_id, cluster_id],
    )
    return frozenset(row["mark"] for row in rows)


def _drop(db: Database, person_id: int, cluster_id: str, *, now: datetime) -> None:
    db.execute("DELETE FROM dropped_picks WHERE at < ?", [utc_text(now - _DROPPED)])
    db.execute(
        "INSERT OR REPLACE INTO dropped_picks (person_id, cluster_id, pick, at)"
        " SELECT person_id, cluster_id, pick, ? FROM feedback"
        " WHERE person_id = ? AND cluster_id = ? ORDER BY at DESC LIMIT 1",
        [utc_text(now), person_id, cluster_id],
    )
