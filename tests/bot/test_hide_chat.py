"""Leaving out companies, words and levels, and bringing them back, as transcripts."""

from datetime import timedelta

import pytest

from bot.texts import hide as texts
from scoring.model import LEVELS
from tests.bot.chat import Chat
from tests.bot.tired import begun, carded, labels, toast
from tests.factories import NOW, pick, profile, raw


async def test_with_nothing_left_out_it_says_how() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/hide")

        assert chat.text.startswith("Nothing is left out. /hide Acme silences a company")


async def test_a_company_goes_at_once_and_comes_back() -> None:
    async with Chat(jobs=[raw(company="Acme Orchards GmbH")]) as chat:
        await begun(chat)
        await chat.says("/picks")
        await chat.says("/hide acme orchards")

        assert chat.text == (
            "Nothing from Acme Orchards GmbH comes any more.\n1 of today's picks would have gone."
        )
        assert (await chat.services.profiles.get(7)).hidden == ("Acme Orchards GmbH",)
        await chat.taps("Undo")
        assert "“Acme Orchards GmbH” may come again." in chat.text
        assert await chat.services.profiles.get(7) == profile()
        await chat.taps("Leave it out again")
        assert (await chat.services.profiles.get(7)).hidden == ("Acme Orchards GmbH",)


async def test_what_no_company_is_called_is_a_word() -> None:
    async with Chat(jobs=[raw(html="<p>Python for defence.</p>")]) as chat:
        await begun(chat)
        await chat.says("/hide “defence”")

        assert chat.text == "Postings that say “defence” are left out from now on."
        await chat.says("/picks")
        assert "has a word to avoid (1)" in chat.text
        await chat.says("/hide Defence")
        assert chat.text == "“Defence” is left out already."


@pytest.mark.parametrize("word", ["python", "Engineer"])
async def test_what_the_person_looks_for_is_asked_about_first(word: str) -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(f"/hide {word}")
        assert chat.text.startswith("You look for “")
        assert labels(chat) == ["Leave it out", "Keep it"]
        assert await chat.services.profiles.get(7) == profile()

        await chat.taps("Keep it")
        assert chat.text == f"Nothing changed: “{word}” may come."
        await chat.says(f"/hide {word}")
        await chat.taps("Leave it out")
        assert (await chat.services.profiles.get(7)).avoid == (word,)


async def test_a_company_that_is_watched_is_asked_about_first() -> None:
    async with Chat(jobs=[raw(company="Acme")]) as chat:
        await begun(chat)
        offer = await chat.services.watches.offer(
            7, source="greenhouse", board="acme", company="Acme", now=NOW
        )
        await chat.services.watches.watch(7, offer.id, now=NOW)
        await chat.says("/hide Acme")

        assert chat.text.startswith("You watch Acme.")


@pytest.mark.parametrize(("said", "answer"), [("!!!", texts.NO_WORD), ("x" * 61, texts.TOO_LONG)])
async def test_what_cannot_be_left_out_is_said(said: str, answer: object) -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says(f"/hide {said}")

        assert callable(answer)
        assert chat.text == str(answer()).replace("<code>", "").replace("</code>", "")
        assert await chat.services.profiles.get(7) == profile()


async def test_the_list_says_since_when_and_because_of_what() -> None:
    async with Chat() as chat:
        await begun(chat, avoid=("crypto",), levels=LEVELS[1:])
        await carded(chat, pick(title="Analyst", company="Acme"))
        await chat.taps("Not for me")
        await chat.taps("Company")
        chat.now += timedelta(days=1)
        await chat.says("/hide defence")
        await chat.says("/hide")

        assert chat.text == (
            "What I leave out\n"
            "1 · the word “defence” · since Sat 3 Jan\n"
            "2 · Acme · since Fri 2 Jan, from “Analyst” at Acme\n"
            "3 · the word “crypto”\n"
            "4 · intern level"
        )
        assert labels(chat)[:4] == ["Undo 1", "Undo 2", "Undo 3", "Undo 4"]
        await chat.taps("Undo 4")
        assert (await chat.services.profiles.get(7)).levels == ()
        await chat.taps("Undo 2")
        assert (await chat.services.profiles.get(7)).hidden == ()


async def test_a_long_list_is_turned_over_in_place() -> None:
    async with Chat() as chat:
        await begun(chat, avoid=tuple(f"word{n}" for n in range(1, 20)))
        await chat.says("/hide")
        assert "8 · the word “word8”" in chat.text
        assert "word9" not in chat.text
        await chat.taps("›")
        await chat.taps("›")

        assert chat.text.splitlines()[1:] == [f"{n} · the word “word{n}”" for n in range(17, 20)]
        assert len(chat.messages) == 1
        await chat.taps("Undo 18")
        assert "“word18” may come again." in chat.text


