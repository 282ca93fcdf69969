"""Who is let in, groups, blocks, forged buttons, two people at once, and what breaks."""

import asyncio
import logging

import pytest

from bot.texts import access as texts
from bot.texts import start as start_texts
from bot.texts.errors import SORRY
from bot.texts.help import OLD_BUTTON
from tests.bot.chat import Chat

SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"


async def test_the_first_person_owns_a_new_bot_and_nobody_else_gets_in() -> None:
    async with Chat(access="owner") as chat:
        await chat.says("/start")
        assert "this bot is yours" in chat.text

        ben = chat.somebody(8)
        await ben.says("/start")
        assert ben.text == "This bot is private. " + texts.PRIVATE().split(". ", 1)[1].replace(
            "<code>", ""
        ).replace("</code>", "")
        assert await chat.services.people.get(8) is None


async def test_a_stranger_who_does_not_start_is_told_how() -> None:
    async with Chat() as chat:
        await chat.says("hello")
        assert chat.text == texts.STRANGER()

        await chat.says("/picks")
        assert chat.text == texts.STRANGER()
        assert await chat.services.people.get(7) is None


async def test_a_stranger_to_a_private_bot_is_not_sent_round_in_a_circle() -> None:
    async with Chat(access="owner") as chat:
        await chat.says("/start")
        ben = chat.somebody(8)
        await ben.says("hello")
        assert ben.text.startswith("This bot is private.")


async def test_an_invite_code_lets_in() -> None:
    async with Chat(access="invite", invite_code="kestrel-7") as chat:
        await chat.says("/start wrong")
        assert "private" in chat.text
        await chat.says("/start")
        assert "private" in chat.text
        await chat.says("/start kestrel-7")
        assert "Send me your CV" in chat.text


async def test_the_list_lets_in_who_is_on_it() -> None:
    async with Chat(access="allow", allowed_ids=(8,)) as chat:
        await chat.says("/start")
        assert "private" in chat.text
        ben = chat.somebody(8)
        await ben.says("/start")
        assert "Send me your CV" in ben.text


FORGED = [
    "",
    "xyzzy",
    "start",
    "start:::",
    "start:::zone=../../etc/passwd",
    "start:::at=99:99",
    "start:::cv.replace",
    "start:::cv.xyzzy",
    "set:::",
    "set:::at=25:00",
    "set:::zone=Europe/Nowhere",
    "set:::count=10000",
    "set:::lowest=-1",
    "set:::days=+9",
    "set:::layout=xyzzy",
    "set:::access=xyzzy",
    "set:::p.skills=xyzzy",
    "set:::p.xyzzy=clear",
    "set:::p.levels=+xyzzy",
    "set:::p.age=0",
    "set:::p.age=9999",
    "set:::state=blocked",
    "set:::owner=1",
    "undo:::0000",
    "undo",
    "profile:::xyzzy",
    "settings:::xyzzy",
    "card:999999:1",
    "list:999999",
    "card:1",
    "again",
    "show",
    "<b>",
    "x" * 64,
]


async def test_forged_data_changes_nothing_and_is_answered_once() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        before = await chat.services.people.get(7)
        profile = await chat.services.profiles.get(7)
        for count, data in enumerate(FORGED, start=1):
            query = chat.sandbox.press_data(chat.messages[-1], data, person=7)
            await chat.settle()
            assert chat.sandbox.world.queries[query].answered
            assert len(chat.sandbox.asked("answerCallbackQuery")) == count

        after = await chat.services.people.get(7)
        assert before is not None
        assert after is not None
        assert after.model_copy(update={"waiting": before.waiting}) == before
        assert await chat.services.profiles.get(7) == profile
        assert SORRY() not in [each.words for each in chat.messages]


async def test_unknown_data_is_an_old_button() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        chat.sandbox.press_data(chat.messages[-1], "xyzzy", person=7)
        await chat.settle()

        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == OLD_BUTTON()


