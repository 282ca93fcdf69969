"""A web site on loopback that answers as it is told, byte by byte, and remembers what was asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

from scoring.edge.web.http import Manners

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]

QUICK = Manners(
    timeout_s=10.0,  # a busy machine is no silent one; a test of silence sets its own
    whole_s=20.0,
    backoff_s=0.001,
    longest_wait_s=5.0,
    pause_s=0.0,
    rest_s=0.0,
    most_bytes=100_000,
    inner=(ip_network("127.0.0.0/8"),),
)


def answer(
    body: bytes = b"{}", *, status: str = "200 OK", length: int | None = None, **headers: str
) -> bytes:
    """Return an HTTP answer; `length` lies about the body, a header a_b is written A-B."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


@dataclass
class Site:
    """The site; `answers` are given in turn for each path, the last one again and again."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    url: str = ""

    def says(self, path: str, *answers: Answer) -> str:
        """Answer a path so from now on, and return its address."""
        self.answers[path] = list(answers)
        return self.url + path

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client had enough
        finally:
            self.open_now -= 1
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        path = request.split()[1]
        headers = dict(line.split(": ", 1) for line in lines if ": " in line)
        self.asked.append((path, {name.lower(): value for name, value in headers.items()}))
        answers = self.answers[path.partition("?")[0]]
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(given, bytes):
            writer.write(given)
            await writer.drain()
        else:
            await given(writer)


@asynccontextmanager
async def open_site() -> AsyncIterator[Site]:
    """Open a site on a free port."""
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield site
