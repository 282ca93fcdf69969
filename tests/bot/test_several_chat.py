"""Several named profiles with one morning message, as transcripts."""

from datetime import timedelta

from bot.answers.digests import prepare
from bot.sandbox.model import Message
from bot.texts import profile as texts
from bot.texts.start import PICKS_NOW
from scoring.model import Digest, Profile, RawPosting
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, person, profile, raw

TRAMS = Profile(titles=("Tram Driver",), skills=("Trams",))


def tram_jobs(count: int) -> list[RawPosting]:
    return [
        raw(
            external_id=f"tram{n}",
            url=f"https://jobs.example.com/tram{n}",
            title="Tram Driver",
            company=f"Linden Transit {n}",
            html=f"<p>You drive trams on line {n}. Trams, shifts, and tea.</p>",
        )
        for n in range(count)
    ]


async def begun(chat: Chat, **fields: object) -> None:
    """Let there be a first profile without a name, and one for trams that is open."""
    await chat.services.people.add(person(id=7, last_digest_at=NOW, **fields))
    await chat.services.profiles.save(7, profile(), now=NOW)
    await chat.services.profiles.add(7, "trams", profile=TRAMS, now=NOW)


async def latest(chat: Chat) -> Digest:
    delivery = await chat.services.deliveries.latest(7)
    assert delivery is not None
    return delivery.digest


def toast(chat: Chat) -> str:
    return str(chat.sandbox.world.chats[7].toasts[-1]["text"])


async def press(chat: Chat, message: Message, label: str) -> None:
    data = next(each["callback_data"] for each in message.buttons if each["text"] == label)
    chat.sandbox.press_data(message, data, person=7)
    await chat.settle()


async def test_a_second_profile_is_made_named_and_filled() -> None:
    async with Chat(jobs=[*backend_jobs(2), *tram_jobs(2)]) as chat:
        await chat.services.people.add(person(id=7))
        await chat.services.profiles.save(7, profile(), now=NOW)
        await chat.says("/profile")
        assert "Your profile\n" in chat.text
        await chat.taps(texts.NEW_PROFILE())
        assert "What shall the new profile be called?" in chat.text
        await chat.says("main")
        assert chat.text == texts.NAME_TAKEN()
        await chat.says("x" * 31)
        assert chat.text == texts.NAME_UNREAD()
        await chat.says("PhD positions")
        assert "“PhD positions” is there, and still empty." in chat.text
        assert chat.buttons == ["Copy of Main", "Profile"]

        await chat.says("Tram driver in Berlin")
        assert "Your profile “PhD positions”" in chat.text
        assert "You have 2 profiles; one morning message" in chat.text
        assert {"Main", "✓ PhD positions", "New profile", "Rename", "Delete"} <= {*chat.buttons}
        assert [each.name for each in await chat.services.profiles.all(7)] == ["", "PhD positions"]


async def test_a_new_profile_may_begin_as_a_copy_and_is_then_its_own() -> None:
    async with Chat() as chat:
        await chat.services.people.add(person(id=7))
        await chat.services.profiles.save(7, profile(), now=NOW)
        await chat.says("/profile")
        await chat.taps(texts.NEW_PROFILE())
        made = await chat.says("junior")
        assert made is not None
        await chat.taps("Copy of Main")
        assert "“junior” begins as a copy." in chat.text
        await chat.says("/profile junior or entry level")
        await chat.taps(texts.SAVE())

        first, second = await chat.services.profiles.all(7)
        assert first.profile == profile()
        assert second.profile.titles == profile().titles
        assert second.profile.levels == ("entry",)


async def test_names_open_profiles_and_each_button_stays_with_its_own() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await begun(chat)
        trams = await chat.says("/profile")
        assert trams is not None
        await chat.taps("Main")
        assert "Your profile “Main”" in chat.text
        assert trams.id == chat.messages[-1].id, "edited in place"

        old = await chat.says("/profile")
        assert old is not None
        await chat.says("/profile +rust")
        assert chat.text.startswith("Profile “Main”\nNot saved yet")
        await chat.taps(texts.LEAVE())
        await chat.taps("trams")
        await press(chat, old, "Skills")
        assert "Profile “Main”\nSkills\nPython" in chat.text
        await chat.says("+rust")
        await chat.taps(texts.SAVE())

        first, second = await chat.services.profiles.all(7)
        assert "rust" in {each.casefold() for each in first.profile.skills}
        assert second.profile == TRAMS


async def test_a_profile_is_renamed_deleted_and_brought_back() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/profile")
        await chat.taps(texts.RENAME())
        await chat.says("<b>rails</b>")
        assert "From now on it is called “<b>rails</b>”." in chat.text
        card = await chat.says("/profile")
        assert card is not None
        await chat.taps(texts.DELETE())
        assert "“<b>rails</b>” is deleted, and its picks end." in chat.text
        assert len(await chat.services.profiles.all(7)) == 1
        await chat.taps(texts.UNDO())
        assert "“<b>rails</b>” is back as it was." in chat.text
        assert (await chat.services.profiles.get(7)) == TRAMS

        await chat.taps(texts.DELETE())
        await press(chat, card, "Skills")
        assert toast(chat) == texts.PROFILE_GONE()


