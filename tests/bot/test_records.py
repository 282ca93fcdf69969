"""What is kept of a person: no table left out, read in pages, deleted, and counted after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.compose import MIGRATIONS
from bot.model import Message
from bot.stores.deliveries import Deliveries
from bot.stores.feeds import Feeds
from bot.stores.migrations import NAMELESS, PERSONAL
from bot.stores.people import People
from bot.stores.profiles import Profiles
from bot.stores.records import Records, person_columns
from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.model import Profile
from tests.factories import NOW, digest, person, pick, profile, verdict

_LATER = NOW + timedelta(days=1)


def columns(db: Database) -> dict[str, dict[str, type]]:
    return {name: db.table(name).columns_dict for name in db.table_names()}


async def test_every_column_that_names_a_person_is_deleted_or_loses_the_name(store: Store) -> None:
    found = await store.read(person_columns)

    assert {table for table, _ in found} == set(Records(store).tables)
    deleted = {("people", "id"), *((table, "person_id") for table in PERSONAL)}
    known = deleted | set(NAMELESS)
    # A row that is deleted with one person may name another one only as a NAMELESS column.
    assert set(found) - known == set()
    assert deleted <= set(found)


async def test_no_table_refers_to_people_by_a_name_that_is_not_looked_for(store: Store) -> None:
    tables = await store.read(columns)

    hidden = {
        (table, column)
        for table, all_of_it in tables.items()
        for column in all_of_it
        if any(word in column for word in ("person", "user", "chat_id", "owner_id", "used_by"))
    }

    looked_for = set(await store.read(person_columns)) | {("people", "chat_id")}
    assert hidden <= looked_for


async def test_rows_come_in_pages_in_the_order_of_their_key(
    store: Store, people: People, deliveries: Deliveries
) -> None:
    for number in (7, 8):
        await people.add(person(id=number))
    for number in range(60):
        for each in (7, 8):
            await deliveries.notice(
                each, Message(html=f"{number} of {each}"), key=f"{number}", now=NOW
            )

    pages = [page async for page in Records(store).pages(7, "outbox")]

    assert [len(page) for page in pages] == [25, 25, 10]
    rows = [row for page in pages for row in page]
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert {row["person_id"] for row in rows} == {7}


async def test_a_table_without_row_ids_is_read_too(
    store: Store, people: People, deliveries: Deliveries
) -> None:
    await people.add(person())
    await deliveries.plan(7, key="k", digest=digest(pick()), render=lambda _: [], now=NOW)

    pages = [page async for page in Records(store).pages(7, "shown")]

    assert pages == [[{"person_id": 7, "cluster_id": "c-p1", "delivery_id": 1}]]


async def test_a_feeds_secret_is_in_no_page(store: Store, people: People) -> None:
    await people.add(person())
    await Feeds(store).make(7, "a-secret", before="", now=NOW)

    (page,) = [page async for page in Records(store).pages(7, "feeds")]

    assert [set(row) for row in page] == [{"person_id", "made_at"}]


async def test_what_is_kept_is_what_forgetting_deletes(
    store: Store, people: People, profiles: Profiles, deliveries: Deliveries
) -> None:
    records = Records(store)
    await people.add(person())
    await profiles.save(7, profile(), now=NOW)
    await deliveries.plan(7, key="k", digest=digest(pick()), render=lambda _: [], now=NOW)
    kept = await records.kept(7)

    gone = await records.forget(7, now=_LATER)

    assert gone == kept
    assert kept["shown"] == 1
    assert await records.kept(7) == {}
    assert await records.left(7) == 0
    assert await records.forget(7, now=_LATER) == {}


async def test_scores_go_with_the_last_profile_that_they_rested_on(
    store: Store, people: People, profiles: Profiles
) -> None:
    shared, own, former = profile(), profile(text="mine"), profile(text="once mine")
    postings = PostingsStore(store)
    for number in (7, 8):
        await people.add(person(id=number))
        await profiles.save(number, shared, now=NOW)
    await profiles.save(7, own, now=NOW)
    for each in (shared, own, former):
        await postings.keep_verdicts(
            {"a-text": verdict()}, profile_version=each.judged_version, judge="m/1", now=NOW
        )

    gone = await Records(store).forget(7, now=_LATER)

    assert gone["verdicts"] == 2
    assert await _scored(postings, [shared, own, former]) == [True, False, False]


class _Crashing(Records):
    """A process that ends after the person's own rows are gone."""

    async def _forget_scores(self, *, now: datetime) -> int:
        raise KeyboardInterrupt(now)


async def test_a_profile_that_cannot_be_read_stops_nobody_elses_forgetting(
    store: Store, people: People, profiles: Profiles
) -> None:
    for number in (7, 8):
        await people.add(person(id=number))
        await profiles.save(number, profile(), now=NOW)
    await store.write(
        lambda db: db.execute("UPDATE profiles SET profile = '{}' || profile WHERE person_id = 8")
    )

    await Records(store).forget(7, now=_LATER)

    assert await Records(store).left(7) == 0
    assert await people.get(8) is not None


async def test_scores_go_after_the_next_start_where_a_crash_came_before_them(
    store: Store, people: People, profiles: Profiles
) -> None:
    own, postings = profile(text="mine"), PostingsStore(store)
    await people.add(person())
    await profiles.save(7, own, now=NOW)
    await postings.keep_verdicts(
        {"a-text": verdict()}, profile_version=own.judged_version, judge="m/1", now=NOW
    )

    with pytest.raises(KeyboardInterrupt):
        await _Crashing(store).forget(7, now=_LATER)
    before = await _scored(postings, [own])
    await Records(store).finish(now=_LATER)

    assert await people.get(7) is None
    assert (before, await _scored(postings, [own])) == ([True], [False])
    assert await store.read(lambda db: list(db.table("settings").rows)) == []


async def _scored(postings: PostingsStore, profiles: Sequence[Profile]) -> list[bool]:
    return [
        bool(
            await postings.verdicts(
                text_keys=["a-text"],
                profile_version=each.judged_version,
                judge="m/1",
            )
        )
        for each in profiles
    ]


async def test_nothing_of_a_verdict_stays_in_the_files(tmp_path: Path) -> None:
    async with Store(tmp_path / "picks.db", MIGRATIONS) as store:
        await People(store).add(person())
        await Profiles(store).save(7, profile(text="zymurgy"), now=NOW)
        said = {f"text-{n}": verdict(reason="Matches zymurgy. " * 20) for n in range(50)}
        await PostingsStore(store).keep_verdicts(
            said, profile_version=profile(text="zymurgy").judged_version, judge="m/1", now=NOW
        )
        before = _bytes(tmp_path)

        await Records(store).forget(7, now=_LATER)

        assert b"zymurgy" in before
        assert b"zymurgy" not in _bytes(tmp_path)


def _bytes(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("picks.db*"))
