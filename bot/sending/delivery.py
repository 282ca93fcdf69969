"""Sends what is in the outbox: each message at most once, none lost, one person at a time.

The only place, beside `bot/handlers/errors.py`, that knows Telegram's refusals.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.context import Services
from bot.keyboards import keyboard
from bot.links import DeepLinks
from bot.model import Message, Outcome, Outgoing
from bot.reports import report
from bot.sending.limits import in_bulk, seconds
from bot.sending.plain import plain_text
from bot.sending.refusals import TokenRefused, outcome_of
from bot.sending.shut import shut, silence
from bot.traces import trace_of
from bot.views.groups import shared_message

__all__ = ["TokenRefused", "send", "send_delivery", "send_news", "send_ready"]

_AT_ONCE = 16  # messages on their way; python-telegram-bot's pool slows down past 32
_PAGE = 500
_TROUBLES = 5  # failures in a row after which Telegram is left alone until the next tick
_BACKOFF = timedelta(seconds=20)
_LONGEST_BACKOFF = timedelta(minutes=10)
_STALE = timedelta(hours=18)  # what could not be sent for so long is not sent with the next digest
_LOST = timedelta(minutes=10)  # no call takes so long: its answer was never written down
_CONNECT_S, _READ_S = 10.0, 30.0  # a patient read leaves fewer messages in doubt
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_log = logging.getLogger(__name__)


async def send(bot: ExtBot[None], services: Services, outgoing: Outgoing) -> Outcome:
    """Send one READY message and keep what became of it.

    Raises no Telegram error but TokenRefused; the message is READY again then.
    """
    deliveries = services.deliveries
    if not await deliveries.intend(outgoing.id, now=services.clock()):
        return Outcome.LATER
    try:
        message_id = await _call(bot, services, outgoing)
    except TelegramError as error:
        return await _refused(services, outgoing, error)
    await deliveries.sent(outgoing.id, message_id=message_id, now=services.clock())
    return Outcome.SENT


async def send_delivery(bot: ExtBot[None], services: Services, delivery_id: int) -> None:
    """Send this delivery's READY messages now, in order; what fails waits in the outbox."""
    for outgoing in await services.deliveries.waiting(delivery_id):
        if await send(bot, services, outgoing) is not Outcome.SENT:
            return


async def send_ready(
    bot: ExtBot[None], services: Services, *, stop: asyncio.Event | None = None
) -> int:
    """Send what is READY and return how many messages were sent.

    Stops early when `stop` is set or when Telegram is in trouble: what is not sent cannot be in
    doubt. Raises TokenRefused.
    """
    await _tidy(services)
    return await _send_all(bot, services, stop=stop or asyncio.Event())


async def send_news(
    bot: ExtBot[None], services: Services, *, stop: asyncio.Event, until: datetime
) -> int:
    """Send what goes to everybody, until a moment, and return how many messages were sent.

    The rest follows after what is due then: nobody's morning waits. Raises TokenRefused.
    """
    return await _send_all(bot, services, stop=stop, news=True, until=until)


async def _send_all(
    bot: ExtBot[None],
    services: Services,
    *,
    stop: asyncio.Event,
    news: bool = False,
    until: datetime | None = None,
) -> int:
    line = _Line(bot, services, stop)
    page = await _page(services, news=news)
    if not page or not await _answers(bot):
        return 0
    while page and await line.send(page):
        if until is not None and services.clock() >= until:
            break
        page = await _page(services, news=news)
    return line.count


async def _page(services: Services, *, news: bool) -> Sequence[Outgoing]:
    """Return the next messages that are not due in anybody's quiet hours."""
    now = services.clock()
    await services.deliveries.hush(now)
    return await services.deliveries.ready(now, limit=_PAGE, news=news)