async def test_two_people_at_once_keep_their_own_profiles() -> None:
    async with Chat() as chat:
        ada, ben = chat, chat.somebody(8)
        await asyncio.gather(ada.says("/start"), ben.says("/start"))
        await asyncio.gather(ada.says(SENTENCE), ben.says("Florist in Paris, bouquets"))
        await asyncio.gather(ada.says("/profile +rust"), ben.says("/profile +kotlin"))
        await asyncio.gather(ada.taps("Save"), ben.taps("Save"))

        first = await chat.services.profiles.get(7)
        second = await chat.services.profiles.get(8)
        assert "rust" in {skill.casefold() for skill in first.skills}
        assert "kotlin" in {skill.casefold() for skill in second.skills}
        assert "kotlin" not in {skill.casefold() for skill in first.skills}


async def test_messages_sent_in_a_row_are_taken_in_order() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        for word in ("/pause 7", "/resume", "/pause 7", "/resume"):
            chat.sandbox.send_text(word, person=7)
        await chat.settle()

        person = await chat.services.people.get(7)
        assert person is not None
        assert person.state == "active"
        answers = [each.words.split(".")[0] for each in chat.messages[-4:]]
        assert answers[0] == answers[2] != answers[1] == answers[3]


async def test_who_blocks_the_bot_is_due_no_more_and_is_back_with_a_word() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.blocks()
        person = await chat.services.people.get(7)
        assert person is not None
        assert (person.state, person.due) == ("blocked", None)

        chat.sandbox.unblock(person=7)
        await chat.settle()
        person = await chat.services.people.get(7)
        assert person is not None
        assert person.state == "active"
        assert person.due is not None


async def test_a_picture_and_a_voice_message_are_declined_kindly() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
        await sends(chat, photo=[size])
        assert chat.messages[-1].words == start_texts.PHOTO()

        await sends(chat, voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
        assert chat.messages[-1].words == start_texts.OTHER()

        await sends(chat, contact={"phone_number": "1", "first_name": "Ben"})
        assert chat.messages[-1].words == start_texts.OTHER()

        count = len(chat.messages)
        await sends(chat, pinned_message=None, new_chat_title="x")
        assert len(chat.messages) == count, "service messages are nobody's words"


async def test_a_crash_between_profile_and_date_is_healed_by_the_next_word() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.services.people.change(7, due=None, due_day=None)
        await chat.says("/help")

        person = await chat.services.people.get(7)
        assert person is not None
        assert person.due is not None


async def sends(chat: Chat, **content: object) -> None:
    """Send a kind of message that the sandbox's people do not know."""
    payload = {
        "message_id": 9_000 + len(chat.messages),
        "date": 1_767_340_800,
        "chat": {"id": 7, "type": "private", "first_name": "Ada"},
        "from": {"id": 7, "is_bot": False, "first_name": "Ada"},
    }
    given = {name: value for name, value in content.items() if value is not None}
    chat.sandbox.world.updates.add("message", payload | given)
    await chat.settle()


async def test_an_edited_message_is_not_taken_again() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        sent = chat.sandbox.send_text("/profile +rust", person=7)
        await chat.settle()
        count = len(chat.messages)
        chat.sandbox.edit_text(sent, "/profile -rust")
        await chat.settle()

        assert len(chat.messages) == count


async def test_an_unknown_command_is_answered_with_help() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("/xyzzy")

        words = chat.text.replace("\u2060", "")  # keeps Telegram from making it a link
        assert words == "I do not know /xyzzy. /help shows what I can do."


async def test_who_must_wait_for_telegram_gets_no_apology_on_top() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        chat.sandbox.faults.fail(429, method="sendMessage", retry_after=3600)
        await chat.says("/help")
        assert chat.text == ""

        await chat.says("/help")
        assert "/picks" in chat.text.replace("\u2060", "")


async def test_a_failure_is_logged_without_words_of_the_person_and_apologised_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A profile that cannot be read any more raises an error which quotes it."""
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        broken = 'UPDATE profiles SET profile = \'{"text": ["canary-4711"]}\''
        await chat.services.profiles._store.write(lambda db: db.execute(broken))
        with caplog.at_level(logging.INFO):
            for _ in range(2):
                await chat.says("/profile canary-4712")
                assert SORRY() in chat.text

        assert "ValidationError" in caplog.text
        assert "canary" not in caplog.text

        await chat.wait(minutes=1)
        told = [each for each in chat.messages if "Something broke today" in each.words]
        assert len(told) == 1
