"""`picks sources` as it is typed: a table for people, JSON for programs."""

import asyncio
import json
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.compose import MIGRATIONS
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.visits import VisitsStore
from scoring.errors import InputError
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from tests.factories import NOW


class StandingClock(datetime):
    """The program's clock: no midnight comes between what a test stores and what it reads."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(NOW.timestamp(), tz)


@pytest.fixture
def picks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    monkeypatch.setattr("bot.cli.sources.datetime", StandingClock)
    monkeypatch.setenv("SOURCES", "lever,remotive,adzuna")
    monkeypatch.setenv("DATABASE", str(tmp_path / "picks.db"))
    return CliRunner(env={"COLUMNS": "300"})


async def a_week(path: Path) -> None:
    async with Store(path, MIGRATIONS) as store:
        for ago in range(7, -1, -1):
            now = NOW - timedelta(days=ago)
            count = 50 if ago else 0
            row = SourceRun(source="lever", fetched=count, new=ago, unread=2)
            visit = BoardVisit(board="lever", seen={f"p{n}" for n in range(count)})
            await VisitsStore(store).keep_run(row, now=now)
            await BoardsStore(store).note("lever", [visit], now=now)


def test_every_source_is_told_with_its_terms(picks: CliRunner, tmp_path: Path) -> None:
    asyncio.run(a_week(tmp_path / "picks.db"))

    result = picks.invoke(app, ["sources", "--json"])

    lever, remotive, adzuna = json.loads(result.stdout)
    assert (lever["state"], lever["listed"], lever["usual"]) == ("quiet", 0, 50)
    assert (lever["quiet_days"], lever["unread_today"], lever["boards"]) == (1, 2, 1)
    assert remotive["state"] == "unasked"
    assert remotive["terms"]["credit"] == "via Remotive"
    assert adzuna["terms"]["terms"] == "https://developer.adzuna.com/docs/terms_of_service"


def test_the_table_names_what_is_quiet(picks: CliRunner, tmp_path: Path) -> None:
    asyncio.run(a_week(tmp_path / "picks.db"))

    result = picks.invoke(app, ["sources"])

    assert result.exit_code == 0
    assert "quiet since" in result.stdout
    assert "Jobs by Adzuna" in result.stdout


def test_without_a_database_it_says_what_makes_one(picks: CliRunner) -> None:
    result = picks.invoke(app, ["sources"])

    assert isinstance(result.exception, InputError)
    assert "picks ingest" in str(result.exception)
