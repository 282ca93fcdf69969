"""Who is served when: many people at once, the updates of one person one after the other."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_MOST_WAITING = 4096  # updates held in memory; python-telegram-bot waits for room beyond it


class InTurn(BaseUpdateProcessor):
    """Runs `at_once` updates side by side, and never two of one person or one group.

    A person's lock is taken first, so that one who presses twenty buttons holds one place.
    """

    __slots__ = ("_places", "_turns")

    def __init__(self, at_once: int) -> None:
        """Serve this many people at once."""
        super().__init__(max_concurrent_updates=_MOST_WAITING)
        self._places = asyncio.Semaphore(at_once)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the person's turn, then for a free place."""
        turn = self._turns.setdefault(
            _whose(update), asyncio.Lock()
        )  # both are fair: order is kept
        async with turn, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _whose(update: object) -> int:
    if not isinstance(update, Update):
        return 0
    someone = update.effective_chat or update.effective_user  # a group's admins change one row
    return someone.id if someone else 0
