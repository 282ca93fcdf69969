"""Ingest over real HTTP on loopback into a real database: one bad source never stops the others."""

# ruff: noqa: ARG002 - the fakes keep the signatures of what they stand for

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlite_utils import Database

from scoring.edge.db import Store
from scoring.edge.postings.intake import PostingsIntake
from scoring.edge.postings.store import MIGRATIONS, PostingsStore
from scoring.errors import SourceUnavailable, StoreError
from scoring.ingest.run import ingest
from scoring.model import Ask, Fetch, Parsed
from scoring.ports import Page
from tests.scoring.bench import Bench, Board, jobs, open_bench
from tests.scoring.site import answer

T = TypeVar("T")


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


async def test_postings_are_stored_and_counted(bench: Bench) -> None:
    url = bench.site.says("/a", answer(jobs("Baker", "Brewer")))

    first = await bench.ingest(Board(url))
    second = await bench.ingest(Board(url))

    assert [(row.source, row.fetched, row.new, row.error) for row in first.rows] == [
        ("board", 2, 2, "")
    ]
    assert (second.rows[0].fetched, second.new) == (2, 0)
    assert await bench.stored() == 2


async def test_a_dead_a_changed_and_a_broken_source_stop_no_other(bench: Bench) -> None:
    @dataclass(frozen=True)
    class Broken(Board):
        def parse(self, fetch: Fetch, body: bytes) -> Parsed:
            raise ZeroDivisionError

    fine = bench.site.says("/fine", answer(jobs("Baker")))
    dead = bench.site.says("/dead", answer(status="500 Oops"))
    changed = bench.site.says("/changed", answer(b"<html>Are you human?</html>"))

    report = await bench.ingest(
        Board(dead, name="dead"),
        Board(changed, name="changed"),
        Broken(fine, name="broken"),
        Board(fine, name="fine"),
    )

    errors = {row.source: row.error for row in report.rows}
    assert "answered 500" in errors["dead"]
    assert "does not fit its parser" in errors["changed"]
    assert errors["broken"] == "ZeroDivisionError in its module; see the log"
    assert errors["fine"] == ""
    assert [row.failed for row in report.rows] == [True, True, True, False]
    assert not report.all_failed
    assert await bench.stored() == 1


async def test_when_every_source_failed_the_report_says_so(bench: Bench) -> None:
    dead = bench.site.says("/dead", answer(status="403 No"))

    report = await bench.ingest(Board(dead), Board("", name="idle"))

    assert report.all_failed
    assert report.rows[1].skipped == "no boards are named for it"


async def test_a_source_without_its_key_is_skipped_with_the_reason(bench: Bench) -> None:
    url = bench.site.says("/a", answer(jobs("Baker")))
    source = Board(url, needs=("app_id",))

    without = await bench.ingest(source)
    with_key = await bench.ingest(source, app_id="x")

    assert without.rows[0].skipped == "needs the key app_id"
    assert with_key.rows[0].fetched == 1


async def test_pages_are_followed_once_and_a_bad_one_costs_only_itself(bench: Bench) -> None:
    bad = bench.site.says("/bad", answer(status="404 Gone"))
    loop = bench.site.url + "/a"
    last = bench.site.says("/last", answer(jobs("Cook", next=[loop])))
    start = bench.site.says("/a", answer(jobs("Baker", next=[bad, last, last])))

    report = await bench.ingest(Board(start))

    [row] = report.rows
    assert (row.fetched, row.pages) == (2, 3)
    assert "answered 404" in row.error
    assert not row.failed
    assert [path for path, _ in bench.site.asked] == ["/a", "/bad", "/last"]


async def test_pages_without_end_are_left_for_the_next_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.ingest.run._MOST_FOLLOWED", 3)
    pages = [bench.site.url + f"/{number}" for number in range(9)]
    for here, there in pairwise(pages):
        bench.site.says(here.removeprefix(bench.site.url), answer(jobs(here, next=[there])))

    [row] = (await bench.ingest(Board(pages[0]))).rows

    assert (row.pages, row.fetched) == (4, 4)
    assert "1 further pages were left" in row.error


async def test_what_cannot_be_read_is_counted(bench: Bench) -> None:
    page = {"jobs": [{"id": 1, "title": "Baker"}, {"id": 2}, {"id": 3, "title": "  "}]}
    url = bench.site.says("/a", answer(json.dumps(page).encode()))

    [row] = (await bench.ingest(Board(url))).rows

    assert (row.fetched, row.unread, row.error) == (1, 2, "")


async def test_a_page_of_which_nothing_can_be_read_is_an_error(bench: Bench) -> None:
    url = bench.site.says("/a", answer(b'{"jobs": [{"name": "Baker"}]}'))

    [row] = (await bench.ingest(Board(url))).rows

    assert (row.error, row.failed) == ("none of its 1 entries could be read", True)


