"""Several profiles of one person: names, the open one, what goes and what comes back."""

import json
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.compose import MIGRATIONS
from bot.stores.migrations import MIGRATIONS as OURS
from bot.stores.people import People
from bot.stores.profiles import MOST, Draft, Named, Profiles
from scoring.edge.db import Store
from scoring.model import Profile
from tests.factories import NOW, person, profile

PHD = profile(titles=("PhD Student",))


@pytest.fixture(autouse=True)
async def _person(people: People) -> None:
    await people.add(person())


async def added(profiles: Profiles, name: str, each: Profile = PHD) -> Named:
    made = await profiles.add(7, name, profile=each, now=NOW)
    assert made is not None
    return made


async def names(profiles: Profiles) -> list[str]:
    return [each.name for each in await profiles.all(7)]


async def test_a_new_profile_is_opened_and_the_first_one_stays(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)
    made = await added(profiles, "PhD positions")

    first, second = await profiles.all(7)
    assert (first.name, first.profile, first.opened) == ("", profile(), False)
    assert second == made
    assert await profiles.get(7) == PHD
    assert await profiles.get(7, search="") == profile()


async def test_what_is_saved_is_saved_to_the_open_one_or_to_the_one_that_is_named(
    profiles: Profiles,
) -> None:
    await profiles.save(7, profile(), now=NOW)
    await added(profiles, "PhD")
    await profiles.save(7, profile(years=1), now=NOW)
    await profiles.save(7, profile(years=2), now=NOW, search="")

    assert [each.profile.years for each in await profiles.all(7)] == [2, 1]
    assert await profiles.undo(7, now=NOW) == PHD
    assert [each.profile.years for each in await profiles.versions(7, search="")] == [2, None]


async def test_a_name_is_given_once_and_there_are_at_most_five(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)
    await added(profiles, "PhD")
    assert await profiles.add(7, "phd", now=NOW) is None
    for n in range(MOST - 2):
        await added(profiles, f"number {n}")

    assert await profiles.add(7, "one more", now=NOW) is None
    assert len(await profiles.all(7)) == MOST


async def test_a_renamed_profile_is_still_found_by_the_name_that_its_picks_bear(
    profiles: Profiles,
) -> None:
    await profiles.save(7, profile(), now=NOW)
    made = await added(profiles, "PhD")
    assert await profiles.rename(7, made.id, "Doctorate")
    other = await added(profiles, "PhD", profile(years=9))

    assert not await profiles.rename(7, other.id, "doctorate")
    assert await profiles.get(7, search="Doctorate") == PHD
    assert await profiles.get(7, search="PhD") == profile(years=9), "who has the name now"
    await profiles.remove(7, other.id, now=NOW)
    assert await profiles.get(7, search="PhD") == PHD


async def test_a_removed_profile_comes_back_as_it_was_until_another_is_removed(
    profiles: Profiles,
) -> None:
    await profiles.save(7, profile(), now=NOW)
    one, two = await added(profiles, "one"), await added(profiles, "two")

    assert await profiles.remove(7, one.id, now=NOW) is not None
    assert await profiles.remove(7, one.id, now=NOW) is None
    assert await names(profiles) == ["", "two"]
    assert await profiles.bring_back(7, one.id) == one.model_copy(update={"opened": True})
    assert await profiles.bring_back(7, one.id) is None

    await profiles.remove(7, one.id, now=NOW)
    await profiles.remove(7, two.id, now=NOW)
    assert await profiles.bring_back(7, one.id) is None
    assert await names(profiles) == [""]


async def test_when_the_open_one_goes_the_first_is_opened_and_the_last_one_stays(
    profiles: Profiles,
) -> None:
    await profiles.save(7, profile(), now=NOW)
    made = await added(profiles, "PhD")
    await profiles.remove(7, made.id, now=NOW)

    assert await profiles.get(7) == profile()
    (last,) = await profiles.all(7)
    assert await profiles.remove(7, last.id, now=NOW) is None


async def test_a_picks_profile_that_is_gone_is_the_open_one(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)

    assert await profiles.get(7, search="long gone") == profile()


async def test_nobody_opens_renames_or_removes_what_is_another_persons(
    people: People, profiles: Profiles
) -> None:
    await people.add(person(id=8))
    await profiles.save(7, profile(), now=NOW)
    made = await added(profiles, "PhD")

    assert await profiles.open_(8, made.id) is None
    assert not await profiles.rename(8, made.id, "mine")
    assert await profiles.remove(8, made.id, now=NOW) is None


async def test_a_draft_belongs_to_one_profile_and_goes_when_it_is_saved(profiles: Profiles) -> None:
    await profiles.save(7, profile(), now=NOW)
    await profiles.keep_draft(7, profile(years=3), now=NOW)
    first, _ = (await profiles.all(7))[0], await added(profiles, "PhD")

    assert await profiles.draft(7) is None
    await profiles.open_(7, first.id)
    draft = await profiles.draft(7)
    assert draft is not None
    assert draft == Draft(profile=profile(years=3), base=profile(), at=NOW)
    await profiles.save(7, profile(hidden=("Acme",)), now=NOW)
    assert await profiles.draft(7) == draft, "it began from what was there then"
    await profiles.save(7, profile(years=3, hidden=("Acme",)), now=NOW, drafted=True)
    assert await profiles.draft(7) is None


async def test_people_are_asked_of_while_any_profile_asks_for_something(
    profiles: Profiles,
) -> None:
    assert not await profiles.ask(7)
    await profiles.save(7, profile(), now=NOW)
    await added(profiles, "empty", Profile())

    assert (await profiles.get(7)).empty
    assert await profiles.ask(7)


async def test_the_profile_of_a_database_from_before_has_no_name_and_is_open(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.db"
    _as_before(path)
    async with Store(path, MIGRATIONS) as store:
        profiles = Profiles(store)
        (only,) = await profiles.all(7)

        assert (only.name, only.profile, only.opened) == ("", profile(years=2), True)
        assert [each.profile.years for each in await profiles.versions(7)] == [2, 1]
        assert await profiles.undo(7, now=NOW) == profile(years=1)


def _as_before(path: Path) -> None:
    """Write a database as it was before profiles had names."""
    db = Database(path)
    OURS.apply(db, stop_before="m009_named_profiles")
    fields = {"language": "en", "zone": "UTC", "at": "08:00", "days": "[1]", "layout": "list"}
    numbers = {"id": 7, "owner": 0, "count": 8, "lowest": 60}
    rest = {"state": "active", "waiting": "", "created_at": NOW.isoformat()}
    db.table("people").insert(fields | numbers | rest)
    old, new = profile(years=1), profile(years=2)
    for kept in (old, new):
        row = {"person_id": 7, "version": kept.version, "profile": kept.model_dump_json()}
        db.table("profile_versions").insert(row | {"saved_at": NOW.isoformat()})
    db.table("profiles").insert(
        {
            "person_id": 7,
            "profile": new.model_dump_json(),
            "previous": json.dumps(json.loads(old.model_dump_json())),
            "changed_at": NOW.isoformat(),
        }
    )
    db.close()