async def test_there_are_at_most_five() -> None:
    async with Chat() as chat:
        await begun(chat)
        card = await chat.says("/profile")
        for n in range(3):
            await chat.services.profiles.add(7, f"p{n}", now=NOW)
        assert card is not None
        await press(chat, card, texts.NEW_PROFILE())
        assert toast(chat) == texts.MOST_PROFILES()
        await chat.says("/profile")

        assert texts.NEW_PROFILE() not in chat.buttons


async def test_one_morning_message_brings_picks_for_every_profile() -> None:
    async with Chat(jobs=[*backend_jobs(9), *tram_jobs(2)]) as chat:
        await begun(chat, count=6, lowest=40)
        await chat.says("/help")
        await chat.services.people.change(7, due=NOW, due_day=NOW.date())
        await chat.wait(minutes=6)

        assert len(chat.replies) == 1
        assert chat.text.index("Main\n\n1 · ") < chat.text.index("trams\n\n")
        digest = await latest(chat)
        assert [each.search for each in digest.picks] == [""] * 5 + ["trams"]
        assert chat.buttons[:6] == ["1", "2", "3", "4", "5", "6"]
        funnel = digest.funnel
        assert funnel.new + funnel.earlier == 11 == sum(funnel.rejected.values()) + funnel.met
        assert funnel.met == funnel.not_scored + funnel.scored
        assert funnel.scored == funnel.below + funnel.held + funnel.picked
        assert funnel.picked == 6


async def test_a_list_opened_again_keeps_its_headings_and_picks_name_their_profile() -> None:
    async with Chat(jobs=[*backend_jobs(2), *tram_jobs(2)]) as chat:
        await begun(chat, lowest=40)
        await chat.says("/picks")
        listed = chat.text
        await chat.taps("1")
        assert "Profile “Main”" in chat.text
        await chat.taps("‹ Back")

        assert chat.text == listed
        assert "trams\n\n" in listed


async def test_near_misses_stand_under_their_profiles_and_open_by_their_numbers() -> None:
    async with Chat(jobs=[*backend_jobs(4), *tram_jobs(4)]) as chat:
        await begun(chat, lowest=40)
        await chat.says("/picks 3")
        await chat.taps("See near misses")
        listed = chat.text
        assert listed.index("Main\n\n4 · ") < listed.index("trams\n\n") < listed.index("8 · ")
        assert listed.count("Main\n\n") == listed.count("trams\n\n") == 1
        digest = await latest(chat)
        for n, each in enumerate(digest.near, 4):
            await chat.taps(str(n))
            assert f"Profile “{each.search or 'Main'}”" in chat.text
            assert each.cluster.best.hirer in chat.text
            await chat.taps("‹ Back")
        assert chat.text == listed


async def test_why_more_like_this_and_rescore_use_the_profile_of_the_pick() -> None:
    async with Chat(jobs=[*backend_jobs(4), *tram_jobs(4)]) as chat:
        await begun(chat, lowest=40, count=4)
        await chat.says("/picks")
        digest = await latest(chat)
        backend = [n for n, each in enumerate(digest.picks, 1) if each.search == ""]
        await chat.says(f"/why {backend[0]}")
        assert "Python" in chat.text
        assert "profile has changed" not in chat.text
        await chat.services.profiles.save(7, profile(skills=("Go",)), now=NOW, search="")
        await chat.says("/rescore")

        assert "Changed: Main: skills: + Go" in chat.text
        assert "↓ " in chat.text
        again = await latest(chat)
        moved = {each.cluster.id: each for each in again.picks}
        for each in digest.picks:
            if each.search == "trams":
                assert moved[each.cluster.id].verdict.fit == each.verdict.fit
        await chat.says("/rescore")
        assert "Nothing moved" in chat.text


async def test_rescore_names_as_changed_what_changed_in_the_same_profile_alone() -> None:
    async with Chat(jobs=[*backend_jobs(3), *tram_jobs(3)]) as chat:
        await begun(chat, lowest=40, count=4)
        await chat.says("/picks")
        _, trams = await chat.services.profiles.all(7)
        await chat.services.profiles.rename(7, trams.id, "rails")
        await chat.services.profiles.add(7, "tea", profile=profile(titles=("Tea Taster",)), now=NOW)
        await chat.says("/rescore")

        assert "Changed" not in chat.text, "a name and a new profile change no other one"
        await chat.services.profiles.save(
            7, TRAMS.model_copy(update={"years": 3}), now=NOW, search="rails"
        )
        await chat.says("/rescore")
        assert "Changed: rails: experience: 3 years (was not said)" in chat.text


async def test_rescore_after_a_profile_is_deleted_compares_what_is_left_with_itself() -> None:
    async with Chat(jobs=[*backend_jobs(3), *tram_jobs(3)]) as chat:
        await begun(chat, lowest=0, count=4)
        await chat.says("/picks")
        main, _ = await chat.services.profiles.all(7)
        await chat.services.profiles.remove(7, main.id, now=NOW)
        await chat.services.profiles.save(7, TRAMS.model_copy(update={"years": 3}), now=NOW)
        await chat.says("/rescore")

        assert "Changed: experience: 3 years (was not said)\n" in chat.text


