"""Many people at once press and say everything, in random but seeded order."""

import random
from collections.abc import Sequence

import pytest

from bot.sandbox.record import Call
from bot.texts.errors import SORRY
from scoring.model import RawPosting
from tests.bot.chat import Chat, Talker
from tests.factories import raw

_ROUNDS = 24
_WORDS = (
    *("/start", "/picks", "/picks 3", "/picks again", "/profile", "/settings", "/rescore"),
    *("/pause", "/pause 3", "/resume", "/help", "/xyzzy", "/profile +rust -java"),
    *("hello", "7:30", "Berlin", "5", "remote only", "from 70k EUR", "-python", "<b>x"),
    *("Backend Engineer, Python, Kubernetes", "Data Engineer in Paris with SQL, no agencies"),
)


def jobs(rng: random.Random) -> Sequence[RawPosting]:
    return [
        raw(
            external_id=str(number),
            url=f"https://jobs.example.com/{number}",
            title=rng.choice(["Backend Engineer", "Data Engineer", "Florist", "Nurse"]),
            company=f"Employer {number % 7}",
            html=f"<p>You use {rng.choice(['Python', 'Rust', 'SQL'])} in a team of {number}.</p>",
        )
        for number in range(40)
    ]


def act(person: Talker, rng: random.Random) -> None:
    """Press any button of the last messages, sometimes twice, or say something."""
    sandbox = person.chat.sandbox
    shown = [message for message in person.messages if message.buttons][-6:]
    if not shown or rng.random() < 0.3:
        sandbox.send_text(rng.choice(_WORDS), person=person.person)
        return
    message = rng.choice(shown)
    button = rng.choice(list(message.buttons))
    for _ in range(rng.choice((1, 1, 1, 2))):
        if "callback_data" in button:
            sandbox.press_data(message, button["callback_data"], person=person.person)


def is_our_fault(call: Call) -> bool:
    """A second press may edit a message to what it says already; all else is refused for cause."""
    return call.code != 200 and (call.method, call.code) != ("editMessageText", 400)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_crowd_that_presses_everything_meets_no_error(seed: int) -> None:
    rng = random.Random(seed)
    async with Chat(jobs=jobs(rng)) as chat:
        people = [chat, *(chat.somebody(100 + number) for number in range(7))]
        for person in people:
            await person.says("/start")
        for number in range(_ROUNDS):
            for person in rng.sample(people, 4):
                act(person, rng)
            if number % 5 == 0:
                await chat.settle()
        await chat.settle()

        assert [call for call in chat.sandbox.calls if is_our_fault(call)] == []
        assert [
            each for person in people for each in person.messages if each.words == SORRY()
        ] == []
        assert [query for query in chat.sandbox.world.queries.values() if not query.answered] == []
