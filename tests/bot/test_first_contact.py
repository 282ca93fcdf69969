"""First contact, as transcripts: the person says, the bot says."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Layout
from bot.sandbox.record import Call
from bot.texts import start as texts
from bot.texts.profile import SAVE
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Profile
from scoring.ports import Judgement, Occasion
from tests.bot.chat import Chat
from tests.factories import raw

CV = b"""Ada Lovelace
Backend Engineer

Experience
Backend Engineer, Kestrel Robotics, 2019 - 2025
Built services in Python and PostgreSQL, run on Kubernetes.

Skills: Python, PostgreSQL, Kubernetes
"""
SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"
JOBS = (
    raw(),
    raw(external_id="2", url="https://jobs.example.com/2", title="Florist", html="<p>Roses.</p>"),
)


async def test_the_whole_first_contact_with_a_cv() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        assert "Send me your CV" in chat.text
        assert chat.buttons == ["Skip"]

        await chat.sends_file("cv.txt", CV, mime="text/plain")
        assert "This is what I read" in chat.text
        assert "Titles: Backend Engineer" in chat.text
        assert "Python" in chat.text
        assert "Go on" in " ".join(chat.buttons) or texts.GO_ON() in chat.buttons

        await chat.taps(texts.GO_ON())
        assert "When shall I write? 08:00" in chat.text

        await chat.taps("07:00")
        assert "I will write at 07:00." in chat.text
        assert "where are you?" in chat.text

        await chat.taps("Berlin")
        assert "Next: tomorrow, Sat 3 Jan at 07:00, Europe/Berlin" in chat.text
        assert "Backend Engineer" in chat.replies[-1].words
        assert "Florist" not in chat.text

        person = await chat.services.people.get(7)
        assert person is not None
        assert (person.at, person.zone, person.waiting) == ("07:00", "Europe/Berlin", "")


async def test_a_sentence_is_enough() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)

        assert "Titles: Backend Engineer" in chat.text
        assert "Places: Berlin" in chat.text


async def test_a_greeting_is_no_profile() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("hi")
        assert chat.text == texts.TOO_LITTLE()
        assert (await chat.services.profiles.get(7)).empty

        await chat.says("I would love to look after old trees and gardens")
        assert texts.NOTHING_READ() in chat.text or texts.READ() in chat.text
        assert not (await chat.services.profiles.get(7)).empty


async def test_the_zone_of_a_place_in_the_profile_is_offered_first() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("08:00")

        assert chat.buttons[0] == "Europe/Berlin, as in your profile"


async def test_time_and_city_may_be_typed() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.says("at dawn")
        assert chat.text == texts.TIME_UNREAD()

        await chat.says("6.45")
        assert "I will write at 06:45." in chat.text

        await chat.says("Xyzzyville")
        assert chat.text == texts.ZONE_UNREAD()

        await chat.says("New York")
        assert "06:45, America/New_York" in chat.text


async def test_a_shared_location_sets_the_zone_and_is_not_kept() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("Skip")
        await chat.shares_place(35.68, 139.69)

        assert "Asia/Tokyo" in chat.text


async def test_every_step_can_be_skipped() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.taps("Skip")
        await chat.taps("Skip")
        await chat.taps("Skip")

        assert texts.NO_PROFILE() in chat.text
        person = await chat.services.people.get(7)
        assert person is not None
        assert (person.waiting, person.due, person.zone) == ("", None, "UTC")


async def test_a_sentence_after_skipping_starts_the_mornings() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        for _ in range(3):
            await chat.taps("Skip")
        await chat.says(SENTENCE)

        person = await chat.services.people.get(7)
        assert person is not None
        assert person.due is not None


async def test_start_again_loses_nothing() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        before = await chat.services.profiles.get(7)
        await chat.says("/start")

        assert texts.WELCOME_BACK() in chat.text
        assert "Backend Engineer" in chat.text
        assert await chat.services.profiles.get(7) == before


async def test_a_restart_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    """Another process on the same database goes on where the first one stopped."""
    database = tmp_path / "picks.db"
    async with Chat(database=database) as chat:
        await chat.says("/start")
    async with Chat(database=database) as chat:
        await chat.says(SENTENCE)
        assert "Titles: Backend Engineer" in chat.text
        await chat.taps(texts.GO_ON())
    async with Chat(database=database) as chat:
        await chat.says("07:00")
        assert "I will write at 07:00." in chat.text
    async with Chat(database=database, jobs=JOBS) as chat:
        await chat.says("Berlin")
        assert "07:00, Europe/Berlin" in chat.text
        assert "Kestrel Robotics" in chat.text


async def test_a_button_is_answered_while_the_picks_are_still_being_chosen() -> None:
    class Slow:
        """Has no opinion before the press is answered."""

        name = "slow"

        async def judge(
            self, profile: Profile, candidates: Sequence[Candidate], *, occasion: Occasion
        ) -> Judgement:
            assert await chat.sandbox.until(lambda: bool(answers()))
            return await LocalJudge().judge(profile, candidates, occasion=occasion)

    def answers() -> Sequence[Call]:
        return chat.sandbox.asked("answerCallbackQuery")[pressed:]

    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("08:00")
        pressed = len(chat.sandbox.asked("answerCallbackQuery"))
        chat.app.bot_data["services"] = replace(chat.services, judge=Slow())
        await chat.taps("Berlin")

        assert "Kestrel Robotics" in chat.text
        assert len(answers()) == 1


async def test_the_first_picks_are_todays_message() -> None:
    """Whoever comes at 09:00 and wants 18:00 hears again tomorrow, not once more today."""
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("18:00")
        await chat.taps("Berlin")

        assert "Your first picks come now and are today's message" in chat.text
        assert "Next: tomorrow, Sat 3 Jan at 18:00, Europe/Berlin" in chat.text


async def test_first_picks_that_are_none_leave_today_its_message() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("18:00")
        await chat.taps("Berlin")

        assert chat.replies[-1].words == "Next: today, Fri 2 Jan at 18:00, Europe/Berlin"
        await chat.publish(*JOBS)
        await chat.wait(hours=9, minutes=6)
        assert "Kestrel Robotics" in chat.text


async def test_an_old_button_of_the_first_contact_changes_the_setting_and_says_so() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("08:00")
        question = chat.messages[-1]
        await chat.says("Berlin")
        sent = len(chat.messages)
        chat.sandbox.press_data(question, "start:::zone=Asia/Tokyo", person=7)
        await chat.settle()

        assert len(chat.messages) == sent + 1
        assert "Time zone: Europe/Berlin → Asia/Tokyo." in chat.messages[-1].words


async def test_the_home_in_a_cv_is_a_must_only_when_told() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file("cv.txt", b"Ada Lovelace\nBerlin, Germany\n" + CV[13:])
        assert (await chat.services.profiles.get(7)).places == ()

        await chat.taps("Only jobs in Berlin, or remote in its country")
        await chat.taps(SAVE())
        places = (await chat.services.profiles.get(7)).places
        assert [place.city for place in places] == ["Berlin"]


async def test_a_double_press_of_the_last_step_sends_the_first_picks_once() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("08:00")
        question = chat.messages[-1]
        for _ in range(2):
            chat.sandbox.press_data(question, "start:::zone=Europe/Berlin", person=7)
        await chat.settle()

        digests = [each for each in chat.messages if "Backend Engineer" in each.words]
        assert len([each for each in digests if "Kestrel Robotics" in each.words]) == 1


async def test_go_on_pressed_twice_asks_once() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps(texts.GO_ON())

        assert len([each for each in chat.messages if texts.TIME() in each.words]) == 1


async def test_a_later_cv_is_offered_and_replaces_the_profile_when_told() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("Florist in Paris, no agencies")
        await chat.sends_file("cv.txt", CV, mime="text/plain")
        assert texts.OFFER_CV() in chat.text
        assert chat.buttons == [texts.REPLACE(), texts.ADD(), texts.LEAVE()]

        await chat.taps(texts.REPLACE())
        assert texts.REPLACED() in chat.text
        assert "Titles: added Backend Engineer" in chat.text
        await chat.taps(SAVE())
        profile = await chat.services.profiles.get(7)
        assert "Backend Engineer" in profile.titles
        assert profile.no_agencies

        await chat.taps("Undo")
        profile = await chat.services.profiles.get(7)
        assert "Backend Engineer" not in profile.titles


async def test_a_later_cv_may_be_added_or_left() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("Data Engineer, Python")
        before = await chat.services.profiles.get(7)
        await chat.sends_file("cv.txt", CV, mime="text/plain")
        await chat.taps(texts.LEAVE())
        assert await chat.services.profiles.get(7) == before

        await chat.sends_file("cv.txt", CV, mime="text/plain")
        await chat.taps(texts.ADD())
        await chat.taps(SAVE())
        after = await chat.services.profiles.get(7)
        assert {*before.titles, "Backend Engineer"} <= {*after.titles}


async def test_a_deleted_cv_is_asked_for_again() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        sent = chat.sandbox.send_document("cv.txt", CV, person=7)
        await chat.settle()
        chat.sandbox.delete_chat_message(sent)
        await chat.taps(texts.REPLACE())

        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == texts.GONE()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", b""),
        ("cv.pdf", b"MZ\x90\x00" + b"\x00" * 400),
        ("cv.pdf", b"%PDF-1.4 broken"),
        ("cv.docx", b"PK\x03\x04 broken"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 400),
    ],
    ids=["empty", "an exe named pdf", "a broken pdf", "a broken docx", "a picture as a file"],
)
async def test_a_file_that_cannot_be_read_is_explained(name: str, content: bytes) -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file(name, content)

        assert len(chat.replies) == 1
        assert len(chat.text) > 20
        person = await chat.services.people.get(7)
        assert person is not None
        assert person.waiting == "start"


async def test_a_large_file_is_refused_before_it_is_fetched() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.sends_file("cv.pdf", b"%PDF" + b"0" * (11 * 1024 * 1024))

        assert "That file has 11 MB; I read up to 10 MB." in chat.text
        assert not chat.sandbox.asked("getFile")


async def test_cards_may_be_the_layout_of_the_first_picks() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.services.people.change(7, layout=Layout.CARDS)
        await chat.says(SENTENCE)
        await chat.taps(texts.GO_ON())
        await chat.taps("08:00")
        await chat.taps("Berlin")

        assert "Kestrel Robotics" in chat.text


async def test_picks_now_sends_once_for_one_card_and_says_so() -> None:
    async with Chat(jobs=JOBS) as chat:
        await chat.says("/start")
        await chat.says(SENTENCE)
        await chat.says("/picks")
        await chat.says("/start")
        assert texts.PICKS_NOW() in chat.buttons
        await chat.taps(texts.PICKS_NOW())
        sent = len(chat.messages)
        await chat.taps(texts.PICKS_NOW())

        assert len(chat.messages) == sent
        assert chat.sandbox.world.chats[7].toasts[-1]["text"] == texts.PICKS_SENT()
