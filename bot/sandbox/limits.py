"""Telegram's rate limits: 30 messages a second in all, 1 a second a chat, 20 a minute a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.refusal import flood


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `most` messages in `seconds`."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is allowed. Telegram tolerates a short burst in one chat, so a chat's rate is wider."""

    overall: Rate = Rate(most=30, seconds=1)
    chat: Rate = Rate(most=5, seconds=5)  # one a second, with a burst of five
    group: Rate = Rate(most=20, seconds=60)


@dataclass(slots=True, kw_only=True)
class Meter:
    """Counts messages against the limits; `seconds` is a clock that only goes forward."""

    limits: Limits | None
    seconds: Callable[[], float]
    _sent: dict[object, deque[float]] = field(default_factory=dict)

    def spend(self, chat_id: int, *, count: int = 1) -> None:
        """Count messages: an album's together. Raises a 429 Refusal, and counts none, over a limit.

        An album that is over a limit by itself passes where nothing came before it.
        """
        if self.limits is None:
            return
        now = self.seconds()
        rates: list[tuple[object, Rate]] = [("overall", self.limits.overall)]
        rates.append((chat_id, self.limits.group if chat_id < 0 else self.limits.chat))
        wait = max(self._wait(key, rate, now, count=count) for key, rate in rates)
        if wait > 0:
            raise flood(max(1, math.ceil(wait)))
        for key, _ in rates:
            self._sent[key].extend([now] * count)

    def _wait(self, key: object, rate: Rate, now: float, *, count: int) -> float:
        """Return how many seconds must pass before so many more are allowed."""
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - rate.seconds:
            sent.popleft()
        over = min(len(sent), len(sent) + count - rate.most)
        return 0 if over <= 0 else sent[over - 1] + rate.seconds - now
