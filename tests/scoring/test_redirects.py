"""Where the web client lets itself be sent, and where not."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from scoring.edge.web.addresses import Guard, RefusedError
from scoring.edge.web.http import PoliteWeb
from scoring.errors import SourceUnavailable
from scoring.model import Fetch
from tests.scoring.site import QUICK, Site, answer, open_site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def web() -> AsyncIterator[PoliteWeb]:
    async with PoliteWeb(QUICK) as opened:
        yield opened


async def test_redirects_are_followed_and_keys_stay_with_their_host(site: Site) -> None:
    async with open_site() as other, PoliteWeb(QUICK) as web:
        away = other.says("/new", answer(b"[2]"))
        here = site.says("/jobs", answer(status="301 Moved", Location="/moved"))
        site.says("/moved", answer(status="302 Found", Location=away))
        headers = (("X-Key", "secret"), ("If-None-Match", '"v1"'))

        page = await web.get(Fetch(url=here, headers=headers))

        assert (page.body, page.url) == (b"[2]", away)
        assert site.asked[1][1]["x-key"] == "secret"
        assert "x-key" not in other.asked[0][1]
        assert other.asked[0][1]["if-none-match"] == '"v1"'


async def test_redirects_come_to_an_end(site: Site, web: PoliteWeb) -> None:
    url = site.says("/jobs", answer(status="302 Found", Location="/jobs"))

    with pytest.raises(SourceUnavailable, match="redirects too often"):
        await web.get(Fetch(url=url))
    assert len(site.asked) == QUICK.most_redirects + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://0.0.0.0/",
        "http://localhost:8080/",
        "http://metadata.google.internal/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
    ],
)
async def test_a_redirect_to_an_inner_address_is_refused(
    site: Site, web: PoliteWeb, target: str
) -> None:
    url = site.says("/jobs", answer(status="302 Found", Location=target))

    with pytest.raises(SourceUnavailable, match="redirects"):
        await web.get(Fetch(url=url))
    assert len(site.asked) == 1


async def test_without_leave_not_even_this_machine_is_asked(site: Site) -> None:
    url = site.says("/jobs", answer())

    async with PoliteWeb(replace(QUICK, inner=())) as web:
        with pytest.raises(SourceUnavailable, match="not a public address"):
            await web.get(Fetch(url=url))
    assert site.asked == []


async def test_a_name_that_leads_to_this_machine_is_refused() -> None:
    with pytest.raises(RefusedError, match="not a public address"):
        await Guard().resolve("localhost", 80)
