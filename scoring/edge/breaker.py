"""Spares everyone the wait for a model that is down: after some failures it is left alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

_AFTER = 3  # failures in a row
_FOR = timedelta(minutes=2)


class Breaker:
    """Closed while calls work. Open it lets nobody through; then one call tries, and decides."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Begin closed."""
        self._clock = clock
        self._failures = 0
        self._until: datetime | None = None
        self._trying = False

    def lets_through(self) -> bool:
        """Tell whether a call may be made; who is let through must report what became of it."""
        if self._until is None:
            return True
        if self._trying or self._clock() < self._until:
            return False
        self._trying = True
        return True

    def worked(self) -> None:
        """Close it."""
        self._failures, self._until, self._trying = 0, None, False

    def failed(self) -> None:
        """Count a failure; enough of them, or one while trying, open it."""
        self._failures += 1
        if self._trying or self._failures >= _AFTER:
            self.open(_FOR)

    def open(self, wait: timedelta) -> None:
        """Let nobody through for so long."""
        self._until, self._trying = self._clock() + wait, False

    def left(self) -> None:
        """Take back a call that was never answered for our own reasons."""
        self._trying = False
