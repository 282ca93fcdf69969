"""An event loop whose time passes at once: minutes of waiting in milliseconds, without the world.

Only for work that waits for time alone: whatever waits for a socket would find hours gone.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


_STEP_S = 1e-7  # a turn of the loop takes time, as on a real clock


class _Leaping(selectors.SelectSelector):
    """Never waits: the time it was to wait has passed."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found:
            assert timeout is not None, "something waits for what never comes"
            self.now += timeout + _STEP_S
        return found


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it to its end in virtual time, which begins at 0 seconds."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)
