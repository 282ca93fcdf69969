"""One call fails: what the person hears of it, and what it must not take along."""

import pytest

from bot.handlers import buttons
from bot.texts import start as start_texts
from bot.texts.errors import SORRY
from tests.bot.chat import Chat
from tests.bot.flows import FLOWS, GROUP
from tests.bot.jobs import backend_jobs

_JOBS = backend_jobs(9)


async def test_work_that_takes_long_goes_on_where_its_press_cannot_be_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(buttons, "_PATIENCE_S", 0.0)
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["an application"].before(chat)
        chat.sandbox.faults.fail(502, method="answerCallbackQuery")
        chat.sandbox.press("Applied")
        await chat.settle()

        assert "Applied on 2 Jan" in chat.text


async def test_a_press_whose_connection_failed_says_so_over_the_button() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["an application"].before(chat)
        chat.sandbox.faults.fail(502, method="editMessageText")
        await chat.taps("Applied")

        assert [each["text"] for each in chat.sandbox.world.chats[7].toasts][-1] == SORRY()


async def test_files_that_could_not_be_sent_can_be_asked_for_at_once() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["files"].before(chat)
        chat.sandbox.faults.drop(method="sendMediaGroup", moment="before")
        await chat.says("/export")
        await chat.says("/export")

        assert "Everything I keep about you" in chat.text


async def test_a_group_whose_greeting_was_lost_is_greeted_when_the_bot_comes_again() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["files"].before(chat)
        chat.sandbox.add_group(GROUP, title="Careers", with_bot=False)
        chat.sandbox.set_member(GROUP, chat.person, "creator")
        chat.sandbox.faults.drop(method="sendMessage", moment="before")
        chat.sandbox.add_bot(GROUP)
        await chat.settle()
        chat.sandbox.remove_bot(GROUP)
        chat.sandbox.add_bot(GROUP)
        await chat.settle()

        messages = chat.sandbox.world.chats[GROUP].messages.values()
        (said,) = (each.words for each in messages if each.words)
        assert "Reply to this message with one sentence" in said


async def test_a_cv_that_could_not_be_fetched_is_asked_for_once_more() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        chat.sandbox.faults.fail(502, method="getFile")
        await chat.sends_file("cv.txt", b"Backend Engineer. Python.", mime="text/plain")
        assert chat.text == start_texts.NOT_FETCHED()

        await chat.sends_file("cv.txt", b"Backend Engineer. Python.", mime="text/plain")
        assert start_texts.READ() in chat.text


async def test_a_cv_sent_again_since_no_answer_came_is_shown_as_it_was_read() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        chat.sandbox.faults.drop(method="sendMessage", moment="before")
        content = b"Backend Engineer in Berlin. Python and PostgreSQL."
        document = chat.sandbox.send_document("cv.txt", content, mime="text/plain")
        await chat.settle()
        chat.sandbox.world.updates.add("message", chat.sandbox.world.message_payload(document))
        await chat.settle()

        assert start_texts.READ() in chat.text
        assert start_texts.GO_ON() in chat.buttons


async def test_how_a_group_is_set_up_is_said_once_more_where_it_was_lost() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await FLOWS["files"].before(chat)
        chat.sandbox.add_group(GROUP, title="Careers")
        chat.sandbox.faults.drop(method="sendMessage", moment="before")
        for _ in range(3):
            chat.sandbox.say_in(GROUP, "/picks@daily_job_picks_bot", person=chat.person)
            await chat.settle()

        messages = chat.sandbox.world.chats[GROUP].messages.values()
        said = [each for each in messages if each.sender == chat.sandbox.world.bot]
        assert len(said) == 1


async def test_first_picks_come_also_where_their_announcement_was_lost() -> None:
    async with Chat(jobs=_JOBS) as chat:
        await chat.says("/start")
        await chat.says("Backend Engineer with Python in Berlin")
        for label in (start_texts.GO_ON(), "08:00"):
            await chat.taps(label)
        chat.sandbox.faults.drop(method="editMessageText", moment="before")
        await chat.taps("Berlin")
        assert [each for each in chat.messages if "picks from" in each.words]

        await chat.taps("Berlin")
        assert "I will write at 08:00, Europe/Berlin.\nNext: tomorrow" in chat.text
        assert start_texts.PICKS_COME() not in chat.text


async def test_an_admin_whose_rank_was_not_told_is_asked_about_again_at_once() -> None:
    async with Chat(jobs=_JOBS) as chat:
        flow = FLOWS["a group"]
        await flow.before(chat)
        chat.sandbox.faults.fail(400, method="getChatMember")
        for _ in range(2):
            await flow.steps[0].do(chat)

        said = chat.sandbox.world.chats[GROUP].messages
        assert "Reply to this message with one sentence" in said[max(said)].words


async def test_a_link_that_was_made_and_never_seen_is_made_anew_by_the_same_button() -> None:
    async with Chat(jobs=_JOBS, **FLOWS["a feed"].settings) as chat:
        await FLOWS["a feed"].before(chat)
        await chat.says("/feed")
        for label, words in (("Make the link", "Your feed"), ("Turn off", "Your feed is off.")):
            chat.sandbox.faults.drop(method="editMessageText", moment="before")
            await chat.taps(label)
            await chat.taps(label)

            assert words in chat.text
