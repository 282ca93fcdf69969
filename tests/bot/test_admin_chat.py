"""The owner's card as the owner meets it; to everybody else it does not exist."""

import re
from typing import get_args

import pytest

from bot.model import Person
from bot.stores.errors import Part
from bot.texts import admin as texts
from scoring.edge.llm.ledger import Call
from tests.bot.chat import Chat
from tests.factories import NOW, raw


async def opened(chat: Chat) -> None:
    await chat.says("/start")
    await chat.says("/admin")


async def test_to_others_the_command_does_not_exist() -> None:
    async with Chat() as chat:
        await opened(chat)
        ben = chat.somebody(8)
        await ben.says("/start")
        await ben.says("/nonsense")
        unknown = ben.text
        await ben.says("/admin")

        assert ben.text == unknown.replace("nonsense", "admin")
        await ben.says("/admin broadcast Hello")
        assert ben.text == unknown.replace("nonsense", "admin")


async def test_the_button_of_a_former_owner_does_nothing() -> None:
    async with Chat() as chat:
        await opened(chat)
        ben = chat.somebody(8)
        await ben.says("/start")
        await chat.services.people.change(chat.person, owner=False)
        await chat.services.people.change(8, owner=True)
        before = chat.messages[-1].words
        await chat.taps("People")

        assert chat.messages[-1].words == before


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("People", "people, active: 1"),
        ("Deliveries", "Messages of the last 7 days"),
        ("Sources", "/sources has the details"),
        ("Cost", "No model was asked in 30 days."),
        ("Errors", "Nothing broke in 7 days."),
        ("Invite codes", "There is no code that lets anybody in."),
        ("Who gets in", "Now: everybody"),
        ("Broadcast", "Send me the text, at most 3,500 characters"),
    ],
)
async def test_each_page_opens_in_place_and_leads_back(label: str, words: str) -> None:
    async with Chat() as chat:
        await opened(chat)
        card, count = chat.messages[-1].words, len(chat.messages)
        await chat.taps(label)

        assert words in chat.messages[-1].words
        await chat.taps("Cancel" if label == "Broadcast" else "‹ Back")
        assert chat.messages[-1].words == card
        assert len(chat.messages) == count


async def test_people_are_listed_by_id_and_can_be_silenced_and_removed() -> None:
    async with Chat() as chat:
        await opened(chat)
        for number in range(100, 110):
            await chat.somebody(number).says("/start")
        await chat.taps("People")
        assert "people, active: 11" in chat.text
        await chat.taps("See the list")
        await chat.taps("Older ›")
        assert len(chat.buttons) == 5  # three people, the way to the newer ones, and back
        await chat.taps("‹ Newer")
        await chat.taps("104 · active")
        assert "104\nA person, active, here since " in chat.text
        await chat.taps("Silence")
        await chat.taps("Yes")
        assert "104 is silenced." in chat.text
        silent = await chat.services.people.get(104)
        assert silent is not None
        assert (silent.state, silent.due) == ("paused", None)
        await chat.taps("Remove")
        await chat.taps("No")
        assert await chat.services.people.get(104) is not None
        await chat.taps("Remove")
        await chat.taps("Yes")

        assert "104 is removed." in chat.text
        assert await chat.services.people.get(104) is None


def test_the_owner_has_words_for_whatever_is_counted() -> None:
    fields = Person.model_fields
    assert {*texts.PARTS} == {*get_args(Part)}
    assert {*texts.KINDS} == {*texts.KIND} == {*get_args(fields["kind"].annotation)}
    assert {*texts.STATES} == {*texts.STATE} == {*get_args(fields["state"].annotation)}


async def test_nothing_can_be_done_to_the_owner() -> None:
    async with Chat() as chat:
        await opened(chat)
        await chat.taps("People")
        await chat.taps("See the list")
        await chat.taps(f"{chat.person} · you")

        assert chat.buttons == ["‹ Back"]


