"""Lets each person do what costs much only so often. In memory: a restart forgets it."""

import asyncio
from datetime import datetime, timedelta


class Intervals:
    """Remembers when somebody last did it, for as long as that matters."""

    def __init__(self, every: timedelta, *, at_once: int) -> None:
        """Allow it once in this time; `place` is for doing it, for so many people side by side."""
        self._every = every
        self._last: dict[int, datetime] = {}
        self.place = asyncio.Semaphore(at_once)

    def take(self, person_id: int, *, now: datetime) -> int:
        """Note that it is done now and return 0; where it is too early, the seconds to wait."""
        # What lies ahead of a clock that was set back holds nobody up.
        self._last = {key: at for key, at in self._last.items() if at <= now < at + self._every}
        last = self._last.get(person_id)
        if last is None:
            self._last[person_id] = now
            return 0
        return max(1, round((last + self._every - now).total_seconds()))

    def forget(self, person_id: int) -> None:
        """Forget that the person did it."""
        self._last.pop(person_id, None)
