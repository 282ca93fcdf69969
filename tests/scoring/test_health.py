"""A source is quiet when it gives less than its own history makes likely."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.edge.samples import SampleFolder
from scoring.ingest.health import health, is_quiet, may_be_quiet
from tests.scoring.bench import Bench, Board, jobs, open_bench
from tests.scoring.site import answer

DAY = date(2026, 1, 20)


def days(*listed: int) -> dict[date, int]:
    """Return what was listed on the days up to DAY."""
    return {DAY - timedelta(days=ago): each for ago, each in enumerate(reversed(listed))}


def past(count: int) -> list[date]:
    """Return the days up to DAY."""
    return [DAY - timedelta(days=ago) for ago in reversed(range(count))]


def quiet_days(listed: dict[date, int]) -> list[date]:
    return [day for day in listed if health(listed, day=day).quiet]


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with open_bench(tmp_path, now) as opened:
        yield opened


@pytest.mark.parametrize(
    ("earlier", "today", "quiet"),
    [
        ([100] * 9, 0, True),
        ([100] * 9, 60, True),
        ([100] * 9, 90, False),
        ([3, 1, 0, 2, 4, 1, 2], 0, False),
        ([20, 21, 19, 22, 24], 0, True),
        ([100] * 4, 0, False),
        ([28, 44, 43, 30, 31, 42, 29, 44], 24, False),
        ([300_000] * 9, 1000, True),
    ],
    ids=[
        "nothing at all",
        "far fewer",
        "a few less",
        "never gave much",
        "a small one empty",
        "too young to tell",
        "one that swings",
        "a very large one",
    ],
)
def test_what_is_quiet(earlier: list[int], today: int, quiet: bool) -> None:
    assert is_quiet(earlier, today=today) is quiet


@given(st.lists(st.integers(0, 5000), max_size=28), st.integers(0, 5000))
def test_as_much_as_ever_is_never_quiet(earlier: list[int], today: int) -> None:
    assert not is_quiet(earlier, today=max([today, *earlier]))


@given(st.lists(st.integers(0, 300), min_size=1, max_size=28))
def test_a_board_is_passed_over_only_where_it_is_not_quiet(counts: list[int]) -> None:
    listed = days(*counts)

    assert may_be_quiet(listed) or not health(listed, day=DAY).quiet


def test_a_streak_counts_the_quiet_days_and_ends_with_them() -> None:
    fine = [50] * 10

    assert health(days(*fine, 0), day=DAY).streak == 1
    assert health(days(*fine, 0, 0, 0), day=DAY).streak == 3
    assert health(days(*fine, 0, 0, 51), day=DAY).streak == 0


def test_the_last_day_with_anything_is_known() -> None:
    found = health(days(*[50] * 10, 0, 0), day=DAY)

    assert (found.last_day, found.listed, found.usual) == (DAY - timedelta(days=2), 0, 50)


def test_what_was_so_yesterday_is_so_until_today_was_read() -> None:
    listed = days(*[50] * 10, 0)

    assert health(listed, day=DAY + timedelta(days=1)).since == DAY
    assert not health(listed, day=DAY + timedelta(days=2)).quiet


def test_a_weekly_rest_is_no_silence() -> None:
    weeks = {day: 20 if day.weekday() >= 5 else 100 for day in past(35)}

    assert quiet_days(weeks) == []


def test_the_first_weekend_may_be_weak_but_not_empty() -> None:
    saturday = next(day for day in past(7) if day.weekday() == 5)
    week = {saturday - timedelta(days=ago): 100 for ago in range(1, 6)}

    assert not health(week | {saturday: 20}, day=saturday).quiet
    assert health(week | {saturday: 0}, day=saturday).quiet


def test_a_rest_in_the_middle_of_the_week_is_learned() -> None:
    weeks = {day: 20 if day.weekday() == 2 else 100 for day in past(28)}

    assert not health(weeks, day=max(day for day in weeks if day.weekday() == 2)).quiet


def test_a_source_that_shrinks_slowly_is_not_quiet() -> None:
    assert quiet_days(days(*(int(400 * 0.94**n) for n in range(28)))) == []


def test_of_a_source_that_has_grown_half_is_little() -> None:
    assert health(days(*range(20, 300, 12), 140), day=DAY).quiet


def test_half_of_a_steady_list_is_little_also_where_chance_allows_it() -> None:
    assert health(days(*[24, 23, 24, 22] * 3, 11), day=DAY).quiet
    assert not health(days(*[24, 9, 24, 22] * 3, 11), day=DAY).quiet


def test_a_small_or_a_young_history_does_not_tell() -> None:
    assert not health(days(*[3] * 20), day=DAY).telling
    assert not health(days(*[300] * 4), day=DAY).telling
    assert health(days(*[300] * 6), day=DAY).telling


async def test_what_each_source_listed_is_kept_by_day(bench: Bench) -> None:
    url = bench.site.says("/a", answer(jobs("Baker", "Brewer")), answer(jobs("Baker")))
    source = Board(url)
    await bench.ingest(source)
    first = bench.now.astimezone(UTC).date()
    bench.now += timedelta(days=1)

    await bench.ingest(source)

    listed = await bench.boards.listed(now=bench.now)
    assert listed == {"board": {first: 2, first + timedelta(days=1): 1}}


async def test_an_unchanged_page_lists_what_it_listed(bench: Bench) -> None:
    url = bench.site.says(
        "/a", answer(jobs("Baker"), ETag='"v1"'), answer(b"", status="304 Not Modified")
    )
    await bench.ingest(Board(url))
    bench.now += timedelta(hours=1)

    await bench.ingest(Board(url))

    assert list((await bench.boards.listed(now=bench.now))["board"].values()) == [1]


async def test_a_failed_visit_says_nothing_of_what_a_board_lists(bench: Bench) -> None:
    url = bench.site.says("/a", answer(jobs("Baker")), answer(status="500 Oops"))
    await bench.ingest(Board(url))
    bench.now += timedelta(hours=1)

    await bench.ingest(Board(url))

    assert list((await bench.boards.listed(now=bench.now))["board"].values()) == [1]


async def test_a_page_of_another_shape_is_kept_as_a_sample(bench: Bench) -> None:
    url = bench.site.says("/a", answer(b"<html>Are you human?</html>"))

    [row] = (await bench.ingest(Board(url))).rows

    [kept] = bench.samples.iterdir()
    assert row.changed
    assert kept.read_bytes() == b"<html>Are you human?</html>"


def test_samples_are_few_and_small(tmp_path: Path, now: datetime) -> None:
    folder = SampleFolder(tmp_path / "samples")

    for number in range(25):
        folder.keep("board", b"x" * 300_000, now=now + timedelta(days=number))

    kept = list((tmp_path / "samples").iterdir())
    assert len(kept) == 20
    assert max(each.stat().st_size for each in kept) == 256_000


def test_a_folder_that_cannot_be_made_costs_no_posting(
    tmp_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "samples").write_text("in the way")

    SampleFolder(tmp_path / "samples").keep("board", b"x", now=now)

    assert "no sample was kept" in caplog.text
