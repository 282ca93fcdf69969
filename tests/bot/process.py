"""`picks run` as a process of its own, against a sandbox."""

import asyncio
import os
import secrets
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.sandbox.server import Sandbox
from tests.bot.commands import picks
from tests.forks import FORKS

PATIENCE_S = 90.0


def variables(sandbox: Sandbox, database: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot that asks no source; `more` are settings of its own."""
    own = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return own | {
        "TELEGRAM_TOKEN": sandbox.token,
        "TELEGRAM_API": sandbox.url,
        "DATABASE": str(database),
        "SOURCES": "lever",
        "BOARDS": "greenhouse:nobody",  # so that no source asks anybody
        "LOG_LEVEL": "DEBUG",
        **more,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A bot's process, and the file with all that it says."""

    process: ForkServerProcess
    said: Path

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self.process.pid is not None
        os.kill(self.process.pid, number)


@asynccontextmanager
async def running(environment: dict[str, str], folder: Path) -> AsyncIterator[Running]:
    """Run the bot until the end of the block, from a process that has imported it.

    So it starts in a fifth of the time; `started` is for what a start from nothing has to show.
    """
    said = folder / f"said-{secrets.token_hex(4)}"
    said.touch()
    arguments = (("run",), environment, str(folder), str(said))
    process = FORKS.Process(target=picks, args=arguments)
    process.start()
    try:
        yield Running(process=process, said=said)
    finally:
        process.kill()
        await asyncio.to_thread(process.join)


async def ended(bot: Running) -> tuple[int | None, str]:
    """Wait for the end; return the exit code and all that was said."""
    await asyncio.to_thread(bot.process.join, PATIENCE_S)
    return bot.process.exitcode, bot.said.read_text()


@asynccontextmanager
async def started(environment: dict[str, str], folder: Path) -> AsyncIterator[Process]:
    """Run the bot until the end of the block, as a shell starts it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def over(process: Process) -> tuple[int | None, str]:
    """Wait for the end; return the exit code and all that was said."""
    async with asyncio.timeout(PATIENCE_S):
        out, log = await process.communicate()
    return process.returncode, (out + log).decode()


async def takes_updates(sandbox: Sandbox, number: int = 1) -> None:
    """Wait until the bot takes updates, for the `number`-th time."""
    assert await sandbox.until(
        lambda: len(sandbox.asked("setMyCommands")) >= number, timeout_s=PATIENCE_S
    )
