"""The store of applications: how each stands, what was noted, and what was agreed for when.

Everything is kept by person and job, so that it outlives lists and postings; a job that is noted on
or has an appointment is saved with its pick, so that /saved finds it again.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import uuid4

from sqlite_utils import Database

from bot.stores.feedback import marks_in, put_mark
from bot.stores.outbox import WITHDRAWN
from bot.stores.tracking import stages
from bot.stores.tracking.stages import Stage
from bot.stores.tracking.tracks import Applied, Appointment, Arranged, Track, tracks_in
from scoring.edge.db import Store, utc_text
from scoring.model import Pick

_MOST_NOTES = 200  # of one job; the oldest go
# The keys of mornings are their dates; their deliveries stay for ever, however long ago it was.
_TOLD = f"""
    SELECT cluster_id, heard_at FROM nudges WHERE person_id = :id AND told_day != :day
    AND EXISTS (
        SELECT 1 FROM deliveries WHERE person_id = :id AND key = told_day AND NOT {WITHDRAWN}
    )
"""  # noqa: S608 - constants of ours


class Tracking:
    """Applications by person and job. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def of(self, person_id: int, cluster_id: str) -> Track:
        """Return all that is kept of one job; an empty track where that is nothing."""
        found = await self._store.read(lambda db: tracks_in(db, person_id, [cluster_id]))
        return found.get(cluster_id, Track())

    async def all(self, person_id: int) -> Mapping[str, Track]:
        """Return the tracks of every job of the person's of which anything is kept."""
        return await self._store.read(lambda db: tracks_in(db, person_id))

    async def applied(self, person_id: int) -> Sequence[Applied]:
        """Return where the person applied, the newest first: companies only, no posting is read."""

        def work(db: Database) -> list[Applied]:
            steps: dict[str, list[stages.Step]] = {}
            for cluster_id, step in stages.of_jobs(db, person_id):
                steps.setdefault(cluster_id, []).append(step)
            rows = db.query(
                "SELECT cluster_id, pick ->> '$.cluster.best.company' AS company,"
                " pick ->> '$.cluster.best.employer' AS employer,"
                " pick ->> '$.cluster.best.agency' AS agency"
                " FROM feedback WHERE person_id = ? AND mark = 'applied'"
                " ORDER BY at DESC, cluster_id",
                [person_id],
            )
            return [
                Applied.model_validate({**row, "steps": steps[row["cluster_id"]]})
                for row in rows
                if row["cluster_id"] in steps
            ]

        return await self._store.read(work)

    async def companies(self, person_id: int) -> Mapping[str, str]:
        """Return who hires in each job that the person marked, by job; else the job's title."""
        query = (
            "SELECT cluster_id, coalesce(nullif(pick ->> '$.cluster.best.employer', ''),"
            " nullif(pick ->> '$.cluster.best.company', ''), pick ->> '$.cluster.best.title')"
            " AS company FROM feedback WHERE person_id = ?"
        )
        return await self._store.read(
            lambda db: {
                row["cluster_id"]: row["company"] or "" for row in db.query(query, [person_id])
            }
        )

    async def reach(self, person_id: int, pick: Pick, stage: Stage, *, now: datetime) -> bool:
        """Let an application reach a stage; return whether it was at another one.

        A job that is not marked as applied is so from now on, in the same transaction.
        """
        cluster_id = pick.cluster.id

        def work(db: Database) -> bool:
            before = stages.latest(db, person_id, cluster_id)
            put_mark(db, person_id, pick, "applied", now=now)
            standing = stages.latest(db, person_id, cluster_id)
            assert standing is not None, "an application has begun"
            if standing.stage != stage:
                stages.add(db, person_id, cluster_id, stage=stage, now=now)
            return before is None or before.stage != stage

        return await self._store.write(work)

    async def undo(self, person_id: int, cluster_id: str, *, step_id: int) -> bool:
        """Take the latest stage back, where it is this one and not the first; say whether it was.

        Pressed twice, it takes back one stage.
        """

        def work(db: Database) -> bool:
            steps = [step for _, step in stages.of_jobs(db, person_id, [cluster_id])]
            if len(steps) < 2 or steps[-1].id != step_id:
                return False
            db.execute("DELETE FROM stages WHERE id = ?", [step_id])
            return True

        return await self._store.write(work)

    async def wait_on(self, person_id: int, cluster_id: str, *, now: datetime) -> None:
        """Note that the person waits on: a silence begins anew."""
        await self._store.write(
            lambda db: db.table("nudges").upsert(
                {
                    "person_id": person_id,
                    "cluster_id": cluster_id,
                    "heard_at": utc_text(now),
                    "told_day": None,
                    "waiting_at": utc_text(now),
                },
                pk=["person_id", "cluster_id"],
            )
        )

    async def note(self, person_id: int, pick: Pick, text: str, *, key: str, now: datetime) -> None:
        """Keep a note on a job, once per key; a job that has no mark is saved with it."""
        cluster_id = pick.cluster.id

        def work(db: Database) -> None:
            _keep(db, person_id, pick, now=now)
            row = {"person_id": person_id, "cluster_id": cluster_id, "key": key, "text": text}
            db.table("notes").insert({**row, "at": utc_text(now)}, ignore=True)
            db.execute(
                "DELETE FROM notes WHERE person_id = :person AND cluster_id = :job AND id NOT IN"
                " (SELECT id FROM notes WHERE person_id = :person AND cluster_id = :job"
                " ORDER BY id DESC LIMIT :most)",
                {"person": person_id, "job": cluster_id, "most": _MOST_NOTES},
            )

        await self._store.write(work)

    async def drop_note(self, person_id: int, note_id: int) -> bool:
        """Delete one of the person's notes; return whether it was there."""
        statement = "DELETE FROM notes WHERE person_id = ? AND id = ?"
        return await self._store.write(
            lambda db: db.execute(statement, [person_id, note_id]).rowcount > 0
        )

    async def arrange(
        self, person_id: int, pick: Pick, arranged: Arranged, *, now: datetime
    ) -> Appointment:
        """Keep an appointment and return it as it is kept.

        One that is still to come is moved, under its old name, so that a calendar moves its entry
        too; the same one again changes nothing. A job that has no mark is saved with it, and an
        application that was only sent has come to an interview with one.
        """
        cluster_id = pick.cluster.id

        def work(db: Database) -> Appointment:
            _keep(db, person_id, pick, now=now)
            step = stages.latest(db, person_id, cluster_id)
            if arranged.kind == "interview" and step and step.stage == "applied":
                stages.add(db, person_id, cluster_id, stage="interview", now=now)
            known = tracks_in(db, person_id, [cluster_id]).get(cluster_id, Track())
            before = known.appointment(arranged.kind, after=now)
            if before and before.arranged == arranged:
                return before
            uid = before.uid if before else uuid4().hex
            row = {
                "person_id": person_id,
                "cluster_id": cluster_id,
                **arranged.model_dump(exclude={"at", "day"}),
                "at": utc_text(arranged.at) if arranged.at else None,
                "day": arranged.day.isoformat() if arranged.day else None,
                "uid": uid,
                "sequence": before.sequence + 1 if before else 0,
                "changed_at": utc_text(now),
            }
            if before:
                db.table("appointments").update(before.id, row)
            else:
                db.table("appointments").insert(row)
            kept = tracks_in(db, person_id, [cluster_id])[cluster_id]
            return next(each for each in kept.appointments if each.uid == uid)

        return await self._store.write(work)

    async def drop_appointment(self, person_id: int, appointment_id: int) -> bool:
        """Delete one of the person's appointments; return whether it was there."""
        statement = "DELETE FROM appointments WHERE person_id = ? AND id = ?"
        return await self._store.write(
            lambda db: db.execute(statement, [person_id, appointment_id]).rowcount > 0
        )

    async def told(self, person_id: int, *, day: date) -> Mapping[str, datetime]:
        """Return of which silences the person was told on another day, by job: since when.

        A morning message that was never made, or taken back before it was sent, told nothing.
        """
        values = {"id": person_id, "day": day.isoformat()}
        return await self._store.read(
            lambda db: {
                row["cluster_id"]: datetime.fromisoformat(row["heard_at"])
                for row in db.query(_TOLD, values)
            }
        )

    async def tell(self, person_id: int, heard: Mapping[str, datetime], *, day: date) -> None:
        """Note that the morning message of this day tells of these silences."""
        rows = [
            [person_id, cluster_id, utc_text(since), day.isoformat()]
            for cluster_id, since in heard.items()
        ]
        await self._store.write(
            lambda db: db.conn.executemany(
                "INSERT INTO nudges (person_id, cluster_id, heard_at, told_day)"
                " VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET heard_at = excluded.heard_at, told_day = excluded.told_day",
                rows,
            )
        )


def _keep(db: Database, person_id: int, pick: Pick, *, now: datetime) -> None:
    """Save a job that is in none of the person's lists, so that it can be found again."""
    if not marks_in(db, person_id, pick.cluster.id) & {"saved", "applied"}:
        put_mark(db, person_id, pick, "saved", now=now)
