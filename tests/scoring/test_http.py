"""The web client against a site that misbehaves in every way that sites do."""

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import brotli  # type: ignore[import-untyped]  # it comes without types
import httpx
import pytest

from scoring.edge.web.http import Manners, PoliteWeb
from scoring.errors import SourceUnavailable
from scoring.model import Fetch
from tests.scoring.site import QUICK, Site, answer, open_site

quick_brotli = partial(brotli.compress, quality=2)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def web() -> AsyncIterator[PoliteWeb]:
    async with PoliteWeb(QUICK) as opened:
        yield opened


async def test_a_page_comes_with_what_makes_the_next_visit_conditional(
    site: Site, web: PoliteWeb
) -> None:
    morning = "Fri, 02 Jan 2026 08:00:00 GMT"
    url = site.says("/jobs", answer(b"[1]", ETag='"v1"', Last_Modified=morning))

    page = await web.get(Fetch(url=url, params=(("page", "2"),), headers=(("X-Key", "k"),)))

    assert (page.body, page.unchanged) == (b"[1]", False)
    assert (page.etag, page.last_modified) == ('"v1"', morning)
    [(path, headers)] = site.asked
    assert path == "/jobs?page=2"
    assert headers["user-agent"].startswith("daily-job-picks/")
    assert headers["x-key"] == "k"


async def test_an_unchanged_page_is_told_apart(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(b"", status="304 Not Modified", Content_Encoding="gzip"))

    page = await web.get(Fetch(url=url, headers=(("If-None-Match", '"v1"'),)))

    assert (page.unchanged, page.body) == (True, b"")
    assert site.asked[0][1]["if-none-match"] == '"v1"'


async def test_a_packed_page_is_unpacked(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(gzip.compress(b"[1, 2]"), Content_Encoding="gzip"))

    assert (await web.get(Fetch(url=url))).body == b"[1, 2]"


async def test_a_page_packed_with_brotli_is_unpacked(site: Site, web: PoliteWeb) -> None:
    page = b"[" + b"1, " * 30_000 + b"2]"
    url = site.says("/jobs", answer(quick_brotli(page), Content_Encoding="br"))

    assert (await web.get(Fetch(url=url))).body == page
    assert site.asked[0][1]["accept-encoding"] == "br, gzip"


async def test_a_server_error_is_tried_again(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="500 Oops"), answer(status="502 Bad"), answer(b"[]"))

    assert (await web.get(Fetch(url=url))).body == b"[]"
    assert len(site.asked) == 3


async def test_three_attempts_are_enough(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="503 Busy"))

    with pytest.raises(
        SourceUnavailable, match=r"answered 503 \(it has a fault of its own\), 3 times"
    ):
        await web.get(Fetch(url=url))
    assert len(site.asked) == 3


@pytest.mark.parametrize("status", ["401 No", "403 Forbidden", "404 Gone", "410 Gone", "418 Tea"])
async def test_a_refusal_is_not_tried_again(site: Site, web: PoliteWeb, status: str) -> None:
    url = site.says("/jobs", answer(status=status))

    with pytest.raises(SourceUnavailable, match=f"answered {status[:3]}"):
        await web.get(Fetch(url=url))
    assert len(site.asked) == 1


async def test_a_short_retry_after_is_obeyed(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="429 Slow", Retry_After="1"), answer(b"[]"))
    started = asyncio.get_running_loop().time()

    await web.get(Fetch(url=url))

    assert asyncio.get_running_loop().time() - started >= 1.0


@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_a_long_retry_after_is_left_to_the_next_ingest(
    site: Site, web: PoliteWeb, form: str
) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    wait = "3600" if form == "seconds" else until
    url = site.says("/jobs", answer(status="429 Slow", Retry_After=wait))

    with pytest.raises(SourceUnavailable, match=r"asks to wait 60 minutes"):
        await web.get(Fetch(url=url))
    assert len(site.asked) == 1


async def test_a_retry_after_that_is_nonsense_counts_as_none(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="429 Slow", Retry_After="soon"), answer(b"[]"))

    assert (await web.get(Fetch(url=url))).body == b"[]"


async def test_half_a_body_is_tried_again_and_then_named(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(b"[1, 2", length=500))

    with pytest.raises(SourceUnavailable, match="it broke its answer off"):
        await web.get(Fetch(url=url))
    assert len(site.asked) == 3


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("br", quick_brotli)])
async def test_half_a_packed_body_is_no_page(
    site: Site, web: PoliteWeb, packing: str, pack: Callable[[bytes], bytes]
) -> None:
    half = pack(b"[1, 2, 3]" * 100)[:20]
    url = site.says("/jobs", answer(half, Content_Encoding=packing))

    with pytest.raises(SourceUnavailable, match="cut off"):
        await web.get(Fetch(url=url))


