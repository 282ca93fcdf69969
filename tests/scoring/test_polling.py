"""A board is asked as often as it changes, between once an hour and once a day."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.boards.worth import rest_after
from scoring.ingest.polling import OFTENEST, RAREST, time_between
from scoring.ingest.visit import BoardVisit
from tests.scoring.bench import Bench, Board, jobs, open_bench
from tests.scoring.site import answer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


async def asked_in(bench: Bench, source: Board, *, hours: int) -> int:
    """Return how often the board is asked in so many hours, with a round each hour."""
    before = len(bench.site.asked)
    for _ in range(hours):
        await bench.ingest(source, only_due=True)
        bench.now += HOUR
    return len(bench.site.asked) - before


@pytest.mark.parametrize(
    ("changes", "over", "wait"),
    [
        (0, timedelta(), HOUR),
        (0, 5 * HOUR, 6 * HOUR),
        (0, 14 * DAY, DAY),
        (5, 23 * HOUR, 4 * HOUR),
        (1000, 14 * DAY, HOUR),
    ],
    ids=["new", "still for hours", "still for long", "a few a day", "all the time"],
)
def test_how_long_to_wait(changes: int, over: timedelta, wait: timedelta) -> None:
    assert time_between(changes, over=over) == wait


@given(st.integers(0, 10**9), st.timedeltas(timedelta(), 14 * DAY))
def test_the_wait_has_bounds_and_more_changes_never_lengthen_it(
    changes: int, over: timedelta
) -> None:
    wait = time_between(changes, over=over)

    assert OFTENEST <= wait <= RAREST
    assert time_between(changes + 1, over=over) <= wait


async def test_a_board_that_never_changes_is_asked_ever_more_rarely(bench: Bench) -> None:
    source = Board(bench.site.says("/a", answer(jobs("Baker"))))

    first, second = await asked_in(bench, source, hours=24), await asked_in(bench, source, hours=48)

    assert first <= 6
    assert second == 2


async def test_a_board_that_changes_every_hour_is_asked_every_hour(bench: Bench) -> None:
    pages = [answer(jobs(*(f"Job {n}" for n in range(number + 1)))) for number in range(12)]
    source = Board(bench.site.says("/a", *pages))

    assert await asked_in(bench, source, hours=12) == 12


async def test_a_source_of_which_nothing_is_due_says_so(bench: Bench) -> None:
    source = Board(bench.site.says("/a", answer(jobs("Baker"))))
    await bench.ingest(source, only_due=True)
    bench.now += timedelta(minutes=20)

    [row] = (await bench.ingest(source, only_due=True)).rows

    assert (row.skipped, row.pages) == ("nothing of it is due yet", 0)


async def test_who_asks_by_hand_asks_every_board(bench: Bench) -> None:
    source = Board(bench.site.says("/a", answer(jobs("Baker"))))
    await bench.ingest(source)

    [row] = (await bench.ingest(source)).rows

    assert (row.skipped, row.pages) == ("", 1)


async def test_a_board_that_fails_is_asked_again_within_the_day(bench: Bench) -> None:
    source = Board(bench.site.says("/a", answer(status="500 Oops")))
    await asked_in(bench, source, hours=72)

    assert await asked_in(bench, source, hours=25) in {3, 6}


def test_a_board_that_meets_nobody_rests_longer_each_time_up_to_two_months() -> None:
    days = [rest_after(barren).days for barren in (1, 2, 3, 4, 5, 6, 7, 8, 5000)]

    assert days == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_source_that_asks_for_few_visits_has_them(bench: Bench) -> None:
    """Remotive wants four a day at most, however often its list changes."""
    for source in ("remotive", "jobicy"):
        for hour in range(20):
            seen = {f"p{hour}-{n}" for n in range(20)}
            visit = BoardVisit(board="b", seen=seen, new=20)
            await bench.boards.note(source, [visit], now=bench.now + hour * HOUR)
    last = bench.now + 19 * HOUR

    assert await bench.boards.resting("jobicy", now=last + 2 * HOUR) == frozenset()
    assert await bench.boards.resting("remotive", now=last + 5 * HOUR) == {"b"}
    assert await bench.boards.resting("remotive", now=last + 6 * HOUR) == frozenset()
