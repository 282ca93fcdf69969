"""Somebody who presses anything, in any order: never a refusal, never a press without answer."""

import random

import pytest

from bot.model import Layout
from bot.texts.errors import SORRY
from scoring.model import Profile
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, profile

_ELSEWHERE = {"settings", "profile"}  # conversations of their own
_UNCHANGED = "message is not modified"


@pytest.mark.parametrize(
    ("seed", "layout"), [(1, Layout.LIST), (2, Layout.LIST), (3, Layout.CARDS)]
)
async def test_a_random_walk_over_the_buttons_meets_no_refusal(seed: int, layout: Layout) -> None:
    dice = random.Random(seed)
    async with Chat(jobs=[*backend_jobs(14), *other_jobs()]) as chat:
        await chat.services.people.add(person(id=7, layout=layout, lowest=40, count=6))
        await chat.services.profiles.save(7, profile(), now=NOW)
        await chat.says("/picks")
        for step in range(60):
            if step in {20, 40}:
                await chat.services.profiles.save(7, _another(dice), now=NOW)
                await chat.says(dice.choice(["/rescore", "/picks again"]))
            await _press_any(chat, dice)

        refused = [call for call in chat.sandbox.calls if call.code != 200]
        ours = [call for call in refused if _UNCHANGED not in call.why]
        assert ours == []
        assert not [each for each in chat.messages if each.words == SORRY()]


async def _press_any(chat: Chat, dice: random.Random) -> None:
    message = dice.choice([each for each in chat.messages if each.buttons])
    buttons = [b["callback_data"] for b in message.buttons if "callback_data" in b]
    data = dice.choice([each for each in buttons if each.split(":")[0] not in _ELSEWHERE] or ["?"])
    query = chat.sandbox.press_data(message, data, person=7)
    await chat.settle()
    assert chat.sandbox.world.queries[query].answered, data


def _another(dice: random.Random) -> Profile:
    return profile(skills=tuple(dice.sample(["Python", "Go", "Kafka", "PostgreSQL", "Rust"], 2)))
