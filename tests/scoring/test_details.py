"""Pages of single jobs that are known are not asked for every hour."""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.edge.postings.store import PostingsStore
from scoring.model import Ask, Fetch, Parsed
from scoring.sources import read_each
from tests.scoring.bench import Bench, open_bench, posting
from tests.scoring.site import answer


@dataclass(frozen=True)
class Careers:
    """A whole board {"ids": [...], "named": bool}, and a page for each job, which has the text."""

    site: str
    name: str = "careers"
    needs: tuple[str, ...] = ()
    whole: bool = True

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - the contract's
        return [Fetch(url=f"{self.site}/list")]

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the contract's
        page = json.loads(body)
        if "title" in page:
            return read_each([page], posting)
        follow = [Fetch(url=f"{self.site}/{each}", detail=True) for each in page["ids"]]
        return read_each([{"id": each} for each in page["named"]], _brief, follow=follow)


def _brief(job: Any) -> Any:
    return posting(job | {"title": f"Job {job['id']}"}).model_copy(update={"html": ""})


def listing(*ids: int, named: bool = True) -> bytes:
    return answer(json.dumps({"ids": ids, "named": ids if named else []}).encode())


def job(number: int, title: str = "") -> bytes:
    return answer(json.dumps({"id": number, "title": title or f"Job {number}"}).encode())


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


async def asked(bench: Bench, **later: float) -> list[str]:
    """Let time pass, ingest, and return what was asked for."""
    bench.now += timedelta(**later)
    before = len(bench.site.asked)
    await bench.ingest(Careers(bench.site.url))
    return [path for path, _ in bench.site.asked[before:]]


async def test_a_job_that_is_known_costs_no_request_for_days(bench: Bench) -> None:
    bench.site.says("/list", listing(1, 2))
    for number in (1, 2):
        bench.site.says(f"/{number}", job(number))

    assert await asked(bench) == ["/list", "/1", "/2"]
    assert await asked(bench, hours=1) == ["/list"]
    assert await asked(bench, days=1) == ["/list"]
    assert await asked(bench, days=1) == ["/list", "/1", "/2"]


async def test_a_page_that_was_the_same_again_rests_twice_as_long(bench: Bench) -> None:
    bench.site.says("/list", listing(1, 2))
    bench.site.says("/1", job(1))
    bench.site.says("/2", job(2), job(2, "Another job"))
    await asked(bench)

    assert await asked(bench, days=3) == ["/list", "/1", "/2"]
    assert await asked(bench, days=3) == ["/list", "/2"]


async def test_a_new_job_is_asked_for_at_once(bench: Bench) -> None:
    bench.site.says("/list", listing(1), listing(1, 2))
    for number in (1, 2):
        bench.site.says(f"/{number}", job(number))
    await asked(bench)

    assert await asked(bench, hours=1) == ["/list", "/2"]


async def test_what_the_cap_left_is_read_the_next_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.ingest.run._MOST_FOLLOWED", 2)
    bench.site.says("/list", listing(1, 2, 3, 4, 5))
    for number in range(1, 6):
        bench.site.says(f"/{number}", job(number))

    assert await asked(bench) == ["/list", "/1", "/2"]
    assert await asked(bench, hours=1) == ["/list", "/3", "/4"]
    assert await asked(bench, hours=1) == ["/list", "/5"]


async def test_pages_that_cannot_be_read_do_not_keep_others_from_their_turn(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.ingest.run._MOST_FOLLOWED", 1)
    bench.site.says("/list", listing(1, 2))
    bench.site.says("/1", answer(status="404 Gone"))
    bench.site.says("/2", job(2))

    assert await asked(bench) == ["/list", "/1"]
    assert await asked(bench, hours=1) == ["/list", "/2"]
    assert await asked(bench, hours=6) == ["/list", "/1"]


async def test_a_job_without_its_text_is_asked_for_again(bench: Bench) -> None:
    bench.site.says("/list", listing(1))
    bench.site.says("/1", job(1))
    await asked(bench)
    await bench.store.write(lambda db: db.execute("UPDATE postings SET text = ''"))

    assert await asked(bench, hours=1) == ["/list", "/1"]


async def test_jobs_that_only_their_pages_name_stay_listed_and_open(bench: Bench) -> None:
    bench.site.says("/list", listing(1, 2, named=False), listing(2, named=False))
    for number in (1, 2):
        bench.site.says(f"/{number}", job(number))
    source = Careers(bench.site.url)

    first = (await bench.ingest(source)).rows[0]
    bench.now += timedelta(hours=1)
    second = (await bench.ingest(source)).rows[0]

    assert (first.fetched, first.new, second.fetched, second.new) == (2, 2, 1, 0)
    assert (second.closed, await bench.open()) == (1, 1)


async def test_the_text_of_a_known_job_stays_when_only_the_list_is_read(bench: Bench) -> None:
    bench.site.says("/list", listing(1))
    bench.site.says("/1", job(1))
    await asked(bench)

    await asked(bench, hours=1)

    postings = PostingsStore(bench.store)
    [listing_] = await postings.listings(since=bench.now - timedelta(days=9))
    cluster = (await postings.clusters([listing_.cluster_id]))[listing_.cluster_id]
    assert cluster.best.text == "Job number 1 is about Job 1."


async def test_a_page_that_is_told_to_be_as_it_was_rests_too(bench: Bench) -> None:
    bench.site.says("/list", listing(1))
    page = json.dumps({"id": 1, "title": "Job 1"}).encode()
    bench.site.says("/1", answer(page, ETag='"v1"'), answer(b"", status="304 Not Modified"))
    await asked(bench)
    await bench.store.write(lambda db: db.execute("UPDATE details SET next_at = ''"))

    assert await asked(bench, hours=1) == ["/list", "/1"]
    assert await asked(bench, days=3) == ["/list"]
