"""Looking for a company's board: what is not opened, and what a search leaves that is given up."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from scoring.edge.boards.finder import BoardFinder
from scoring.edge.boards.store import MIGRATIONS
from scoring.edge.db import Store
from scoring.errors import InputError
from scoring.model import Fetch
from scoring.ports import Page
from tests.factories import NOW


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    async with Store(":memory:", [MIGRATIONS]) as opened:
        yield opened


class Web:
    """Implements `scoring.ports.Web`: redirects to LinkedIn, or never answers."""

    def __init__(self, *, silent: bool) -> None:
        self.asked: list[str] = []
        self.left = 0
        self.open = asyncio.Event()
        self._silent = silent

    async def get(self, fetch: Fetch) -> Page:
        self.asked.append(fetch.url)
        if self._silent:
            try:
                self.open.set()
                await asyncio.Event().wait()
            finally:
                self.left += 1
        return Page(body=b"<p>Join LinkedIn</p>", url="https://www.linkedin.com/company/kestrel")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.linkedin.com/company/kestrel/jobs", 0),
        ("https://lnkd.in/abc", 0),
        ("https://kestrel-mills.com/jobs", 1),  # it only redirects there
    ],
)
async def test_a_page_of_linkedin_is_not_read(store: Store, url: str, asked: int) -> None:
    web = Web(silent=False)
    finder = BoardFinder(store, web=web, clock=lambda: NOW)

    with pytest.raises(InputError, match="LinkedIn's terms"):
        await finder.behind(url, person="7")

    assert len(web.asked) == asked


async def told(_: int) -> None:
    """Hear at how many places it looks."""


async def test_a_search_that_is_given_up_asks_nobody_any_more(store: Store) -> None:
    web = Web(silent=True)
    finder = BoardFinder(store, web=web, clock=lambda: NOW)
    search = asyncio.create_task(finder.named("Kestrel", person="7", progress=told))
    await web.open.wait()

    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search

    assert web.left == len(web.asked) > 0
