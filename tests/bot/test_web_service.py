"""The bot's web server runs while the bot does, where there is a WEB_PORT, and says why if not."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.app import build
from bot.service import serve
from bot.settings import Settings
from bot.web.limits import Visits, address_of
from bot.web.server import web_server
from scoring.errors import InputError
from tests.bot.mail import open_mail


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@asynccontextmanager
async def _running(folder: Path, *, port: int | None) -> AsyncIterator[asyncio.Task[None]]:
    """Run the bot with this WEB_PORT until the end of the block."""
    async with open_mail(folder, web_port=port, web_listen="127.0.0.1") as mail:
        stop = asyncio.Event()
        bot = build(mail.services, token=mail.sandbox.token, base_url=mail.sandbox.url)
        task = asyncio.create_task(serve(bot, mail.services, stop=stop, ingest=False))
        menu = asyncio.create_task(
            mail.sandbox.until(lambda: bool(mail.sandbox.asked("setMyCommands")), timeout_s=60)
        )
        try:
            await asyncio.wait({task, menu}, return_when=asyncio.FIRST_COMPLETED)
            yield task
        finally:
            stop.set()
            await asyncio.wait({task})
            menu.cancel()


async def _healthy(port: int) -> bool:
    async with httpx.AsyncClient(trust_env=False) as web:
        try:
            return (await web.get(f"http://127.0.0.1:{port}/healthz")).text == "ok\n"
        except httpx.ConnectError:
            return False


async def test_it_answers_while_the_bot_runs_and_no_longer(tmp_path: Path) -> None:
    port = _free_port()

    async with _running(tmp_path, port=port) as task:
        during = await _healthy(port)
    after = await _healthy(port)

    assert (during, after) == (True, False)
    assert task.exception() is None


async def test_without_a_port_there_is_no_web_server(tmp_path: Path) -> None:
    async with open_mail(tmp_path) as mail, web_server(mail.services, home=str) as port:
        assert port is None


async def test_a_port_that_is_taken_is_said_and_the_bot_does_not_start(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        async with _running(tmp_path, port=port) as task:
            error = task.exception()

    assert isinstance(error, InputError)
    assert str(error).startswith(f"The web server cannot listen on 127.0.0.1:{port}: ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"WEB_URL": "https://picks.example.com"}, "WEB_PORT is needed too"),
        ({"WEB_URL": "picks.example.com", "WEB_PORT": "8080"}, "https://"),
        ({"WEB_URL": "https://picks.example.com/?a=1", "WEB_PORT": "8080"}, "without ?"),
        ({"WEB_PORT": "99999"}, "WEB_PORT"),
    ],
    ids=["no port", "no scheme", "a query", "no such port"],
)
def test_settings_that_cannot_work_are_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(InputError) as caught:
        Settings.from_env(given)

    assert words in str(caught.value)


def test_who_asks_is_what_a_proxy_of_ours_says_and_nobody_elses() -> None:
    said = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}

    assert address_of("127.0.0.1", said) == "198.51.100.7"
    assert address_of("10.0.0.2", said) == "198.51.100.7"
    assert address_of("198.51.100.99", said) == "198.51.100.99"
    assert address_of("127.0.0.1", {"X-Forwarded-For": "<script>"}) == "127.0.0.1"
    assert address_of("127.0.0.1", {}) == "127.0.0.1"


async def test_all_addresses_of_one_ipv6_network_count_as_one() -> None:
    visits = Visits()

    allowed = [await visits.allows_address(f"2001:db8::{n:x}") for n in range(121)]

    assert allowed == [True] * 120 + [False]
    assert await visits.allows_address("2001:db8:0:1::1")
