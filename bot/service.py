"""Runs the bot until it is told to stop: updates, the schedule, and the rounds of ingest."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Updater

from bot.answers.forgetting import appointed
from bot.app import UPDATES, App
from bot.context import Services
from bot.rounds import tidying
from bot.sending.refusals import TokenRefused
from bot.sending.schedule import run_forever
from bot.traces import trace_of
from bot.web.server import web_server
from scoring.errors import InputError, JobPicksError

_POLL_S = 30  # how long Telegram holds a poll that brings nothing
_RETRY_S = 5.0
_WATCH_S = 60.0
_YOUNG_S = 40.0  # who is refused so soon came second; the first one polls again within 30 s

_log = logging.getLogger(__name__)
_Fail = Callable[[JobPicksError], None]
_Loop = Callable[[], Coroutine[Any, Any, None]]


class AnotherBot(JobPicksError):
    """Telegram gives the updates to another process; this one, which came later, stops."""

    def __init__(self) -> None:
        super().__init__(
            "Another process gets the updates of this bot's token (409 Conflict)."
            " Stop that one first, or give this one a token of its own from @BotFather"
        )


async def serve(
    application: App,
    services: Services,
    *,
    stop: asyncio.Event | None = None,
    ingest: bool = True,
) -> None:
    """Run until `stop` is set; then end what is in flight and return.

    Raises TokenRefused or AnotherBot when the bot cannot go on, InputError for a webhook without
    its secret, and for a port that is taken.
    """
    stop = stop or asyncio.Event()
    troubles: list[JobPicksError] = []

    def fail(error: JobPicksError) -> None:
        troubles.append(error)
        stop.set()

    await services.deliveries.recover(services.clock())
    await services.records.finish(now=services.clock())
    await appointed(services, now=services.clock())
    try:
        async with web_server(services, home=partial(_chat_address, application)):
            if await _connect(application, stop):
                await _run(application, services, stop=stop, fail=fail, ingest=ingest)
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # a start that failed half-way has left connections open
    if troubles:
        raise troubles[0]


def _chat_address(application: App) -> str:
    """Return where the bot's chat is; "" before Telegram said what the bot is called."""
    try:
        return application.bot.link
    except RuntimeError:
        return ""


async def _connect(application: App, stop: asyncio.Event) -> bool:
    """Reach Telegram, however long it takes; return False when `stop` came first."""
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            raise TokenRefused from error
        except TelegramError as error:
            _log.warning("Telegram does not answer yet", extra={"kind": type(error).__name__})
            await _wait(stop, _RETRY_S)
        else:
            return True
    return False


async def _run(
    application: App, services: Services, *, stop: asyncio.Event, fail: _Fail, ingest: bool
) -> None:
    updater = application.updater
    assert updater is not None
    await application.start()
    try:
        await _listen(updater, services, fail=fail)
        if application.post_init:  # the menu of commands can wait for the first poll
            await application.post_init(application)
        _log.info("The bot is running", extra={"action": "start"})
        async with asyncio.TaskGroup() as group:
            loops: list[_Loop] = [
                partial(run_forever, application.bot, services, stop=stop),
                partial(tidying.run_forever, services, stop=stop),
                partial(_watch, application, stop),
            ]
            if ingest and services.ingests is not None:
                loops.append(partial(services.ingests.run_forever, services.clock, stop=stop))
            for loop in loops:
                group.create_task(_guarded(loop, fail, stop=stop))
    finally:
        _log.info("The bot is stopping", extra={"action": "stop"})
        if updater.running:
            await updater.stop()
        await application.stop()


async def _guarded(loop: _Loop, fail: _Fail, *, stop: asyncio.Event) -> None:
    """Run a loop until `stop`: one that breaks begins anew after a while, and the others go on.

    Only what nobody can do without ends the bot: its token, and settings that cannot be used.
    """
    while not stop.is_set():
        try:
            await loop()
        except (TokenRefused, InputError) as error:
            fail(error)
        except Exception as error:  # noqa: BLE001 - the loop over the loops
            _log.error("A loop broke\n%s", trace_of(error), extra={"action": "loop"})
            await _wait(stop, _RETRY_S)


async def _listen(updater: Updater, services: Services, *, fail: _Fail) -> None:
    settings = services.settings
    if not settings.webhook_url:
        await updater.start_polling(
            timeout=_POLL_S,
            bootstrap_retries=-1,
            allowed_updates=UPDATES,
            error_callback=_poll_failures(fail),
        )
        return
    if settings.webhook_secret is None:
        raise InputError("WEBHOOK_URL needs WEBHOOK_SECRET too: else anybody could forge updates")
    try:
        await updater.start_webhook(
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
            webhook_url=settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=UPDATES,
            bootstrap_retries=-1,
        )
    except OSError as error:
        where = f"{settings.webhook_listen}:{settings.webhook_port}"
        raise InputError(f"The webhook cannot listen on {where}: {error.strerror}") from error


def _poll_failures(fail: _Fail) -> Callable[[TelegramError], None]:
    """Return what hears of failed polls: python-telegram-bot repeats them by itself."""
    time = asyncio.get_running_loop().time
    grown_up = time() + _YOUNG_S

    def failed(error: TelegramError) -> None:
        _log.warning("A poll failed", extra={"action": "poll", "kind": type(error).__name__})
        if isinstance(error, Conflict) and time() < grown_up:
            fail(AnotherBot())

    return failed


async def _watch(application: App, stop: asyncio.Event) -> None:
    """Notice a token that was revoked: python-telegram-bot's polling ends at it without a word."""
    while not await _wait(stop, _WATCH_S):
        try:
            await application.bot.get_me()
        except InvalidToken as error:
            raise TokenRefused from error
        except TelegramError as error:
            _log.warning("Telegram does not answer", extra={"kind": type(error).__name__})


async def _wait(stop: asyncio.Event, seconds: float) -> bool:
    """Wait, at most so long, and tell whether `stop` is set."""
    try:
        await asyncio.wait_for(stop.wait(), timeout=seconds)
    except TimeoutError:
        return False
    return True
