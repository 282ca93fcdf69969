"""A posting that its board no longer lists is closed; a board that is broken closes nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scoring.ingest.report import SourceRun
from scoring.ingest.visit import board_of
from scoring.model import Ask, Fetch
from scoring.sources import discover, lists_all
from tests.scoring.bench import Bench, Board, jobs, open_bench
from tests.scoring.site import answer

TITLES = ("Baker", "Brewer", "Cook", "Dyer", "Fuller")


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


@dataclass(frozen=True)
class Boards(Board):
    """Several boards of one source."""

    urls: tuple[str, ...] = ()

    def start(self, ask: Ask) -> list[Fetch]:  # noqa: ARG002 - the contract's
        return [Fetch(url=url) for url in self.urls]


async def read(bench: Bench, *pages: bytes) -> list[SourceRun]:
    """Read a whole board once for each page, an hour apart."""
    source = Board(bench.site.says("/a", *map(answer, pages)), whole=True)
    rows: list[SourceRun] = []
    for _ in pages:
        rows += (await bench.ingest(source)).rows
        bench.now += timedelta(hours=1)
    return rows


async def test_what_a_whole_board_lists_no_longer_is_closed(bench: Bench) -> None:
    rows = await read(bench, jobs(*TITLES), jobs(*TITLES[1:]))

    assert [row.closed for row in rows] == [0, 1]
    assert (await bench.stored(), await bench.open()) == (5, 4)


async def test_what_is_listed_again_is_open_again(bench: Bench) -> None:
    rows = await read(bench, jobs(*TITLES), jobs(*TITLES[1:]), jobs(*TITLES), jobs(*TITLES[1:]))

    assert [row.closed for row in rows] == [0, 1, 0, 1]
    assert [row.new for row in rows] == [5, 0, 0, 0]


async def test_a_board_that_tells_only_the_newest_closes_nothing(bench: Bench) -> None:
    source = Board(bench.site.says("/a", answer(jobs(*TITLES)), answer(jobs("Baker"))))

    await bench.ingest(source)
    [row] = (await bench.ingest(source)).rows

    assert (row.closed, await bench.open()) == (0, 5)


@pytest.mark.parametrize("left", [(), TITLES[:2]], ids=["empty", "less than half"])
async def test_a_board_that_shrinks_at_once_is_believed_the_second_time(
    bench: Bench, left: tuple[str, ...]
) -> None:
    rows = await read(bench, jobs(*TITLES), jobs(*left), jobs(*left))

    assert [row.closed for row in rows] == [0, 0, 5 - len(left)]


async def test_a_board_that_is_empty_now_and_then_closes_nothing(bench: Bench) -> None:
    rows = await read(bench, jobs(*TITLES), jobs(), jobs(*TITLES), jobs(), jobs(*TITLES))

    assert [row.closed for row in rows] == [0] * 5
    assert await bench.open() == 5


async def test_a_board_of_which_a_page_or_an_entry_is_missing_closes_nothing(bench: Bench) -> None:
    more = bench.site.says("/more", answer(jobs("Hatter")), answer(status="500 Oops"))
    start = bench.site.says(
        "/a",
        answer(jobs(*TITLES, next=[more])),
        answer(jobs(*TITLES, next=[more])),
        answer(b'{"jobs": [{"id": "Baker-1"}, {"id": "Brewer-1", "title": "Brewer"}]}'),
    )
    source = Board(start, whole=True)

    rows = [(await bench.ingest(source)).rows[0] for _ in range(3)]

    assert [row.closed for row in rows] == [0, 0, 0]
    assert await bench.open() == 6


async def test_an_unchanged_board_closes_nothing(bench: Bench) -> None:
    url = bench.site.says(
        "/a", answer(jobs(*TITLES), ETag='"v1"'), answer(b"", status="304 Not Modified")
    )

    rows = [(await bench.ingest(Board(url, whole=True))).rows[0] for _ in range(2)]

    assert [row.closed for row in rows] == [0, 0]


async def test_a_dead_board_does_not_keep_another_of_its_source_from_closing(bench: Bench) -> None:
    dead = bench.site.says("/dead", answer(status="500 Oops"))
    fine = bench.site.says("/fine", answer(jobs(*TITLES)), answer(jobs(*TITLES[1:])))
    source = Boards("", whole=True, urls=(dead, fine))

    rows = [(await bench.ingest(source)).rows[0] for _ in range(2)]

    assert [row.closed for row in rows] == [0, 1]


async def test_what_another_board_of_the_source_lists_stays_open(bench: Bench) -> None:
    one = bench.site.says("/one", answer(jobs(*TITLES)), answer(jobs(*TITLES[1:])))
    other = bench.site.says("/other", answer(jobs("Baker", "Weaver")))
    source = Boards("", whole=True, urls=(one, other))

    rows = [(await bench.ingest(source)).rows[0] for _ in range(2)]

    assert [row.closed for row in rows] == [0, 0]


async def test_pages_left_for_the_next_time_close_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = bench.site.says("/more", answer(jobs("Hatter")))
    source = Board(bench.site.says("/a", answer(jobs(*TITLES, next=[more]))), whole=True)
    await bench.ingest(source)
    monkeypatch.setattr("scoring.ingest.run._MOST_FOLLOWED", 0)

    [row] = (await bench.ingest(source)).rows

    assert (row.closed, await bench.open()) == (0, 6)


def test_a_board_keeps_its_name_when_its_employer_is_written_anew() -> None:
    one = Fetch(url="https://x.example", label="kestrel=Kestrel")
    other = Fetch(url="https://x.example", label="kestrel=Kestrel Robotics")

    assert board_of(one) == board_of(other) == "kestrel"


def test_a_board_is_named_without_the_key_among_its_parameters() -> None:
    fetch = Fetch(url="https://x.example", params=(("key", "secret"),))

    assert "secret" not in board_of(fetch)
    assert board_of(fetch).startswith("https://x.example?")


def test_sources_that_tell_only_the_newest_do_not_claim_the_whole() -> None:
    whole = {name for name, source in discover().items() if lists_all(source)}

    assert {"greenhouse", "lever", "ashby", "personio", "nofluffjobs"} <= whole
    assert not whole & {"himalayas", "arbeitnow", "themuse", "workday", "feed", "file", "remoteok"}
