"""The bot's post office for tests: real services, a real Bot API on loopback, a clock to move."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.compose import open_services
from bot.context import Services
from bot.model import Delivery, Message, Outgoing, Person, SendState
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from scoring.edge.db import Store
from tests.bot.fresh import fresh_database
from tests.factories import NOW, digest, person, pick


@dataclass
class Mail:
    """What a test of sending needs."""

    bot: ExtBot[None]
    services: Services
    sandbox: Sandbox
    store: Store  # a second look at the same file
    now: datetime = NOW

    def later(self, **how_long: float) -> None:
        """Let time pass."""
        self.now += timedelta(**how_long)

    async def join(self, person_id: int = 7, **fields: Any) -> Person:
        """Let somebody use the bot who has written to it."""
        chat = self.sandbox.add_person(person_id)
        chat.started = True
        return await self.services.people.add(person(id=person_id, **fields))

    async def plan(
        self, person_id: int = 7, *, key: str = "2026-01-02", html: Sequence[str] = ("Picks",)
    ) -> Delivery:
        """Plan a digest whose messages say this."""
        return await self.services.deliveries.plan(
            person_id,
            key=key,
            digest=digest(pick(id=f"p-{key}-{person_id}"), day=self.now.date()),
            render=lambda _: [Message(html=each) for each in html],
            now=self.now,
        )

    async def outbox(self) -> list[Outgoing]:
        """Return the whole outbox, in order."""
        from bot.stores.outbox import messages

        return await self.store.read(lambda db: messages(db, "true ORDER BY id"))

    async def states(self) -> list[SendState]:
        """Return the states of the whole outbox, in order."""
        return [each.state for each in await self.outbox()]

    def words(self, person_id: int = 7) -> list[str]:
        """Return what the person has in the chat."""
        return [each.words for each in self.sandbox.replies(person=person_id)]


@asynccontextmanager
async def open_mail(folder: Path, **settings: Any) -> AsyncIterator[Mail]:
    """Open everything on a new sandbox."""
    path = folder / "picks.db"
    async with Sandbox(rate_limits=False) as sandbox:
        base, files = f"{sandbox.url}/bot", f"{sandbox.url}/file/bot"
        request, polls = plain_http(), plain_http()
        bot: ExtBot[None] = ExtBot(
            sandbox.token,
            base_url=base,
            base_file_url=files,
            request=request,
            get_updates_request=polls,
        )
        fresh_database(path)
        clock: list[Mail] = []
        configured = Settings(**{"database": path, "access": "open", **settings})
        async with (
            bot,
            open_services(configured, clock=lambda: clock[0].now if clock else NOW) as services,
            Store(path, []) as store,
        ):
            clock.append(Mail(bot=bot, services=services, sandbox=sandbox, store=store))
            yield clock[0]


def plain_http() -> HTTPXRequest:
    """Return a client that loads no certificates, which takes longer than a test."""
    return HTTPXRequest(httpx_kwargs={"verify": False})
