"""A process that empties the outbox as a restarted bot does, for tests that kill it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from telegram.ext import ExtBot

from bot.compose import open_services
from bot.context import Services
from bot.sending.delivery import send_ready
from bot.settings import Settings
from bot.stores.outbox import messages
from scoring.edge.db import Store
from tests.bot.mail import plain_http


def empty_outbox(database: str, url: str, token: str, now: str) -> None:
    """Recover, then send and ask until nothing waits; time passes between two looks."""
    asyncio.run(_empty(Path(database), url=url, token=token, now=datetime.fromisoformat(now)))


async def _empty(database: Path, *, url: str, token: str, now: datetime) -> None:
    bot: ExtBot[None] = ExtBot(
        token, base_url=f"{url}/bot", request=plain_http(), get_updates_request=plain_http()
    )
    times = [now]
    async with (
        bot,
        open_services(Settings(database=database), clock=lambda: times[0]) as services,
        Store(database, []) as store,
    ):
        await services.deliveries.recover(times[0])
        while await _waits(store):
            await _round(bot, services)
            times[0] += timedelta(minutes=10)


async def _round(bot: ExtBot[None], services: Services) -> None:
    await send_ready(bot, services)


async def _waits(store: Store) -> bool:
    waiting = "state IN ('ready', 'intent', 'doubt')"
    return bool(await store.read(lambda db: messages(db, waiting)))
