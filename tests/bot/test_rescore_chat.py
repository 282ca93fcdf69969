"""/rescore, as transcripts: what a changed profile moves, old score to new."""

from bot.stores.tastes import Learned
from bot.texts import rescore as texts
from scoring.model import Place
from scoring.taste.labels import Answer, Label
from scoring.taste.learn import learned
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, posting, profile, raw


async def begun(chat: Chat, **fields: object) -> None:
    await chat.services.people.add(person(id=7, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)


async def change(chat: Chat, **fields: object) -> None:
    await chat.services.profiles.save(7, profile(**fields), now=NOW)


async def test_an_unchanged_profile_moves_nothing() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/rescore")

        assert chat.text == texts.UNCHANGED()


async def test_a_changed_profile_says_what_moved_from_where_to_where_and_why() -> None:
    go = raw(
        external_id="go", title="Backend Engineer Go", company="Gopher Mill", html="Go and Kafka."
    )
    async with Chat(jobs=[*backend_jobs(2), go, *other_jobs()]) as chat:
        await begun(chat, lowest=50)
        await chat.says("/picks")
        await change(chat, skills=("Go", "Kafka"))
        await chat.says("/rescore")

        assert "Scored again · Fri 2 Jan" in chat.text
        assert "↓ " in chat.text
        assert "Changed: skills: + Go, + Kafka, - Python, - PostgreSQL, - Kubernetes\n" in chat.text
        assert " is no longer yours: -" in chat.text
        assert " · Go is now yours: +" in chat.text
        listed = chat.text
        await chat.taps("1")
        assert chat.text.startswith("1 · ")
        card = chat.messages[-1]
        await chat.taps("‹ Back")
        assert chat.text == listed
        assert chat.messages[-1].id == card.id
        await chat.says("/rescore")
        assert chat.text == texts.UNCHANGED()


async def test_what_no_longer_meets_the_musts_is_named_with_the_must() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await change(chat, places=(Place(text="Lyon, France", city="Lyon", country="FR"),))
        await chat.says("/rescore")

        assert "out 2" in chat.text
        assert "Out: Backend Engineer Harbours (" in chat.text
        assert "): in another place; places: + Lyon, France\n" in chat.text
        assert texts.NOTHING() in chat.text


async def test_new_ones_join_and_are_not_shown_again_later() -> None:
    async with Chat(jobs=[*backend_jobs(1), *other_jobs()]) as chat:
        await begun(chat, lowest=30)
        await chat.says("/picks")
        await change(chat, titles=("Backend Engineer", "Tram Driver"))
        await chat.says("/rescore")
        assert "new 1" in chat.text
        assert "Tram Driver" in chat.text
        await chat.says("/picks")

        assert "Tram Driver" not in chat.text


async def test_after_more_like_this_the_digest_itself_is_scored_again() -> None:
    async with Chat(jobs=backend_jobs(6)) as chat:
        await begun(chat)
        await chat.says("/picks 1")
        await chat.taps("1")
        await chat.taps("More like this")
        await change(chat, skills=("Rust",))
        await chat.says("/rescore")

        assert "Scored again" in chat.text
        assert "↓ 1" in chat.text


async def test_without_earlier_picks_there_are_simply_picks() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/rescore")

        assert "2 picks" in chat.text


async def test_a_failed_must_is_told_for_each_job() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await change(chat, avoid=("Harbours Works",))
        await chat.says("/rescore")

        assert "out 1" in chat.text
        assert "has a word to avoid" in chat.text


async def test_what_was_learned_moves_a_score_and_is_told_as_such() -> None:
    robots = raw(html="<p>You build robotics services in Python. You like robotics.</p>" * 4)
    async with Chat(jobs=[robots]) as chat:
        await begun(chat, lowest=20)
        await chat.says("/picks")
        labels = [_label(n, "saved" if n % 2 else "hidden") for n in range(24)]
        taste = learned(labels, profile=profile(), now=NOW)
        await chat.services.tastes.keep(7, taste, before=Learned(), now=NOW)
        await chat.says("/rescore")

        assert "Changed:" not in chat.text
        assert " · what I learned from your buttons: +" in chat.text
        await chat.says("/why 1")
        assert "You save robotics; moved up " in chat.text
        await chat.says("/rescore")
        assert chat.text == texts.UNCHANGED()


async def test_an_empty_list_does_not_hide_the_one_before_it() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/picks")
        assert "No picks" in chat.text
        await change(chat, skills=("Python", "PostgreSQL", "Kubernetes", "Rust"))
        await chat.says("/rescore")

        assert "Changed: skills: + Rust\n" in chat.text
        assert chat.buttons[:2] == ["1", "2"]


async def test_where_nothing_was_listed_and_nothing_fits_one_line_says_so() -> None:
    async with Chat(jobs=other_jobs()) as chat:
        await begun(chat)
        await chat.says("/picks")
        await change(chat, skills=("Rust",))
        await chat.says("/rescore")

        assert texts.NOTHING_YET() in chat.text
        assert "\n\n\n" not in chat.text


def _label(n: int, answer: Answer) -> Label:
    about = "robotics" if answer == "saved" else "defence"
    text = f"You build {about} services in Python for customer number {n}."
    return Label(
        posting=posting(id=f"p{n}", text=text, company=f"Mill {n}"), day=NOW.date(), answer=answer
    )