async def test_deliveries_are_counted_with_what_was_refused() -> None:
    async with Chat(jobs=[raw()]) as chat:
        await chat.says("/start")
        await chat.says("Backend Engineer, Python")
        await chat.says("/picks")
        ben = chat.somebody(8)
        await ben.says("/start")
        await chat.says("/admin broadcast Hello")
        await chat.taps("Send")
        await ben.blocks()
        await chat.wait(minutes=1)
        await chat.says("/admin")
        await chat.taps("Deliveries")

        assert "2 sent" in chat.text
        assert "1 refused by Telegram\n1 × Forbidden: bot was blocked by the user" in chat.text


async def test_what_the_models_cost_stands_by_purpose_and_model() -> None:
    async with Chat(llm_daily_usd=2.0) as chat:
        call = Call(model="mill/small", purpose="judge", cost_usd=0.25, prompt_tokens=10)
        await chat.services.ledger.enter(call, at=NOW)
        await opened(chat)
        await chat.taps("Cost")

        assert "Last 24 hours: $0.25 of $2.00" in chat.text
        assert "30 days: $0.25, 1 call" in chat.text
        assert "By purpose\njudge: $0.25, 1 call" in chat.text
        assert "By model\nmill/small: $0.25" in chat.text


async def test_what_broke_is_counted_and_told_once() -> None:
    async with Chat() as chat:
        await opened(chat)
        await chat.services.people.change(chat.person, zone="Mars/Olympus_Mons")
        await chat.says("/pause 3")
        await chat.says("/pause 3")
        assert "Something went wrong on my side" in chat.text
        await chat.services.people.change(chat.person, zone="UTC")
        await chat.wait(minutes=1)
        assert "Something broke today: an answer, " in chat.text
        assert chat.text.count("Something broke") == 1
        await chat.says("/admin")
        await chat.taps("Errors")

        assert re.search(r"an answer, \w+: 2 ×, last Fri 2 Jan at 08:00", chat.text)


async def test_a_code_is_made_shown_once_and_lets_one_in() -> None:
    async with Chat(access="owner") as chat:
        await opened(chat)
        await chat.taps("Invite codes")
        assert "that is not so now" in chat.text
        await chat.taps("Let codes count")
        assert "Now: people with an invite code" in chat.text
        await chat.taps("‹ Back")
        await chat.taps("Invite codes")
        await chat.taps("New code")
        await chat.taps("1")
        await chat.taps("7")
        link = re.search(r"https://t\.me/daily_job_picks_bot\?start=(\S+)", chat.text)
        assert link is not None
        ben, eve = chat.somebody(8), chat.somebody(9)
        await ben.says(f"/start {link[1]}")
        await eve.says(f"/start {link[1]}")

        assert "private" not in ben.text
        assert "This bot is private" in eve.text
        await chat.taps("‹ Back")
        assert link[1] not in chat.text
        assert "There is no code that lets anybody in." in chat.text


async def test_a_code_that_is_withdrawn_is_gone_from_the_list() -> None:
    async with Chat(access="invite", invite_code="kestrel") as chat:
        await chat.says("/start kestrel")
        await chat.says("/admin")
        await chat.taps("Invite codes")
        await chat.taps("New code")
        await chat.taps("20")
        await chat.taps("30")
        assert texts.INVITES_CLOSED() not in chat.text
        await chat.taps("‹ Back")
        assert "No. 1: 20 uses left, 0 used, until 1 Feb 2026" in chat.text
        await chat.taps("Withdraw 1")

        assert "Code 1 lets nobody in any more." in chat.text
        assert "Withdraw 1" not in chat.buttons


async def test_a_new_code_says_where_codes_do_not_count() -> None:
    async with Chat(access="owner") as chat:
        await opened(chat)
        for label in ("Invite codes", "New code", "1", "7"):
            await chat.taps(label)

        assert chat.text.endswith(texts.INVITES_CLOSED())
        assert chat.buttons == ["‹ Back"]


async def test_who_gets_in_can_be_changed_on_the_card() -> None:
    async with Chat(access="owner") as chat:
        await opened(chat)
        await chat.taps("Who gets in")
        await chat.taps("Everybody")

        assert "Now: everybody" in chat.text
        assert await chat.services.people.access() == "open"
