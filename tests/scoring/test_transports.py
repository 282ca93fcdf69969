"""How requests go out: straight or through a proxy, and never to an address that is not public."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from scoring.edge.boards.finder import BoardFinder
from scoring.edge.boards.store import MIGRATIONS
from scoring.edge.db import Store
from scoring.edge.web.http import PoliteWeb
from scoring.errors import SourceUnavailable
from scoring.model import Fetch
from tests.factories import NOW
from tests.scoring.site import QUICK, Site, answer, open_site

PUBLIC = replace(QUICK, inner=(), attempts=1)
ONCE = replace(QUICK, attempts=1)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@contextmanager
def names(monkeypatch: pytest.MonkeyPatch, addresses: Mapping[str, str]) -> Iterator[None]:
    """Let names mean these addresses; every other one this machine's."""

    async def resolved(host: str, port: int, **_: object) -> list[Any]:
        address = addresses.get(host, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    with monkeypatch.context() as patch:
        patch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
        yield


async def test_no_proxy_alone_opens_no_inner_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_PROXY stands in many containers in which no proxy is named at all."""
    url = site.says("/jobs", answer())
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")

    async with PoliteWeb(PUBLIC) as web:
        with pytest.raises(SourceUnavailable, match="not a public address"):
            await web.get(Fetch(url=url))
    assert site.asked == []


async def test_a_name_that_goes_past_the_proxy_is_looked_at_like_any_other(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.says("/jobs", answer())
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "kestrel-mills.com")
    port = site.url.rpartition(":")[2]

    with names(monkeypatch, {}):
        async with PoliteWeb(PUBLIC) as web:
            with pytest.raises(SourceUnavailable, match="not a public address"):
                await web.get(Fetch(url=f"http://jobs.kestrel-mills.com:{port}/jobs"))
    assert site.asked == []


async def test_a_proxy_is_asked_for_what_is_public(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.says("http://jobs.kestrel-mills.com/1", answer(b"[1]"))
    monkeypatch.setenv("HTTP_PROXY", site.url)

    with names(monkeypatch, {"jobs.kestrel-mills.com": "8.8.8.8"}):
        async with PoliteWeb(QUICK) as web:
            page = await web.get(Fetch(url="http://jobs.kestrel-mills.com/1"))

    assert page.body == b"[1]"


async def test_a_redirect_to_an_inner_name_is_not_followed_through_a_proxy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = "http://intranet.kestrel-mills.com/"
    moved = answer(b"", status="302 Found", Location=inner)
    site.says("http://jobs.kestrel-mills.com/1", moved)
    monkeypatch.setenv("HTTP_PROXY", site.url)

    known = {"jobs.kestrel-mills.com": "8.8.8.8", "intranet.kestrel-mills.com": "10.1.2.3"}
    with names(monkeypatch, known):
        async with PoliteWeb(PUBLIC) as web:
            with pytest.raises(SourceUnavailable, match="not a public address"):
                await web.get(Fetch(url="http://jobs.kestrel-mills.com/1"))
    assert [path for path, _ in site.asked] == ["http://jobs.kestrel-mills.com/1"]


async def test_a_company_that_is_looked_for_behind_a_proxy_leads_to_no_inner_name(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.url)
    with names(monkeypatch, {"intranet.kestrel-mills.com": "10.1.2.3"}):
        async with PoliteWeb(PUBLIC) as web, Store(":memory:", [MIGRATIONS]) as store:
            finder = BoardFinder(store, web=web, clock=lambda: NOW)
            found = await finder.behind("http://intranet.kestrel-mills.com/", person="1")

    assert (found.offers, found.silent) == ((), 1)
    assert site.asked == []


async def test_of_many_hosts_few_connections_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that runs for months looks at thousands of pages' hosts."""
    lines, served = set[asyncio.StreamWriter](), list[asyncio.Task[None] | None]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.add(writer)
        served.append(asyncio.current_task())
        while await reader.read(4_096):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        lines.discard(writer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with names(monkeypatch, {}):
            async with PoliteWeb(ONCE) as web:
                for n in range(100):
                    await web.get(Fetch(url=f"http://host-{n}.example.com:{port}/"))

                assert 0 < len(lines) <= 66
        await asyncio.gather(*filter(None, served))


async def test_a_connection_in_use_is_not_hung_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow answer begins first and ends last."""
    begun, others = asyncio.Event(), asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{")
        begun.set()
        await others.wait()
        writer.write(b"  }")

    site.says("/slow", slow)
    site.says("/", answer())
    port = site.url.rpartition(":")[2]
    with names(monkeypatch, {}):
        async with PoliteWeb(ONCE) as web:
            first = asyncio.create_task(web.get(Fetch(url=f"http://slow.example.com:{port}/slow")))
            await begun.wait()
            for n in range(80):
                await web.get(Fetch(url=f"http://host-{n}.example.com:{port}/"))
            others.set()

            assert (await first).body == b"{  }"
