"""The whole bot on a second emulator of the Bot API that others wrote: telegram-test-api, by node.

It is installed once into a folder of the user's cache, pinned by tests/emulator/package-lock.json.
Between it and the bot stands tests/bot/gaps.py.
"""

import asyncio
import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from bot.app import App, build
from bot.compose import open_services
from bot.settings import Settings
from scoring.model import RawPosting
from scoring.normalise import normalise
from tests.bot.gaps import TOKEN, Door, Gaps, Said
from tests.factories import NOW

_FOLDER = Path(__file__).parents[1] / "emulator"
_FILES = ("package.json", "package-lock.json", "serve.js")
_HOST = "127.0.0.1"
_PERSON = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
_CHAT = {"id": 7, "type": "private", "first_name": "Ada"}
_PATIENCE_S = 60.0
_NO_NETWORK = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH")


def installed() -> Path:
    """Return the folder of the installed emulator; skip where node or the registry is missing."""
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        pytest.skip("no node and npm for the second emulator")
    pins = hashlib.sha256(b"".join((_FOLDER / name).read_bytes() for name in _FILES)).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    ready = cache / "daily-job-picks" / f"second-emulator-{pins[:16]}"
    if not ready.exists():
        _install(npm, ready)
    return ready


def _install(npm: str, ready: Path) -> None:
    """Install beside it and rename: two at once, or one that is killed, leave no half of it."""
    ready.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=ready.parent))
    for name in _FILES:
        shutil.copy(_FOLDER / name, half)
    command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    done = subprocess.run(
        command, cwd=half, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        shutil.rmtree(half)
        if any(word in done.stderr for word in _NO_NETWORK):
            pytest.skip("the npm registry cannot be reached")
        raise AssertionError(done.stderr)
    with contextlib.suppress(OSError):  # another process was faster
        half.rename(ready)


@asynccontextmanager
async def emulator() -> AsyncIterator[str]:
    """Run the emulator on loopback and yield its address."""
    folder = installed()
    with contextlib.closing(bind_sockets(0, _HOST)[0]) as free:
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *("node", "serve.js", str(port)),
        cwd=folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_PATIENCE_S):
            assert await process.stdout.readline() == b"ready\n"
        yield f"http://{_HOST}:{port}"
    finally:
        process.stdin.close()  # it ends with its input
        await process.wait()


class Second:
    """One person who talks to the whole bot; use `second()`."""

    def __init__(self, app: App, gaps: Gaps) -> None:
        """Take the running application."""
        self._app = app
        self._gaps = gaps
        self._done = 0

    async def says(self, text: str) -> list[Said]:
        """Send a text and return what the bot said to it."""
        message = {"botToken": TOKEN, "date": int(NOW.timestamp()), "from": _PERSON, "chat": _CHAT}
        message["text"] = text
        if not text.startswith("/"):
            return await self._does("sendMessage", message)
        length = len(text.partition(" ")[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._does("sendCommand", message)

    async def taps(self, label: str) -> list[Said]:
        """Press the newest button that says this, by what the emulator holds."""
        for held in reversed(await self._gaps.history()):
            for button in _buttons(held["message"]):
                if button["text"] == label:
                    return await self._press(held, button["callback_data"])
        raise LookupError(f"No button says {label!r}")

    async def _press(self, held: dict[str, Any], data: str) -> list[Said]:
        shown = {key: held["message"][key] for key in ("text", "reply_markup")}
        message = {"message_id": held["messageId"], "date": 0, "chat": _CHAT} | shown
        press = {"botToken": TOKEN, "from": _PERSON, "message": message, "data": data}
        return await self._does("sendCallback", press)

    async def _does(self, what: str, content: dict[str, Any]) -> list[Said]:
        mark = len(self._gaps.said)
        self._done += 1
        await self._gaps.http.post(f"{self._gaps.url}/{what}", json=content)
        self._gaps.news.set()
        async with asyncio.timeout(_PATIENCE_S):
            await self._gaps.all_taken(self._done)
            await self._app.update_queue.join()
        return self._gaps.said[mark:]


@asynccontextmanager
async def second(jobs: Sequence[RawPosting]) -> AsyncIterator[Second]:
    """Run the bot on the emulator, with these postings."""
    async with contextlib.AsyncExitStack() as stack:
        enter = stack.enter_async_context
        http = await enter(httpx.AsyncClient(timeout=_PATIENCE_S, trust_env=False))
        gaps = Gaps(await enter(emulator()), http)
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        settings = Settings(database=Path(folder) / "picks.db", access="open")
        services = await enter(open_services(settings, clock=lambda: NOW))
        postings = [normalise(job, source="greenhouse", seen_at=NOW) for job in jobs]
        await services.postings.save(postings, now=NOW)
        app = build(
            services, base_url=stack.enter_context(_door(gaps)), token=TOKEN, rate_limits=False
        )
        await enter(app)
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        stack.push_async_callback(app.updater.stop)
        await app.start()
        stack.push_async_callback(app.stop)
        yield Second(app, gaps)


@contextlib.contextmanager
def _door(gaps: Gaps) -> Iterator[str]:
    (socket,) = bind_sockets(0, _HOST)
    server = HTTPServer(Application([(rf"/bot{TOKEN}/(\w+)", Door, {"gaps": gaps})]))
    server.add_socket(socket)
    yield f"http://{_HOST}:{socket.getsockname()[1]}/bot"
    gaps.close()
    server.stop()


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]
