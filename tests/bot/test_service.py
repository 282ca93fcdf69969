"""Running the bot: one poller, a token that is revoked, webhooks, rounds of ingest, the end."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import service
from bot.app import App, build
from bot.rounds import ingests, tidying
from bot.sending.refusals import TokenRefused
from bot.service import AnotherBot, serve
from scoring.errors import InputError
from tests.bot.mail import Mail, open_mail


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        yield opened


def _application(mail: Mail) -> App:
    return build(mail.services, token=mail.sandbox.token, base_url=mail.sandbox.url)


@asynccontextmanager
async def _serving(mail: Mail) -> AsyncIterator[asyncio.Task[None]]:
    """Serve until the end of the block."""
    stop = asyncio.Event()
    task = asyncio.create_task(serve(_application(mail), mail.services, stop=stop, ingest=False))
    try:
        assert await mail.sandbox.until(lambda: bool(mail.sandbox.asked("setMyCommands")))
        yield task
    finally:
        stop.set()
        await asyncio.wait({task})


async def test_it_answers_until_it_is_told_to_stop(mail: Mail) -> None:
    async with _serving(mail) as task:
        mail.sandbox.send_text("/help")
        answered = await mail.sandbox.until(lambda: len(mail.words()) == 1)

    assert answered
    assert task.exception() is None


async def test_what_a_crash_left_on_its_way_is_asked_about_after_the_start(mail: Mail) -> None:
    await mail.join()
    await mail.plan()
    [outgoing] = await mail.services.deliveries.ready(mail.now, limit=1)
    await mail.services.deliveries.intend(outgoing.id, now=mail.now)

    async with _serving(mail):
        await mail.sandbox.until(lambda: len(mail.words()) == 1)

    assert mail.words() == ["I am not sure today's picks arrived."]


async def test_who_inherits_the_bot_is_told(mail: Mail) -> None:
    await mail.join(1)
    await mail.join(7)
    await mail.services.people.forget(1)

    async with _serving(mail):
        await mail.sandbox.until(lambda: len(mail.words()) == 1)

    owner = await mail.services.people.owner()
    assert owner is not None
    assert owner.id == 7
    assert "it is yours now" in mail.words()[0]


async def test_the_second_bot_with_a_token_stops_and_the_first_goes_on(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_YOUNG_S", 0.0)  # the first one has run for a while
    async with _serving(mail) as first:
        await mail.sandbox.until(lambda: bool(mail.sandbox.asked("deleteWebhook")))
        monkeypatch.setattr(service, "_YOUNG_S", 60.0)
        second = serve(_application(mail), mail.services, ingest=False)

        with pytest.raises(AnotherBot, match="409 Conflict"):
            await second
        mail.sandbox.send_text("/help")
        answered = await mail.sandbox.until(lambda: len(mail.words()) == 1)

    assert answered
    assert first.exception() is None


async def test_a_token_revoked_while_the_bot_runs_ends_it_with_a_sentence(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_WATCH_S", 0.01)
    async with _serving(mail) as task:
        mail.sandbox.faults.fail(401, method="getMe", times=99)
        await asyncio.wait({task}, timeout=60)

    assert isinstance(task.exception(), TokenRefused)


async def test_a_loop_that_breaks_begins_anew_and_the_others_go_on(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun: asyncio.Queue[int] = asyncio.Queue()

    async def breaks(*_: object, stop: asyncio.Event) -> None:
        begun.put_nowait(1)
        if caplog.text.count("A loop broke") < 2:
            raise LookupError("nobody thought of this")
        await stop.wait()

    monkeypatch.setattr(service, "_RETRY_S", 0.01)
    monkeypatch.setattr(tidying, "run_forever", breaks)
    async with _serving(mail) as task:
        for _ in range(3):
            await begun.get()
        mail.sandbox.send_text("/help")
        answered = await mail.sandbox.until(lambda: len(mail.words()) == 1)

    assert answered
    assert caplog.text.count("A loop broke") == 2
    assert task.exception() is None


async def test_it_waits_for_a_telegram_that_is_not_there_yet(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(service, "_RETRY_S", 0.01)
    mail.sandbox.faults.fail(502, method="getMe", times=3)

    async with _serving(mail) as task:
        pass

    assert caplog.text.count("Telegram does not answer yet") == 3
    assert task.exception() is None


async def test_it_can_be_stopped_while_it_waits_for_telegram(mail: Mail) -> None:
    mail.sandbox.faults.fail(502, method="getMe", times=99)
    stop = asyncio.Event()
    task = asyncio.create_task(serve(_application(mail), mail.services, stop=stop, ingest=False))
    await mail.sandbox.until(lambda: len(mail.sandbox.asked("getMe")) >= 2)

    stop.set()

    await asyncio.wait_for(task, timeout=60)


async def test_a_webhook_without_a_secret_is_refused(tmp_path: Path) -> None:
    async with open_mail(tmp_path, webhook_url="https://bot.example.com/hook") as mail:
        with pytest.raises(InputError, match="WEBHOOK_SECRET"):
            await serve(_application(mail), mail.services, ingest=False)


async def test_an_ingest_that_fails_is_logged_and_comes_again(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ingests, "_AFTER_FAILURE_S", 0.0)
    await mail.store.write(lambda db: db.execute("ALTER TABLE source_runs RENAME TO away"))
    rounds = mail.services.ingests
    assert rounds is not None
    stop = asyncio.Event()

    with caplog.at_level(logging.ERROR):
        loop = asyncio.create_task(rounds.run_forever(lambda: mail.now, stop=stop))
        while caplog.text.count("An ingest failed") < 2:
            await mail.store.read(lambda _: None)
    stop.set()
    await loop

    assert 'File "' in caplog.text
    (broken,) = await mail.services.errors.since(mail.now)
    assert (broken.part, broken.kind) == ("ingest", "StoreError")


async def test_the_next_round_is_an_hour_after_the_last_and_at_once_at_first(mail: Mail) -> None:
    rounds = mail.services.ingests
    assert rounds is not None
    first = await rounds.next_at(mail.now)
    await mail.store.write(
        lambda db: db.execute(
            "INSERT INTO source_runs (source, at, fetched, new, unread, unchanged, pages, seconds,"
            " error, skipped) VALUES ('lever', ?, 0, 0, 0, 0, 1, 1.0, 'gone', '')",
            [mail.now.isoformat()],
        )
    )
    last = mail.now
    mail.later(minutes=20)

    assert first == last
    assert (await rounds.next_at(mail.now) - last).total_seconds() == 3600
    assert rounds.quiet_sources() == ()
    await rounds.remember(now=mail.now)
    assert rounds.quiet_sources() == ("lever",)
