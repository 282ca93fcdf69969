"""A sandbox for every test of it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.raw import Raw, raw_sandbox


@pytest.fixture
async def api() -> AsyncIterator[Raw]:
    """Return raw HTTP to a sandbox without rate limits, in which person 7 has written."""
    async with raw_sandbox() as raw:
        yield raw


@pytest.fixture
def sandbox(api: Raw) -> Sandbox:
    """Return the sandbox itself."""
    return api.sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """Return python-telegram-bot's Bot on the sandbox."""
    base, files = f"{sandbox.url}/bot", f"{sandbox.url}/file/bot"
    async with Bot(sandbox.token, base_url=base, base_file_url=files) as telegram_bot:
        yield telegram_bot
