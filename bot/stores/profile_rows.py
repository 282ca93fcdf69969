"""The rows of profiles: found by name, kept with their versions. Runs on the store's thread."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from scoring.edge.db import utc_text
from scoring.model import Profile, Value

_VERSIONS = 20  # that are kept of each profile; older scores are explained without their profile


class Version(Value):
    """A profile as it was, and since when."""

    profile: Profile
    since: datetime


class Named(Value):
    """One of a person's profiles. The first one has no name until it is given one."""

    id: int
    name: str
    profile: Profile
    opened: bool = False  # the one that is shown and changed now


def opened(db: Database, person_id: int) -> dict[str, Any] | None:
    """Return the row of the profile that is open; None where none was ever saved."""
    return _one(db, "person_id = ? AND opened = 1", person_id)


def by_id(db: Database, person_id: int, profile_id: int) -> dict[str, Any] | None:
    """Return this row where it is this person's."""
    return _one(db, "person_id = ? AND id = ?", person_id, profile_id)


def found(db: Database, person_id: int, search: str | None) -> dict[str, Any] | None:
    """Return the profile of this name, else of this former name, else the one that is open."""
    rows = every(db, person_id)
    row = None if search is None else called(rows, search)
    return row or next((row for row in rows if row["opened"]), None)


def called(rows: Sequence[dict[str, Any]], search: str) -> dict[str, Any] | None:
    """Return the profile among these of this name, else of this former name."""
    named = [row for row in rows if row["name"] == search]
    former = [row for row in rows if search in json.loads(row["former"])]
    return next(iter((*named, *former)), None)


def every(db: Database, person_id: int) -> list[dict[str, Any]]:
    """Return the person's profiles in the order in which they were made."""
    return list(db.query("SELECT * FROM profiles WHERE person_id = ? ORDER BY id", [person_id]))


def named(row: dict[str, Any]) -> Named:
    """Return the profile of a row."""
    return Named(
        id=row["id"],
        name=row["name"],
        profile=Profile.model_validate_json(row["profile"]),
        opened=bool(row["opened"]),
    )


def insert(
    db: Database,
    person_id: int,
    *,
    name: str,
    profile: Profile,
    now: datetime,
    previous: Profile | None = None,
) -> dict[str, Any]:
    """Make a profile and open it; `previous` is what an undo brings back."""
    open_only(db, person_id, None)
    made = db.execute(
        "INSERT INTO profiles (person_id, name, former, profile, previous, changed_at, opened)"
        " VALUES (?, ?, '[]', ?, ?, ?, 1) RETURNING id",
        [
            person_id,
            name,
            profile.model_dump_json(),
            previous.model_dump_json() if previous else None,
            utc_text(now),
        ],
    ).fetchone()[0]
    if profile != Profile():
        remember(db, person_id, made, profile, since=utc_text(now), anew=True)
    row = by_id(db, person_id, made)
    assert row is not None, "it was just made"
    return row


def open_only(db: Database, person_id: int, profile_id: int | None) -> None:
    """Open this profile and close the others; none is opened for None."""
    db.execute("UPDATE profiles SET opened = 0 WHERE person_id = ?", [person_id])
    if profile_id is not None:
        db.execute("UPDATE profiles SET opened = 1 WHERE id = ?", [profile_id])


def keep(
    db: Database, row: dict[str, Any], profile: Profile, *, before: str | None, now: datetime
) -> None:
    """Put a profile in the place of the row's own; a change that is drafted goes on waiting."""
    replaced = Profile.model_validate_json(row["profile"])
    if replaced != Profile():  # from before versions were kept; else it is among them
        remember(db, row["person_id"], row["id"], replaced, since=row["changed_at"], anew=False)
    remember(db, row["person_id"], row["id"], profile, since=utc_text(now), anew=True)
    changes = {"previous": before, "changed_at": utc_text(now)}
    db.table("profiles").update(row["id"], {"profile": profile.model_dump_json(), **changes})


NO_DRAFT: dict[str, None] = {"draft": None, "draft_base": None, "draft_at": None}


def draft(row: dict[str, Any], profile: Profile, *, now: datetime) -> dict[str, str]:
    """Return what keeps a change of the row's profile until it is saved."""
    changed = {"draft": profile.model_dump_json(), "draft_at": utc_text(now)}
    return {**changed, "draft_base": row["profile"]}


def remember(
    db: Database, person_id: int, profile_id: int, profile: Profile, *, since: str, anew: bool
) -> None:
    """Keep a version, and with `anew` as the newest one; the oldest beyond the last 20 go."""
    db.execute(
        f"INSERT OR {'REPLACE' if anew else 'IGNORE'} INTO profile_versions"  # noqa: S608 - words of ours
        " (person_id, profile_id, version, profile, saved_at) VALUES (?, ?, ?, ?, ?)",
        [person_id, profile_id, profile.version, profile.model_dump_json(), since],
    )
    db.execute(
        "DELETE FROM profile_versions WHERE profile_id = :id AND id NOT IN"
        " (SELECT id FROM profile_versions WHERE profile_id = :id ORDER BY id DESC LIMIT :most)",
        {"id": profile_id, "most": _VERSIONS},
    )


def versions(db: Database, person_id: int, profile_id: int | None) -> Sequence[Version]:
    """Return the versions that are kept, the newest first; of all profiles for None."""
    where = "person_id = :person AND (:id IS NULL OR profile_id = :id)"
    rows = db.table("profile_versions").rows_where(
        where, {"person": person_id, "id": profile_id}, order_by="id DESC"
    )
    return [version(row) for row in rows]


def version(row: dict[str, Any]) -> Version:
    """Return the version that a row holds."""
    profile = Profile.model_validate_json(row["profile"])
    return Version(profile=profile, since=datetime.fromisoformat(row["saved_at"]))


def _one(db: Database, where: str, *values: object) -> dict[str, Any] | None:
    return next(db.query(f"SELECT * FROM profiles WHERE {where}", list(values)), None)  # noqa: S608 - words of ours
