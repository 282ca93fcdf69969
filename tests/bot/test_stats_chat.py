"""/stats in the chat: a picture with its numbers as a caption, light or dark, in place."""

from datetime import UTC, datetime, timedelta

from bot.stores.tracking.stages import Stage
from bot.views.captions import MOST_CAPTION
from tests.bot.chat import Chat, Talker
from tests.factories import NOW, digest, person, pick, profile


async def begun(chat: Chat, who: int = 7, **fields: object) -> None:
    await chat.services.people.add(person(id=who, **fields))
    await chat.services.profiles.save(who, profile(), now=NOW)


async def applied(chat: Chat, name: str, *stages: Stage, fit: int = 88) -> None:
    job = pick(id=name, fit=fit)
    await chat.services.feedback.mark(7, job, "applied", now=chat.now)
    for minutes, stage in enumerate(stages, 1):
        later = chat.now + timedelta(minutes=minutes)
        await chat.services.tracking.reach(7, job, stage, now=later)


def picture(chat: Talker) -> bytes:
    shown = chat.messages[-1]
    assert shown.kind == "photo"
    assert shown.file is not None
    return chat.chat.sandbox.world.files[shown.file.id][1]


def labels(chat: Talker) -> list[str]:
    return [str(each["text"]) for each in chat.messages[-1].buttons]


async def test_the_weeks_come_as_a_picture_with_the_numbers_in_words() -> None:
    async with Chat() as chat:
        await begun(chat)
        await applied(chat, "a", fit=95)
        await applied(chat, "b", "interview", "offer", fit=90)
        await applied(chat, "c", "interview", "rejected", fit=70)
        await applied(chat, "d", "ghosted", fit=60)
        await chat.says("/stats")

        assert picture(chat).startswith(b"\x89PNG")
        assert chat.text == (
            "Your weeks\n"
            "This week: 4 applied\n"
            "Applications: Applied 4, Interview 2, Offer 1, Rejected 1, No answer 1, Waiting 1\n"
            "Their scores: Offer 90, Waiting 95, No answer 60, Rejected 70\n\n"
            "I score by myself, so it costs nothing."
        )
        assert labels(chat) == ["Dark"]


async def test_the_other_theme_comes_in_place_and_is_remembered() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/stats")
        light = picture(chat)
        await chat.taps("Dark")
        dark = picture(chat)

        assert dark != light
        assert len(chat.messages) == 1
        assert labels(chat) == ["Light"]
        await chat.says("/stats")
        assert picture(chat) == dark
        await chat.taps("Light")
        assert picture(chat) == light


async def test_a_second_press_and_an_old_button_do_no_harm() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/stats")
        old = chat.messages[-1]
        for data in ("stats:::dark", "stats:::dark", "stats", "stats:::?"):
            chat.sandbox.press_data(old, data, person=7)
            await chat.settle()
        chat.now += timedelta(weeks=1)
        await applied(chat, "a")
        await chat.taps("Dark")

        assert len(chat.messages) == 1
        assert "This week: 1 applied" in chat.text


async def test_a_deleted_picture_is_sent_anew() -> None:
    async with Chat() as chat:
        await begun(chat)
        await chat.says("/stats")
        gone = chat.messages[-1]
        chat.sandbox.delete_chat_message(gone)
        chat.sandbox.press_data(gone, "stats:::dark", person=7)
        await chat.settle()

        assert labels(chat) == ["Light"]


async def test_where_pictures_are_refused_the_numbers_come_alone() -> None:
    async with Chat() as chat:
        await begun(chat)
        chat.sandbox.faults.fail(400, method="sendPhoto")
        await chat.says("/stats")

        assert chat.messages[-1].kind == "text"
        assert chat.text.startswith("Your weeks\nThis week: nothing")
        assert not labels(chat)


async def test_what_is_new_is_counted_once_and_what_others_did_not_at_all() -> None:
    async with Chat() as chat:
        await begun(chat)
        await begun(chat, 8)
        for key in ("2026-01-02", "picks:1:1", "rescore:1", "score:1"):
            await chat.services.deliveries.plan(
                7, key=key, digest=digest(pick(id=key)), render=lambda _: (), now=chat.now
            )
        await chat.says("/stats")
        assert "This week: 2 new postings, 3 shown" in chat.text

        stranger = chat.somebody(8)
        await stranger.says("/stats")
        assert "This week: nothing" in stranger.text


async def test_a_week_begins_on_the_persons_own_monday() -> None:
    async with Chat(now=datetime(2026, 1, 4, 12, 0, tzinfo=UTC)) as chat:  # Monday in Auckland
        await begun(chat, zone="Pacific/Auckland")
        await applied(chat, "a")
        chat.now += timedelta(days=1)
        await chat.says("/stats")

        assert "This week: 1 applied" in chat.text


async def test_eight_full_weeks_fit_the_caption_in_short_lines() -> None:
    async with Chat() as chat:
        await begun(chat)
        for week in range(8):
            now = NOW - timedelta(weeks=week)
            for n in range(3):
                job = pick(id=f"{week}-{n}", fit=60 + n)
                for mark in ("saved", "applied", "hidden"):
                    await chat.services.feedback.mark(7, job, mark, now=now)
            await chat.services.deliveries.plan(
                7,
                key=now.date().isoformat(),
                digest=digest(*[pick(id=f"{week}-{n}") for n in range(3)]),
                render=lambda _: (),
                now=now,
            )
        await chat.says("/stats")

        text = chat.text
        assert len(text) <= MOST_CAPTION
        assert "…" not in text
        assert text.count("3") >= 8 * 5
        assert "I score by myself" in text
