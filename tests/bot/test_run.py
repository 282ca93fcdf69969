"""`picks run` as a process: starts fast, stops gently, tells what is wrong, keeps its secrets."""

import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import SendState
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from scoring.edge.db import utc_text
from tests.bot.mail import Mail, open_mail
from tests.bot.process import PATIENCE_S, ended, over, running, started, takes_updates, variables


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


async def test_without_a_token_it_says_where_to_get_one(tmp_path: Path, sandbox: Sandbox) -> None:
    environment = variables(sandbox, tmp_path / "p.db", TELEGRAM_TOKEN="")

    async with started(environment, tmp_path) as process:
        code, log = await over(process)

    assert code == 2
    assert "TELEGRAM_TOKEN is not set" in log
    assert "picks try" in log
    assert "Traceback" not in log


async def test_it_reads_env_answers_stops_on_sigterm_and_never_logs_the_token(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    environment = variables(sandbox, tmp_path / "p.db", ACCESS="open")
    del environment["TELEGRAM_TOKEN"]
    (tmp_path / ".env").write_text(f"TELEGRAM_TOKEN={sandbox.token}\n")

    async with started(environment, tmp_path) as process:
        await takes_updates(sandbox)
        sandbox.send_text("/start")
        answered = await sandbox.until(lambda: len(sandbox.replies()) > 0, timeout_s=PATIENCE_S)
        process.send_signal(signal.SIGTERM)
        code, log = await over(process)

    assert answered
    assert code == 0
    assert "The bot is running" in log
    assert "The bot is stopping" in log
    assert sandbox.token not in log
    assert sandbox.token.partition(":")[2] not in log
    assert "Traceback" not in log


async def test_a_refused_token_stops_it_with_a_sentence_and_stays_secret(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    wrong = f"{sandbox.token}x"
    environment = variables(sandbox, tmp_path / "p.db", TELEGRAM_TOKEN=wrong)

    async with running(environment, tmp_path) as process:
        code, log = await ended(process)

    assert code == 1
    assert "Telegram refuses the bot's token" in log
    assert wrong not in log
    assert "Traceback" not in log


async def test_a_second_bot_with_the_database_stops(tmp_path: Path, sandbox: Sandbox) -> None:
    environment = variables(sandbox, tmp_path / "p.db")
    async with running(environment, tmp_path):
        await takes_updates(sandbox)
        async with running(environment, tmp_path) as second:
            code, log = await ended(second)

    assert code == 1
    assert "Another bot is running with the database" in log


async def test_sigterm_in_the_middle_of_a_morning_leaves_no_doubt(tmp_path: Path) -> None:
    async with open_mail(tmp_path) as mail:
        people = range(101, 141)
        for person_id in people:
            await mail.join(person_id)
            await mail.plan(person_id)
        sandbox, database = mail.sandbox, tmp_path / "picks.db"
        await _make_fresh(mail)

        async with running(variables(sandbox, database), tmp_path) as process:
            some = await sandbox.until(
                lambda: len(sandbox.asked("sendMessage")) >= 10, timeout_s=PATIENCE_S
            )
            process.send_signal(signal.SIGTERM)
            code, _ = await ended(process)

        states = await mail.states()
        assert some
        assert code == 0
        assert set(states) <= {SendState.SENT, SendState.READY}
        assert states.count(SendState.SENT) == len(sandbox.asked("sendMessage")) < 40


async def _make_fresh(mail: Mail) -> None:
    """Let the outbox be of this very moment: the process has the real clock."""
    now = utc_text(datetime.now(UTC))
    await mail.store.write(lambda db: db.execute("UPDATE deliveries SET created_at = ?", [now]))


def test_the_variables_of_the_process_go_before_those_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.cli.run import environment

    (tmp_path / ".env").write_text("ACCESS=open\nLOG_LEVEL=ERROR\n# a comment\nINVITE_CODE\n")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.delenv("ACCESS", raising=False)

    settings = Settings.from_env(environment(tmp_path))

    assert (settings.access, settings.log_level) == ("open", "WARNING")
