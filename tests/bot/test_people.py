"""The store of people: the owner, changes, who is due, and forgetting."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlite_utils import Database

from bot.compose import MIGRATIONS
from bot.model import Delivery, Layout, Message, Person
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.migrations import NAMELESS, PERSONAL
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.db import Store
from scoring.edge.llm.ledger import Call, Ledger
from scoring.errors import StoreError
from tests.factories import NOW, digest, person, pick, profile


async def test_a_person_comes_back_as_they_were_added(people: People) -> None:
    added = await people.add(
        person(
            zone="America/Nuuk",
            at="23:30",
            days=(1, 3),
            layout=Layout.CARDS,
            paused_until=date(2026, 2, 1),
            due=datetime(2026, 1, 3, 1, 30, tzinfo=UTC),
            due_day=date(2026, 1, 2),
            waiting="profile:skills",
        )
    )

    assert await people.get(7) == added


async def test_a_stranger_is_nobody(people: People) -> None:
    assert await people.get(404) is None


async def test_the_first_person_owns_the_bot_and_the_second_does_not(people: People) -> None:
    first = await people.add(person(id=1))
    second = await people.add(person(id=2))

    assert (first.owner, second.owner) == (True, False)
    assert await people.owner() == first


def _told(owner: Person) -> Message:
    return Message(html=f"Person {owner.id}, the bot is yours")


async def test_whoever_came_first_inherits_a_bot_without_an_owner(people: People) -> None:
    await people.add(person(id=1))
    await people.add(person(id=3, state="blocked"))
    await people.add(person(id=5, created_at=NOW + timedelta(days=2)))
    await people.add(person(id=4, created_at=NOW + timedelta(days=1)))
    nobody = await people.appoint(_told, now=NOW)
    await people.forget(1)

    notice = await people.appoint(_told, now=NOW)

    assert nobody is None
    assert notice is not None
    assert (notice.person_id, notice.message) == (4, _told(person(id=4)))
    heir = await people.owner()
    assert heir is not None
    assert heir.id == 4


async def test_an_empty_bot_waits_for_its_first_person(people: People) -> None:
    assert await people.appoint(_told, now=NOW) is None


async def test_adding_somebody_again_changes_nothing(people: People) -> None:
    first = await people.add(person(at="06:15"))

    assert await people.add(person(at="09:00")) == first


async def test_a_change_is_validated_and_kept(people: People) -> None:
    await people.add(person())

    changed = await people.change(7, at="09:30", days=(6, 7), count=3)

    assert (changed.at, changed.days, changed.count) == ("09:30", (6, 7), 3)
    assert await people.get(7) == changed
    with pytest.raises(ValidationError):
        await people.change(7, count=21)
    with pytest.raises(ValidationError):
        await people.change(7, colour="red")
    assert await people.get(7) == changed


async def test_changing_nobody_says_so(people: People) -> None:
    with pytest.raises(StoreError, match="Nobody has the id 9"):
        await people.change(9, at="09:30")


async def test_the_longest_due_come_first_and_pages_follow_each_other(people: People) -> None:
    for number in range(1, 6):
        await people.add(person(id=number, due=NOW - timedelta(minutes=number)))
    await people.add(person(id=6, due=NOW + timedelta(seconds=1)))
    await people.add(person(id=7, due=NOW, state="paused"))
    await people.add(person(id=8))

    first = await people.due(NOW, limit=3)
    second = await people.due(NOW, limit=3, after=first[-1])

    assert [each.id for each in first] == [5, 4, 3]
    assert [each.id for each in second] == [2, 1]


async def test_the_access_mode_is_what_the_owner_chose_last(people: People) -> None:
    assert await people.access() is None

    await people.set_access("invite")
    await people.set_access("open")

    assert await people.access() == "open"


async def test_every_table_that_names_a_person_is_in_the_registry(tmp_path: Path) -> None:
    def tables(db: Database, column: str) -> set[str]:
        return {name for name in db.table_names() if column in db.table(name).columns_dict}

    async with Store(tmp_path / "all.db", MIGRATIONS) as store:
        assert await store.read(lambda db: tables(db, "person_id")) == set(PERSONAL)
        assert await store.read(lambda db: tables(db, "person")) == {
            name for name, column in NAMELESS if column == "person"
        }


async def test_forgetting_leaves_nothing_in_any_table_nor_in_the_file(
    people: People,
    profiles: Profiles,
    deliveries: Deliveries,
    feedback: FeedbackStore,
    store: Store,
    tmp_path: Path,
) -> None:
    canary = "canary-in-a-coal-mine"
    await people.add(person(id=1))
    for number in (70707, 80808):
        await people.add(person(id=number, waiting=canary))
        await profiles.save(number, profile(text=canary * 900), now=NOW)
        await profiles.save(number, profile(text=canary), now=NOW)
        await deliveries.plan(
            number,
            key="2026-01-02",
            digest=digest(pick(title=canary)),
            render=lambda _: [Message(html=canary)],
            now=NOW,
        )
        await deliveries.notice(number, Message(html=canary), key="budget", now=NOW)
        await feedback.mark(number, pick(title=canary), "saved", now=NOW)
        await Ledger(store).enter(
            Call(model="m/1", purpose="judge", cost_usd=0.5, person=str(number)), at=NOW
        )
    before = await store.read(_everything)

    rows = [await people.forget(number) for number in (70707, 80808)]

    assert rows == [9, 9]
    assert "70707" in before
    assert canary in before
    after = await store.read(_everything)
    assert "70707" not in after
    assert canary not in after
    assert canary.encode() not in _bytes(tmp_path)
    assert (await Ledger(store).spent_today(now=NOW)).cost_usd == 1.0


async def test_forgetting_one_person_leaves_the_others(
    people: People, deliveries: Deliveries
) -> None:
    for number in (1, 2):
        await people.add(person(id=number))
        await deliveries.plan(number, key="k", digest=digest(), render=_one_line, now=NOW)

    await people.forget(1)

    assert await people.get(2) is not None
    assert await deliveries.latest(2) is not None


def _one_line(delivery: Delivery) -> list[Message]:
    return [Message(html=f"delivery {delivery.id}")]


def _everything(db: Database) -> str:
    return repr([list(db.table(name).rows) for name in db.table_names()])


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("picks.db*"))
