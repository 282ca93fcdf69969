"""kill -9 in the middle of a message to everybody: nobody has it twice, nobody has nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.mail import Mail, open_mail
from tests.bot.news import carry_news
from tests.forks import FORKS

PEOPLE = range(1001, 1041)
UNSURE = "I am not sure a message from this bot's owner arrived."


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        for person_id in PEOPLE:
            await opened.join(person_id)
        yield opened


@pytest.mark.timeout(300)  # three starts of a process, on a busy machine
async def test_everybody_has_it_once_or_is_asked(mail: Mail) -> None:
    broadcasts = mail.services.broadcasts
    number = await broadcasts.draft(PEOPLE[0], "We move house.", now=mail.now)
    await broadcasts.start(number, card_id=1, now=mail.now)

    for calls in (7, 19, None):
        await _carried(mail, calls)

    heard = [mail.words(each) for each in PEOPLE]
    assert max(words.count("We move house.") for words in heard) == 1
    assert all(words for words in heard)
    assert {each for words in heard for each in words} <= {"We move house.", UNSURE}
    progress = await broadcasts.progress(number)
    assert (progress.total, progress.waiting) == (len(PEOPLE), 0)
    assert not await broadcasts.under_way()


async def _carried(mail: Mail, calls: int | None) -> None:
    """Let a process carry on; kill it after so many calls, or let it come to its end."""
    sandbox, database = mail.sandbox, str(mail.services.settings.database)
    arguments = (database, sandbox.url, sandbox.token, mail.now.isoformat())
    process = FORKS.Process(target=carry_news, args=arguments)
    goal = len(sandbox.calls) + (calls or 0)
    process.start()
    if calls:
        await sandbox.until(lambda: len(sandbox.calls) >= goal)
        process.kill()
    await asyncio.to_thread(process.join)
    assert calls or process.exitcode == 0
