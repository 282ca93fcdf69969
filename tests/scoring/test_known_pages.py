"""A board's page that came before just as it is costs a look-up: its postings are seen again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scoring.edge.postings import pages as posting_pages
from scoring.edge.postings.store import PostingsStore
from scoring.model import Fetch, Parsed
from tests.scoring.bench import Bench, Board, jobs, open_bench
from tests.scoring.site import answer


@dataclass(frozen=True)
class Own(Board):
    """A source of companies' own boards, which notes how often it parses."""

    parsed: tuple[list[str], ...] = ([],)
    whole: bool = True

    def board_at(self, url: str) -> str | None:  # noqa: ARG002 - the contract's
        return None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        self.parsed[0].append(fetch.url)
        return super().parse(fetch, body)


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


async def _twice(bench: Bench, *, first: bytes, second: bytes) -> tuple[Own, int]:
    """Ingest two days in a row; return the source and how many postings are open."""
    source = Own(bench.site.says("/a", answer(first), answer(second)), parsed=([],))
    await bench.ingest(source)
    bench.now += timedelta(days=1)
    await bench.ingest(source)
    return source, await bench.open()


async def test_the_same_bytes_are_not_parsed_again(bench: Bench) -> None:
    page = jobs("Baker", "Brewer")

    source, is_open = await _twice(bench, first=page, second=page)

    assert (len(source.parsed[0]), is_open) == (1, 2)
    assert [row.fetched for row in await bench.visits.last_runs()] == [2]
    seen = await bench.store.read(
        lambda db: db.execute("SELECT DISTINCT last_seen > first_seen FROM postings").fetchall()
    )
    assert seen == [(1,)]


async def test_a_page_that_says_something_else_is_parsed(bench: Bench) -> None:
    source, is_open = await _twice(bench, first=jobs("Baker"), second=jobs("Baker", "Brewer"))

    assert (len(source.parsed[0]), is_open) == (2, 2)


async def test_what_was_closed_meanwhile_and_is_listed_again_opens_again(bench: Bench) -> None:
    page = jobs("Baker")
    source = Own(bench.site.says("/a", answer(page), answer(page)), parsed=([],))
    await bench.ingest(source)
    ids = await bench.store.read(lambda db: db.execute("SELECT id FROM postings").fetchall())
    await PostingsStore(bench.store).mark_closed([each for (each,) in ids], now=bench.now)

    await bench.ingest(source)

    assert await bench.open() == 1


async def test_a_page_of_which_something_could_not_be_read_is_parsed_again(bench: Bench) -> None:
    page = b'{"jobs": [{"id": 1, "title": "Baker"}, {"id": 2}]}'

    source, _ = await _twice(bench, first=page, second=page)

    assert len(source.parsed[0]) == 2


async def test_another_version_of_the_readers_parses_all_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs("Baker")
    source = Own(bench.site.says("/a", answer(page), answer(page)), parsed=([],))
    await bench.ingest(source)

    monkeypatch.setattr(posting_pages, "_parser", lambda: b"newer")
    await bench.ingest(source)

    assert len(source.parsed[0]) == 2


async def test_pages_of_other_sources_are_always_read_for_the_boards_they_lead_to(
    bench: Bench,
) -> None:
    page = jobs("Baker")
    url = bench.site.says("/a", answer(page), answer(page))

    await bench.ingest(Board(url))
    [row] = (await bench.ingest(Board(url))).rows

    kept = await bench.store.read(lambda db: db.execute("SELECT count(*) FROM pages").fetchone())
    assert (row.fetched, kept[0]) == (1, 0)
