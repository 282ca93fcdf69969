"""The store of postings that one person gave: nobody else ever sees them, or their scores."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.model import Person
from scoring.edge.db import Store, utc_text
from scoring.model import Cluster, Posting, Verdict

if TYPE_CHECKING:
    from bot.context import Services

_MOST = 300  # postings that are kept of each person, the newest
_MOST_VERDICTS = 1_000  # and scores of them: a few profiles and judges each


class OwnPostings:
    """Postings by person and cluster. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def keep(self, person_id: int, postings: Sequence[Posting], *, now: datetime) -> None:
        """Keep these postings for this person, each a job of its own; the oldest ones go."""
        rows = [
            {
                "person_id": person_id,
                "cluster_id": each.id,
                "posting": each.model_dump_json(),
                "at": utc_text(now),
            }
            for each in postings
        ]

        def work(db: Database) -> None:
            db.table("own_postings").upsert_all(rows, pk=["person_id", "cluster_id"])
            db.execute(
                "DELETE FROM own_postings WHERE person_id = ? AND cluster_id NOT IN (SELECT"
                " cluster_id FROM own_postings WHERE person_id = ? ORDER BY at DESC LIMIT ?)",
                [person_id, person_id, _MOST],
            )

        await self._store.write(work)

    async def clusters(self, person_id: int, ids: Sequence[str]) -> dict[str, Cluster]:
        """Return this person's own jobs with these ids, whole."""
        found = await self._store.read(
            lambda db: db.execute(
                "SELECT posting FROM own_postings WHERE person_id = ?"
                " AND cluster_id IN (SELECT value FROM json_each(?))",
                [person_id, json.dumps(list(ids))],
            ).fetchall()
        )
        postings = [Posting.model_validate_json(row[0]) for row in found]
        return {each.id: Cluster(id=each.id, best=each) for each in postings}

    def verdicts_of(self, person_id: int) -> "OwnVerdicts":
        """Return where the scores of this person's own postings are kept."""
        return OwnVerdicts(self._store, person_id)


class OwnVerdicts:
    """Implements `scoring.ports.Verdicts` for one person's own postings."""

    def __init__(self, store: Store, person_id: int) -> None:
        """Use an open store whose migrations ran."""
        self._store = store
        self._person_id = person_id

    async def verdicts(
        self, *, text_keys: Sequence[str], profile_version: str, judge: str
    ) -> dict[str, Verdict]:
        """Return the verdicts kept under these keys, by text key."""
        found = await self._store.read(
            lambda db: db.execute(
                "SELECT text_key, verdict FROM own_verdicts WHERE person_id = ?"
                " AND text_key IN (SELECT value FROM json_each(?))"
                " AND profile_version = ? AND judge = ?",
                [self._person_id, json.dumps(list(text_keys)), profile_version, judge],
            ).fetchall()
        )
        return {key: Verdict.model_validate_json(verdict) for key, verdict in found}

    async def keep_verdicts(
        self, verdicts: Mapping[str, Verdict], *, profile_version: str, judge: str, now: datetime
    ) -> None:
        """Keep verdicts by text key; one that is already there stays as it is. The oldest go."""
        rows = [
            (self._person_id, key, profile_version, judge, each.model_dump_json(), utc_text(now))
            for key, each in verdicts.items()
        ]

        def work(db: Database) -> None:
            db.conn.executemany(
                "INSERT OR IGNORE INTO own_verdicts VALUES (?, ?, ?, ?, ?, ?)", rows
            )
            db.execute(
                "DELETE FROM own_verdicts WHERE person_id = ?"
                " AND (text_key, profile_version, judge) IN ("
                "SELECT text_key, profile_version, judge FROM own_verdicts WHERE person_id = ?"
                " ORDER BY at DESC LIMIT -1 OFFSET ?)",
                [self._person_id, self._person_id, _MOST_VERDICTS],
            )

        await self._store.write(work)


async def stored_cluster(services: "Services", person: Person, cluster_id: str) -> Cluster | None:
    """Return a job as it is stored: everybody's, else this person's own; None where it is gone."""
    found = await services.postings.clusters([cluster_id])
    own = {} if found else await services.own.clusters(person.id, [cluster_id])
    return (found or own).get(cluster_id)
