"""How the bot behaves where many listen: whom it obeys and how much it says. In memory alone."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_KNOWN_FOR = timedelta(minutes=5)  # who lost the rank unseen keeps it here so long
_MOST_KNOWN = 10_000
_MOST_SAID = 3  # answers to members, in one chat ...
_WITHIN = timedelta(minutes=1)  # ... in this time; beyond it the bot keeps silent


@dataclass(slots=True, kw_only=True)
class Manners:
    """What is remembered of chats while the bot runs: their admins, and what was said there."""

    _admins: dict[tuple[int, int], tuple[bool, datetime]] = field(default_factory=dict)
    _said: dict[int, deque[datetime]] = field(default_factory=dict)
    _greeted: set[tuple[int, int]] = field(default_factory=set)

    async def is_admin(
        self, chat_id: int, user_id: int, *, now: datetime, ask: Callable[[], Awaitable[bool]]
    ) -> bool:
        """Tell whether somebody runs the chat, asking Telegram where it is not known."""
        known = self._admins.get((chat_id, user_id))
        if known is not None and now < known[1]:
            return known[0]
        answer = await ask()
        if len(self._admins) >= _MOST_KNOWN:
            self._admins.clear()
        self._admins[chat_id, user_id] = (answer, now + _KNOWN_FOR)
        return answer

    def forget(self, chat_id: int, user_id: int) -> None:
        """Ask anew next time: somebody's rank changed."""
        self._admins.pop((chat_id, user_id), None)

    def drop(self, one: int) -> None:
        """Forget all about one chat, or one person in every chat."""
        self._admins = {key: each for key, each in self._admins.items() if one not in key}
        self._said.pop(one, None)
        self._greeted = {place for place in self._greeted if place[0] != one}

    def may_say(self, chat_id: int, *, now: datetime) -> bool:
        """Tell whether one more answer to a member is no flood, and count it."""
        if len(self._said) >= _MOST_KNOWN:
            self._said.clear()
        said = self._said.setdefault(chat_id, deque())
        while said and said[0] <= now - _WITHIN:
            said.popleft()
        if len(said) >= _MOST_SAID:
            return False
        said.append(now)
        return True

    def first_time(self, chat_id: int, *, topic_id: int | None = None) -> bool:
        """Tell whether the bot has not yet said in this chat how it is set up, and note it.

        Remembered until the restart; when too many are remembered it is silent in new ones.
        """
        place = (chat_id, topic_id or 0)
        if place in self._greeted or len(self._greeted) >= _MOST_KNOWN:
            return False
        self._greeted.add(place)
        return True

    def not_said(self, chat_id: int, *, topic_id: int | None = None) -> None:
        """Note that it was not said after all."""
        self._greeted.discard((chat_id, topic_id or 0))
