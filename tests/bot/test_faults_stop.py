"""The bot is stopped while it answers: it ends what it does, and goes on after the next start."""

import asyncio

import pytest

from bot.app import UPDATES
from tests.bot.chat import Chat
from tests.bot.crowd_faults import faults_of_database, said_sorry
from tests.bot.flows import FLOWS
from tests.bot.jobs import backend_jobs, other_jobs

_JOBS = [*backend_jobs(9), *other_jobs()]
_SLOW_S = 0.1  # a call in whose middle the stop comes
_STOPPED_AT = (  # a flow, and the step whose answer is on its way
    *(("first contact", 4), ("a second profile", 2), ("a date", 1), ("not for me", 1)),
    *(("forgetting", 1), ("a group", 1), ("a broadcast", 3)),
)


@pytest.mark.parametrize(("name", "at"), _STOPPED_AT)
async def test_a_stop_in_the_middle_ends_the_step_and_the_next_start_goes_on(
    name: str, at: int
) -> None:
    flow = FLOWS[name]
    async with Chat(jobs=_JOBS, **flow.settings) as chat:
        await flow.before(chat)
        for number, step in enumerate(flow.steps):
            if number != at:
                assert await step.do(chat), step
                continue
            chat.sandbox.faults.slow(_SLOW_S)
            async with asyncio.TaskGroup() as group:
                doing = group.create_task(step.do(chat))
                assert await chat.sandbox.until(lambda: chat.sandbox.in_flight > 0)
                group.create_task(_stopped_and_started(chat))
            assert doing.result()
        for _ in range(2):
            await chat.wait(minutes=1)

        said = [
            each.words
            for room in chat.sandbox.world.chats.values()
            for each in room.messages.values()
        ]
        assert [each for each in said if flow.ends in each]
        assert said_sorry(chat.sandbox.calls) == []
        assert [each for each in chat.sandbox.world.queries.values() if not each.answered] == []
        assert faults_of_database(chat.services.settings.database) == []


async def _stopped_and_started(chat: Chat) -> None:
    """Stop as SIGTERM does, and start again."""
    updater = chat.app.updater
    assert updater is not None
    await updater.stop()
    await chat.app.stop()
    await updater.start_polling(poll_interval=0, timeout=30, allowed_updates=UPDATES)
    await chat.app.start()
