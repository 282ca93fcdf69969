"""Notes by reply, interviews and deadlines in the calendar, and what the morning message says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.sandbox.model import Message
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.bot.test_tracking_chat import card_in, kestrel, opened, toast


def calendar_in(chat: Chat) -> Any:
    """Return the one event of the newest calendar file."""
    sent = [each for each in chat.messages if each.file]
    assert sent[-1].file is not None
    content = chat.sandbox.world.files[sent[-1].file.id][1]
    assert b"\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


async def applied(chat: Chat) -> Message:
    """Let the person be in Berlin and apply for the first pick."""
    await opened(chat)
    await chat.services.people.change(7, zone="Europe/Berlin")
    await chat.taps("Applied")
    return card_in(chat)


async def test_a_reply_to_a_card_is_a_note_whatever_it_says() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        card = await opened(chat)

        await chat.says("Spoke to <b>Ines</b> & Co", reply_to=card)
        assert chat.text == "Noted. The job is in /saved now, so that you find it again."
        for words in ("https://meet.example.com/abc", "+rust -java", "Third call went well"):
            await chat.says(words, reply_to=card)
        assert chat.text == "Noted."

        await chat.taps("Open the job")
        shown = chat.text.replace("\u2060", "")
        assert "Your notes\n2 Jan: Third call went well\n2 Jan: +rust -java\n" in shown
        assert "meet.example.com" in shown
        assert "Ines" not in shown
        assert "+1 earlier note" in shown
        assert (await chat.services.profiles.get(7)).skills.count("Rust") == 0

        await chat.taps("4 notes")
        assert "4  2 Jan: Spoke to <b>Ines</b> & Co" in chat.text
        await chat.taps("Delete 4")
        assert (toast(chat), "Ines" in chat.text) == ("Note deleted", False)
        await chat.taps("‹ Back")
        assert "3 notes" in chat.buttons


async def test_a_note_as_long_as_a_message_is_kept_whole_whatever_is_in_it() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        card = await opened(chat)
        words = f"<b>\u200f\u202eשלום\u200b</b>\n{'&= long' * 600}"[:4096]

        await chat.says(words, reply_to=card)
        await chat.taps("Open the job")
        await chat.taps("1 note")

        tracks = await chat.services.tracking.all(7)
        assert [note.text for track in tracks.values() for note in track.notes] == [words.strip()]
        assert "שלום" in chat.text


async def test_a_reply_to_a_list_of_several_asks_to_open_the_job_first() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        await chat.says("/picks again")
        listed = chat.messages[-1]

        await chat.says("the second sounds good", reply_to=listed)

        assert "Open the job you mean first" in chat.text
        await chat.says("I write backends in Python. " * 20, reply_to=listed)
        assert "Open the job you mean first" not in chat.text  # it may be a CV, or a posting
        assert await chat.services.tracking.all(7) == {}


async def test_a_reply_to_another_message_is_what_it_always_was() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await opened(chat)
        shown = await chat.says("/help")

        await chat.says("+rust", reply_to=shown)

        assert await chat.services.tracking.all(7) == {}
        assert chat.replies


async def test_an_interview_becomes_a_calendar_file_that_moves_with_it() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await applied(chat)

        await chat.taps("Calendar")
        assert "When is the interview?" in chat.text
        await chat.says("no idea")
        assert "I find no date in “no idea”" in chat.text
        assert chat.buttons == ["Open the job"]  # the way out
        await chat.says("Mon 14:30 Zoom; room 2, \\ floor")
        assert "Interview: Mon 5 Jan, 14:30 · Zoom; room 2, \\ floor" in chat.messages[-1].words
        first = calendar_in(chat)
        assert first.decoded("dtstart") == datetime(2026, 1, 5, 13, 30, tzinfo=UTC)
        assert str(first["location"]) == "Zoom; room 2, \\ floor"
        assert (first["sequence"], len(first.walk("VALARM"))) == (0, 1)

        await chat.taps("Open the job")
        assert "Interview: Mon 5 Jan, 14:30" in chat.messages[-1].words
        await chat.taps("Calendar")
        await chat.says("Tue 9:00")
        moved = calendar_in(chat)
        assert "the entry in your calendar moves" in chat.messages[-1].words
        assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)

        await chat.says("/applied")
        assert "Interview: Tue 6 Jan, 09:00" in chat.text
        await chat.taps("1")
        await chat.taps("Calendar")
        await chat.taps("Remove the interview")
        assert "Tue 6 Jan" not in chat.text
        await chat.taps("‹ Back")
        assert (await chat.services.people.get(7)).waiting == ""  # type: ignore[union-attr]


async def test_the_question_is_answered_by_a_reply_and_ended_by_a_command() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        card = await applied(chat)
        await chat.taps("Calendar")
        question = next(each for each in chat.messages if each.id == card.id)
        await chat.says("12 March 10:00", reply_to=question)
        assert "Interview: Thu 12 Mar, 10:00" in chat.messages[-1].words

        await chat.taps("Open the job")
        await chat.taps("Calendar")
        await chat.says("/applied")
        await chat.says("13 March 10:00")
        (found,) = (await chat.services.tracking.all(7)).values()
        assert [each.at for each in found.appointments] == [datetime(2026, 3, 12, 9, tzinfo=UTC)]


async def test_a_deadline_of_the_posting_is_one_tap_away() -> None:
    due = datetime(2026, 1, 22, tzinfo=UTC)
    async with Chat(jobs=[kestrel(1, deadline=due)]) as chat:
        await opened(chat)
        await chat.taps("Save")
        await chat.taps("Calendar")
        await chat.taps("Apply by Thu 22 Jan: to the calendar")

        event = calendar_in(chat)
        assert str(event["summary"]) == "Apply at Kestrel Robotics GmbH by today"
        assert event.decoded("dtstart") == due.date()
        await chat.says("/saved")
        assert "Apply by Thu 22 Jan" in chat.text
        await chat.services.people.change(7, due=due, due_day=None, at="08:00")
        chat.now = due
        await chat.wait(hours=9)
        assert "Today is the last day to apply at Kestrel Robotics GmbH" in chat.messages[-1].words

        await chat.says("/saved")
        await chat.taps("1")
        await chat.taps("Applied")
        assert "Apply by" not in chat.text


@pytest.mark.parametrize("picks", [3, 0], ids=["with picks", "without picks"])
async def test_the_morning_says_what_is_today_and_which_applications_fell_silent(
    picks: int,
) -> None:
    async with Chat(jobs=[kestrel(1), *backend_jobs(2)]) as chat:
        await applied(chat)
        await chat.taps("Calendar")
        await chat.says("17 Jan 14:30 Zoom")
        await chat.says("/picks again")
        await chat.taps("2")
        await chat.taps("Applied")
        await chat.says("/picks again")
        await chat.taps("3")
        await chat.taps("Applied")
        await chat.services.people.change(7, due=chat.now + timedelta(days=15), at="08:00")
        chat.now += timedelta(days=15)
        if picks:
            fresh = [
                job.model_copy(
                    update={
                        "external_id": f"new{n}",
                        "url": f"https://jobs.example.com/new/{n}",
                        "company": f"New Mill {n}",
                    }
                )
                for n, job in enumerate(backend_jobs(3))
            ]
            await chat.publish(*fresh)

        await chat.wait(hours=2)
        morning = chat.messages[-1]
        assert "Daily Job Picks · Sat 17 Jan" in morning.words
        assert "Today 14:30: interview at " in morning.words
        assert "2 applications have been silent for 14 days or more: " in morning.words
        await chat.taps("My applications")
        assert "Silent for 15 days" in chat.text
        assert morning.words in [each.words for each in chat.messages]

        await chat.wait(days=1)
        assert "Daily Job Picks · Sun 18 Jan" in chat.messages[-1].words
        assert "silent" not in chat.messages[-1].words


async def test_still_waiting_begins_the_silence_anew() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        card = await applied(chat)
        chat.now += timedelta(days=14)
        chat.sandbox.press_data(
            card, next(b for b in card.buttons if b["text"] == "Notes")["callback_data"]
        )
        await chat.settle()
        await chat.taps("‹ Back")
        assert "Silent for 14 days" in chat.text
        assert "Still waiting" in chat.buttons

        await chat.taps("Still waiting")
        assert (toast(chat), "Still waiting" in chat.buttons) == (
            "I ask again after 14 silent days",
            False,
        )
        await chat.taps("Your application")
        await chat.taps("Ghosted")
        assert "→ Ghosted on 16 Jan" in chat.text.replace("since", "on")
