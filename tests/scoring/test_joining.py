"""Two stored jobs that turn out to be one: one id stays, the other leads to it, nothing is lost."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS, PostingsStore
from scoring.model import Posting
from tests.factories import NOW, posting

_MOST_UNDER_A_KEY = """
    SELECT max(postings) FROM (SELECT count(*) AS postings FROM posting_keys GROUP BY key)
"""
_LATER = NOW + timedelta(days=1)


def _words(seed: int, *, count: int) -> str:
    chosen = random.Random(seed)
    return " ".join(f"word{chosen.randrange(5_000)}" for _ in range(count))


_FIRST, _SECOND = _words(1, count=80), _words(2, count=80)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[PostingsStore]:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as opened:
        yield PostingsStore(opened)


def _job(name: str, **fields: Any) -> Posting:
    return posting(**({"id": name, "url": f"https://jobs.example.com/{name}"} | fields))


async def _bridged(store: PostingsStore) -> None:
    """Store two jobs of one title, and a day later a posting that has the texts of both."""
    await store.save([_job("old", text=_FIRST)], now=NOW)
    await store.save([_job("young", text=_SECOND)], now=NOW + timedelta(hours=1))
    assert (await store.counts()).clusters == 2
    await store.save([_job("bridge", text=f"{_FIRST} {_SECOND}")], now=_LATER)


async def test_a_posting_that_fits_two_jobs_makes_them_one_under_the_oldest_id(
    store: PostingsStore,
) -> None:
    await _bridged(store)

    whole = (await store.clusters(["old"]))["old"]
    assert {each.id for each in whole.postings} == {"old", "young", "bridge"}
    assert (await store.counts()).clusters == 1


async def test_the_other_id_leads_to_the_job_from_then_on(store: PostingsStore) -> None:
    await _bridged(store)

    assert await store.current(["old", "young", "never"]) == {"young": "old"}
    under_both = await store.clusters(["young", "old"])
    assert under_both["young"].postings == under_both["old"].postings


async def test_the_job_is_listed_once_and_the_other_is_told_as_gone(store: PostingsStore) -> None:
    await store.save([_job("old", text=_FIRST), _job("young", text=_SECOND)], now=NOW)
    before = await store.changes(since=NOW - timedelta(days=30), after=0)

    await store.save([_job("bridge", text=f"{_FIRST} {_SECOND}")], now=_LATER)

    after = await store.changes(since=NOW - timedelta(days=30), after=before.revision)
    (gone,) = after.gone
    (left,) = {each.cluster_id for each in before.listings} - {gone}
    assert [each.cluster_id for each in after.listings] == [left]


async def test_a_chain_of_joins_leads_to_its_end(store: PostingsStore) -> None:
    third = _words(3, count=80)
    for number, text in enumerate((third, _FIRST, _SECOND)):
        await store.save([_job(f"j{number}", text=text)], now=NOW + timedelta(hours=number))

    await store.save([_job("b1", text=f"{_FIRST} {_SECOND}")], now=_LATER)
    await store.save([_job("b2", text=f"{third} {_FIRST}")], now=_LATER)

    assert await store.current(["j1", "j2"]) == {"j1": "j0", "j2": "j0"}


async def test_a_text_that_comes_later_shows_that_two_jobs_are_one(store: PostingsStore) -> None:
    listed = _job("young", company="Kestrel Robotics, via a board", title="Engineer (backend)")
    await store.save([_job("old", text=_FIRST)], now=NOW)
    await store.save([listed.model_copy(update={"text": ""})], now=NOW)
    assert (await store.counts()).clusters == 2

    await store.save([_job("young", company="Kestrel Robotics", text=_FIRST)], now=_LATER)

    assert await store.current(["young"]) == {"young": "old"}


async def test_an_employer_with_very_many_postings_has_no_more_than_some_to_compare(
    tmp_path: Path,
) -> None:
    jobs = [_job(f"p{n}", text=_words(n, count=60)) for n in range(90)]

    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as opened:
        await PostingsStore(opened).save(jobs, now=NOW)

        most = await opened.read(lambda db: db.execute(_MOST_UNDER_A_KEY).fetchone()[0])

    assert most == 40
