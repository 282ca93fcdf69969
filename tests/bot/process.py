"""`picks run` as a process of its own, against a sandbox."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.server import Sandbox

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


@asynccontextmanager
async def running(environment: dict[str, str], folder: Path) -> AsyncIterator[Process]:
    """Run the bot until the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def ended(process: Process) -> tuple[int | None, str]:
    """Wait for the end; return the exit code and all that was said."""
    async with asyncio.timeout(PATIENCE_S):
        out, log = await process.communicate()
    return process.returncode, (out + log).decode()


async def takes_updates(sandbox: Sandbox, number: int = 1) -> None:
    """Wait until the bot takes updates, for the `number`-th time."""
    assert await sandbox.until(
        lambda: len(sandbox.asked("setMyCommands")) >= number, timeout_s=PATIENCE_S
    )
