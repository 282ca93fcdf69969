"""`picks boards` as it is typed."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.cli.live import OURS
from scoring.boards.seen import BoardKey, Sighting
from scoring.edge.boards.found import FoundBoards
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.errors import InputError
from scoring.ingest.visit import BoardVisit

NOW = datetime.now(UTC)
KESTREL = BoardKey("greenhouse", "kestrel")
Picks = Callable[..., Result]


@pytest.fixture
def picks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Picks:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    for name in ("SOURCES", "FIND_BOARDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BOARDS", "lever:marram=Marram")
    monkeypatch.setenv("FIND_BOARDS", "5")
    monkeypatch.setenv("DATABASE", str(tmp_path / "picks.db"))
    monkeypatch.setenv("COLUMNS", "160")
    return lambda *args: CliRunner().invoke(app, ["boards", *args])


@pytest.fixture
def found(tmp_path: Path) -> None:
    """Let a board be found, tried, and give two postings today."""

    async def work() -> None:
        async with Store(tmp_path / "picks.db", [each.MIGRATIONS for each in OURS]) as store:
            boards, visits = FoundBoards(store), BoardsStore(store)
            seen = {KESTREL: Sighting(board="Kestrel", links=3)}
            await boards.note(seen, found_in="simplify", now=NOW)
            await boards.wanted(most=5, new=5, without=(), sources=["greenhouse"], now=NOW)
            for at, ids in ((NOW - timedelta(days=1), {"p1"}), (NOW, {"p1", "p2"})):
                visit = BoardVisit(board="Kestrel", seen=ids, new=len(ids))
                await visits.note("greenhouse", [visit], now=at)

    asyncio.run(work())


def rows(result: Result) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {line["board"]: line for line in lines}


@pytest.mark.usefixtures("found")
def test_the_boards_are_listed_with_where_they_come_from_and_what_they_give(picks: Picks) -> None:
    first, second = rows(picks("--json")).values()

    assert (first["board"], first["from"], first["found_in"]) == (
        "greenhouse:Kestrel",
        "found",
        "simplify",
    )
    assert (first["listed"], first["new_in_14_days"], first["asked"]) == (2, 2, "often")
    assert first["read_on"] == NOW.date().isoformat()
    assert (second["board"], second["from"], second["read_on"]) == (
        "lever:marram",
        "settings",
        None,
    )


@pytest.mark.usefixtures("found")
def test_the_table_says_the_same_in_words(picks: Picks) -> None:
    [line] = [each for each in picks().stdout.splitlines() if "Kestrel" in each]

    assert "found in simplify" in line
    assert NOW.date().isoformat() in line


def test_a_board_is_added_by_its_link_or_by_its_name(picks: Picks) -> None:
    assert "asked from the next round on" in picks("add", "https://jobs.ashbyhq.com/Tern").stdout
    picks("add", "greenhouse:stilt=Stilt GmbH")

    found = rows(picks("--json"))

    assert found["ashby:Tern"]["from"] == "by hand"
    assert found["greenhouse:stilt"]["company"] == "Stilt GmbH"


@pytest.mark.usefixtures("found")
def test_a_removed_board_is_shown_only_among_all(picks: Picks) -> None:
    said = picks("remove", "https://boards.greenhouse.io/kestrel/jobs/1").stdout

    assert said == "greenhouse:kestrel is asked no more\n"
    assert "greenhouse:Kestrel" not in rows(picks("--json"))
    assert rows(picks("--all", "--json"))["greenhouse:Kestrel"]["asked"] == "removed"


def test_a_board_that_the_settings_name_is_theirs_to_remove(picks: Picks) -> None:
    result = picks("remove", "lever:Marram")

    assert isinstance(result.exception, InputError)
    assert "stands in the setting BOARDS" in str(result.exception)
    assert "stands in the setting BOARDS" in picks("add", "https://jobs.lever.co/marram").stdout


@pytest.mark.parametrize("what", ["acme", "https://acme.example/careers", "indeed:acme", "lever:"])
def test_what_is_no_board_is_refused_with_what_to_send(picks: Picks, what: str) -> None:
    result = picks("add", what)

    assert isinstance(result.exception, InputError)
    assert "is no board that I can ask. Send a link" in str(result.exception)