async def test_an_unchanged_page_is_not_sent_again(bench: Bench) -> None:
    url = bench.site.says(
        "/a", answer(jobs("Baker"), ETag='"v1"'), answer(b"", status="304 Not Modified")
    )

    await bench.ingest(Board(url))
    [row] = (await bench.ingest(Board(url))).rows

    assert "if-none-match" not in bench.site.asked[0][1]
    assert bench.site.asked[1][1]["if-none-match"] == '"v1"'
    assert (row.unchanged, row.fetched, row.failed) == (1, 0, False)


async def test_after_a_day_a_page_is_read_again_in_full(bench: Bench) -> None:
    url = bench.site.says("/a", answer(jobs("Baker"), ETag='"v1"'))
    await bench.ingest(Board(url))
    bench.now += timedelta(hours=21)

    await bench.ingest(Board(url))

    assert "if-none-match" not in bench.site.asked[1][1]


async def test_a_page_that_leads_on_is_always_read_again(bench: Bench) -> None:
    """Unchanged itself, it would hide what is new behind it."""
    last = bench.site.says("/last", answer(jobs("Cook")))
    url = bench.site.says("/a", answer(jobs(next=[last]), ETag='"v1"'))

    await bench.ingest(Board(url))
    await bench.ingest(Board(url))

    assert all("if-none-match" not in headers for _, headers in bench.site.asked)


async def test_a_page_is_not_remembered_before_its_postings_are_stored(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = bench.site.says("/a", answer(jobs("Baker"), ETag='"v1"'))

    def full(self: PostingsIntake, raws: Any, *, source: str, now: datetime) -> Any:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(PostingsIntake, "take", full)
        with pytest.raises(StoreError, match="disk is full"):
            await bench.ingest(Board(url))
    await bench.ingest(Board(url))

    assert "if-none-match" not in bench.site.asked[1][1]
    assert await bench.stored() == 1


async def test_every_run_is_kept(bench: Bench) -> None:
    fine = bench.site.says("/fine", answer(jobs("Baker")))
    dead = bench.site.says("/dead", answer(status="403 No"))

    report = await bench.ingest(Board(fine, name="fine"), Board(dead, name="dead"))

    assert await bench.visits.last_runs() == (report.rows[1], report.rows[0])


async def test_what_a_run_cost_the_other_side_is_counted(bench: Bench) -> None:
    page = jobs("Baker")
    fine = bench.site.says("/fine", answer(status="503 Wait"), answer(page))
    start = bench.site.says("/start", answer(b"", status="302 Found", Location=fine))
    dead = bench.site.says("/dead", answer(b"sorry", status="500 Oops"))

    report = await bench.ingest(Board(start, name="moved"), Board(dead, name="dead"))

    moved, failed = report.rows
    assert moved.requests == 4  # there and back once more: redirect, 503, redirect, page
    assert moved.bytes == len(page)
    assert (failed.requests, failed.bytes) == (3, 0)
    assert (report.requests, report.bytes) == (7, len(page))


async def test_progress_is_told_page_by_page(bench: Bench) -> None:
    last = bench.site.says("/last", answer(jobs("Cook")))
    url = bench.site.says("/a", answer(jobs("Baker", next=[last])))

    await bench.ingest(Board(url))

    assert [row.fetched for row in bench.seen] == [1, 2, 2]


async def test_a_stopped_ingest_stops_at_once_and_keeps_what_was_stored(bench: Bench) -> None:
    asked = asyncio.Event()

    async def never(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(5)

    slow = bench.site.says("/slow", never)
    url = bench.site.says("/a", answer(jobs("Baker", next=[slow])))
    task = asyncio.create_task(bench.ingest(Board(url)))
    await asked.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await bench.stored() == 1


async def test_a_large_page_is_saved_in_batches(now: datetime) -> None:
    sizes: list[int] = []

    class Watched(Store):
        async def write(self, work: Callable[[Database], T]) -> T:
            written = await super().write(work)
            sizes.append(await self.read(lambda db: db["postings"].count))
            return written

    class Paper:
        async def get(self, fetch: Fetch) -> Page:
            return Page(body=jobs(*(f"Job {n}" for n in range(450))), url=fetch.url)

    async with Watched(":memory:", [MIGRATIONS]) as store:
        shelf = PostingsStore(store)
        report = await ingest([Board("x")], web=Paper(), postings=shelf, ask=Ask(), now=now)

    assert (sizes, report.new) == ([200, 400, 450], 450)


async def test_a_source_that_cannot_be_reached_is_no_failure_of_ingest(now: datetime) -> None:
    class Nowhere:
        async def get(self, fetch: Fetch) -> Page:
            raise SourceUnavailable("no network")

    shelf = PostingsStore(Store(":memory:", []))

    report = await ingest([Board("x")], web=Nowhere(), postings=shelf, ask=Ask(), now=now)

    assert report.rows[0].error == "no network"
