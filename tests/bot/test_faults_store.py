"""The disk fails at one write in the middle of a flow: nothing is claimed, and trying again helps.

The fault is SQLite's own: a trigger that refuses one kind of write to one table.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import access as access_texts
from bot.texts import start as start_texts
from bot.texts.errors import SORRY
from scoring.edge import db
from scoring.errors import StoreError
from tests.bot.chat import Chat
from tests.bot.crowd_faults import faults_of_database
from tests.bot.flows import FLOWS, GROUP, MEMBER, Flow
from tests.bot.groups import SENTENCE, Group
from tests.bot.jobs import backend_jobs

_JOBS = backend_jobs(9)


@contextlib.contextmanager
def _refusing(database: Path, write: str) -> Iterator[None]:
    """Let the disk refuse a kind of write such as "INSERT ON outbox"."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(
            f"CREATE TRIGGER refusing BEFORE {write}"
            " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
        yield
        other.execute("DROP TRIGGER refusing")


async def _begun(chat: Chat, flow: Flow) -> None:
    """Do all of a flow but its last step."""
    await flow.before(chat)
    for step in flow.steps[:-1]:
        assert await step.do(chat), step


@pytest.mark.parametrize("write", ["INSERT ON deliveries", "INSERT ON shown", "UPDATE ON outbox"])
async def test_first_picks_that_could_not_be_kept_are_asked_for_by_the_same_button(
    write: str,
) -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _begun(chat, FLOWS["first contact"])
        with _refusing(chat.services.settings.database, write):
            await chat.taps("Berlin")

        assert start_texts.PICKS_COME() not in chat.text
        assert start_texts.ZONE() in chat.text
        await chat.taps("Berlin")
        assert "I will write at 07:30, Europe/Berlin." in chat.text
        lists = [each for each in chat.messages if "picks from" in each.words]
        assert len(lists) == 1


async def test_picks_that_were_kept_and_not_sent_come_once_when_asked_for_again() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["an edit"].before(chat)
        asked = "/picks again"
        with _refusing(chat.services.settings.database, "UPDATE ON outbox"):
            await chat.says(asked)
        assert chat.text == SORRY()

        await chat.says(asked)
        await chat.wait(minutes=1)

        lists = [each for each in chat.messages if "Picks now" in each.words]
        assert len(lists) == 2  # the one from before, and this one
        assert faults_of_database(chat.services.settings.database) == []


@pytest.mark.parametrize("write", ["DELETE ON profiles", "DELETE ON verdicts"])
async def test_a_forgetting_that_was_cut_off_is_ended_by_the_same_button(write: str) -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _begun(chat, FLOWS["forgetting"])
        with _refusing(chat.services.settings.database, write):
            await chat.taps("Delete everything")
        assert "0 rows are left" not in chat.text

        await chat.taps("Delete everything")

        assert "0 rows are left" in chat.text
        assert await chat.services.people.get(chat.person) is None
        with contextlib.closing(sqlite3.connect(chat.services.settings.database)) as other:
            assert other.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)


async def test_who_inherits_the_bot_hears_of_it_also_where_the_disk_failed_meanwhile() -> None:
    async with Chat(jobs=_JOBS) as chat:
        flow = FLOWS["a broadcast"]
        await flow.before(chat)
        await chat.says("/forget")
        with _refusing(chat.services.settings.database, "INSERT ON outbox"):
            await chat.taps("Delete everything")
        await chat.taps("Delete everything")

        assert "0 rows are left" in chat.text
        heir = await chat.services.people.owner()
        assert heir is not None
        told = [each.words for each in chat.sandbox.replies(person=heir.id)]
        assert access_texts.OWNER_NOW() in told


async def test_a_copy_whose_end_was_cut_off_is_shown_by_the_same_button() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await _begun(chat, FLOWS["a second profile"])
        await chat.says("/profile")
        await chat.taps("New profile")
        await chat.says("Evenings")
        with _refusing(chat.services.settings.database, "UPDATE ON people"):
            await chat.taps("Copy of Main")
        await chat.taps("Copy of Main")

        assert "“Evenings” begins as a copy." in chat.text


async def test_an_apology_in_a_group_asks_for_no_answer() -> None:
    async with Chat(jobs=_JOBS) as chat:
        flow = FLOWS["a group"]
        await flow.before(chat)
        await flow.steps[0].do(chat)
        with _refusing(chat.services.settings.database, "INSERT ON profiles"):
            await flow.steps[1].do(chat)

        said = chat.sandbox.world.chats[GROUP].messages
        assert said[max(said)].words == SORRY()


async def test_a_database_that_somebody_else_holds_claims_nothing_and_sends_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(db, "_BUSY_TIMEOUT_S", 0.01)
    async with Chat(jobs=_JOBS) as chat:
        await _begun(chat, FLOWS["a broadcast"])
        database = chat.services.settings.database
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await chat.taps("Send")
            assert chat.text == SORRY()
            with pytest.raises(StoreError):  # the loop of the schedule begins anew
                await chat.wait(minutes=1)
            other.execute("ROLLBACK")
        await chat.taps("Send")
        for _ in range(3):
            await chat.wait(minutes=1)

        copies = [each for each in chat.sandbox.replies(person=MEMBER) if each.words == "Hello"]
        assert len(copies) == 1
        assert faults_of_database(database) == []


async def test_a_press_in_a_channel_that_failed_leaves_its_buttons_there() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["an edit"].before(chat)
        channel = Group(chat, group=-600, kind="channel")
        chat.sandbox.set_member(-600, chat.person, "creator")
        asked = await channel.posts("/start")
        await channel.posts(SENTENCE, reply_to=asked)
        await channel.taps("Looks right, go on ›")
        with _refusing(chat.services.settings.database, "UPDATE ON people"):
            assert await channel.taps("08:00") == SORRY()

        await channel.taps("08:00")
        assert start_texts.ZONE() in channel.text
