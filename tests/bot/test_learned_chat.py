"""/learned as a transcript: what was concluded, and taking it back."""

from datetime import timedelta

from bot.answers.learning import learn
from bot.texts import learned as texts
from bot.texts.start import GO_ON
from tests.bot.chat import Chat
from tests.factories import digest, pick

SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"


async def joined(chat: Chat) -> None:
    await chat.says("/start")
    await chat.says(SENTENCE)
    await chat.taps(GO_ON())
    await chat.taps("08:00")
    await chat.taps("Berlin")


async def pressed(chat: Chat, *, company: str = "") -> None:
    """Let the person be shown 24 jobs, save robotics and hide defence, and a night pass."""
    services = chat.services
    for n in range(24):
        about = ("robotics", "defence", "billing", "")[n % 4]
        text = f"You build {about} services in Python for customer number {n}."
        job = pick(
            id=f"p{n}",
            title="Backend Engineer",
            company=company if company and n % 4 == 1 else f"Mill {n}",
            text=text,
        )
        await services.deliveries.plan(
            chat.person, key=f"day {n}", digest=digest(job), render=lambda _: (), now=chat.now
        )
        if n % 4 == 0:
            await services.feedback.mark(chat.person, job, "saved", now=chat.now)
        if n % 4 == 1:
            await services.feedback.mark(chat.person, job, "hidden", now=chat.now)
    await learn(services, chat.person, now=chat.now + timedelta(days=1))


async def test_with_nothing_learned_it_says_when_that_will_be() -> None:
    async with Chat() as chat:
        await joined(chat)
        await chat.says("/learned")

        assert chat.text == (
            "What I learned\n"
            "Nothing yet. Each night I look at what you saved, applied to, passed over and were "
            "given. From about ten such postings on, what I conclude stands here, each line with "
            "an undo."
        )


async def test_every_conclusion_stands_in_a_line_with_its_undo() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat)
        await chat.says("/learned")

        assert "What I learned\nFrom 24 postings" in chat.text
        more, less = chat.text.split("Less of")
        assert "1 · “robotics”: " in more
        assert "points up, from 6 postings; you saved 6 of them" in more
        assert "“defence”: " in less
        assert "points down, from 6 postings; 6 of them were not for you" in less
        assert [each for each in chat.buttons if each.startswith("Undo")] == [
            f"Undo {n}" for n in range(1, chat.text.count(" · ") + 1)
        ]
        assert chat.buttons[-1] == texts.FORGET()


async def test_a_conclusion_is_dropped_and_brought_back() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat)
        before = await chat.says("/learned")
        assert before is not None
        was = before.words
        await chat.taps("Undo 1")

        assert "1 · “robotics”" not in chat.text
        assert "Dropped: robotics" in chat.text
        await chat.taps("Bring back robotics")
        assert chat.text == was


async def test_a_dropped_conclusion_stays_out_after_the_next_night() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat)
        await chat.says("/learned")
        await chat.taps("Undo 1")
        await learn(chat.services, chat.person, now=chat.now + timedelta(days=2))
        await chat.says("/learned")

        assert "1 · “robotics”" not in chat.text
        assert "“defence”" in chat.text


async def test_all_is_forgotten_and_brought_back() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat)
        before = await chat.says("/learned")
        assert before is not None
        was = before.words
        await chat.taps(texts.FORGET())

        assert chat.text == texts.FORGOTTEN()
        await chat.says("/learned")
        assert chat.text == f"What I learned\n{texts.NOTHING()}"
        await chat.taps(texts.REMEMBER())
        assert chat.text == was


async def test_a_name_of_others_cannot_act() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat, company="<b>@evil</b> https://evil.example")
        message = await chat.says("/learned")

        assert message is not None
        assert "the company <b>" in chat.text
        kinds = {entity.type for entity in message.entities}
        assert kinds <= {"bold"}


async def test_an_undo_of_another_time_is_answered_kindly() -> None:
    async with Chat() as chat:
        await joined(chat)
        await pressed(chat)
        await chat.says("/learned")
        await chat.services.tastes.forget(chat.person, now=chat.now)
        await chat.taps("Undo 1")

        assert chat.text == f"What I learned\n{texts.NOTHING()}"
