"""Waiting for a change by event: nobody sleeps and looks again."""

import asyncio
from collections.abc import Callable


class Pulse:
    """Beats at every change; all who wait look once more. One loop, one thread."""

    def __init__(self) -> None:
        """Start calm."""
        self._event = asyncio.Event()

    def beat(self) -> None:
        """Wake everybody who waits."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, true: Callable[[], bool], *, timeout_s: float | None = None) -> bool:
        """Wait until `true()`; return False when the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                while not true():
                    await self._event.wait()
        except TimeoutError:
            return true()  # the change may have come with the end of the wait
        return True
