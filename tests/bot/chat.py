"""Conversations as transcripts: the person says, the bot says.

The real Application with its real handlers polls the sandbox; time stands still until a test moves
it. Nothing here sleeps: a step ends when the bot confirmed every update and finished its work.

    async with Chat() as chat:
        await chat.says("/start")
        await chat.taps("Skip")
        assert "08:00" in chat.text
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.app import UPDATES, build
from bot.compose import open_services
from bot.sandbox.model import Message
from bot.sandbox.phones import DEFAULT_PERSON
from bot.sandbox.server import Sandbox
from bot.sending import schedule
from bot.settings import Settings
from scoring.edge.web.given import GivenReader
from scoring.model import RawPosting
from scoring.normalise import normalise
from scoring.ports import Judge
from tests.bot.fresh import fresh_database, ingested
from tests.factories import NOW

_PATIENCE_S = 60.0  # how long a step may take before the test says what is there instead


class Talker:
    """One person at the phone. Every action returns once the bot has nothing left to do."""

    def __init__(self, chat: "Chat", person: int) -> None:
        self.chat = chat
        self.person = person
        self._mark = 0

    async def says(
        self,
        text: str,
        *,
        forwarded_from: str = "",
        reply_to: Message | None = None,
        link_behind: str = "",
    ) -> Message | None:
        """Send a text and return the bot's last answer."""
        self._begin()
        self.chat.sandbox.send_text(
            text,
            person=self.person,
            forwarded_from=forwarded_from,
            reply_to=reply_to,
            link_behind=link_behind,
        )
        return await self._end()

    async def taps(self, label: str) -> Message | None:
        """Press the newest button that says this; the bot must answer the press."""
        self._begin()
        query = self.chat.sandbox.press(label, person=self.person)
        last = await self._end()
        found = self.chat.sandbox.world.queries.get(query)
        assert found is None or found.answered, f"the press of {label!r} was never answered"
        return last

    async def sends_file(
        self,
        name: str,
        content: bytes,
        *,
        mime: str = "application/octet-stream",
        caption: str | None = None,
        reply_to: Message | None = None,
    ) -> Message | None:
        """Send a file and return the bot's last answer."""
        self._begin()
        self.chat.sandbox.send_document(
            name, content, person=self.person, mime=mime, caption=caption, reply_to=reply_to
        )
        return await self._end()

    async def sends_photo(self, content: bytes, *, caption: str | None = None) -> Message | None:
        """Send a picture and return the bot's last answer."""
        self._begin()
        self.chat.sandbox.send_photo(content, person=self.person, caption=caption)
        return await self._end()

    async def follows_link(self, payload: str) -> Message | None:
        """Open a deep link of the bot and return its last answer."""
        self._begin()
        self.chat.sandbox.follow_link(payload, person=self.person)
        return await self._end()

    async def edits(self, message: Message, text: str) -> Message | None:
        """Change a text that was sent and return the bot's last answer."""
        self._begin()
        self.chat.sandbox.edit_text(message, text)
        return await self._end()

    async def shares_place(self, latitude: float, longitude: float) -> Message | None:
        """Share a location and return the bot's last answer."""
        self._begin()
        self.chat.sandbox.send_location(latitude, longitude, person=self.person)
        return await self._end()

    async def blocks(self) -> None:
        """Block the bot."""
        self.chat.sandbox.block(person=self.person)
        await self.chat.settle()

    async def hears(self, *words: str, timeout_s: float = _PATIENCE_S) -> Message:
        """Wait for a new or changed message of the bot with all these words, and return it."""

        def said() -> list[Message]:
            return [each for each in self.replies if all(word in each.words for word in words)]

        if not await self.chat.sandbox.until(lambda: bool(said()), timeout_s=timeout_s):
            raise AssertionError(f"never heard {words}; heard {[r.words for r in self.replies]}")
        return said()[0]

    @property
    def replies(self) -> Sequence[Message]:
        """Return what the bot wrote or changed since the person's last action."""
        changed = self.chat.sandbox.world.chats[self.person].changed
        messages = self.chat.sandbox.replies(person=self.person)
        return [each for each in messages if changed[each.id] > self._mark]

    @property
    def messages(self) -> Sequence[Message]:
        """Return everything that the bot has in the chat."""
        return self.chat.sandbox.replies(person=self.person)

    @property
    def text(self) -> str:
        """Return what the bot said since the last action, as the person reads it."""
        return "\n\n".join(each.words for each in self.replies)

    @property
    def buttons(self) -> list[str]:
        """Return what the buttons under the last answer say."""
        shown = [each for each in self.replies if each.buttons] or [
            each for each in self.messages if each.buttons
        ]
        return [button["text"] for button in shown[-1].buttons] if shown else []

    def _begin(self) -> None:
        self._mark = self.chat.sandbox.world.version

    async def _end(self) -> Message | None:
        await self.chat.settle()
        return self.replies[-1] if self.replies else None


class Chat(Talker):
    """The whole bot with a first person; `somebody(8)` is another one."""

    def __init__(
        self,
        *,
        now: datetime = NOW,
        jobs: Sequence[RawPosting] = (),
        judge: Judge | None = None,
        reader: GivenReader | None = None,
        language: str = "en",
        rate_limits: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(self, DEFAULT_PERSON)
        self._language = language  # of the first person's Telegram
        self.now = now
        self._jobs = jobs
        self._judge = judge
        self._reader = reader
        self._rate_limits = rate_limits
        self._settings = {"access": "open", **settings}
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        enter = self._stack.enter_async_context
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.sandbox = await enter(Sandbox(rate_limits=self._rate_limits, clock=lambda: self.now))
        self.sandbox.add_person(self.person, language=self._language)
        settings = Settings(**{"database": folder / "picks.db", **self._settings})
        content = await ingested(self._jobs, now=self.now) if self._jobs else None
        laid = fresh_database(settings.database, content)
        self.services = await enter(
            open_services(settings, clock=lambda: self.now, judge=self._judge, reader=self._reader)
        )
        if self._jobs and not laid:
            await self.publish(*self._jobs)
        self.app = build(
            self.services,
            base_url=f"{self.sandbox.url}/bot",
            token=self.sandbox.token,
            rate_limits=self._rate_limits,
        )
        await enter(self.app)
        assert self.app.updater is not None
        await self.app.updater.start_polling(poll_interval=0, timeout=30, allowed_updates=UPDATES)
        self._stack.push_async_callback(self.app.updater.stop)
        await self.app.start()
        self._stack.push_async_callback(self.app.stop)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    def somebody(self, person: int, *, first_name: str = "Ben") -> Talker:
        """Return another person."""
        self.sandbox.add_person(person, first_name=first_name)
        return Talker(self, person)

    async def publish(self, *jobs: RawPosting, source: str = "greenhouse") -> None:
        """Let postings appear, as an ingest at this moment would."""
        postings = [normalise(job, source=source, seen_at=self.now) for job in jobs]
        await self.services.postings.save(postings, now=self.now)

    async def wait(self, **how_long: float) -> None:
        """Let time pass (hours=1, days=1) and the schedule look once."""
        self._begin()
        self.now += timedelta(**how_long)
        await schedule.tick(self.app.bot, self.services)
        await self.settle()

    async def settle(self) -> None:
        """Wait until every update is confirmed, handled, and no call is in flight."""
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                await self.sandbox.pulse.until(lambda: self.sandbox.idle)
                await self.app.update_queue.join()
                if self.sandbox.idle:
                    return
