"""What a change of the profile would do to today's picks, said before it is saved."""

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.drafts import rebased
from bot.answers.preview import effect
from bot.stores.profiles import Draft
from bot.texts import profile as texts
from scoring.model import Profile
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, profile, raw

HYBRID = raw(
    external_id="hybrid",
    url="https://jobs.example.com/hybrid",
    title="Backend Engineer",
    company="Remote Mill",
    locations=("Remote, Germany",),
    html="<p>Fully remote. You build services in Python and PostgreSQL on Kubernetes.</p>",
)


async def begun(chat: Chat, **fields: object) -> None:
    await chat.services.people.add(person(id=7, last_digest_at=NOW, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)


async def stored(chat: Chat) -> Profile:
    return await chat.services.profiles.get(7)


def toast(chat: Chat) -> str:
    return str(chat.sandbox.world.chats[7].toasts[-1]["text"])


async def test_a_line_says_what_goes_and_what_comes_and_waits_to_be_saved() -> None:
    async with Chat(jobs=[*backend_jobs(4), HYBRID, *other_jobs()]) as chat:
        await begun(chat, lowest=40, count=3)
        await chat.says("/profile titles: tram driver; clear skills")

        assert chat.text.startswith("Not saved yet\n")
        assert "Today's picks: 3 fewer, 2 new." in chat.text
        assert "Going: Backend Engineer" in chat.text
        assert " and 1 more\n" in chat.text, "two of each by name"
        assert "Coming: Tram Driver (" in chat.text
        assert chat.buttons == [texts.SAVE(), texts.LEAVE()]
        assert await stored(chat) == profile()

        await chat.taps(texts.SAVE())
        assert chat.text.startswith("Saved.")
        assert "/rescore" in chat.text
        assert chat.buttons == [texts.UNDO(), texts.TO_CARD()]
        assert (await stored(chat)).skills == ()
        await chat.taps(texts.UNDO())
        assert await stored(chat) == profile()


async def test_what_moves_no_pick_says_so_and_can_be_left() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile avoid crypto")
        assert "Today's picks would be the same ones." in chat.text
        await chat.taps(texts.LEAVE())

        assert chat.text == texts.LEFT()
        assert await stored(chat) == profile()
        assert await chat.services.profiles.draft(7) is None


async def test_a_must_that_leaves_nothing_says_so() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile in Lyon, France")

        assert "Today's picks: 2 fewer. None would be left." in chat.text
        assert "Coming" not in chat.text


async def test_a_cv_is_added_to_the_change_that_waits() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile +rust")
        await chat.sends_file(
            "cv.txt", b"Skills: Kotlin, Terraform\nBackend Engineer, 2019-2024\n" * 3
        )
        await chat.taps("Add to it")
        assert "Rust" in chat.text
        await chat.taps(texts.SAVE())

        assert {"Rust", "Kotlin", "Python"} <= set((await stored(chat)).skills)


async def test_without_postings_nothing_can_be_tried() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile +rust")

        assert texts.EFFECT_UNKNOWN() in chat.text


async def test_taps_on_fields_gather_in_one_change_and_edit_one_message() -> None:
    async with Chat(jobs=[*backend_jobs(3), HYBRID]) as chat:
        await begun(chat, lowest=40)
        await chat.says("/profile")
        sent = len(chat.messages)
        await chat.taps("Workplace")
        await chat.taps("remote")
        assert "Workplace: any → remote" in chat.text
        assert "Today's picks: 3 fewer." in chat.text
        await chat.taps("hybrid")
        assert "Workplace: any → remote, hybrid" in chat.text
        await chat.taps("✓ remote")
        await chat.taps("remote")
        await chat.taps("‹ Back")
        assert "Not saved yet" in chat.text
        await chat.taps("Level")
        await chat.taps("senior")
        assert "Workplace: any → remote, hybrid\nLevel: any → senior" in chat.text
        await chat.taps(texts.SAVE())

        assert len(chat.messages) == sent
        after = await stored(chat)
        assert (after.remote, after.levels) == (("remote", "hybrid"), ("senior",))


async def test_while_the_postings_are_read_the_field_says_that_it_is_being_tried() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile")
        await chat.taps("Workplace")
        assert not chat.services.pools.held
        edits = len(chat.sandbox.asked("editMessageText"))
        await chat.taps("remote")
        first, last = [each.params for each in chat.sandbox.asked("editMessageText")[edits:]]

        assert texts.TRYING() in str(first)
        assert texts.SAVE() not in str(first)
        assert "2 fewer" in str(last)
        await chat.taps("hybrid")
        assert len(chat.sandbox.asked("editMessageText")) == edits + 3, "it is in memory now"


async def test_what_was_published_since_the_postings_were_read_is_tried_too() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat, lowest=40)
        await chat.says("/profile remote only")
        assert "2 fewer. None would be left." in chat.text
        assert chat.services.pools.held
        await chat.publish(HYBRID)
        await chat.says("/profile no agencies")

        assert "Today's picks: 2 fewer." in chat.text
        assert "None would be left" not in chat.text, "the new one is remote"


