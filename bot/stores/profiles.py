"""The store of profiles: one a person, the one before it for an undo, and its last versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from scoring.edge.db import Store, utc_text
from scoring.model import Profile, Value

_VERSIONS = 20  # that are kept of each profile; older scores are explained without their profile


class Version(Value):
    """A profile as it was, and since when."""

    profile: Profile
    since: datetime


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

    async def version(self, person_id: int, version: str) -> Version | None:
        """Return the profile of this version; None where it is no longer kept."""

        def work(db: Database) -> Version | None:
            where = "person_id = ? AND version = ?"
            rows = db.table("profile_versions").rows_where(where, [person_id, version])
            kept = next((_version(row) for row in rows), None)
            known = _row(db, person_id)
            if kept is None and known:  # saved before versions were kept
                latest = _version(known | {"saved_at": known["changed_at"]})
                return latest if latest.profile.version == version else None
            return kept

        return await self._store.read(work)

    async def versions(self, person_id: int) -> Sequence[Version]:
        """Return the versions that are kept, the newest first."""
        return await self._store.read(
            lambda db: [
                _version(row)
                for row in db.table("profile_versions").rows_where(
                    "person_id = ?", [person_id], order_by="id DESC"
                )
            ]
        )

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
    known = _row(db, person_id)
    if known:  # from before versions were kept; where it is among them, nothing happens
        replaced = Profile.model_validate_json(known["profile"])
        _remember(db, person_id, replaced, since=known["changed_at"], anew=False)
    _remember(db, person_id, profile, since=utc_text(now), anew=True)
    db.table("profiles").upsert(
        {
            "person_id": person_id,
            "profile": profile.model_dump_json(),
            "previous": before,
            "changed_at": utc_text(now),
        },
        pk="person_id",
    )


def _remember(db: Database, person_id: int, profile: Profile, *, since: str, anew: bool) -> None:
    """Keep a version, and with `anew` as the newest one; the oldest beyond the last 20 go."""
    db.execute(
        f"INSERT OR {'REPLACE' if anew else 'IGNORE'} INTO profile_versions"  # noqa: S608 - words of ours
        " (person_id, version, profile, saved_at) VALUES (?, ?, ?, ?)",
        [person_id, profile.version, profile.model_dump_json(), since],
    )
    db.execute(
        "DELETE FROM profile_versions WHERE person_id = :id AND id NOT IN"
        " (SELECT id FROM profile_versions WHERE person_id = :id ORDER BY id DESC LIMIT :most)",
        {"id": person_id, "most": _VERSIONS},
    )


def _version(row: dict[str, Any]) -> Version:
    profile = Profile.model_validate_json(row["profile"])
    return Version(profile=profile, since=datetime.fromisoformat(row["saved_at"]))
