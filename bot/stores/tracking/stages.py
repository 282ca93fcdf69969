"""The log of how applications go: the SQL of `stages`; runs inside `Store.read` and `Store.write`.

The mark "applied" and the first stage are one thing: who sets or takes one in a transaction does so
with the other. What was taken back is kept a day, so that a wrong tap costs nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlite_utils import Database

from scoring.edge.db import utc_text
from scoring.model import Value

Stage = Literal["applied", "interview", "offer", "rejected", "ghosted"]
STAGES: tuple[Stage, ...] = get_args(Stage)
REGRET = timedelta(days=1)  # so long what was taken back comes back with a new "applied"


class Step(Value):
    """One stage that an application came to, and when."""

    id: int
    stage: Stage
    at: datetime


def begin(db: Database, person_id: int, cluster_id: str, *, now: datetime) -> None:
    """Let an application begin; one that was taken back within the day goes on where it was."""
    if latest(db, person_id, cluster_id):
        return
    _bring_back(db, person_id, cluster_id, since=now - REGRET)
    if not latest(db, person_id, cluster_id):
        add(db, person_id, cluster_id, stage="applied", now=now)


def take_back(db: Database, person_id: int, cluster_id: str, *, now: datetime) -> None:
    """Take every stage of an application back; what was taken back earlier is gone for good."""
    of = [person_id, cluster_id]
    db.execute("DELETE FROM withdrawn_stages WHERE person_id = ? AND cluster_id = ?", of)
    db.execute(
        "INSERT INTO withdrawn_stages (person_id, cluster_id, stage, at, withdrawn_at)"
        " SELECT person_id, cluster_id, stage, at, ? FROM stages"
        " WHERE person_id = ? AND cluster_id = ? ORDER BY id",
        [utc_text(now), *of],
    )
    db.execute("DELETE FROM stages WHERE person_id = ? AND cluster_id = ?", of)


def add(db: Database, person_id: int, cluster_id: str, *, stage: Stage, now: datetime) -> None:
    """Add a stage to the log."""
    row = {"person_id": person_id, "cluster_id": cluster_id, "stage": stage, "at": utc_text(now)}
    db.table("stages").insert(row)


def latest(db: Database, person_id: int, cluster_id: str) -> Step | None:
    """Return the stage that an application is at; None where there is none."""
    steps = list(of_jobs(db, person_id, [cluster_id]))
    return steps[-1][1] if steps else None


def of_jobs(
    db: Database, person_id: int, cluster_ids: Sequence[str] | None = None
) -> Iterator[tuple[str, Step]]:
    """Yield a person's stages by job, the oldest first; only of `cluster_ids` where given."""
    for row in rows(db, "stages", person_id, cluster_ids):
        yield row["cluster_id"], Step.model_validate({k: row[k] for k in Step.model_fields})


def rows(
    db: Database, table: str, person_id: int, cluster_ids: Sequence[str] | None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one of our tables, in the order in which they were written."""
    where, values = "person_id = ?", [person_id]
    if cluster_ids is None:
        yield from db.query(f"SELECT * FROM {table} WHERE {where} ORDER BY rowid", values)  # noqa: S608 - a name of ours
        return
    for cluster_id in cluster_ids:
        yield from db.query(
            f"SELECT * FROM {table} WHERE {where} AND cluster_id = ? ORDER BY rowid",  # noqa: S608 - a name of ours
            [*values, cluster_id],
        )


def _bring_back(db: Database, person_id: int, cluster_id: str, *, since: datetime) -> None:
    db.execute(
        "INSERT INTO stages (person_id, cluster_id, stage, at)"
        " SELECT person_id, cluster_id, stage, at FROM withdrawn_stages"
        " WHERE person_id = ? AND cluster_id = ? AND withdrawn_at >= ? ORDER BY rowid",
        [person_id, cluster_id, utc_text(since)],
    )
    db.execute(
        "DELETE FROM withdrawn_stages WHERE person_id = ? AND cluster_id = ?",
        [person_id, cluster_id],
    )
