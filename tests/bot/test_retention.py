"""What is dropped when nothing asks for it any more: a bot runs for years on one file."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.compose import MIGRATIONS
from bot.stores.own import OwnPostings
from bot.stores.people import People
from scoring.edge.db import Store
from scoring.edge.visits import VisitsStore
from scoring.edge.web.links import Links
from scoring.ingest.report import SourceRun
from scoring.model import Fetch
from scoring.ports import Page
from tests.bot.fresh import fresh_database
from tests.factories import NOW, person, verdict


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    fresh_database(tmp_path / "picks.db")
    async with Store(tmp_path / "picks.db", MIGRATIONS) as opened:
        yield opened


async def counted(store: Store, table: str) -> int:
    def work(db: Database) -> int:
        return int(db.table(table).count)

    return await store.read(work)


async def test_of_the_scores_of_what_somebody_gave_the_newest_are_kept(store: Store) -> None:
    for each in (7, 8):
        await People(store).add(person(id=each))
    mine, theirs = (OwnPostings(store).verdicts_of(each) for each in (7, 8))
    kept = {"profile_version": "p", "judge": "local"}
    await theirs.keep_verdicts({"theirs": verdict()}, now=NOW, **kept)
    await mine.keep_verdicts({f"old-{n}": verdict() for n in range(900)}, now=NOW, **kept)

    later = NOW + timedelta(days=1)
    await mine.keep_verdicts({f"new-{n}": verdict() for n in range(200)}, now=later, **kept)

    assert await counted(store, "own_verdicts") == 1_001
    assert len(await mine.verdicts(text_keys=[f"new-{n}" for n in range(200)], **kept)) == 200
    assert len(await theirs.verdicts(text_keys=["theirs"], **kept)) == 1


async def test_what_is_known_of_a_link_is_dropped_when_it_is_asked_again_anyway(
    store: Store,
) -> None:
    class Clock:
        now = NOW

        async def get(self, fetch: Fetch) -> Page:
            return Page(body=b"<p>A job.</p>", url=fetch.url)

    clock = Clock()
    links = Links(store, clock, clock=lambda: clock.now)
    await links.closed(["https://jobs.kestrel-mills.com/1", "https://jobs.kestrel-mills.com/2"])

    clock.now += timedelta(days=1)
    await links.closed(["https://jobs.kestrel-mills.com/3"])

    assert await counted(store, "link_checks") == 1


async def test_what_makes_a_visit_conditional_is_dropped_when_it_is_used_no_more(
    store: Store,
) -> None:
    visits = VisitsStore(store)

    async def confirmed(url: str, *, now: datetime) -> None:
        page = Page(body=b"[]", url=url, etag='"v1"')
        await visits.confirm(Fetch(url=url), page, now=now)

    await confirmed("https://jobs.kestrel-mills.com/1", now=NOW)
    await confirmed("https://jobs.kestrel-mills.com/2", now=NOW + timedelta(hours=19))

    await visits.keep_run(SourceRun(source="lever"), now=NOW + timedelta(hours=21))

    assert await counted(store, "visits") == 1


async def test_who_holds_a_job_is_found_by_an_index_in_every_table(store: Store) -> None:
    def work(db: Database) -> list[str]:
        tables = [each for each in db.tables if "cluster_id" in each.columns_dict]
        return [
            each.name
            for each in tables
            if not any(index.columns[0] == "cluster_id" for index in each.indexes)
        ]

    assert await store.read(work) == []
