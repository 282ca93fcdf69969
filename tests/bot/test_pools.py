"""The open postings in memory: built once for all, renewed after an ingest, dropped when idle."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.pools import Pools
from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS, PostingsStore
from scoring.normalise import normalise
from scoring.ports import Listing
from tests.bot.jobs import backend_jobs
from tests.factories import NOW

MONTH = NOW - timedelta(days=30)


class CountingPostings(PostingsStore):
    """The real store, counting how often all listings are read."""

    reads = 0

    async def listings(self, *, since: datetime) -> tuple[Listing, ...]:
        self.reads += 1
        return await super().listings(since=since)


@pytest.fixture
async def postings(tmp_path: Path) -> AsyncIterator[CountingPostings]:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        opened = CountingPostings(store)
        await publish(opened, 3)
        yield opened


async def publish(postings: PostingsStore, count: int) -> None:
    jobs = [normalise(job, source="greenhouse", seen_at=NOW) for job in backend_jobs(count)]
    await postings.save(jobs, now=NOW)


async def test_many_at_once_share_one_build(postings: CountingPostings) -> None:
    pools = Pools()

    built = await asyncio.gather(*(pools.get(postings, since=MONTH) for _ in range(20)))

    assert len(built[0]) == 3
    assert all(pool is built[0] for pool in built)
    assert postings.reads == 1


async def test_what_is_ingested_is_in_the_next_pool(postings: CountingPostings) -> None:
    pools = Pools()
    await pools.get(postings, since=MONTH)

    await publish(postings, 5)

    assert len(await pools.get(postings, since=MONTH)) == 5


async def test_only_what_changed_is_read_and_what_was_closed_is_gone(
    postings: CountingPostings,
) -> None:
    pools = Pools()
    before = await pools.get(postings, since=MONTH)
    (gone, *_) = [listing.best.id for listing in before.listings]

    await publish(postings, 5)
    await postings.mark_closed([gone], now=NOW)
    after = await pools.get(postings, since=MONTH)

    whole = [listing.cluster_id for listing in await postings.listings(since=MONTH)]
    assert sorted(after.listings.ids) == sorted(whole)
    assert (len(before), len(after)) == (3, 4)
    assert postings.reads == 2  # of all: for the first pool, and for the comparison here


async def test_a_pool_that_reaches_further_back_serves_the_others_too(
    postings: CountingPostings,
) -> None:
    pools = Pools()
    await pools.get(postings, since=MONTH)
    wide = await pools.get(postings, since=NOW - timedelta(days=90))

    assert await pools.get(postings, since=MONTH + timedelta(hours=1)) is wide
    assert postings.reads == 2


async def test_an_idle_pool_is_dropped(postings: CountingPostings) -> None:
    pools = Pools(idle_s=0.0)
    await pools.get(postings, since=MONTH)

    for _ in range(3):  # turns of the loop; the timer fires in the first
        await asyncio.sleep(0)

    assert not pools.held
    assert len(await pools.get(postings, since=MONTH)) == 3
    assert postings.reads == 2


async def test_a_cancelled_build_leaves_the_others_served(postings: CountingPostings) -> None:
    pools = Pools()
    first = asyncio.create_task(pools.get(postings, since=MONTH))
    second = asyncio.create_task(pools.get(postings, since=MONTH))
    await asyncio.sleep(0)

    first.cancel()

    assert len(await second) == 3
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_person_has_one_turn(postings: CountingPostings) -> None:
    pools = Pools()

    async with pools.turn(7):
        assert pools.turn(7).locked()
        assert not pools.turn(8).locked()