async def test_a_line_is_added_to_the_change_that_waits_and_its_old_buttons_are_gone() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        first = await chat.says("/profile +rust")
        await chat.says("/profile no agencies")
        assert "Skills: added Rust" in chat.text
        assert "Avoid: – → agencies" in chat.text

        assert first is not None
        chat.sandbox.press_data(first, first.buttons[0]["callback_data"], person=7)
        await chat.settle()
        assert toast(chat) == texts.DRAFT_GONE()
        assert await stored(chat) == profile()


async def test_saved_twice_is_saved_once() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        message = await chat.says("/profile +rust")
        assert message is not None
        data = message.buttons[0]["callback_data"]
        for _ in range(2):
            chat.sandbox.press_data(message, data, person=7)
        await chat.settle()

        assert toast(chat) == texts.SAVED()
        assert "Rust" in (await stored(chat)).skills


async def test_taken_back_by_hand_there_is_nothing_to_save() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile no agencies")
        await chat.says("/profile agencies ok")

        assert texts.UNCHANGED() in chat.text
        assert await chat.services.profiles.draft(7) is None


async def test_a_change_waits_through_a_restart_and_ends_after_a_day(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    async with Chat(database=database, jobs=backend_jobs(2)) as chat:
        await begun(chat)
        message = await chat.says("/profile +rust")
        assert message is not None
        data = message.buttons[0]["callback_data"]
    async with Chat(database=database) as chat:
        await chat.says("/profile")
        assert "Skills: added Rust" in chat.text
        await chat.taps("Workplace")
        await chat.wait(hours=25)
        await chat.says("/profile no agencies")
        assert "Rust" not in chat.text
        chat.sandbox.press_data(chat.messages[-1], data, person=7)
        await chat.settle()

        assert toast(chat) == texts.DRAFT_GONE()


async def test_not_for_me_while_a_change_waits_keeps_both() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat, lowest=40)
        await chat.says("/picks")
        await chat.taps("1")
        message = await chat.says("/profile +rust")
        assert message is not None
        await chat.taps("Not for me")
        await chat.taps("Company")
        (hidden,) = (await stored(chat)).hidden
        await chat.says("/profile")
        assert "Not saved yet\nSkills: added Rust\n" in chat.text
        assert hidden in chat.text
        chat.sandbox.press_data(message, message.buttons[0]["callback_data"], person=7)
        await chat.settle()

        after = await stored(chat)
        assert "Rust" in after.skills
        assert after.hidden == (hidden,)
        assert await chat.services.profiles.draft(7) is None


