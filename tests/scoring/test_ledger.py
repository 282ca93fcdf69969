"""The ledger of model calls and the caps that rest on it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from scoring.edge.db import Store
from scoring.edge.llm import ledger
from scoring.edge.llm.budget import Budget
from scoring.edge.llm.ledger import Call, Ledger
from scoring.errors import BudgetSpent
from tests.factories import NOW


@pytest.fixture
async def book() -> AsyncIterator[Ledger]:
    async with Store(":memory:", [ledger.MIGRATIONS]) as store:
        yield Ledger(store)


def call(**fields: Any) -> Call:
    return Call(**{"model": "m/1", "purpose": "judge"} | fields)


def budget(book: Ledger, *, bot: float = 1.0, each: float = 1.0) -> Budget:
    return Budget(book, daily_usd=bot, person_usd=each, clock=lambda: NOW)


async def test_calls_are_summed_by_model_the_dearest_first(book: Ledger) -> None:
    await book.enter(call(prompt_tokens=10, completion_tokens=2, cost_usd=0.1), at=NOW)
    await book.enter(call(outcome="JudgeUnavailable", seconds=3.0), at=NOW)
    await book.enter(call(model="m/2", cost_usd=0.7, priced="assumed"), at=NOW)

    second, first = await book.lines(since=NOW, by="model")

    assert (second.key, second.cost_usd, second.assumed) == ("m/2", 0.7, 1)
    assert (first.key, first.calls, first.failed, first.seconds) == ("m/1", 2, 1, 3.0)
    assert (first.prompt_tokens, first.completion_tokens) == (10, 2)


async def test_days_come_in_order(book: Ledger) -> None:
    for days in (0, 2, 1):
        await book.enter(call(cost_usd=1 + days), at=NOW - timedelta(days=days))

    lines = await book.lines(since=NOW - timedelta(days=1), by="day")

    assert [line.cost_usd for line in lines] == [2, 1]


async def test_one_person_cannot_spend_more_than_their_part(book: Ledger) -> None:
    await book.enter(call(cost_usd=0.2, person="7"), at=NOW)
    purse = budget(book, each=0.25)

    with pytest.raises(BudgetSpent) as refused:
        async with purse.reserved(0.1, person="7"):
            pass
    async with purse.reserved(0.1, person="8"):
        pass

    assert refused.value.whose == "person"


async def test_everybody_together_stays_under_the_bots_cap(book: Ledger) -> None:
    await book.enter(call(cost_usd=0.9, person="7"), at=NOW)

    with pytest.raises(BudgetSpent) as refused:
        async with budget(book).reserved(0.2, person="8"):
            pass

    assert refused.value.whose == "bot"


async def test_calls_at_once_do_not_pass_the_cap_together(book: Ledger) -> None:
    purse = budget(book, each=0.5)
    refused = asyncio.Semaphore(0)
    over = asyncio.Event()

    async def ask() -> None:
        try:
            async with purse.reserved(0.2, person="7"):
                await over.wait()
        except BudgetSpent:
            refused.release()

    async with asyncio.timeout(60), asyncio.TaskGroup() as asking:
        for _ in range(5):
            asking.create_task(ask())
        for _ in range(3):
            await refused.acquire()
        assert refused.locked()  # two fit into the cap
        over.set()


async def test_a_call_that_failed_gives_its_part_back(book: Ledger) -> None:
    purse = budget(book, each=0.3)

    with pytest.raises(ZeroDivisionError):
        async with purse.reserved(0.3, person="7"):
            raise ZeroDivisionError
    async with purse.reserved(0.3, person="7"):
        pass


async def test_yesterdays_money_comes_back_after_24_hours(book: Ledger) -> None:
    await book.enter(call(cost_usd=1.0, person="7"), at=NOW - timedelta(hours=25))

    async with budget(book).reserved(1.0, person="7"):
        spent = await book.spent_today(now=NOW, person="7")

    assert spent.calls == 0
