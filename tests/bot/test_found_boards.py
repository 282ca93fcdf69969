"""What is remembered of boards to which links led: however many, and whenever the bot stops."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.compose import MIGRATIONS
from scoring.boards.seen import BoardKey, Sighting
from scoring.edge.boards.found import FoundBoards
from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.edge.visits import VisitsStore
from scoring.errors import StoreError
from scoring.ingest.run import ingest
from scoring.model import Ask, Fetch
from scoring.ports import Page
from scoring.sources import discover
from tests.bot.fresh import fresh_database
from tests.bot.rounds import Rounds, settings
from tests.factories import NOW
from tests.hosts import open_hosts


@pytest.fixture
async def rounds(tmp_path: Path) -> AsyncIterator[Rounds]:
    fresh_database(tmp_path / "picks.db")
    async with open_hosts() as hosts, Store(tmp_path / "picks.db", MIGRATIONS) as store:
        yield Rounds(hosts=hosts, store=store, settings=settings(tmp_path))


async def test_links_to_thousands_of_names_keep_no_company_out(rounds: Rounds) -> None:
    """Anybody can post jobs that link to boards which do not exist."""
    found = FoundBoards(rounds.store)
    names = {
        BoardKey("lever", f"name-{n}"): Sighting(board=f"name-{n}", links=1) for n in range(6000)
    }
    await found.note(names, found_in="hackernews", now=NOW)

    kestrel = {BoardKey("greenhouse", "kestrel"): Sighting(board="kestrel", links=2)}
    await found.note(kestrel, found_in="simplify", now=NOW)

    known = await found.all()
    assert len(known) == 5000
    assert ("greenhouse", "kestrel") in {(each.source, each.key) for each in known}


async def test_what_a_page_links_to_is_known_before_the_page_counts_as_read(
    rounds: Rounds,
) -> None:
    """A page that has not changed is not looked at again, so a stop in between would lose them."""

    class Stopping(VisitsStore):
        async def confirm(self, fetch: Fetch, page: Page, *, now: datetime) -> None:
            await super().confirm(fetch, page, now=now)
            raise StoreError("the power is gone")

    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")

    with pytest.raises(StoreError):
        await ingest(
            [discover()["simplify"]],
            web=rounds.hosts,
            postings=PostingsStore(rounds.store),
            ask=Ask(boards={"simplify": ("avocet/List",)}),
            now=NOW,
            visits=Stopping(rounds.store),
            finds=FoundBoards(rounds.store),
        )

    assert list(await rounds.found()) == ["kestrel"]
