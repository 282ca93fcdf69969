"""Forgetting somebody for whom something is being done at this very moment."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answers.digests import prepare
from bot.answers.forgetting import Forgotten, forget
from bot.answers.learning import learn_due
from bot.model import Person
from bot.sending.schedule import tick
from bot.stores.chats import new_chat
from scoring.errors import StoreError
from scoring.normalise import normalise
from tests.bot.jobs import backend_jobs
from tests.bot.mail import Mail, open_mail
from tests.factories import NOW, profile


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        jobs = [normalise(each, source="greenhouse", seen_at=NOW) for each in backend_jobs(4)]
        await opened.services.postings.save(jobs, now=NOW)
        yield opened


async def _acquainted(mail: Mail) -> Person:
    someone = await mail.join(due=NOW, due_day=NOW.date(), zone="UTC")
    await mail.services.profiles.save(7, profile(), now=NOW)
    return someone


async def _forget(mail: Mail, someone: Person) -> Forgotten:
    return await forget(mail.services, someone, now=mail.now)


async def test_a_digest_that_is_being_made_is_forgotten_with_the_rest(mail: Mail) -> None:
    someone = await _acquainted(mail)

    made, forgotten, refused = await asyncio.gather(
        prepare(mail.services, someone, key="first", now=NOW),
        _forget(mail, someone),
        prepare(mail.services, someone, key="second", now=NOW),
        return_exceptions=True,
    )

    assert not isinstance(made, BaseException)
    assert isinstance(forgotten, Forgotten)
    assert isinstance(refused, StoreError)
    assert forgotten.left == await mail.services.records.left(7) == 0
    assert forgotten.rows > len(made.digest.picks)


async def test_somebody_forgotten_at_their_morning_is_no_failure(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    someone = await _acquainted(mail)
    caplog.set_level(logging.DEBUG, "bot")

    await asyncio.gather(_forget(mail, someone), tick(mail.bot, mail.services))

    assert await mail.services.records.left(7) == 0
    assert mail.words() == []
    assert "A digest failed" not in caplog.text


async def test_somebody_forgotten_while_they_are_learned_from_is_no_failure(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    someone = await _acquainted(mail)
    await prepare(mail.services, someone, key="first", now=NOW)
    caplog.set_level(logging.DEBUG, "bot")

    await asyncio.gather(
        learn_due(mail.services, now=NOW, stop=asyncio.Event()), _forget(mail, someone)
    )

    assert await mail.services.records.left(7) == 0
    assert "A taste was not learned" not in caplog.text


async def test_forgetting_twice_at_once_is_forgetting_once(mail: Mail) -> None:
    someone = await _acquainted(mail)

    first, second = await asyncio.gather(_forget(mail, someone), _forget(mail, someone))

    assert first.rows > 0
    assert (second.rows, second.tables, second.left) == (0, 0, 0)


async def test_what_is_counted_of_a_person_in_memory_is_dropped(mail: Mail) -> None:
    someone = await _acquainted(mail)
    assert mail.services.exports.take(7, now=NOW) == 0
    assert mail.services.exports.take(7, now=NOW) == 60

    await _forget(mail, someone)

    assert mail.services.exports.take(7, now=NOW) == 0


async def test_with_a_chat_goes_what_was_set_up_in_its_place_before_its_move_was_known(
    mail: Mail,
) -> None:
    """Nothing leads to that row any more, so that nobody could ask for it."""
    await mail.join()
    old, new = (
        new_chat(kind="group", chat_id=at, topic_id=None, language="en", zone="UTC", now=NOW)
        for at in (-500, -1_000_000_000_500)
    )
    for each in (old, new):
        await mail.services.chats.add(each, host=7, title="Careers")
    await mail.services.chats.moved(-500, to=-1_000_000_000_500)
    chat = await mail.services.chats.get(-1_000_000_000_500)
    assert chat is not None

    forgotten = await _forget(mail, chat)

    assert (forgotten.rows, forgotten.left) == (4, 0)
    assert await mail.services.people.get(-500) is None
    assert await mail.services.people.get(-1_000_000_000_500) is None
    assert await mail.services.people.get(7) is not None