async def test_what_was_said_in_two_ways_meanwhile_is_asked_anew() -> None:
    """What was saved is not overwritten: the change that waited is said to be gone."""
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        await chat.says("/profile senior")
        await chat.services.profiles.save(7, profile(levels=("entry",)), now=NOW)
        await chat.taps(texts.SAVE())

        assert toast(chat) == texts.DRAFT_GONE()
        assert await stored(chat) == profile(levels=("entry",))
        await chat.says("/profile")
        assert texts.NOT_SAVED() not in chat.text


ENTRIES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5).map(tuple)


@given(was=ENTRIES, mine=ENTRIES, theirs=ENTRIES, years=st.booleans())
def test_two_changes_of_one_list_are_both_made(
    was: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], *, years: bool
) -> None:
    draft = Draft(profile=profile(avoid=mine), base=profile(avoid=was), at=NOW)
    now = profile(avoid=theirs, years=3 if years else None)
    both = rebased(draft, now)

    assert both is not None
    assert both.years == now.years
    for each in "abcdef":
        decided = mine if (each in mine) != (each in was) else theirs
        assert (each in both.avoid) == (each in decided)
    assert rebased(draft, draft.base) == draft.profile


async def test_an_empty_profile_is_filled_at_once() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await chat.services.people.add(person(id=7))
        await chat.says("/profile +python, titles: backend engineer")

        assert texts.NOT_SAVED() not in chat.text
        assert (await stored(chat)).skills == ("Python",)
        somebody = await chat.services.people.get(7)
        assert somebody is not None
        assert somebody.due is not None


async def test_what_is_said_is_what_a_digest_then_brings() -> None:
    async with Chat(jobs=[*backend_jobs(6), HYBRID, *other_jobs()]) as chat:
        await begun(chat, lowest=40, count=4)
        after = profile(titles=("Tram Driver", "Backend Engineer"), skills=("Python",))
        somebody = await chat.services.people.get(7)
        assert somebody is not None
        found = await effect(chat.services, somebody, before=profile(), after=after, now=NOW)
        await chat.says("/picks")
        was = await shown(chat)
        await chat.services.profiles.save(7, after, now=NOW)
        await chat.says("/picks again")
        will = await shown(chat)

        assert found is not None
        assert {each.cluster.id for each in found.gone} == was - will
        assert {each.cluster.id for each in found.new} == will - was
        assert found.stay == len(was & will)


async def test_with_several_profiles_each_has_its_share_of_what_is_said() -> None:
    async with Chat(jobs=[*backend_jobs(6), HYBRID, *other_jobs()]) as chat:
        await begun(chat, lowest=40, count=4)
        trams = Profile(titles=("Tram Driver",), skills=("Trams",))
        await chat.services.profiles.add(7, "trams", profile=trams, now=NOW)
        await chat.services.profiles.add(7, "later", now=NOW)
        main, _, _ = await chat.services.profiles.all(7)
        await chat.services.profiles.open_(7, main.id)
        somebody = await chat.services.people.get(7)
        assert somebody is not None
        after = profile(levels=("senior",), skills=("Kubernetes",))
        found = await effect(chat.services, somebody, before=profile(), after=after, now=NOW)
        await chat.says("/picks again")
        was = await shown(chat)
        await chat.services.profiles.save(7, after, now=NOW)
        await chat.says("/picks again")
        will = await shown(chat)

        assert found is not None
        assert was != will
        assert {each.cluster.id for each in found.gone} == was - will
        assert {each.cluster.id for each in found.new} == will - was
        assert found.stay == len(was & will) > 0


async def test_trying_a_change_writes_no_score() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await begun(chat)
        await chat.says("/profile +rust, remote only")
        with sqlite3.connect(chat.services.settings.database) as db:
            (verdicts,) = db.execute("SELECT count(*) FROM verdicts").fetchone()
        db.close()

        assert "Today's picks" in chat.text
        assert verdicts == 0
        assert await chat.services.deliveries.latest(7) is None


async def shown(chat: Chat) -> set[str]:
    delivery = await chat.services.deliveries.latest(7)
    assert delivery is not None
    return {each.cluster.id for each in delivery.digest.picks}
