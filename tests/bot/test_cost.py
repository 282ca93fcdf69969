"""`picks cost` and /stats: what the model cost, and what one's weeks came to."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.compose import MIGRATIONS
from scoring.edge.db import Store
from scoring.edge.llm.ledger import Call, Ledger
from scoring.errors import InputError
from scoring.judges.local import LocalJudge
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, person, profile


def entered(path: Path, *calls: Call) -> None:
    async def enter() -> None:
        async with Store(path, MIGRATIONS) as store:
            for call in calls:
                await Ledger(store).enter(call, at=datetime.now(UTC))

    asyncio.run(enter())


@pytest.fixture
def picks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("DATABASE", "LLM_DAILY_USD", "LLM_PERSON_DAILY_USD"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


def test_cost_shows_calls_tokens_and_dollars_by_model(picks: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "picks.db"
    entered(
        path,
        Call(model="m/1", purpose="judge", prompt_tokens=1_200, cost_usd=0.02),
        Call(model="m/2", purpose="judge", completion_tokens=80, cost_usd=0.01, priced="assumed"),
    )

    result = picks.invoke(app, ["cost", "--by", "model", "--database", str(path)])

    assert result.exit_code == 0, result.output
    for words in ("m/1", "1,200", "$0.0200", "$0.0100*", "$0.0300*", "$0.0300 of $1.00"):
        assert words in result.stdout
    assert "LLM_PRICE" in result.stdout


def test_cost_without_calls_says_so(picks: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "picks.db"
    entered(path)

    result = picks.invoke(app, ["cost", "--database", str(path)])

    assert "No model was asked in 30 days." in result.stdout


def test_cost_without_a_database_says_what_to_do(picks: CliRunner, tmp_path: Path) -> None:
    result = picks.invoke(app, ["cost", "--database", str(tmp_path / "none.db")])

    assert isinstance(result.exception, InputError)
    assert "picks run" in str(result.exception)
    assert not (tmp_path / "none.db").exists()


async def test_stats_counts_the_weeks() -> None:
    async with Chat(jobs=backend_jobs(3)) as chat:
        await chat.services.people.add(person(id=7))
        await chat.services.profiles.save(7, profile(), now=NOW)
        await chat.says("/stats")
        assert chat.text == (
            "Your weeks\nThis week: nothing\n\nI score by myself, so it costs nothing."
        )

        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("Save")
        await chat.says("/stats")

        assert "This week: 3 new postings, 3 shown, 1 saved\n" in chat.text

        chat.now += timedelta(weeks=2)
        await chat.says("/stats")

        assert chat.text.splitlines()[1:4] == [
            "This week: nothing",
            "Week of Mon 5 Jan: nothing",
            "Week of Mon 29 Dec: 3 new postings, 3 shown, 1 saved",
        ]


async def test_with_a_model_stats_shows_its_cost_and_the_owner_sees_everybodys() -> None:
    async with Chat() as chat:
        await chat.services.people.add(person(id=7))
        chat.app.bot_data["services"] = replace(chat.services, judge=LocalJudge())
        for who, dollars in (("7", 0.25), ("8", 0.05)):
            call = Call(model="m/1", purpose="judge", cost_usd=dollars, person=who)
            await chat.services.ledger.enter(call, at=NOW)

        await chat.says("/stats")

        assert "The model, last 24 hours: $0.25 of your $0.25; last 30 days: $0.25." in chat.text
        assert "Your part of today is spent" in chat.text
        assert "Everybody together, last 24 hours: $0.30 of $1.00" in chat.text
