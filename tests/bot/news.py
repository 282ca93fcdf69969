"""A process that carries messages to everybody as a restarted bot does, for tests that kill it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from telegram.ext import ExtBot

from bot.compose import open_services
from bot.sending.broadcast import send_broadcasts
from bot.sending.delivery import send_ready
from bot.settings import Settings
from tests.bot.mail import plain_http


def carry_news(database: str, url: str, token: str, now: str) -> None:
    """Recover, then fill, send and ask until nothing is under way; time passes in between."""
    asyncio.run(_carry(Path(database), url=url, token=token, now=datetime.fromisoformat(now)))


async def _carry(database: Path, *, url: str, token: str, now: datetime) -> None:
    bot: ExtBot[None] = ExtBot(
        token, base_url=f"{url}/bot", request=plain_http(), get_updates_request=plain_http()
    )
    times = [now]
    settings = Settings(database=database)
    async with bot, open_services(settings, clock=lambda: times[0]) as services:
        await services.deliveries.recover(times[0])
        while await services.broadcasts.under_way():
            await send_ready(bot, services)
            await send_broadcasts(bot, services, stop=asyncio.Event())
            times[0] += timedelta(minutes=1)
        await send_ready(bot, services)  # turns doubts into questions
        await send_ready(bot, services)
