"""Looking at the picks of earlier days, as transcripts."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model import Delivery, Message
from bot.texts import past as texts
from bot.texts.start import GO_ON
from tests.bot.chat import Chat, Talker
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, digest, person, pick, profile

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


async def begun(chat: Chat, who: int = 7, **fields: object) -> None:
    await chat.services.people.add(person(id=who, **fields))
    await chat.services.profiles.save(who, profile(), now=NOW)


async def sent(
    chat: Chat,
    at: datetime,
    *jobs: str,
    key: str = "",
    day: date | None = None,
    render: Callable[[Delivery], Sequence[Message]] = lambda _: (),
) -> Delivery:
    """Let the person have had a list with these titles at a moment; a job's id is its title."""
    picks = [pick(id=title, title=title) for title in jobs]
    day = day or at.date()
    return await chat.services.deliveries.plan(
        7, key=key or day.isoformat(), digest=digest(*picks, day=day), render=render, now=at
    )


async def three_days(chat: Chat) -> None:
    """Let there have been picks on a Friday, on Monday, and on Tuesday at two moments."""
    await begun(chat)
    await sent(chat, NOW, "Baker", "Miller")
    await sent(chat, MONDAY, "Potter")
    await sent(chat, MONDAY.replace(day=6), "Weaver")
    await sent(chat, MONDAY.replace(day=6, hour=15), "Joiner", key="picks:1:1")
    chat.now = MONDAY.replace(day=7)


def labels(chat: Talker) -> list[list[str]]:
    keyboard = chat.messages[-1].keyboard or {"inline_keyboard": []}
    return [[str(each["text"]) for each in row] for row in keyboard["inline_keyboard"]]


def toast(chat: Chat, who: int = 7) -> str:
    return str(chat.sandbox.world.chats[who].toasts[-1].get("text") or "")


@pytest.mark.parametrize("said", ["2026-01-02", "2 Jan", "Jan 2nd", "friday", "2.1.2026"])
async def test_the_picks_of_a_day_are_shown_again(said: str) -> None:
    async with Chat() as chat:
        await three_days(chat)
        await chat.says(f"/picks {said}")

        assert "Daily Job Picks · Fri 2 Jan" in chat.text
        assert "Baker" in chat.text
        assert "Miller" in chat.text
        assert labels(chat) == [["1", "2"], ["Settings"], ["Mon 5 Jan ›"]]


async def test_the_days_are_turned_over_in_place() -> None:
    async with Chat() as chat:
        await three_days(chat)
        first = await chat.says("/picks 2 Jan")
        assert first is not None
        was = (first.words, first.keyboard)

        await chat.taps("Mon 5 Jan ›")
        assert "Potter" in chat.text
        assert labels(chat)[-1] == ["‹ Fri 2 Jan", "Tue 6 Jan ›"]
        await chat.taps("Tue 6 Jan ›")
        assert "Weaver" in chat.text
        await chat.taps("Tue 6 Jan ›")
        assert "Joiner" in chat.text
        assert labels(chat)[-1] == ["‹ Tue 6 Jan"]
        for day in ("‹ Tue 6 Jan", "‹ Mon 5 Jan", "‹ Fri 2 Jan"):
            await chat.taps(day)

        assert len(chat.messages) == 1
        assert (chat.messages[-1].words, chat.messages[-1].keyboard) == was


async def test_a_day_without_picks_says_so_and_leads_to_those_around_it() -> None:
    async with Chat() as chat:
        await three_days(chat)
        await chat.says("/picks 3 Jan")

        assert chat.text == "No picks were sent on Sat 3 Jan."
        assert labels(chat) == [["‹ Fri 2 Jan", "Mon 5 Jan ›"]]
        await chat.taps("‹ Fri 2 Jan")
        assert "Baker" in chat.text


async def test_before_any_picks_and_of_days_to_come_nothing_is_promised() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/picks yesterday")
        assert chat.text == texts.NONE_EVER()
        await chat.says("/picks 2026-01-09")
        assert chat.text == "Fri 9 Jan is still to come."


