"""The transcript harness itself: it waits by event, keeps people apart and misses nothing."""

import pytest

from tests.bot.chat import Chat
from tests.factories import raw


async def test_an_action_ends_when_the_bot_has_answered() -> None:
    async with Chat() as chat:
        last = await chat.says("/start")

        assert last is not None
        assert "CV" in last.words
        assert [each.words for each in chat.replies] == [last.words]


async def test_two_people_have_two_conversations() -> None:
    async with Chat() as chat:
        ben = chat.somebody(8)

        await chat.says("/start")
        await ben.says("/start")
        await chat.says("Gardener")

        assert "Gardener" in chat.text
        assert "CV" in ben.text


async def test_a_button_that_is_not_there_names_those_that_are() -> None:
    async with Chat() as chat:
        await chat.says("/start")

        with pytest.raises(LookupError, match="there are"):
            await chat.taps("Make coffee")


async def test_hearing_nothing_like_it_tells_what_was_heard() -> None:
    async with Chat() as chat:
        await chat.says("/start")

        with pytest.raises(AssertionError, match=r"never heard.*heard.*CV"):
            await chat.hears("Make coffee", timeout_s=0)


async def test_the_morning_message_comes_at_its_time_and_once() -> None:
    async with Chat(jobs=[raw()]) as chat:
        await chat.says("/start")
        await chat.says("Backend engineer with Python and PostgreSQL in Berlin")
        await chat.publish(raw(external_id="2", url="https://jobs.example.com/2", company="Heron"))

        await chat.wait(days=1, hours=1)
        morning = await chat.hears("Daily Job Picks")
        await chat.wait(minutes=5)

        assert "Heron" in morning.words
        assert list(chat.replies) == []
