"""Carries the owner's messages to everybody, some each minute, and shows how far they are.

Everything about them is on disk, so that a restart goes on where the last tick ended.
"""

import asyncio
import logging
from datetime import timedelta

from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.context import Services
from bot.keyboards import keyboard
from bot.language.current import speaking
from bot.model import Message
from bot.sending.delivery import send_news
from bot.stores.broadcasts import Broadcast, Progress
from bot.views.admin.broadcast import progress_card

_A_TICK = timedelta(seconds=40)  # of each minute; what is due in the next one comes first then
_UNCHANGED = "message is not modified"

_log = logging.getLogger(__name__)


async def send_broadcasts(bot: ExtBot[None], services: Services, *, stop: asyncio.Event) -> None:
    """Carry on with what the owner sends to everybody. Raises TokenRefused."""
    under_way = await services.broadcasts.under_way()
    if not under_way:
        return
    for each in under_way:
        await _fill(services, each, stop=stop)
    await send_news(bot, services, stop=stop, until=services.clock() + _A_TICK)
    for each in under_way:
        await _show(bot, services, each.id)


async def _fill(services: Services, broadcast: Broadcast, *, stop: asyncio.Event) -> None:
    while broadcast.state == "filling" and not stop.is_set():
        if not await services.broadcasts.fill(broadcast.id, now=services.clock()):
            return


async def _show(bot: ExtBot[None], services: Services, broadcast_id: int) -> None:
    """Put the numbers in the owner's card; the last ones end it, once they stand there."""
    broadcasts = services.broadcasts
    broadcast = await broadcasts.get(broadcast_id)
    if broadcast is None:
        return
    progress = await broadcasts.progress(broadcast_id)
    over = broadcast.state != "filling" and not progress.waiting
    await _edit(bot, services, broadcast, progress, over=over)
    if over:
        await broadcasts.end(broadcast_id, now=services.clock())


async def _edit(
    bot: ExtBot[None],
    services: Services,
    broadcast: Broadcast,
    progress: Progress,
    *,
    over: bool,
) -> None:
    owner = await services.people.get(broadcast.person_id)
    if owner is None or broadcast.card_id is None:
        return
    with speaking(owner.language):
        message = progress_card(broadcast, progress, over=over)
    try:
        await _put(bot, owner.id, broadcast.card_id, message)
    except InvalidToken:
        raise
    except TelegramError as error:
        if isinstance(error, BadRequest) and _UNCHANGED in error.message.lower():
            return
        # An ornament: /admin shows the same numbers whenever it is asked.
        facts = {"action": "broadcast", "kind": type(error).__name__}
        _log.info("A card was not brought up to date", extra=facts)


async def _put(bot: ExtBot[None], chat_id: int, message_id: int, message: Message) -> None:
    await bot.edit_message_text(
        message.html,
        chat_id=chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
    )
