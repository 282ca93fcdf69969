"""`picks run` behind a webhook: updates come by post, with the secret, and from nobody else."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox.server import Sandbox
from tests.bot.process import ended, running, takes_updates, variables

_SECRET = "a-secret_of-ours"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


def _hook(sandbox: Sandbox, folder: Path, **more: str) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_SECRET": _SECRET,
        "WEBHOOK_LISTEN": "127.0.0.1",
        "WEBHOOK_PORT": port,
    }
    return variables(sandbox, folder / "p.db", ACCESS="open", **(settings | more))


async def test_updates_come_by_webhook_and_are_answered(tmp_path: Path, sandbox: Sandbox) -> None:
    async with running(_hook(sandbox, tmp_path), tmp_path) as process:
        await takes_updates(sandbox)
        sandbox.send_text("/start")
        answered = await sandbox.until(lambda: len(sandbox.replies()) == 1, timeout_s=60)
        confirmed = await sandbox.until(lambda: sandbox.idle)
        process.send_signal(signal.SIGTERM)
        code, log = await ended(process)

    assert (answered, confirmed, code) == (True, True, 0)
    assert sandbox.asked("getUpdates") == []
    assert _SECRET not in log
    assert "Traceback" not in log


async def test_an_update_without_the_secret_is_refused_and_not_answered(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    person = {"id": 7, "is_bot": False, "first_name": "Mallory"}
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 7, "type": "private"},
        "from": person,
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    forged = {"update_id": 1, "message": message}
    settings = _hook(sandbox, tmp_path)
    async with (
        running(settings, tmp_path) as process,
        httpx.AsyncClient(trust_env=False) as stranger,
    ):
        await takes_updates(sandbox)
        codes = []
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            answer = await stranger.post(settings["WEBHOOK_URL"], json=forged, headers=headers)
            codes.append(answer.status_code)
        process.send_signal(signal.SIGTERM)
        code, log = await ended(process)

    assert codes == [403, 403]
    assert sandbox.asked("sendMessage") == []
    assert code == 0
    assert _SECRET not in log


async def test_what_was_sent_while_the_bot_was_down_comes_after_the_start(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    settings = _hook(sandbox, tmp_path)
    async with running(settings, tmp_path) as process:
        await takes_updates(sandbox)
        process.send_signal(signal.SIGTERM)
        await ended(process)
    sandbox.send_text("/start")

    async with running(settings, tmp_path):
        answered = await sandbox.until(lambda: len(sandbox.replies()) == 1, timeout_s=60)

    assert answered
    assert await sandbox.until(lambda: sandbox.idle)


async def test_without_the_setting_the_bot_polls_again(tmp_path: Path, sandbox: Sandbox) -> None:
    async with running(_hook(sandbox, tmp_path), tmp_path) as process:
        await takes_updates(sandbox)
        process.send_signal(signal.SIGTERM)
        await ended(process)

    async with running(_hook(sandbox, tmp_path, WEBHOOK_URL=""), tmp_path):
        await takes_updates(sandbox, 2)
        sandbox.send_text("/start")
        answered = await sandbox.until(lambda: len(sandbox.replies()) == 1, timeout_s=60)

    assert answered
    assert sandbox.world.webhook.url == ""


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"WEBHOOK_SECRET": ""}, "WEBHOOK_URL needs WEBHOOK_SECRET too"),
        ({"WEBHOOK_URL": "bot.example.com/hook"}, "WEBHOOK_URL: "),
        ({"WEBHOOK_URL": "http://bot.example.com/hook"}, "WEBHOOK_URL: "),
        ({"WEBHOOK_SECRET": "with spaces"}, "WEBHOOK_SECRET: "),
    ],
    ids=["no secret", "no scheme", "not https", "a secret that Telegram does not take"],
)
async def test_a_webhook_that_cannot_work_stops_with_a_sentence(
    tmp_path: Path, sandbox: Sandbox, settings: dict[str, str], words: str
) -> None:
    async with running(_hook(sandbox, tmp_path, **settings), tmp_path) as process:
        code, log = await ended(process)

    assert code == 1
    assert words in log
    assert "Traceback" not in log


async def test_a_port_that_is_taken_is_said(tmp_path: Path, sandbox: Sandbox) -> None:
    settings = _hook(sandbox, tmp_path)
    server = await asyncio.start_server(
        lambda _, w: w.close(), "127.0.0.1", settings["WEBHOOK_PORT"]
    )
    async with server, running(settings, tmp_path) as process:
        code, log = await ended(process)

    assert code == 1
    assert f"cannot listen on 127.0.0.1:{settings['WEBHOOK_PORT']}" in log
    assert "Traceback" not in log