async def test_hidden_jobs_are_listed_and_brought_back() -> None:
    async with Chat() as chat:
        await begun(chat)
        for n in range(10):
            job = pick(id=f"p{n}", title=f"Baker {n}", company="Mill")
            now = NOW + timedelta(minutes=n)
            await chat.services.feedback.mark(7, job, "hidden", now=now, reason="seen")
        await chat.says("/hide")
        await chat.taps("10 hidden jobs")

        assert "1 · Baker 9 · Mill · Fri 2 Jan, because of: Seen it" in chat.text
        await chat.taps("›")
        await chat.taps("Undo 10")
        assert "“Baker 0” is back" in chat.text
        assert len(await chat.services.feedback.marked(7, "hidden")) == 9
        await chat.taps("All that I leave out")
        assert "9 hidden jobs" in labels(chat)
        assert len(chat.messages) == 1


async def test_what_a_jobs_reason_left_out_comes_back_with_it_and_is_named() -> None:
    async with Chat() as chat:
        await begun(chat)
        await carded(chat, pick(title="Analyst", company="Acme"))
        await chat.taps("Not for me")
        await chat.taps("Company")
        await chat.says("/hide")
        await chat.taps("1 hidden job")
        await chat.taps("Undo 1")

        assert chat.text.startswith("“Analyst” is back")
        assert "“Acme” may come again.\n\nHidden jobs\nNo job is hidden." in chat.text
        assert await chat.services.profiles.get(7) == profile()


async def test_learned_lists_what_was_left_out_beside_what_the_nights_concluded() -> None:
    async with Chat() as chat:
        await begun(chat)
        await carded(chat, pick(title="Analyst", company="Acme"))
        await chat.taps("Not for me")
        await chat.taps("Company")
        await chat.says("/learned")

        assert "Left out by you\n1 · Acme · since Fri 2 Jan, from “Analyst” at Acme" in chat.text
        assert labels(chat) == ["Undo 1", "All that I leave out", "1 hidden job"]
        await chat.taps("Undo 1")
        assert await chat.services.profiles.get(7) == profile()
        await chat.taps("What I learned")
        assert "Left out by you" not in chat.text
        assert len(chat.messages) == 2


async def test_a_company_is_left_out_of_every_profile_and_a_level_of_its_own() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.services.profiles.add(7, "PhD", profile=profile(titles=("Chemist",)), now=NOW)
        await chat.says("/hide defence")
        job = pick(title="Miller", level="lead").model_copy(update={"search": "PhD"})
        await carded(chat, job)
        await chat.taps("Not for me")
        await chat.taps("Level")

        first, phd = [each.profile for each in await chat.services.profiles.all(7)]
        assert (first.avoid, phd.avoid) == (("defence",), ("defence",))
        assert first.levels == ()
        assert "lead" not in phd.levels
        await chat.says("/hide")
        assert "lead level, in PhD" in chat.text


async def test_old_buttons_and_those_of_others_are_answered_kindly() -> None:
    async with Chat() as chat:
        await begun(chat)
        await begun(chat, 8)
        await chat.says("/hide defence")
        listed = chat.messages[-1]
        undo = listed.buttons[0]["callback_data"]
        for _ in range(2):
            chat.sandbox.press_data(listed, undo, person=7)
            await chat.settle()
        assert toast(chat) == texts.GONE()

        stranger = chat.somebody(8)
        await stranger.says("/hide")
        again = undo.replace("off.", "on.")
        for data in (undo, again, "silence", "silence:::on", "silence:::show.x", "silence:::?.x"):
            chat.sandbox.press_data(stranger.messages[-1], data, person=8)
            await chat.settle()
            assert toast(chat, 8) in {texts.GONE(), texts.JOB_GONE()}
        assert await chat.services.profiles.get(8) == profile()


async def test_names_of_others_cannot_act() -> None:
    async with Chat() as chat:
        await begun(chat)
        evil = "<b>@evil</b> https://evil.example"
        await carded(chat, pick(title=evil, company=evil))
        await chat.taps("Not for me")
        await chat.taps("Company")
        message = await chat.says("/hide")

        assert message is not None
        assert {entity.type for entity in message.entities} <= {"bold"}
        await chat.taps("1 hidden job")
        assert {entity.type for entity in chat.messages[-1].entities} <= {"bold"}