async def test_a_card_opens_with_todays_marks_and_leads_back_to_its_day() -> None:
    async with Chat() as chat:
        await three_days(chat)
        await chat.says("/picks 2 Jan")
        await chat.taps("2")
        await chat.taps("Save")
        await chat.taps("‹ Back")

        assert "Saved ✓" in chat.text
        assert labels(chat) == [["1", "2"], ["Settings"], ["Mon 5 Jan ›"]]


async def test_a_new_list_leads_to_the_older_ones() -> None:
    async with Chat() as chat:
        await three_days(chat)
        await chat.says("/picks 6 Jan")
        await chat.says("/picks again")
        before = chat.messages[-1]
        await chat.taps("Older")

        assert chat.messages[-1].id == before.id
        assert "Joiner" in chat.text


async def test_where_nothing_is_older_the_button_says_so() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("Older")

        assert toast(chat) == texts.OLDEST()


async def test_a_long_list_is_shown_in_parts() -> None:
    async with Chat() as chat:
        await begun(chat)
        await sent(chat, NOW, *(f"Trade {'x' * n}" for n in range(1, 13)))
        await chat.says("/picks today")
        assert labels(chat)[-1] == ["Picks 7 to 12"]
        await chat.taps("Picks 7 to 12")
        assert labels(chat)[0][0] == "7"
        await chat.taps("8")
        await chat.taps("‹ Back")

        assert labels(chat)[0][0] == "7"
        assert labels(chat)[-1] == ["Picks 1 to 6"]


async def test_a_day_is_the_persons_own() -> None:
    """It is the 6th in Auckland while it is still the 5th in UTC."""
    async with Chat() as chat:
        await begun(chat, zone="Pacific/Auckland")
        morning = datetime(2026, 1, 5, 19, 0, tzinfo=UTC)
        await sent(chat, morning, "Shepherd", day=date(2026, 1, 6))
        chat.now = morning + timedelta(hours=17)  # noon of the 6th in UTC, the 7th there
        await chat.says("/picks yesterday")

        assert "Shepherd" in chat.text
        await chat.says("/picks 5 Jan")
        assert labels(chat) == [["Tue 6 Jan ›"]]


async def test_the_first_picks_of_all_are_found_again() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await chat.says("/start")
        await chat.says("Backend Engineer with Python and PostgreSQL in Berlin")
        await chat.taps(GO_ON())
        await chat.taps("08:00")
        await chat.taps("Berlin")
        await chat.says("/picks today")
        assert "2 picks from 2 new postings" in chat.text
        await chat.says("/stats")

        assert "This week: 2 new postings, 2 shown" in chat.text


async def test_another_persons_list_is_not_theirs_to_see() -> None:
    async with Chat() as chat:
        await three_days(chat)
        await begun(chat, 8)
        stranger = chat.somebody(8)
        await stranger.says("/help")
        for data in ("past:1", "past:1:1", "past:1::older", "past", "past:999"):
            chat.sandbox.press_data(stranger.messages[-1], data, person=8)
            await chat.settle()
            assert toast(chat, 8) == texts.GONE()

        assert not any("Baker" in each.words for each in stranger.messages)


async def test_a_list_that_was_never_sent_is_passed_over() -> None:
    async with Chat() as chat:
        await three_days(chat)
        chat.now = MONDAY.replace(day=7)
        await sent(chat, chat.now, "Ghost", render=lambda _: [Message(html="never sent")])
        await chat.services.deliveries.withdraw(chat.now + timedelta(days=1))
        await chat.says("/picks today")

        assert chat.text == "No picks were sent on Wed 7 Jan."


async def test_an_old_button_works_twice_and_after_a_restart() -> None:
    """A button names the list that it leads to, so pressing it again changes nothing."""
    async with Chat() as chat:
        await three_days(chat)
        await chat.says("/picks 2 Jan")
        listed = chat.messages[-1]
        data = listed.buttons[-1]["callback_data"]
        for _ in range(2):
            chat.sandbox.press_data(listed, data, person=7)
            await chat.settle()

        assert len(chat.messages) == 1
        assert "Potter" in chat.messages[-1].words
