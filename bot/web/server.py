"""Listens where the settings say, for as long as the bot runs. Off unless there is a WEB_PORT."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from bot.context import Services
from bot.web.feeds import FeedHandler, Home
from bot.web.limits import Visits
from bot.web.pages import Health, Nothing
from scoring.errors import InputError

_MOST_BODY = 1_024  # bytes; nobody has anything to send
_MOST_HEADERS = 16_384
_IDLE_S = 60.0  # a connection that says nothing
_BODY_S = 10.0  # a body that was announced; nobody has one
_MOST_CONNECTIONS = 128  # at once: each is an open file, and the bot needs some of its own


@asynccontextmanager
async def web_server(services: Services, *, home: Home) -> AsyncIterator[int | None]:
    """Serve inside the block and yield the port; None where there is no web server.

    `home` gives the address of the chat, to which feeds lead; "" while it is not known.

    Raises InputError for a port or an address that cannot be had.
    """
    port, listen = services.settings.web_port, services.settings.web_listen
    if port is None:
        yield None
        return
    async with serving(services, listen=listen, port=port, home=home) as bound:
        yield bound


@asynccontextmanager
async def serving(services: Services, *, listen: str, port: int, home: Home) -> AsyncIterator[int]:
    """Serve on this address inside the block and yield the port, where 0 is any free one."""
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    try:
        bound = socket.create_server((listen, port), family=family)
    except OSError as error:
        where = f"{listen}:{port}"
        raise InputError(f"The web server cannot listen on {where}: {error.strerror}") from error
    server = _Server(
        _application(services, home=home),
        max_body_size=_MOST_BODY,
        max_buffer_size=_MOST_HEADERS + _MOST_BODY,
        max_header_size=_MOST_HEADERS,
        idle_connection_timeout=_IDLE_S,
        body_timeout=_BODY_S,
    )
    bound.setblocking(False)  # noqa: FBT003 - the signature of socket
    server.add_socket(bound)
    try:
        yield bound.getsockname()[1]
    finally:
        server.stop()
        await server.close_all_connections()


class _Server(HTTPServer):
    """Hangs up on one connection too many: they end, and never the files that a process may open.

    Without it a few hundred silent connections kept the bot from its database and from Telegram.
    """

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Serve the connection where there is room."""
        if len(self._connections) >= _MOST_CONNECTIONS:
            stream.close()
            return
        super().handle_stream(stream, address)


def _application(services: Services, *, home: Home) -> Application:
    given = {"services": services, "visits": Visits(), "home": home}
    return Application(
        [
            (r"/healthz", Health),
            (r"/feed/([A-Za-z0-9_-]{43})\.(xml|json)", FeedHandler, given),
        ],
        default_handler_class=Nothing,
        log_function=lambda _: None,  # the path is the secret
    )
