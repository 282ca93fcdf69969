"""Keeps Telegram's limits: 30 messages a second overall, 1 in a chat, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# A leaky bucket lets its capacity and its rate through in one second: 2 + 28 and not 30 + 30.
_OVERALL = (2, 2 / 28)
_BULK = (1, 1 / 24)  # what is left, 4 a second at least, is for people who press buttons
_CHAT = (1, 1.0)
_EDITS = (3, 3.0)  # somebody who leafs through cards may do so quickly
_GROUP = (5, 20.0)  # 5 at once and 15 a minute: 20 in any minute, where nothing else waits
_GROUP_MOST = 20
_GROUP_MINUTE_S = 62.0  # a little more, since calls arrive later than they leave
_MOST_CHATS = 1024  # limiters in memory before idle ones are dropped
_SHORT_WAIT_S = 10.0  # a flood wait that an answer to a person sits out
_MOST_TRIES = 5  # in a crowd several wait for the same second, and not all get it
_IN_BULK: ContextVar[bool] = ContextVar("in_bulk", default=False)
_MESSAGES = ("send", "copy", "forward")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Limits(BaseRateLimiter[None]):
    """Holds back what creates or edits messages; callback answers and chat actions pass."""

    __slots__ = ("_bulk", "_chats", "_groups", "_overall")

    def __init__(self) -> None:
        """Start with empty buckets."""
        self._overall = AsyncLimiter(*_OVERALL)
        self._bulk = AsyncLimiter(*_BULK)
        self._chats: dict[tuple[object, bool], AsyncLimiter] = {}
        self._groups: dict[object, deque[float]] = {}  # when its last messages left

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the signature of python-telegram-bot
    ) -> Answer:
        """Make the call when its turn has come; a short flood wait is sat out, except in bulk.

        A bulk message goes back to the outbox instead, which knows when to send it again.
        """
        tries = 1 if _IN_BULK.get() else _MOST_TRIES
        while True:
            await self._turn(endpoint, data)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                tries -= 1
                wait_s = seconds(error)
                if not tries or wait_s > _SHORT_WAIT_S:
                    raise
            await asyncio.sleep(wait_s)

    def forget(self, chat: int) -> None:
        """Drop what is remembered of a chat; of a group when Telegram, too, counts it no more."""
        if _is_group(chat):
            asyncio.get_running_loop().call_later(_GROUP_MINUTE_S, self._drop, chat)
        else:
            self._drop(chat)

    def _drop(self, chat: int) -> None:
        self._chats = {key: each for key, each in self._chats.items() if key[0] != chat}
        self._groups.pop(chat, None)

    async def _turn(self, endpoint: str, data: dict[str, Any]) -> None:
        chat, count = data.get("chat_id"), _count(endpoint, data)  # a topic counts with its chat
        creates = endpoint.startswith(_MESSAGES) and endpoint != "sendChatAction"
        if chat is None or not (creates or endpoint.startswith("edit")):
            return
        for _ in range(count):
            await self._chat(chat, creates=creates).acquire()
        if _IN_BULK.get():
            await self._bulk.acquire()
        for _ in range(count):
            await self._overall.acquire()
        if _is_group(chat):
            await self._minute(chat, count)

    async def _minute(self, chat: object, count: int) -> None:
        """Hold a group's messages back where waiting for others pushed too many together."""
        time = asyncio.get_running_loop().time
        left = self._left(chat)
        while (over := len(left) + count - _GROUP_MOST) > 0:
            wait_s = left[over - 1] + _GROUP_MINUTE_S - time()
            if wait_s <= 0:
                break
            await asyncio.sleep(wait_s)
            await self._overall.acquire()
        left.extend([time()] * count)

    def _left(self, chat: object) -> deque[float]:
        if len(self._groups) > _MOST_CHATS:
            before = asyncio.get_running_loop().time() - _GROUP_MINUTE_S
            self._groups = {
                key: each for key, each in self._groups.items() if each and each[-1] > before
            }
        return self._groups.setdefault(chat, deque(maxlen=_GROUP_MOST))

    def _chat(self, chat: object, *, creates: bool) -> AsyncLimiter:
        if len(self._chats) > _MOST_CHATS:
            self._chats = {key: each for key, each in self._chats.items() if not _idle(each)}
        if _is_group(chat):  # there an edit counts as a message does
            return self._chats.setdefault((chat, True), AsyncLimiter(*_GROUP))
        rate = _CHAT if creates else _EDITS
        return self._chats.setdefault((chat, creates), AsyncLimiter(*rate))


def rate_limiter() -> Limits:
    """Return a new limiter for one application."""
    return Limits()


@contextmanager
def in_bulk() -> Iterator[None]:
    """Mark what is sent inside as the morning's messages: answers to people go before them."""
    token = _IN_BULK.set(True)
    try:
        yield
    finally:
        _IN_BULK.reset(token)


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait; an int or a timedelta by PTB_TIMEDELTA."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _count(endpoint: str, data: dict[str, Any]) -> int:
    """Return how many messages a call makes: an album is as many as its files."""
    return max(1, len(data.get("media", ()))) if endpoint == "sendMediaGroup" else 1


def _idle(limiter: AsyncLimiter) -> bool:
    return limiter.has_capacity(limiter.max_rate)


def _is_group(chat: object) -> bool:
    """Tell a group or channel: a negative id, or a name."""
    return str(chat).startswith(("-", "@"))