async def test_score_says_for_which_profile_it_is() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(
            "/score Tram Driver at Linden Transit\n\nYou drive trams through Berlin. "
            "We offer shifts, a pension and a warm cabin. Requirements: a licence. Apply now."
        )

        assert "Scored for your profile “trams”." in chat.text


async def test_mornings_go_on_while_the_open_profile_is_empty() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await chat.services.people.add(person(id=7, last_digest_at=NOW - timedelta(days=1)))
        await chat.services.profiles.save(7, profile(), now=NOW)
        await chat.services.profiles.add(7, "later", now=NOW)
        await chat.says("/picks")

        assert "Backend Engineer" in chat.text
        assert "Main\n\n" not in chat.text, "one profile has picks: no headings"
        await chat.says("/profile")
        assert PICKS_NOW() not in chat.buttons


async def test_first_contact_again_with_two_profiles_loses_nothing() -> None:
    async with Chat() as chat:
        await begun(chat)
        before = await chat.services.profiles.all(7)
        await chat.says("/start")

        assert "Welcome back" in chat.text
        assert "Your profile “trams”" in chat.text
        assert await chat.services.profiles.all(7) == before


async def test_start_with_an_empty_open_profile_is_no_first_contact() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.services.profiles.add(7, "later", now=NOW)
        await chat.says("/start")

        assert "Welcome back" in chat.text
        assert "Your profile “later”" in chat.text


async def test_buttons_from_before_there_were_several_are_about_the_first() -> None:
    async with Chat(jobs=backend_jobs(2)) as chat:
        await chat.services.people.add(person(id=7, last_digest_at=NOW))
        await chat.services.profiles.save(7, profile(), now=NOW)
        card = await chat.says("/profile")
        await chat.says("/profile +rust")
        undo = await chat.taps(texts.SAVE())
        changed = await chat.services.profiles.get(7)
        await chat.services.profiles.add(7, "copy", now=NOW)
        await chat.services.profiles.save(7, changed, now=NOW)
        assert undo is not None
        assert card is not None
        await press(chat, undo, texts.UNDO())
        assert [each.profile for each in await chat.services.profiles.all(7)] == [
            profile(),
            changed,
        ]

        _, copy = await chat.services.profiles.all(7)
        await chat.services.profiles.open_(7, copy.id)
        await press(chat, card, "Workplace")
        assert chat.messages[0].words.startswith("Profile “Main”\nWorkplace")


async def test_a_morning_whose_profile_is_deleted_before_it_is_sent_is_sent_and_works() -> None:
    async with Chat(jobs=[*backend_jobs(2), *tram_jobs(3)]) as chat:
        await begun(chat, lowest=0, count=4)
        await chat.says("/help")
        somebody = await chat.services.people.get(7)
        assert somebody is not None
        delivery = await prepare(chat.services, somebody, key="2026-01-02", now=NOW)
        _, trams = await chat.services.profiles.all(7)
        await chat.services.profiles.remove(7, trams.id, now=NOW)
        await chat.wait(minutes=1)

        first = chat.text
        assert "trams\n\n" in first
        n = next(n for n, each in enumerate(delivery.digest.picks, 1) if each.search == "trams")
        for label in ("Why", "More like this", "Not for me"):
            await chat.taps(str(n))
            assert "Tram Driver" in chat.text
            await chat.taps(label)
            assert "Tram Driver" in chat.text
            for _ in range(2):
                await chat.taps("‹ Back")
        assert chat.text == first


async def test_five_profiles_of_which_one_asks_for_something_are_one_plain_morning() -> None:
    async with Chat(jobs=[*backend_jobs(2), *tram_jobs(2)]) as chat:
        await chat.services.people.add(person(id=7, last_digest_at=NOW, lowest=40))
        await chat.services.profiles.save(7, profile(hidden=("Acme",)), now=NOW)
        await chat.services.profiles.save(7, Profile(hidden=("Acme",)), now=NOW)
        for name in ("a", "b", "c"):
            await chat.services.profiles.add(7, name, now=NOW)
        await chat.services.profiles.add(7, "trams", profile=TRAMS, now=NOW)
        await chat.says("/help")
        await chat.services.people.change(7, due=NOW, due_day=NOW.date())
        await chat.wait(minutes=6)

        assert len(chat.replies) == 1
        assert "Tram Driver" in chat.text
        assert "trams\n\n" not in chat.text
        digest = await latest(chat)
        assert {each.search for each in digest.picks} == {"trams"}
        funnel = digest.funnel
        assert funnel.new + funnel.earlier == sum(funnel.rejected.values()) + funnel.met == 4
        await chat.taps("1")
        await chat.taps("Why")
        assert "Tram" in chat.text
        await chat.says("/rescore")
        assert "Nothing moved" in chat.text