class _Line:
    """Messages in a line with some places at its counter; closes when Telegram is in trouble."""

    def __init__(self, bot: ExtBot[None], services: Services, stop: asyncio.Event) -> None:
        self.count = 0
        self._bot, self._services, self._stop = bot, services, stop
        self._troubles = 0

    async def send(self, page: Sequence[Outgoing]) -> bool:
        """Send the page; return whether the line is open for another one."""
        waiting = deque(page)
        async with asyncio.TaskGroup() as group:
            for _ in range(min(_AT_ONCE, len(page))):
                group.create_task(self._serve(waiting))
        return self._open()

    async def _serve(self, waiting: deque[Outgoing]) -> None:
        while waiting and self._open():
            outcome = await self._one(waiting.popleft())
            self.count += outcome is Outcome.SENT
            trouble = outcome in {Outcome.LATER, Outcome.DOUBT}
            self._troubles = self._troubles + 1 if trouble else 0

    def _open(self) -> bool:
        return self._troubles < _TROUBLES and not self._stop.is_set()

    async def _one(self, outgoing: Outgoing) -> Outcome:
        """Send one; a failure of ours is logged and leaves the others alone."""
        try:
            with in_bulk():
                return await send(self._bot, self._services, outgoing)
        except TokenRefused:
            raise
        except Exception as error:  # noqa: BLE001 - the loop over people
            _log.error(
                "A message failed\n%s",
                trace_of(error),
                extra={"action": "send", "outgoing": outgoing.id},
            )
            now = self._services.clock()
            await self._services.deliveries.doubt(outgoing.id, now=now)
            await report(self._services.errors, "sending", error, now=now)
            return Outcome.DOUBT


async def _call(bot: ExtBot[None], services: Services, outgoing: Outgoing) -> int:
    """Return the id of the sent message; repeats only what Telegram refused to take."""
    chat, html = outgoing.chat_id or outgoing.person_id, outgoing.message.html
    try:
        return await _post(bot, outgoing, chat, text=html, parse_mode=ParseMode.HTML)
    except ChatMigrated as moved:
        await services.chats.moved(chat, to=moved.new_chat_id)
        chat = moved.new_chat_id
        return await _post(bot, outgoing, chat, text=html, parse_mode=ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        _log.error("Entities did not parse", extra={"action": "send", "outgoing": outgoing.id})
        text = plain_text(html)
        return await _post(bot, outgoing, chat, text=text, parse_mode=None)


async def _post(
    bot: ExtBot[None],
    outgoing: Outgoing,
    chat: int,
    *,
    text: str,
    parse_mode: ParseMode | None,
) -> int:
    sent = await bot.send_message(
        chat,
        text,
        message_thread_id=outgoing.topic_id,
        parse_mode=parse_mode,
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard(_as_read(bot, outgoing)),
        connect_timeout=_CONNECT_S,
        read_timeout=_READ_S,
    )
    return sent.message_id


def _as_read(bot: ExtBot[None], outgoing: Outgoing) -> Message:
    """Return the message with the buttons that belong in its chat."""
    if not outgoing.shared:
        return outgoing.message
    links = DeepLinks(username=bot.username, secret=bot.token)
    return shared_message(outgoing.message, links=links, digest=outgoing.kind == "digest")


async def _refused(services: Services, outgoing: Outgoing, error: TelegramError) -> Outcome:
    """Keep what became of a message that Telegram did not confirm."""
    deliveries, now = services.deliveries, services.clock()
    outcome = outcome_of(error)
    facts = {"action": "send", "outgoing": outgoing.id, "kind": type(error).__name__}
    _log.warning("A message was not confirmed", extra=facts | {"outcome": outcome})
    match outcome:
        case Outcome.LATER:
            later = now + _pause(outgoing, error)
            await deliveries.again(outgoing.id, not_before=later)
        case Outcome.DOUBT:
            await deliveries.doubt(outgoing.id, now=now)
        case Outcome.BLOCKED if outgoing.shared:
            await shut(services, outgoing, error)
        case _:
            await deliveries.dead(outgoing.id, why=error.message, now=now)
    if outcome is Outcome.FAILED:
        await report(services.errors, "sending", error, now=now)
    if outcome is Outcome.BLOCKED and not outgoing.shared:
        await silence(services, outgoing.person_id)
    if isinstance(error, InvalidToken):
        raise TokenRefused from error
    return outcome


def _pause(outgoing: Outgoing, error: TelegramError) -> timedelta:
    if isinstance(error, RetryAfter):
        return timedelta(seconds=seconds(error))
    return min(_BACKOFF * (1 << min(outgoing.attempts, 10)), _LONGEST_BACKOFF)


async def _tidy(services: Services) -> None:
    """Turn what was lost into questions, and take back what is too old to send."""
    deliveries, now = services.deliveries, services.clock()
    await deliveries.recover(now, before=now - _LOST)
    await deliveries.withdraw(now, before=now - _STALE)
    await deliveries.ask(now)


async def _answers(bot: ExtBot[None]) -> bool:
    """Ask whether Telegram is there, by a call that can be repeated."""
    try:
        await bot.get_me()
    except InvalidToken as error:
        raise TokenRefused from error
    except TelegramError as error:
        facts = {"action": "send", "kind": type(error).__name__}
        _log.warning("Telegram does not answer; the outbox waits", extra=facts)
        return False
    return True
