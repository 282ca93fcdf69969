"""The store of profiles: several a person, one of them open, each with its undo and versions."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.stores import profile_rows as rows
from bot.stores.profile_rows import Named, Version
from scoring.edge.db import Store, utc_text
from scoring.model import Profile, Value

MOST = 5  # profiles of one person
__all__ = ["MOST", "Draft", "Named", "Profiles", "Version"]


class Draft(Value):
    """A change that was not saved yet: the profile as it would be, and as it was then."""

    profile: Profile
    base: Profile
    at: datetime


class Profiles:
    """Profiles by person. Every method may raise StoreError.

    What names no profile means the one that is open. `search` is the name that a pick bears: the
    profile of this name or former name, and the open one where it is no longer there.
    """

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int, *, search: str | None = None) -> Profile:
        """Return the profile; an empty one where none was saved."""
        row = await self._store.read(lambda db: rows.found(db, person_id, search))
        return rows.named(row).profile if row else Profile()

    async def find(self, person_id: int, search: str) -> Named | None:
        """Return the profile that a pick with this name was chosen for; None where none is."""

        def work(db: Database) -> Named | None:
            row = rows.found(db, person_id, search)
            return rows.named(row) if row else None

        return await self._store.read(work)

    async def gone(self, person_id: int, search: str) -> bool:
        """Tell whether the profile that a pick with this name was chosen for is deleted.

        A pick without a name may be of whichever profile is the only one.
        """

        def work(db: Database) -> bool:
            known = rows.every(db, person_id)
            alone = not search and len(known) == 1
            return bool(known) and not alone and rows.called(known, search) is None

        return await self._store.read(work)

    async def all(self, person_id: int) -> Sequence[Named]:
        """Return every profile in the order in which they were made; none before the first."""
        return await self._store.read(
            lambda db: [rows.named(row) for row in rows.every(db, person_id)]
        )

    async def ask(self, person_id: int) -> bool:
        """Tell whether any profile has something to rank by: else nobody is written to."""
        return any(not each.profile.empty for each in await self.all(person_id))

    async def save(
        self,
        person_id: int,
        profile: Profile,
        *,
        now: datetime,
        search: str | None = None,
        drafted: bool = False,
    ) -> None:
        """Keep the profile and remember the one before it.

        `drafted`: it is the change that waited, which no longer does.
        """

        def work(db: Database) -> None:
            known = rows.found(db, person_id, search)
            if known is None:
                if profile != Profile():
                    rows.insert(
                        db, person_id, name="", profile=profile, now=now, previous=Profile()
                    )
                return
            if known["profile"] != profile.model_dump_json():
                rows.keep(db, known, profile, before=known["profile"], now=now)
            if drafted:
                db.table("profiles").update(known["id"], rows.NO_DRAFT)

        await self._store.write(work)

    async def add(
        self, person_id: int, name: str, *, profile: Profile | None = None, now: datetime
    ) -> Named | None:
        """Make a profile and open it; None where the name is taken or there are `MOST` already."""

        def work(db: Database) -> Named | None:
            known = rows.every(db, person_id)
            if len(known) >= MOST or _taken(known, name):
                return None
            start = profile or Profile()
            return rows.named(rows.insert(db, person_id, name=name, profile=start, now=now))

        return await self._store.write(work)

    async def open_(self, person_id: int, profile_id: int) -> Named | None:
        """Open a profile and return it; None where it is not there."""

        def work(db: Database) -> Named | None:
            row = rows.by_id(db, person_id, profile_id)
            if row is None:
                return None
            rows.open_only(db, person_id, profile_id)
            return rows.named(row | {"opened": 1})

        return await self._store.write(work)

    async def rename(self, person_id: int, profile_id: int, name: str) -> bool:
        """Give a profile another name; False where it is gone or another one has the name.

        Picks that bear the name it had still find it.
        """

        def work(db: Database) -> bool:
            row = rows.by_id(db, person_id, profile_id)
            others = [each for each in rows.every(db, person_id) if each["id"] != profile_id]
            if row is None or _taken(others, name):
                return False
            former = {*json.loads(row["former"]), row["name"]} - {name}
            change = {"name": name, "former": json.dumps(sorted(former))}
            db.table("profiles").update(profile_id, change)
            return True

        return await self._store.write(work)

    async def remove(self, person_id: int, profile_id: int, *, now: datetime) -> Named | None:
        """Take a profile away and return it; None where it is gone, or the only one.

        The last one that was taken away is kept aside, so that it can be brought back.
        """

        def work(db: Database) -> Named | None:
            row = rows.by_id(db, person_id, profile_id)
            left = [each for each in rows.every(db, person_id) if each["id"] != profile_id]
            if row is None or not left:
                return None
            _forget_removed(db, person_id)
            db.table("profiles_removed").insert(
                {"id": profile_id, "person_id": person_id, "row": json.dumps(row)}
                | {"at": utc_text(now)}
            )
            db.table("profiles").delete(profile_id)
            if row["opened"]:
                rows.open_only(db, person_id, left[0]["id"])
            return rows.named(row)

        return await self._store.write(work)

    async def bring_back(self, person_id: int, profile_id: int) -> Named | None:
        """Bring the profile back that was removed last, and open it; None where that is late."""

        def work(db: Database) -> Named | None:
            where = "person_id = ? AND id = ?"
            aside = db.table("profiles_removed").rows_where(where, [person_id, profile_id])
            kept = next((json.loads(each["row"]) for each in aside), None)
            known = rows.every(db, person_id)
            if kept is None or len(known) >= MOST or _taken(known, kept["name"]):
                return None
            rows.open_only(db, person_id, None)
            db.table("profiles").insert(kept | {"opened": 1} | rows.NO_DRAFT)
            db.table("profiles_removed").delete(profile_id)
            return rows.named(kept | {"opened": 1})

        return await self._store.write(work)

    async def draft(self, person_id: int) -> Draft | None:
        """Return the change of the open profile that waits to be saved."""

        def work(db: Database) -> Draft | None:
            row = rows.opened(db, person_id)
            if row is None or row["draft"] is None:
                return None
            return Draft(
                profile=Profile.model_validate_json(row["draft"]),
                base=Profile.model_validate_json(row["draft_base"] or row["profile"]),
                at=datetime.fromisoformat(row["draft_at"]),
            )

        return await self._store.read(work)

    async def keep_draft(self, person_id: int, profile: Profile | None, *, now: datetime) -> None:
        """Keep a change of the open profile until it is saved; None drops the one that waits."""

        def work(db: Database) -> None:
            row = rows.opened(db, person_id)
            if row is None:
                return
            draft = rows.NO_DRAFT if profile is None else rows.draft(row, profile, now=now)
            db.table("profiles").update(row["id"], draft)

        await self._store.write(work)

    async def version(self, person_id: int, version: str) -> Version | None:
        """Return the profile of this version, whichever it was; None where it is not kept."""

        def work(db: Database) -> Version | None:
            where = "person_id = ? AND version = ?"
            kept = db.table("profile_versions").rows_where(
                where, [person_id, version], order_by="id DESC"
            )
            # The rows themselves: one that was saved before versions were kept is among no others.
            now = (row | {"saved_at": row["changed_at"]} for row in rows.every(db, person_id))
            found = (*map(rows.version, kept), *map(rows.version, now))
            return next((each for each in found if each.profile.version == version), None)

        return await self._store.read(work)

    async def versions(self, person_id: int, *, search: str | None = None) -> Sequence[Version]:
        """Return the versions that are kept of a profile, the newest first."""

        def work(db: Database) -> Sequence[Version]:
            row = rows.found(db, person_id, search)
            return rows.versions(db, person_id, row["id"] if row else None)

        return await self._store.read(work)

    async def undo(
        self, person_id: int, *, now: datetime, search: str | None = None
    ) -> Profile | None:
        """Bring the profile before the last change back and return it; None when there is none.

        An undo is done once: there is nothing before it until the next change.
        """

        def work(db: Database) -> Profile | None:
            known = rows.found(db, person_id, search)
            if known is None or known["previous"] is None:
                return None
            profile = Profile.model_validate_json(known["previous"])
            rows.keep(db, known, profile, before=None, now=now)
            return profile

        return await self._store.write(work)


def _taken(known: Sequence[dict[str, Any]], name: str) -> bool:
    return any(each["name"].casefold() == name.casefold() for each in known)


def _forget_removed(db: Database, person_id: int) -> None:
    """Drop what was removed before; its versions stay, as older picks are explained by them."""
    db.execute("DELETE FROM profiles_removed WHERE person_id = ?", [person_id])
