"""Picks in the chat, as transcripts: the list, its cards, what each button does."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import Layout
from bot.texts import cards as texts
from bot.texts import picks as list_texts
from tests.bot.chat import Chat, Talker
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, profile, raw


async def begun(chat: Chat, **fields: object) -> None:
    """Let person 7 be somebody with a profile."""
    await chat.services.people.add(person(id=7, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)


def toast(chat: Chat, person: int = 7) -> str:
    return str(chat.sandbox.world.chats[person].toasts[-1]["text"])


def rows(chat: Talker) -> list[str]:
    return [str(button["text"]) for button in chat.messages[-1].buttons]


async def test_picks_come_as_one_list_with_a_button_each() -> None:
    async with Chat(jobs=[*backend_jobs(3), *other_jobs()]) as chat:
        await begun(chat)
        await chat.says("/picks")

        assert "☀️ Picks now · Fri 2 Jan\n3 picks from 6 new postings" in chat.text
        assert "6 new → 6 meet your musts → 6 scored → 3 picks" in chat.text
        assert chat.buttons[:3] == ["1", "2", "3"]
        assert "Head Chef" not in chat.text


async def test_every_number_opens_its_card_in_the_same_message() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/picks")
        before = chat.messages[-1]
        for n in ("1", "2", "3"):
            await chat.taps(n)
            assert chat.messages[-1].id == before.id
            assert chat.text.startswith(f"{n} · ")
            assert "Why " in chat.text
            await chat.taps("‹ Back")
        assert chat.messages[-1].words == before.words
        assert chat.messages[-1].keyboard == before.keyboard
        assert len(chat.messages) == 1


async def test_a_card_says_quietly_what_is_worth_a_look_before_applying() -> None:
    usual, odd = backend_jobs(2)
    late = (
        f"{odd.html}<p>{'We work in small teams. ' * 80}A registration fee of 50 euros is due.</p>"
    )
    odd = odd.model_copy(update={"html": late, "posted_at": NOW - timedelta(days=29)})
    async with Chat(jobs=[usual, odd]) as chat:
        await begun(chat)
        await chat.says("/picks")
        cards = []
        for n in ("1", "2"):
            await chat.taps(n)
            cards.append(chat.text)
            await chat.taps("‹ Back")
        strange, plain = sorted(cards, key=lambda card: "registration fee" not in card)

        line = next(each for each in strange.splitlines() if each.startswith("Worth a look"))
        assert line.startswith("Worth a look before you apply: it may ask applicants to pay: “")
        assert "A registration fee of 50 euros is due" in line
        assert "Worth a look" not in plain


async def test_next_leads_through_the_cards() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Next ›")
        await chat.taps("Next ›")

        assert chat.text.startswith("3 · ")
        assert "Next ›" not in rows(chat)


async def test_save_and_applied_are_seen_on_the_card_and_in_the_list() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Save")
        assert toast(chat) == "Saved"
        assert "Saved ✓" in rows(chat)
        await chat.taps("Applied")
        assert rows(chat)[:3] == ["Apply ↗", "Saved ✓", "Applied ✓"]
        await chat.taps("‹ Back")
        assert "Saved ✓ · Applied ✓" in chat.text

        await chat.taps("1")
        await chat.taps("Saved ✓")
        await chat.taps("Applied ✓")
        assert rows(chat)[:3] == ["Apply ↗", "Save", "Applied"]


@pytest.mark.parametrize("reason", [each() for each in texts.REASONS.values()])
async def test_not_for_me_hides_the_job_and_can_be_undone(reason: str) -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Not for me")
        assert {each() for each in texts.REASONS.values()} <= set(rows(chat))
        await chat.taps(reason)
        assert toast(chat).startswith("Hidden")
        await chat.taps("Undo")
        assert toast(chat) == texts.TOAST_BACK()

        assert "Not for me" in rows(chat)
        assert await chat.services.profiles.get(7) == profile()
        assert not await chat.services.feedback.marked(7, "hidden")


async def test_a_hidden_company_does_not_come_again() -> None:
    async with Chat(jobs=[raw(external_id="1", company="Acme Orchards")]) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Not for me")
        await chat.taps("Company")
        assert toast(chat) == "Hidden: Acme Orchards"
        await chat.publish(raw(external_id="2", title="Platform Engineer", company="Acme Orchards"))
        await chat.says("/picks")

        assert "No picks" in chat.text
        assert "a hidden company (1)" in chat.text


async def test_a_role_is_left_out_at_once_and_comes_back_on_undo() -> None:
    async with Chat(jobs=[raw(title="Database Reliability Engineer")]) as chat:
        await begun(chat)
        await chat.services.people.change(7, lowest=0)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Not for me")
        await chat.taps("Role")
        assert "“Database Reliability Engineer” are left out from now on" in chat.text
        assert (await chat.services.profiles.get(7)).avoid == ("Database Reliability Engineer",)
        await chat.taps("Undo")

        assert (await chat.services.profiles.get(7)).avoid == ()


async def test_a_hidden_pick_is_struck_out_in_its_list() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("2")
        await chat.taps("Not for me")
        await chat.taps("Seen it")
        await chat.taps("‹ Back")

        assert chat.text.count("Hidden") == 1
        await chat.taps("2")
        await chat.taps("Hidden · undo")
        assert "Not for me" in rows(chat)


async def test_the_same_posting_never_comes_twice_unless_asked_for() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/picks")
        assert list_texts.NOTHING_NEW() in chat.text
        await chat.taps(list_texts.AGAIN())
        assert "2 picks" in chat.text
        for again in ("/picks again", "/picks nochmal", "/picks de nuevo 2"):
            await chat.says(again)
            assert "2 picks" in chat.text


async def test_as_many_picks_come_as_are_asked_for() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        await begun(chat)
        await chat.says("/picks 2")
        assert "2 picks" in chat.text
        await chat.says("/picks again 3")
        assert "3 picks" in chat.text


@pytest.mark.parametrize("words", ["0", "21", "many", "3 4", "again please", "-1", "²"])
async def test_what_picks_does_not_understand_it_explains(words: str) -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(f"/picks {words}")

        assert chat.text == list_texts.USAGE()


async def test_twenty_picks_are_two_messages_and_back_finds_the_right_one() -> None:
    async with Chat(jobs=backend_jobs(20)) as chat:
        await begun(chat)
        await chat.services.people.change(7, lowest=0)
        await chat.says("/picks 20")
        first, second = chat.messages
        await chat.taps("4")
        await chat.taps("‹ Back")
        await chat.taps("14")
        await chat.taps("‹ Back")

        assert [each.words for each in chat.messages] == [first.words, second.words]
        assert [each.keyboard for each in chat.messages] == [first.keyboard, second.keyboard]


async def test_near_misses_open_and_lead_back() -> None:
    async with Chat(jobs=backend_jobs(4)) as chat:
        await begun(chat)
        await chat.says("/picks 2")
        digest = chat.messages[-1]
        await chat.taps("See near misses")
        assert "Near misses · Fri 2 Jan" in chat.text
        assert texts.NEAR_HELD() in chat.text
        near = chat.messages[-1]
        await chat.taps("3")
        assert chat.text.startswith("3 · ")
        await chat.taps("‹ Back")
        assert chat.messages[-1].words == near.words
        await chat.taps("‹ Back")

        assert chat.messages[-1].words == digest.words
        assert len(chat.messages) == 1


async def test_more_like_this_shows_new_jobs_whose_buttons_work() -> None:
    async with Chat(jobs=[*backend_jobs(6), *other_jobs()]) as chat:
        await begun(chat)
        await chat.says("/picks 1")
        await chat.taps("1")
        card = chat.messages[-1].words
        await chat.taps("More like this")
        assert chat.text.startswith("More like ")
        assert "Head Chef" not in chat.text
        similar = chat.messages[-1].words
        await chat.taps("2")
        await chat.taps("Save")
        await chat.taps("‹ Back")
        assert "Saved ✓" in chat.text
        await chat.taps("2")
        await chat.taps("Saved ✓")
        await chat.taps("‹ Back")
        assert chat.messages[-1].words == similar
        await chat.taps("‹ Back")
        assert chat.messages[-1].words == card
        await chat.taps("More like this")

        assert chat.messages[-1].words == similar
        assert len(chat.messages) == 1


async def test_nothing_similar_is_said_in_a_toast() -> None:
    async with Chat(jobs=[*backend_jobs(1), *other_jobs()]) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("More like this")

        assert toast(chat) == texts.NO_SIMILAR()


async def test_a_message_a_pick_for_those_who_like_it() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat, layout=Layout.CARDS)
        await chat.says("/picks")
        assert len(chat.messages) == 3
        await chat.taps("Save")
        assert rows(chat) == [
            "Apply ↗",
            "Saved ✓",
            "Applied",
            "Notes",
            "Calendar",
            "Not for me",
            "More like this",
            "Why",
        ]
        await chat.taps("More like this")
        assert toast(chat) == texts.NO_SIMILAR()
        await chat.taps("Not for me")
        await chat.taps("Seen it")
        await chat.taps("Undo")

        assert rows(chat)[-1] == "Why"
        assert len(chat.messages) == 3


async def test_near_misses_of_single_cards_lead_back_to_the_first_message() -> None:
    async with Chat(jobs=backend_jobs(4)) as chat:
        await begun(chat, layout=Layout.CARDS)
        await chat.says("/picks 2")
        before = [each.words for each in chat.messages]
        await chat.taps("See near misses")
        await chat.taps("3")
        await chat.taps("‹ Back")
        await chat.taps("‹ Back")

        assert [each.words for each in chat.messages] == before


async def test_a_list_stays_a_list_after_the_person_chose_cards() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        listed = chat.messages[-1].words
        await chat.services.people.change(7, layout=Layout.CARDS)
        await chat.taps("1")
        await chat.taps("‹ Back")

        assert [each.words for each in chat.messages] == [listed]


async def test_every_button_works_after_a_restart(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    async with Chat(jobs=backend_jobs(4), database=database) as chat:
        await begun(chat)
        await chat.says("/picks 2")
        listed = chat.messages[-1].words
    async with Chat(database=database) as chat:
        await chat.says("/help")
        old = chat.messages[-1]
        for data, words in (
            ("card:1:2", "2 · "),
            ("save:1:2", "2 · "),
            ("near:1", "Near misses"),
            ("more:1:1", "More like"),
            ("reason:1:2:company", texts.DID_COMPANY(company="")[:10]),
            ("unhide:1:2", "2 · "),
            ("unsave:1:2", "2 · "),
            ("list:1:2", listed),
        ):
            chat.sandbox.press_data(old, data, person=7)
            await chat.settle()
            assert words in chat.messages[-1].words
        assert len(chat.messages) == 1


async def test_the_last_reason_counts() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        for reason in ("company", "seen"):
            chat.sandbox.press_data(chat.messages[-1], f"reason:1:1:{reason}", person=7)
            await chat.settle()

        assert await chat.services.profiles.get(7) == profile()
        assert [each.reason for each in await chat.services.feedback.marked(7, "hidden")] == [
            "seen"
        ]


async def test_a_button_works_a_week_later_and_twice() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat, state="paused")
        await chat.says("/picks")
        listed = chat.messages[-1]
        await chat.wait(days=7)
        data = listed.buttons[0]["callback_data"]
        for _ in range(2):
            chat.sandbox.press_data(listed, data, person=7)
            await chat.settle()
        card = chat.messages[-1]
        assert card.words.startswith("1 · ")
        assert "7 days old" in card.words

        save = next(b for b in card.buttons if b["text"] == "Save")
        for _ in range(2):
            chat.sandbox.press_data(card, save["callback_data"], person=7)
            await chat.settle()

        assert toast(chat) == "Saved"
        assert len(await chat.services.feedback.marked(7, "saved")) == 1


_BUTTONS = ("card", "list", "near", "save", "hide", "more", "why", "show", "unhide")


async def test_another_persons_buttons_do_nothing_and_say_so() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        ben = chat.somebody(8)
        await chat.services.people.add(person(id=8))
        await ben.says("/help")
        theirs = ben.messages[-1]
        for action in (*_BUTTONS, "again"):
            chat.sandbox.press_data(theirs, f"{action}:1:1", person=8)
            await chat.settle()
            assert toast(chat, 8) == texts.GONE()
        assert not await chat.services.feedback.marked(8, "saved")
        assert ben.messages[-1] == theirs


@pytest.mark.parametrize(
    "data",
    [
        "card:1:0",
        "card:1:99",
        "card:1",
        "save:1:7",
        "card::1",
        "reason:1:1:nonsense",
        "more:9:9",
        "why:1:9",
    ],
)
async def test_forged_numbers_are_answered_kindly(data: str) -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        chat.sandbox.press_data(chat.messages[-1], data, person=7)
        await chat.settle()

        assert toast(chat) == texts.GONE()


async def test_a_digest_in_doubt_is_shown_again_on_request() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        listed = chat.messages[-1]
        chat.sandbox.press_data(listed, "show:1", person=7)
        await chat.settle()

        assert [each.words for each in chat.messages] == [texts.SHOWN_BELOW(), listed.words]


async def test_without_a_profile_picks_ask_for_one() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await chat.services.people.add(person(id=7))
        await chat.says("/picks")

        assert chat.text == list_texts.NO_PROFILE()


async def test_hostile_postings_stay_text() -> None:
    hostile = raw(
        title="Backend Engineer <b>& \u202eevil</b> 😀 מהנדס",
        company='<a href="https://evil.example.com">Acme</a> @somebody_else',
        locations=("</blockquote>/forget",),
        html="<p>Python PostgreSQL Kubernetes &lt;script&gt; https://evil.example.com</p>",
    )
    async with Chat(jobs=[hostile]) as chat:
        await begun(chat)
        await chat.services.people.change(7, lowest=0)
        await chat.says("/picks")
        listed = chat.messages[-1]
        await chat.taps("1")

        for message in (listed, chat.messages[-1]):
            assert {e.type for e in message.entities} <= {
                "bold",
                "italic",
                "text_link",
                "blockquote",
                "expandable_blockquote",
            }
            assert {e.url for e in message.entities if e.url} == {"https://jobs.example.com/1"}


async def test_the_morning_message_comes_by_itself() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/help")
        await chat.services.people.change(7, due=NOW, due_day=NOW.date())
        await chat.wait(minutes=10)

        assert "☀️ Daily Job Picks · Fri 2 Jan\n3 picks from 3 new postings" in chat.text
