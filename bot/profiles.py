"""The store of profiles: one a person, with the one before it for an undo."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from scoring.edge.db import Store, utc_text
from scoring.model import Profile


class Profiles:
    """Profiles by person. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int) -> Profile:
        """Return the profile; an empty one where none was saved."""
        row = await self._store.read(lambda db: _row(db, person_id))
        return Profile.model_validate_json(row["profile"]) if row else Profile()

    async def save(self, person_id: int, profile: Profile, *, now: datetime) -> None:
        """Keep the profile and remember the one before it."""

        def work(db: Database) -> None:
            known = _row(db, person_id)
            before = known["profile"] if known else Profile().model_dump_json()
            if before != profile.model_dump_json():
                _keep(db, person_id, profile, before=before, now=now)

        await self._store.write(work)

    async def undo(self, person_id: int, *, now: datetime) -> Profile | None:
        """Bring the profile before the last change back and return it; None when there is none.

        An undo is done once: there is nothing before it until the next change.
        """

        def work(db: Database) -> Profile | None:
            known = _row(db, person_id)
            if known is None or known["previous"] is None:
                return None
            profile = Profile.model_validate_json(known["previous"])
            _keep(db, person_id, profile, before=None, now=now)
            return profile

        return await self._store.write(work)


def _row(db: Database, person_id: int) -> dict[str, Any] | None:
    return next(db.query("SELECT * FROM profiles WHERE person_id = ?", [person_id]), None)


def _keep(
    db: Database, person_id: int, profile: Profile, *, before: str | None, now: datetime
) -> None:
    db.table("profiles").upsert(
        {
            "person_id": person_id,
            "profile": profile.model_dump_json(),
            "previous": before,
            "changed_at": utc_text(now),
        },
        pk="person_id",
    )
