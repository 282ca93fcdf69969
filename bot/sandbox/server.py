"""The sandbox itself: a strict Bot API on 127.0.0.1, and the people who use it.

async with Sandbox() as sandbox:
    bot = Bot(sandbox.token, base_url=f"{sandbox.url}/bot",
              base_file_url=f"{sandbox.url}/file/bot")
"""

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from bot.sandbox import api, web
from bot.sandbox.faults import Faults
from bot.sandbox.groups import Groups
from bot.sandbox.limits import Limits, Meter
from bot.sandbox.phones import DEFAULT_PERSON
from bot.sandbox.pulse import Pulse
from bot.sandbox.record import Call
from bot.sandbox.state import BOT, World
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook, deliver
from scoring.errors import InputError

_HOST = "127.0.0.1"
_MOST_BODY = 64 * 1024 * 1024  # over Telegram's 50 MB, so that the method says no itself
_FIRST_SECOND = 1_750_000_000
_STILL = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


def _stands_still() -> datetime:
    """Return one moment for ever: the sandbox reads no clock of its own."""
    return _STILL


class Sandbox(Groups):
    """Telegram for one bot. `calls` is the record of everything that the bot asked for."""

    def __init__(
        self,
        *,
        port: int = 0,
        rate_limits: bool | Limits = True,
        clock: Callable[[], datetime] = _stands_still,
        person: int = DEFAULT_PERSON,
    ) -> None:
        """Take a port (0: any free one), the limits (True: Telegram's), the time, the page's user.

        Each has a default that suits a test.
        """
        self.person = person
        self.token = f"{BOT.id}:{secrets.token_urlsafe(26)}"
        self.page_key = secrets.token_urlsafe(16)
        self.port = port
        self.faults = Faults()
        self.calls: list[Call] = []
        self.in_flight = 0  # calls that are being answered, getUpdates aside
        self.closing = asyncio.Event()
        self.pulse = pulse = Pulse()
        # Ids go on growing after a restart, as Telegram's do: a bot may keep them in its database.
        seconds = int(clock().timestamp())
        limits = Limits() if rate_limits is True else rate_limits or None
        self.world = World(
            clock=clock,
            meter=Meter(limits=limits, seconds=lambda: asyncio.get_running_loop().time()),
            pulse=pulse,
            updates=Updates(pulse=pulse, next_id=seconds),
            last_message_id=seconds - _FIRST_SECOND,
            webhook=Webhook(pulse=pulse),
        )

    @property
    def url(self) -> str:
        """Return the Bot API's address: base_url is this and "/bot"."""
        return f"http://{_HOST}:{self.port}"

    @property
    def page_url(self) -> str:
        """Return the address of the chat page; its key lets nobody else in."""
        return f"{self.url}/chat/{self.page_key}/"

    async def __aenter__(self) -> Self:
        """Listen on 127.0.0.1 alone. Raises InputError for a port that cannot be had."""
        try:
            (socket,) = bind_sockets(self.port, _HOST)
        except OSError as error:
            raise InputError(f"Port {self.port} cannot be used: {error.strerror}") from error
        self.port = socket.getsockname()[1]
        application = Application(
            [*api.routes(self), *web.routes(self)], log_function=lambda _: None
        )
        self._server = HTTPServer(
            application, max_body_size=_MOST_BODY, max_buffer_size=2 * _MOST_BODY
        )
        self._server.add_socket(socket)
        delivery = deliver(self.world.webhook, self.world.updates)
        self._delivery = asyncio.create_task(delivery, name="sandbox-webhook")
        return self

    async def __aexit__(self, *_: object) -> None:
        """End every wait and close every connection."""
        self.closing.set()
        self.world.updates.stop(closed=True)
        self._delivery.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._delivery
        self._server.stop()
        await self._server.close_all_connections()

    @property
    def idle(self) -> bool:
        """Tell whether the bot confirmed every update and no call of it is being answered.

        A handler that has not called yet is not seen: await the Application's queue as well.
        """
        return not self.world.updates.pending and self.in_flight == 0

    async def until(self, true: Callable[[], bool], *, timeout_s: float = 10) -> bool:
        """Wait by event until `true()`; return False when the time is over."""
        return await self.pulse.until(true, timeout_s=timeout_s)

    def asked(self, method: str) -> Sequence[Call]:
        """Return the calls of one method, the oldest first."""
        return [call for call in self.calls if call.method == method]
