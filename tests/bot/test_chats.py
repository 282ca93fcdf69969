"""The rows of groups, topics and channels: found by chat, kept through a migration."""

import pytest

from bot.model import Message, Person
from bot.stores.chats import Chats, new_chat
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.db import Store
from tests.factories import NOW, person, profile

SUPERGROUP = -1_000_000_000_500


@pytest.fixture
def chats(store: Store) -> Chats:
    return Chats(store)


def row(chat_id: int = -500, *, topic: int | None = None) -> Person:
    return new_chat(
        kind="group", chat_id=chat_id, topic_id=topic, language="de", zone="Europe/Berlin", now=NOW
    )


async def test_a_chat_is_found_by_its_id_and_a_topic_by_both(chats: Chats, people: People) -> None:
    await people.add(person(id=7))
    whole = await chats.add(row(), host=7, title="Careers")
    topic = await chats.add(row(topic=44), host=7, title="Careers")
    other = await chats.add(row(topic=45), host=7, title="Careers")

    assert await chats.get(-500) == whole
    assert await chats.get(-500, topic_id=44) == topic
    assert await chats.get(-500, topic_id=46) is None
    assert [each.id for each in await chats.of(-500)] == sorted([topic.id, other.id, -500])
    assert {topic.id, other.id} == {-(1 << 53) - 1, -(1 << 53) - 2}


async def test_setting_a_chat_up_twice_changes_nothing(chats: Chats, people: People) -> None:
    await people.add(person(id=7))
    first = await chats.add(row(), host=7, title="Careers")
    second = await chats.add(row(), host=8, title="Other")

    assert second == first
    hosted = await chats.hosted(-500)
    assert hosted is not None
    assert (hosted.host, hosted.title) == (7, "Careers")


async def test_no_chat_owns_the_bot_nor_inherits_it(chats: Chats, people: People) -> None:
    owner = await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    assert owner.owner

    await people.forget(7)
    assert await people.appoint(lambda _: Message(html="It is yours"), now=NOW) is None
    assert await people.owner() is None


async def test_a_migration_keeps_the_row_and_all_that_hangs_on_it_and_twice_is_once(
    chats: Chats, people: People, profiles: Profiles
) -> None:
    await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    await profiles.save(-500, profile(skills=("Rust",)), now=NOW)

    moved = [await chats.moved(-500, to=SUPERGROUP) for _ in range(2)]

    assert moved == [1, 0]
    assert await chats.get(-500) is None
    found = await chats.get(SUPERGROUP)
    assert found is not None
    assert (found.id, found.chat_id) == (-500, SUPERGROUP)
    assert (await profiles.get(found.id)).skills == ("Rust",)


async def test_a_chat_set_up_anew_before_its_migration_was_known_does_not_stand_in_its_way(
    chats: Chats, people: People
) -> None:
    await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    hasty = await chats.add(row(SUPERGROUP), host=7, title="Careers")

    assert await chats.moved(-500, to=SUPERGROUP) == 1

    found = await chats.get(SUPERGROUP)
    assert found is not None
    assert found.id == -500
    asleep = await people.get(hasty.id)
    assert asleep is not None
    assert (asleep.state, asleep.chat_id) == ("blocked", None)


async def test_an_id_that_is_taken_is_not_given_again(chats: Chats, people: People) -> None:
    """A group that moved keeps its old id as the row's; another chat cannot get it."""
    await people.add(person(id=7))
    await chats.add(row(SUPERGROUP), host=7, title="Careers")
    await chats.moved(SUPERGROUP, to=SUPERGROUP - 1)
    again = await chats.add(row(SUPERGROUP), host=7, title="Another")

    assert again.id < -(1 << 53)
    assert (await chats.get(SUPERGROUP)) == again


async def test_sleep_ends_no_pause(chats: Chats, people: People) -> None:
    await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    paused = await chats.add(row(topic=44), host=7, title="Careers")
    await people.change(paused.id, state="paused")

    assert await chats.asleep(-500) == 1

    assert [each.state for each in await chats.of(-500)] == ["paused", "blocked"]


async def test_who_is_forgotten_is_no_longer_named_as_host(chats: Chats, people: People) -> None:
    await people.add(person(id=8))
    await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    await people.forget(7)

    hosted = await chats.hosted(-500)
    assert hosted is not None
    assert hosted.host is None
    assert await chats.get(-500) is not None, "the chat is its members'"


async def test_a_new_name_is_kept(chats: Chats, people: People) -> None:
    await people.add(person(id=7))
    await chats.add(row(), host=7, title="Careers")
    await chats.named(-500, "Jobs & more")

    hosted = await chats.hosted(-500)
    assert hosted is not None
    assert hosted.title == "Jobs & more"
