"""Groups, topics and channels in transcripts: somebody says something there, the bot says."""

from collections.abc import Sequence
from typing import Any

from bot.model import Person
from bot.sandbox.model import Message
from bot.sandbox.state import Chat as Room
from tests.bot.chat import Chat

SUPERGROUP = -1_000_000_000_500
SENTENCE = "Backend Engineer with Python and PostgreSQL in Berlin"


class Group:
    """One chat that several read. Every action returns once the bot has nothing left to do."""

    def __init__(self, chat: Chat, *, group: int = -500, **what: Any) -> None:
        self.chat = chat
        self.id = group
        chat.sandbox.add_group(group, **what)
        self._mark = 0

    @property
    def room(self) -> Room:
        """Return the sandbox's chat."""
        return self.chat.sandbox.world.chats[self.id]

    async def says(self, text: str, *, person: int = 7, **how: Any) -> Message | None:
        """Let somebody write; `how` names a topic, what is answered, or in whose name."""
        self._begin()
        self.chat.sandbox.say_in(self.id, text, person=person, **how)
        return await self._end()

    async def posts(self, text: str, *, reply_to: Message | None = None) -> Message | None:
        """Let an admin post in a channel."""
        self._begin()
        self.chat.sandbox.post_in(self.id, text, reply_to=reply_to)
        return await self._end()

    async def taps(self, label: str, *, person: int = 7) -> str:
        """Press the newest button that says this; return the toast, or the link it opens."""
        self._begin()
        pressed = self.chat.sandbox.press_in(self.id, label, person=person)
        await self._end()
        if pressed.startswith("https://"):
            return pressed
        query = self.chat.sandbox.world.queries[pressed]
        assert query.answered, f"the press of {label!r} was never answered"
        fresh = [each for each in self.room.toasts if each["version"] > self._mark]
        return str(fresh[-1]["text"]) if fresh else ""

    async def is_set_up(self, *, topic: int | None = None, admin: int = 7) -> Person:
        """Let an admin whom the bot knows set the chat up, to the first picks."""
        asked = await self.says("/start@daily_job_picks_bot", person=admin, topic=topic)
        assert asked is not None
        await self.says(SENTENCE, person=admin, topic=topic, reply_to=asked)
        await self.taps("Looks right, go on ›", person=admin)
        await self.taps("08:00", person=admin)
        await self.taps("Skip", person=admin)
        row = await self.row(topic=topic)
        assert row is not None
        return row

    async def row(self, *, topic: int | None = None) -> Person | None:
        """Return what the bot keeps of this chat."""
        return await self.chat.services.chats.get(self.id, topic_id=topic)

    @property
    def messages(self) -> Sequence[Message]:
        """Return everything the bot has in the chat, the oldest first."""
        room = self.room
        return [room.messages[key] for key in sorted(room.messages) if self._bots(key)]

    @property
    def replies(self) -> Sequence[Message]:
        """Return what the bot wrote or changed since the last action."""
        return [each for each in self.messages if self.room.changed[each.id] > self._mark]

    @property
    def text(self) -> str:
        """Return what the bot said since the last action."""
        return "\n\n".join(each.words for each in self.replies)

    def _bots(self, key: int) -> bool:
        message = self.room.messages[key]
        return message.sender == self.chat.sandbox.world.bot and message.service is None

    def _begin(self) -> None:
        self._mark = self.chat.sandbox.world.version

    async def _end(self) -> Message | None:
        await self.chat.settle()
        return self.replies[-1] if self.replies else None
