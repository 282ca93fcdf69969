"""A message from the owner to everybody: seen before, sent once, stopped, and asked about."""

import asyncio
from datetime import timedelta

import pytest

from bot.model import Message
from bot.stores.broadcasts import Broadcasts
from bot.stores.deliveries import Deliveries
from bot.stores.people import People, row_of
from scoring.edge.db import Store
from tests.bot.chat import Chat, Talker
from tests.factories import NOW, person


async def crowd(chat: Chat, *numbers: int) -> list[Talker]:
    await chat.says("/start")
    people = [chat.somebody(number) for number in numbers]
    for each in people:
        await each.says("/start")
    return people


def heard(talker: Talker, words: str) -> int:
    return [each.words for each in talker.messages].count(words)


async def test_it_is_shown_as_it_will_look_and_goes_to_everybody_once() -> None:
    async with Chat() as chat:
        ben, eve = await crowd(chat, 8, 9)
        text = "We move house on Friday.\nThe bot <b>rests</b> & is back at 9:00, see https://e.com"
        await chat.says(f"/admin broadcast {text}")
        preview, card = chat.replies

        assert preview.words == text
        assert "It goes to 3 people." in card.words
        assert heard(ben, text) == 0
        await chat.taps("Send")
        assert "On its way: 0 of 3." in chat.text
        assert chat.buttons == ["Stop", "Renew"]
        await chat.taps("Renew")
        await chat.wait(minutes=1)
        await chat.wait(minutes=1)

        assert [heard(each, text) for each in (ben, eve)] == [1, 1]
        assert heard(chat, text) == 2  # the preview, and the owner's own copy
        (done,) = [each for each in chat.messages if "Done: 3 of 3 sent." in each.words]
        assert done.id == card.id


async def test_the_text_may_come_in_the_next_message() -> None:
    async with Chat() as chat:
        (ben,) = await crowd(chat, 8)
        await chat.says("/admin")
        await chat.taps("Broadcast")
        await chat.says("https://e.com/news")
        assert "It goes to 2 people." in chat.text
        await chat.taps("Cancel")
        assert "Nothing was sent." in chat.text
        await chat.wait(minutes=1)

        assert heard(ben, "https://e.com/news") == 0


async def test_a_text_that_is_too_long_can_be_sent_again_shorter() -> None:
    async with Chat() as chat:
        await crowd(chat)
        await chat.says("/admin broadcast")
        await chat.says("🎈" * 1_751)
        assert "That has 3,502 characters, and a broadcast takes 3,500." in chat.text
        await chat.says("x" * 3_500)

        assert "It goes to 1 person." in chat.text


async def test_who_is_paused_or_has_blocked_the_bot_is_left_alone() -> None:
    async with Chat() as chat:
        ben, eve = await crowd(chat, 8, 9)
        await ben.says("/pause")
        await eve.blocks()
        await chat.says("/admin broadcast Hello")
        assert "It goes to 1 person." in chat.text
        await chat.taps("Send")
        await chat.wait(minutes=1)

        assert [heard(each, "Hello") for each in (chat, ben, eve)] == [2, 0, 0]


async def test_what_is_not_sent_can_be_taken_back() -> None:
    async with Chat() as chat:
        (ben,) = await crowd(chat, 8)
        await chat.says("/admin broadcast Hello")
        await chat.taps("Send")
        await chat.taps("Stop")
        assert "Stopped: 0 of 2 sent.\n2 taken back" in chat.text
        await chat.wait(minutes=1)

        assert heard(ben, "Hello") == 0


async def test_an_old_preview_sends_nothing_when_a_newer_text_took_its_place() -> None:
    async with Chat() as chat:
        (ben,) = await crowd(chat, 8)
        await chat.says("/admin broadcast Old")
        await chat.says("/admin broadcast New")
        old = next(m for m in chat.messages if "people" in m.words)
        data = old.buttons[0]["callback_data"]
        chat.sandbox.press_data(old, data, person=chat.person)
        await chat.settle()
        await chat.wait(minutes=1)

        assert heard(ben, "Old") == 0


async def test_it_waits_for_the_end_of_quiet_hours() -> None:
    async with Chat() as chat:
        (ben,) = await crowd(chat, 8)
        await chat.services.people.change(8, quiet="07:00-11:00", zone="UTC")
        await chat.says("/admin broadcast Hello")
        await chat.taps("Send")
        await chat.wait(minutes=1)
        assert heard(ben, "Hello") == 0
        assert any("On its way: 1 of 2.\n1 waits" in each.words for each in chat.messages)
        await chat.wait(hours=3)

        assert heard(ben, "Hello") == 1


async def test_a_copy_in_doubt_is_asked_about_and_shown_on_request() -> None:
    async with Chat() as chat:
        (ben,) = await crowd(chat, 8)
        await chat.says("/admin broadcast Hello")
        await chat.taps("Send")
        chat.sandbox.faults.drop(moment="after", method="sendMessage", chat_id=8)
        await chat.wait(minutes=1)
        await chat.wait(minutes=1)
        question = ben.messages[-1]
        assert question.words == "I am not sure a message from this bot's owner arrived."
        before = heard(ben, "Hello")
        await ben.taps("Show")

        assert heard(ben, "Hello") == before + 1
        assert ben.messages[-1].id == question.id


@pytest.fixture
async def broadcasts(store: Store, people: People) -> Broadcasts:
    await people.add(person(id=7))
    rows = [row_of(person(id=number)) for number in range(100, 1_250)]
    await store.write(lambda db: db.table("people").insert_all(rows))
    return Broadcasts(store)


async def test_filling_goes_on_after_a_crash_and_gives_nobody_two(
    broadcasts: Broadcasts, store: Store, people: People
) -> None:
    number = await broadcasts.draft(7, "Hello", now=NOW)
    assert await broadcasts.start(number, card_id=1, now=NOW)
    assert not await broadcasts.start(number, card_id=1, now=NOW)
    assert await broadcasts.fill(number, now=NOW)
    await people.add(person(id=5_000, created_at=NOW + timedelta(seconds=1)))

    again = Broadcasts(store)  # as after a restart
    await asyncio.gather(*(again.fill(number, now=NOW) for _ in range(9)))

    assert (await again.progress(number)).waiting == 1_151
    assert [each.state for each in await again.under_way()] == ["sending"]


async def test_nobodys_morning_waits_for_it(broadcasts: Broadcasts, deliveries: Deliveries) -> None:
    number = await broadcasts.draft(7, "Hello", now=NOW)
    await broadcasts.start(number, card_id=1, now=NOW)
    while await broadcasts.fill(number, now=NOW):
        pass
    await deliveries.notice(100, Message(html="later"), key="a", now=NOW)

    assert [each.kind for each in await deliveries.ready(NOW, limit=9)] == ["notice"]
    assert len(await deliveries.ready(NOW, limit=9_999, news=True)) == 1_151


async def test_stopping_while_it_is_filled_takes_back_what_is_there(
    broadcasts: Broadcasts,
) -> None:
    number = await broadcasts.draft(7, "Hello", now=NOW)
    await broadcasts.start(number, card_id=1, now=NOW)
    await broadcasts.fill(number, now=NOW)

    assert await broadcasts.stop(number, now=NOW)
    assert not await broadcasts.stop(number, now=NOW)
    assert not await broadcasts.fill(number, now=NOW)
    assert (await broadcasts.progress(number)).stopped == 200
