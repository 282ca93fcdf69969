"""/why and the button on a card, as transcripts: what a score rests on, in the posting's words."""

import re
from datetime import timedelta

import pytest

from bot.model import Layout
from bot.texts import why as texts
from scoring.model import Pay
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, posting, profile, raw


def shown(html: str) -> str:
    return re.sub(r"</?code>", "", html)


async def begun(chat: Chat, **fields: object) -> None:
    await chat.services.people.add(person(id=7, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)


async def test_before_the_first_list_there_is_nothing_to_explain() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.says("/why")
        assert chat.text == texts.NOTHING()
        await chat.says("/why 1")
        assert chat.text == texts.NOTHING()


async def test_a_number_explains_that_pick_with_the_words_of_the_posting() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/why 2")

        assert chat.text.startswith("2 · ")
        assert "“You design and run backend services in Python, PostgreSQL and Kubernetes.”" in (
            chat.text
        )
        assert "for your profile of 2 Jan 2026" in chat.text
        assert texts.CHANGED() not in chat.text
        await chat.taps("‹ Back")
        assert "More like this" in chat.buttons


async def test_alone_it_explains_the_only_pick_and_asks_which_of_several() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/why")
        assert chat.text.startswith("1 · ")
        await chat.publish(*backend_jobs(4)[1:])
        await chat.says("/picks")
        await chat.says("/why")
        assert chat.text == shown(texts.WHICH())
        assert chat.buttons == ["1", "2", "3"]
        await chat.taps("3")
        assert chat.text.startswith("3 · ")


async def test_a_number_counts_in_the_last_list_and_on_into_its_near_misses() -> None:
    async with Chat(jobs=[*backend_jobs(2), *other_jobs()]) as chat:
        await begun(chat, lowest=50)
        await chat.says("/picks 1")
        await chat.says("/why 2")
        assert chat.text.startswith("2 · ")
        await chat.says("/picks 20")
        await chat.says("/picks")  # nothing is left, and that is no list to count in
        await chat.says("/why 1")
        assert chat.text.startswith("1 · ")
        await chat.says("/why 9")
        assert "There is no 9" in chat.text
        await chat.says("/why 0")
        assert "There is no 0" in chat.text


async def test_a_link_finds_the_posting_in_the_lists_however_it_is_written() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/picks")
        for link in (
            "https://jobs.example.com/backend/1",
            "http://www.jobs.example.com/backend/1/?utm_source=mail",
            "jobs.example.com/backend/1",
        ):
            await chat.says(f"/why {link}")
            assert "Libraries Works 1" in chat.text
            assert texts.NEVER_SHOWN() not in chat.text


async def test_a_link_to_a_stored_posting_that_was_never_shown_is_judged_now() -> None:
    async with Chat(jobs=[*backend_jobs(1), *other_jobs()]) as chat:
        await begun(chat)
        await chat.says("/why https://jobs.example.com/other/1")

        assert "Tram Driver" in chat.text
        assert texts.NEVER_SHOWN() in chat.text
        assert "Why " in chat.text


async def test_what_a_must_leaves_out_says_so() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.services.profiles.save(7, profile(avoid=("pager",)), now=NOW)
        await chat.says("/why https://jobs.example.com/backend/0")

        assert "By today's profile your lists leave it out: has a word to avoid." in chat.text
        assert "“Our team of 3 builds software for harbours, talks to its users every week" in (
            chat.text
        )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("https://nowhere.example.org/9", texts.UNKNOWN_LINK()),
        ("the second one", texts.USAGE()),
        ("<b>", texts.USAGE()),
        ("ftp://jobs.example.com/1", texts.USAGE()),
    ],
)
async def test_what_nobody_knows_is_answered_kindly(asked: str, answer: str) -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.says(f"/why {asked}")

        assert chat.text == shown(answer)


async def test_the_button_explains_in_place_and_leads_back() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.taps("2")
        card = chat.messages[-1]
        await chat.taps("Why")

        assert chat.messages[-1].id == card.id
        assert chat.buttons == ["‹ Back"]
        assert "“" in chat.text
        await chat.taps("‹ Back")
        assert chat.messages[-1].words == card.words


async def test_after_a_change_of_the_profile_it_says_what_changed() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.wait(days=1)
        await chat.says("/profile +rust, from 90k eur")
        await chat.taps("Save")
        await chat.says("/why 1")

        assert "for your profile of 2 Jan 2026" in chat.text
        assert "Your profile has changed since: skills: + Rust; pay: from €90,000 a year" in (
            chat.text
        )
        assert texts.RESCORE() in chat.text
        assert "pay: you ask €90,000 a year" in chat.text


