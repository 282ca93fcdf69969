"""The store of what people did with picks: saved, applied, not for me."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from sqlite_utils import Database

from bot.stores import stages
from scoring.edge.db import Store, utc_text
from scoring.model import Pick, Value

Mark = Literal["saved", "applied", "hidden"]
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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

    async def unmark(
        self, person_id: int, cluster_id: str, mark: Mark, *, now: datetime | None = None
    ) -> bool:
        """Take a mark away, and with "applied" the stages; return whether there was one.

        With `now` stages come back where "applied" is set again within the day.
        """

        def work(db: Database) -> bool:
            if mark == "applied":
                stages.take_back(db, person_id, cluster_id, now=now or LONG_AGO)
            taken = db.execute(
                "DELETE FROM feedback WHERE person_id = ? AND cluster_id = ? AND mark = ?",
                [person_id, cluster_id, mark],
            )
            return taken.rowcount > 0

        return await self._store.write(work)

    async def marks(self, person_id: int, cluster_id: str) -> frozenset[Mark]:
        """Return the marks on one job."""
        return await self._store.read(lambda db: marks_in(db, person_id, cluster_id))

    async def marked(self, person_id: int, mark: Mark) -> Sequence[Marked]:
        """Return all jobs with this mark, the newest first."""
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
                    " ORDER BY at DESC, cluster_id",
                    [person_id, mark],
                )
            ]
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