async def test_an_endless_body_is_stopped_at_the_cap(site: Site, web: PoliteWeb) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    with pytest.raises(SourceUnavailable, match="larger than"):
        await web.get(Fetch(url=site.says("/jobs", endless)))


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("br", quick_brotli)])
async def test_a_bomb_is_stopped_at_the_cap(
    site: Site, web: PoliteWeb, packing: str, pack: Callable[[bytes], bytes]
) -> None:
    """What is unpacked beyond the cap is never held, however far the bomb would go."""
    bomb = pack(b"\0" * 50_000_000)
    assert len(bomb) < QUICK.most_bytes
    url = site.says("/jobs", answer(bomb, Content_Encoding=packing))

    tracemalloc.start()
    with pytest.raises(SourceUnavailable, match="larger than"):
        await web.get(Fetch(url=url))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 10 * QUICK.most_bytes


async def test_of_a_page_whose_beginning_is_enough_no_more_is_read(site: Site) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    async with PoliteWeb(QUICK) as web:
        page = await web.get(Fetch(url=site.says("/robots.txt", endless), first_bytes=5000))

    assert page.body == b"x" * 5000


@pytest.mark.parametrize("packing", ["zstd", "compress", "gzip, gzip"])
async def test_a_packing_that_was_not_asked_for_is_refused(
    site: Site, web: PoliteWeb, packing: str
) -> None:
    url = site.says("/jobs", answer(b"??", Content_Encoding=packing))

    with pytest.raises(SourceUnavailable, match="not asked for"):
        await web.get(Fetch(url=url))


@pytest.mark.parametrize("packing", ["gzip", "br"])
async def test_broken_packing_is_named(site: Site, web: PoliteWeb, packing: str) -> None:
    url = site.says("/jobs", answer(b"not packed at all", Content_Encoding=packing))

    with pytest.raises(SourceUnavailable, match="packing is broken"):
        await web.get(Fetch(url=url))


async def test_silence_is_an_answer_in_time(site: Site) -> None:
    async def silent(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with PoliteWeb(replace(QUICK, timeout_s=0.05)) as web:
        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            await web.get(Fetch(url=site.says("/jobs", silent)))


async def test_a_body_that_drips_does_not_hold_its_place(site: Site) -> None:
    async def dripping(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with PoliteWeb(replace(QUICK, whole_s=0.1, attempts=1)) as web:
        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            await web.get(Fetch(url=site.says("/jobs", dripping)))


async def test_a_machine_that_is_off_is_asked_three_times_and_then_left_alone() -> None:
    async with open_site() as site:
        url = site.says("/jobs", answer())
    fetch = Fetch(url=url)

    async with PoliteWeb(replace(QUICK, rest_s=60.0)) as web:
        with pytest.raises(SourceUnavailable, match=r"ConnectError\), 3 times"):
            await web.get(fetch)
        with pytest.raises(SourceUnavailable, match="did not answer a moment ago"):
            await web.get(fetch)


async def test_few_requests_to_a_host_are_open_at_once(site: Site) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer(b"[]"))
        await writer.drain()

    url = site.says("/jobs", slow)
    async with PoliteWeb(QUICK) as web:
        await asyncio.gather(*(web.get(Fetch(url=url)) for _ in range(8)))

    assert (len(site.asked), site.most_open) == (8, QUICK.at_once)


async def test_there_is_a_pause_between_two_requests_to_a_host(site: Site) -> None:
    url = site.says("/jobs", answer(b"[]"))
    loop = asyncio.get_running_loop()

    async with PoliteWeb(replace(QUICK, pause_s=0.05)) as web:
        started = loop.time()
        await asyncio.gather(*(web.get(Fetch(url=url)) for _ in range(4)))

    assert loop.time() - started >= 0.15


async def test_a_host_that_wants_a_longer_pause_has_it(site: Site) -> None:
    url = site.says("/jobs", answer(b"[]"))
    loop = asyncio.get_running_loop()

    async with PoliteWeb(replace(QUICK, pauses_s={"127.0.0.1": 0.05})) as web:
        started = loop.time()
        await asyncio.gather(*(web.get(Fetch(url=url)) for _ in range(3)))

    assert loop.time() - started >= 0.1


async def test_no_parameter_stands_in_an_error(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="403 Forbidden"))

    with pytest.raises(SourceUnavailable) as raised:
        await web.get(Fetch(url=url, params=(("app_key", "hush"),)))
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["http://", "no address", "https://exa mple/", "http://[::1", "ftp://x"]
)
async def test_an_address_that_is_none_is_unavailable(web: PoliteWeb, url: str) -> None:
    with pytest.raises(SourceUnavailable):
        await web.get(Fetch(url=url))


def test_every_error_of_httpx_is_one_that_is_translated() -> None:
    """The client catches HTTPError, InvalidURL and the stream errors by their common roots."""
    roots = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)
    errors = [
        each
        for name in httpx.__all__
        if isinstance(each := getattr(httpx, name), type) and issubclass(each, Exception)
    ]

    assert all(issubclass(each, roots) for each in errors)


def test_the_usual_manners_are_modest() -> None:
    assert Manners().at_once <= 2
    assert Manners().pause_s >= 0.5