async def test_hiding_a_company_is_no_change_for_a_score() -> None:
    async with Chat(jobs=backend_jobs(1)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.services.profiles.save(7, profile(hidden=("Nobody",)), now=NOW)
        await chat.says("/why 1")

        assert texts.CHANGED() not in chat.text


async def test_a_cap_says_what_the_score_would_be_without_it() -> None:
    senior = raw(title="Senior Backend Engineer", html="<p>Python, PostgreSQL, Kubernetes.</p>" * 9)
    async with Chat(jobs=[senior]) as chat:
        await begun(chat, lowest=0)
        await chat.services.profiles.save(7, profile(levels=("entry",)), now=NOW)
        await chat.says("/why https://jobs.example.com/1")

        assert "By today's profile your lists leave it out: another level." in chat.text
        assert "Capped: senior; you asked for entry level. Without that it would be " in chat.text


async def test_a_near_thing_is_named() -> None:
    job = raw(posted_at=NOW - timedelta(days=28), pay="€71,000 a year")
    async with Chat(jobs=[job]) as chat:
        await begun(chat)
        asking = profile(min_pay=Pay(low=70_000, currency="EUR", period="year"))
        await chat.services.profiles.save(7, asking, now=NOW)
        await chat.says("/why https://jobs.example.com/1")

        assert "A near thing\n· pays €71,000 a year, you ask €70,000 a year\n" in chat.text
        assert "· posted 28 days ago, you take 30" in chat.text


async def test_an_edited_posting_is_quoted_as_it_was_judged() -> None:
    async with Chat(jobs=[raw()]) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.publish(raw(html="<p>Now with Kubernetes and a pony.</p>"))
        await chat.says("/why 1")

        assert texts.EDITED() in chat.text
        assert "“You build services in Python and PostgreSQL.”" in chat.text


async def test_a_posting_that_is_no_longer_stored_is_explained_from_what_was_kept() -> None:
    async with Chat(jobs=[raw()]) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.services.people._store.write(_forget_postings)
        await chat.says("/why 1")

        assert texts.GONE() in chat.text
        assert "“You build services in Python and PostgreSQL.”" in chat.text


def _forget_postings(db: object) -> None:
    for table in ("postings", "clusters"):
        db.execute(f"DELETE FROM {table}")  # type: ignore[attr-defined]


async def test_hostile_words_of_a_posting_stay_words() -> None:
    text = "Python <b>x</b> & <a href='https://evil.example'>y</a> /start @someone in Berlin. " * 2
    async with Chat() as chat:
        await begun(chat)
        await chat.services.postings.save([posting(text=text)], now=NOW)
        await chat.says("/why https://jobs.example.com/1")

        entities = chat.messages[-1].entities
        assert [each.url for each in entities if each.url] == ["https://jobs.example.com/1"]
        assert {each.type for each in entities} <= {"bold", "italic", "blockquote", "text_link"}
        assert "<b>x</b> & <a href=" in chat.text


async def test_a_card_of_its_own_is_explained_in_place_too() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat, layout=Layout.CARDS)
        await chat.says("/picks")
        card = chat.messages[-1]
        await chat.taps("Why")
        assert chat.messages[-1].id == card.id
        await chat.taps("‹ Back")

        assert chat.messages[-1].words == card.words


async def test_jobs_like_another_one_are_the_last_list_once_they_are_shown() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        await begun(chat)
        await chat.says("/picks 1")
        await chat.taps("1")
        await chat.taps("More like this")
        like = chat.text
        await chat.says("/why 2")

        company = chat.text.splitlines()[1].split(" · ")[0]
        assert f"\n{company} · " in like


async def test_no_words_stand_below_a_part_that_nothing_states() -> None:
    degree = "<p>We look for a backend engineer with Python. A bachelor's degree is required.</p>"
    async with Chat(jobs=[raw(html=degree)]) as chat:
        await begun(chat, lowest=0)
        await chat.says("/picks")
        await chat.says("/why 1")

        lines = chat.text.splitlines()
        level = next(n for n, line in enumerate(lines) if line.startswith("Level"))
        assert lines[level].endswith(" not stated")
        assert not lines[level + 1].startswith("“")
