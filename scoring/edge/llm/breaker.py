"""Spares everyone the wait for a model that is down: after some failures it is left alone."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

_AFTER = 3  # failures in a row
_FOR = timedelta(minutes=2)


class Breaker:
    """Closed while calls work. Open it lets nobody through; later one call tries for all others."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Begin closed."""
        self._clock = clock
        self._failures = 0
        self._until: datetime | None = None
        self._tried = asyncio.Event()
        self._tried.set()

    async def lets_through(self) -> bool:
        """Tell whether a call may be made, waiting for one that tries already.

        Who is let through must report what became of it.
        """
        while not self._tried.is_set():
            await self._tried.wait()
        if self._until is None:
            return True
        if self._clock() < self._until:
            return False
        self._tried.clear()
        return True

    def worked(self) -> None:
        """Close it."""
        self._failures, self._until = 0, None
        self._tried.set()

    def failed(self) -> None:
        """Count a failure; enough of them in a row open it, and so does one that tried."""
        self._failures += 1
        if self._failures >= _AFTER:
            self.open(_FOR)
        self._tried.set()

    def open(self, wait: timedelta) -> None:
        """Let nobody through for so long."""
        self._until = self._clock() + wait
        self._tried.set()

    def left(self) -> None:
        """Take back a call that was never answered for our own reasons."""
        self._tried.set()
