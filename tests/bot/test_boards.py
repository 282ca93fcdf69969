"""Boards find themselves: what postings link to is tried, and asked as often as it is worth."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.compose import MIGRATIONS
from bot.rounds.boards import NEW_A_ROUND
from bot.stores.watches import Watches
from scoring.boards.seen import BoardKey
from scoring.edge.boards.found import FoundBoards
from scoring.edge.db import Store
from tests.bot.fresh import fresh_database
from tests.bot.rounds import API, LIST, Rounds, settings
from tests.factories import NOW
from tests.hosts import open_hosts


@pytest.fixture
async def rounds(tmp_path: Path) -> AsyncIterator[Rounds]:
    fresh_database(tmp_path / "picks.db")
    async with open_hosts() as hosts, Store(tmp_path / "picks.db", MIGRATIONS) as store:
        yield Rounds(hosts=hosts, store=store, settings=settings(tmp_path))


async def test_a_board_that_a_posting_links_to_is_asked_from_the_next_round_on(
    rounds: Rounds,
) -> None:
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1?gh_src=list")
    rounds.hosts.greenhouse("kestrel", "Baker", "Cook")

    first, second = await rounds.round(), await rounds.round(hours=1)

    assert (first, second) == ([], ["kestrel"])
    assert rounds.rows["greenhouse"].new == 2
    found = (await rounds.found())["kestrel"]
    assert (found.found_in, found.found_at, found.company) == ("simplify", NOW, "Kestrel Robotics")


async def test_a_board_under_two_spellings_is_asked_once_and_a_named_one_is_not_doubled(
    rounds: Rounds,
) -> None:
    rounds.settings = settings(
        rounds.settings.database.parent, boards=(LIST, "greenhouse:Stilt=Stilt GmbH")
    )
    for token in ("kestrel", "Stilt"):
        rounds.hosts.greenhouse(token, "Baker")
    rounds.hosts.list_of(
        "https://boards.greenhouse.io/kestrel/jobs/1",
        "https://job-boards.greenhouse.io/Kestrel",
        "https://boards.greenhouse.io/stilt/jobs/1",
    )

    await rounds.round()

    assert await rounds.round(days=1) == ["Stilt", "kestrel"]


async def test_a_board_that_its_host_does_not_know_is_left_for_long_and_blames_no_source(
    rounds: Rounds,
) -> None:
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    await rounds.round()

    asked = [await rounds.round(days=1) for _ in range(3)]

    assert asked == [["kestrel"], [], []]
    assert rounds.rows["greenhouse"].error == ""
    found = (await rounds.found())["kestrel"]
    assert (found.state, found.rests_until) == ("gone", NOW + timedelta(days=181))
    assert "it answered 404" in found.why


async def test_only_so_many_are_tried_for_the_first_time_in_a_round(rounds: Rounds) -> None:
    tokens = [f"kestrel{number}" for number in range(NEW_A_ROUND + 3)]
    rounds.settings = settings(rounds.settings.database.parent, find_boards=100)
    for token in tokens:
        rounds.hosts.greenhouse(token, "Baker")
    rounds.hosts.list_of(*(f"https://boards.greenhouse.io/{token}" for token in tokens))
    await rounds.round()

    assert len(await rounds.round(minutes=10)) == NEW_A_ROUND
    assert len(await rounds.round(minutes=10)) == 3


async def test_only_so_many_are_tried_at_a_time(rounds: Rounds) -> None:
    tokens = [f"kestrel{number}" for number in range(8)]
    for token in tokens:
        rounds.hosts.greenhouse(token, "Baker")
    rounds.hosts.list_of(*(f"https://boards.greenhouse.io/{token}" for token in tokens))
    await rounds.round()

    assert [len(await rounds.round(days=1)) for _ in range(3)] == [5, 5, 5]


async def test_the_one_to_which_most_postings_lead_comes_first(rounds: Rounds) -> None:
    rounds.settings = settings(rounds.settings.database.parent, find_boards=1)
    rounds.hosts.greenhouse("stilt", "Baker", "Cook")
    rounds.hosts.list_of(
        "https://boards.greenhouse.io/ant/jobs/1",
        "https://boards.greenhouse.io/stilt/jobs/1",
        "https://boards.greenhouse.io/stilt/jobs/2",
    )
    await rounds.round()

    assert await rounds.round(hours=1) == ["stilt"]


async def test_switched_off_what_is_found_is_remembered_and_not_asked(rounds: Rounds) -> None:
    rounds.settings = settings(rounds.settings.database.parent, find_boards=None)
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")

    asked = [await rounds.round(hours=1) for _ in range(2)]

    assert asked == [[], []]
    assert (await rounds.found())["kestrel"].state == "candidate"


async def test_a_board_that_meets_nobody_rests_twice_as_long_each_time(rounds: Rounds) -> None:
    await rounds.join()
    rounds.hosts.greenhouse("kestrel", "Baker")
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")

    asked = [day for day in range(12) if await rounds.round(days=1)]

    assert asked == [1, 2, 3, 4, 6, 10]  # two days and more to show its worth, then rests


async def test_a_board_whose_posting_met_somebody_stays_and_one_that_stops_to_rests(
    rounds: Rounds,
) -> None:
    await rounds.join()
    rounds.hosts.greenhouse("kestrel", "Baker")
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    await rounds.round()
    await rounds.round(days=1)
    await rounds.judge("kestrel", fit=60)

    asked = [bool(await rounds.round(days=days)) for days in (13, 3, 1, 1)]

    assert asked == [True, True, True, False]


async def test_a_posting_below_the_lowest_score_met_nobody(rounds: Rounds) -> None:
    await rounds.join()
    rounds.hosts.greenhouse("kestrel", "Baker")
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    await rounds.round()
    await rounds.round(days=1)
    await rounds.judge("kestrel", fit=59)

    await rounds.round(days=2)

    found = (await rounds.found())["kestrel"]
    assert (found.met, found.barren) == (0, 1)


async def test_a_resting_board_wakes_when_somebody_meets_it_after_all(rounds: Rounds) -> None:
    await rounds.join()
    rounds.hosts.greenhouse("kestrel", "Baker")
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    asked = [bool(await rounds.round(days=days)) for days in (0, 1, 2, 1, 2, 1)]
    await rounds.judge("kestrel", fit=90)

    await rounds.round(days=1)

    assert asked == [False, True, True, True, True, False]
    assert await rounds.round(days=1) == ["kestrel"]
    assert (await rounds.found())["kestrel"].met == 1


async def test_while_nobody_is_here_nothing_rests(rounds: Rounds) -> None:
    rounds.hosts.greenhouse("kestrel", "Baker")
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    await rounds.round()

    assert [await rounds.round(days=1) for _ in range(6)] == [["kestrel"]] * 6


async def test_a_board_that_fails_is_asked_less_and_comes_back(rounds: Rounds) -> None:
    rounds.hosts.list_of("https://boards.greenhouse.io/kestrel/jobs/1")
    rounds.hosts.says(f"{API}/kestrel/jobs", {"odd": True})
    await rounds.round()
    failing = [bool(await rounds.round(days=1)) for _ in range(4)]
    rounds.hosts.greenhouse("kestrel", "Baker")

    await rounds.round(days=4)

    assert failing == [True, True, False, True]
    assert rounds.rows["greenhouse"].new == 1
    assert (await rounds.found())["kestrel"].why == ""


async def test_a_removed_board_is_not_found_again_and_an_added_one_never_rests(
    rounds: Rounds,
) -> None:
    await rounds.join()
    boards = FoundBoards(rounds.store)
    for token in ("kestrel", "stilt"):
        rounds.hosts.greenhouse(token, "Baker")
    rounds.hosts.list_of(
        "https://boards.greenhouse.io/kestrel/jobs/1", "https://boards.greenhouse.io/stilt/jobs/1"
    )
    await rounds.round()
    await boards.remove("greenhouse", "Kestrel", now=rounds.now)
    await boards.add("greenhouse", "stilt", company="Stilt", now=rounds.now)

    asked = [await rounds.round(days=1) for _ in range(5)]

    assert asked == [["stilt"]] * 5


async def test_what_somebody_watches_is_asked_though_it_meets_nobody(rounds: Rounds) -> None:
    await rounds.join()
    rounds.settings = settings(rounds.settings.database.parent, find_boards=0)
    rounds.hosts.list_of()
    rounds.hosts.greenhouse("kestrel", "Baker")
    watches = Watches(rounds.store)
    offer = await watches.offer(7, source="greenhouse", board="kestrel", company="", now=NOW)
    await watches.watch(7, offer.id, now=NOW)

    asked = [await rounds.round(days=1) for _ in range(3)]

    assert asked == [["kestrel"]] * 3
    assert await watches.drop(BoardKey("greenhouse", "kestrel")) == 1
    assert await rounds.round(days=1) == []


async def test_a_board_of_the_starter_list_that_is_gone_blames_no_source(rounds: Rounds) -> None:
    rounds.settings = settings(rounds.settings.database.parent, boards=(), sources=("rippling",))

    await rounds.round()

    assert rounds.rows["rippling"].requests == 1
    assert rounds.rows["rippling"].error == ""


async def test_where_all_of_many_boards_are_gone_the_source_is_to_blame(rounds: Rounds) -> None:
    rounds.settings = settings(rounds.settings.database.parent, boards=(), sources=("ashby",))

    await rounds.round()

    assert rounds.rows["ashby"].failed
    assert "none of its 9 boards could be read: it answered 404" in rounds.rows["ashby"].error


async def test_a_board_that_the_settings_name_and_that_is_gone_is_said(rounds: Rounds) -> None:
    rounds.settings = settings(rounds.settings.database.parent, boards=("greenhouse:kestrel",))

    await rounds.round()

    assert "it answered 404" in rounds.rows["greenhouse"].error
