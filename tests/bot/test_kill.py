"""kill -9 in the middle of a delivery to 50 people: nobody has it twice, nobody has nothing."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.model import SendState
from tests.bot.mail import Mail, open_mail
from tests.bot.sending import empty_outbox
from tests.forks import FORKS

PEOPLE = range(1001, 1051)
KILLS = 10


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        for person_id in PEOPLE:
            await opened.join(person_id)
        yield opened


def _start(mail: Mail) -> ForkServerProcess:
    sandbox, database = mail.sandbox, str(mail.services.settings.database)
    arguments = (database, sandbox.url, sandbox.token, mail.now.isoformat())
    process = FORKS.Process(target=empty_outbox, args=arguments)
    process.start()
    return process


async def _end(process: ForkServerProcess) -> int | None:
    await asyncio.to_thread(process.join)
    return process.exitcode


def _heard(mail: Mail, person_id: int, *, since: int) -> list[str]:
    return mail.words(person_id)[since:]


@pytest.mark.timeout(300)  # ten starts of a process, on a busy machine
async def test_fifty_people_and_ten_kills(mail: Mail) -> None:
    chance, asked = random.Random(3), 0
    for number in range(KILLS):
        before = {each: len(mail.words(each)) for each in PEOPLE}
        html = f"Picks of morning {number}"
        for person_id in PEOPLE:
            await mail.plan(person_id, key=f"day {number}", html=(html,))
        goal = len(mail.sandbox.calls) + chance.randint(1, 48)

        process = _start(mail)
        await mail.sandbox.until(lambda goal=goal: len(mail.sandbox.calls) >= goal)  # type: ignore[misc]
        process.kill()
        assert await _end(process) == -signal.SIGKILL
        assert await _end(_start(mail)) == 0

        for person_id in PEOPLE:
            heard = _heard(mail, person_id, since=before[person_id])
            assert heard.count(html) <= 1
            assert heard, "neither the digest nor the offer to show it"
            asked += html not in heard
        mail.later(days=1)
    assert asked < KILLS * 20  # at most what was in flight


async def test_a_process_killed_again_and_again_gets_there_in_the_end(mail: Mail) -> None:
    chance = random.Random(4)
    for person_id in PEOPLE:
        await mail.plan(person_id, html=("One", "Two"))

    for _ in range(KILLS // 2):
        goal = len(mail.sandbox.calls) + chance.randint(1, 20)
        process = _start(mail)
        await mail.sandbox.until(
            lambda goal=goal, process=process: (
                len(mail.sandbox.calls) >= goal  # type: ignore[misc]
                or not process.is_alive()
            ),
            timeout_s=2,
        )
        process.kill()
        await _end(process)
        mail.later(minutes=1)
    assert await _end(_start(mail)) == 0

    for person_id in PEOPLE:
        words = mail.words(person_id)
        assert words.count("One") <= 1
        assert words.count("Two") <= 1
        assert {"One", "Two"} <= set(words) or any("not sure" in each for each in words)


async def test_a_process_that_was_stopped_for_an_hour_goes_on_where_it_was(mail: Mail) -> None:
    """SIGSTOP and SIGCONT: what was on its way is finished, nothing is sent twice."""
    for person_id in PEOPLE:
        await mail.plan(person_id)

    process = _start(mail)
    await mail.sandbox.until(lambda: len(mail.sandbox.calls) >= 10)
    assert process.pid is not None

    os.kill(process.pid, signal.SIGSTOP)
    mail.now += timedelta(hours=1)
    os.kill(process.pid, signal.SIGCONT)
    assert await _end(process) == 0

    assert [mail.words(each) for each in PEOPLE] == [["Picks"]] * 50
    assert set(await mail.states()) == {SendState.SENT}
