"""What "Not for me" does at once, and what it leaves alone, as transcripts."""

import pytest

from bot.answers.silencing import leave_out
from bot.stores.hidings import Hiding
from bot.texts import cards as card_texts
from bot.texts import hide as texts
from scoring.model import Pick
from tests.bot.chat import Chat
from tests.bot.tired import begun, carded, toast
from tests.factories import NOW, pick, profile


@pytest.mark.parametrize(
    ("job", "reason", "said"),
    [
        (pick(title="Backend Engineer"), "Role", texts.HELD["role:wanted"]),
        (pick(title="Baker"), "Role", texts.HELD["role:general"]),
        (pick(title="Backend Engineer"), "Level", texts.HELD["level:unnamed"]),
        (pick(title="Miller", level="senior"), "Level", texts.HELD["level:last"]),
    ],
)
async def test_what_is_looked_for_stays_and_the_one_job_goes(
    job: Pick, reason: str, said: object
) -> None:
    async with Chat() as chat:
        level = job.cluster.best.level
        await begun(chat, levels=(level,) if level else ())
        before = await chat.services.profiles.get(7)
        await carded(chat, job)
        await chat.taps("Not for me")
        await chat.taps(reason)
        if level:
            await chat.taps("Leave out senior jobs")

        assert callable(said)
        assert str(said()).split(": ")[1][:30] in chat.text
        assert await chat.services.profiles.get(7) == before
        assert [each.reason for each in await chat.services.feedback.marked(7, "hidden")]


async def test_a_level_goes_at_once_and_comes_back_on_the_same_message() -> None:
    async with Chat() as chat:
        await begun(chat)
        await carded(chat, pick(title="Backend Engineer", level="lead"))
        await chat.taps("Not for me")
        await chat.taps("Level")
        assert "jobs at lead level are left out from now on" in chat.text
        assert "lead" not in (await chat.services.profiles.get(7)).levels
        await chat.taps("Undo")

        assert await chat.services.profiles.get(7) == profile()
        assert len(chat.messages) == 1


async def test_a_level_of_a_deleted_profile_leaves_the_others_as_they_are() -> None:
    async with Chat() as chat:
        await begun(chat)
        trams = await chat.services.profiles.add(7, "trams", profile=profile(), now=NOW)
        assert trams is not None
        lead = pick(title="Tram Driver", level="lead").model_copy(update={"search": "trams"})
        await carded(chat, lead)
        await chat.taps("Not for me")
        await chat.services.profiles.remove(7, trams.id, now=NOW)
        await chat.taps("Level")

        assert chat.text.endswith(texts.HELD["level:gone"]())
        assert chat.buttons == ["Undo", "‹ Back"]
        assert await chat.services.profiles.get(7) == profile()


async def test_the_undo_of_a_level_that_a_deleted_profile_left_out_brings_the_job_back() -> None:
    async with Chat() as chat:
        await begun(chat, levels=("mid", "senior"))
        trams = await chat.services.profiles.add(7, "trams", profile=profile(), now=NOW)
        assert trams is not None
        lead = pick(title="Tram Driver", level="lead").model_copy(update={"search": "trams"})
        await carded(chat, lead)
        await chat.taps("Not for me")
        await chat.taps("Level")
        await chat.services.profiles.remove(7, trams.id, now=NOW)
        await chat.taps("Undo")

        assert toast(chat) == card_texts.TOAST_BACK()
        assert (await chat.services.profiles.get(7)).levels == ("mid", "senior")


async def test_the_last_reason_counts() -> None:
    async with Chat() as chat:
        await begun(chat)
        await carded(chat, pick(title="Sales Engineer", company="Acme"))
        for reason in ("company", "role", "company", "seen"):
            chat.sandbox.press_data(chat.messages[-1], f"reason:1:1:{reason}", person=7)
            await chat.settle()

        assert await chat.services.profiles.get(7) == profile()


async def test_a_company_that_was_hidden_before_stays_hidden_when_a_job_comes_back() -> None:
    async with Chat() as chat:
        await begun(chat)
        acme = Hiding(kind="company", word="Acme")
        await leave_out(chat.services, 7, acme, now=NOW)
        await carded(chat, pick(company="Acme"))
        await chat.taps("Not for me")
        await chat.taps("Company")
        await chat.taps("Undo")

        assert (await chat.services.profiles.get(7)).hidden == ("Acme",)


async def test_what_was_hidden_before_notes_were_kept_comes_back_too() -> None:
    async with Chat() as chat:
        await begun(chat, hidden=("Acme",))
        job = pick(company="Acme")
        await carded(chat, job)
        await chat.services.feedback.mark(7, job, "hidden", now=NOW, reason="company")
        await chat.says("/picks today")
        await chat.taps("1")
        await chat.taps("Hidden · undo")

        assert (await chat.services.profiles.get(7)).hidden == ()


async def test_a_button_of_an_earlier_version_still_leaves_a_role_out() -> None:
    async with Chat() as chat:
        await begun(chat)
        await carded(chat, pick(title="Sales Engineer"))
        chat.sandbox.press_data(chat.messages[-1], "reason:1:1:role+", person=7)
        await chat.settle()

        assert (await chat.services.profiles.get(7)).avoid == ("Sales Engineer",)
        assert card_texts.HIDDEN() in toast(chat)
