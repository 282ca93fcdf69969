"""Picks by a model, as the person sees them: typing while it thinks, its scores, its failures."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from scoring.edge.llm.completion import loaded
from scoring.edge.llm.ledger import Ledger
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, person, profile
from tests.scoring.chat_server import (
    Answer,
    Asked,
    ChatServer,
    open_chat,
    opinion,
    reply,
)

pytestmark = pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours


def says(asked: list[Asked]) -> str:
    far = {"skills": 3, "role": 2}
    return reply([opinion(each.name, **({} if "Python" in each.text else far)) for each in asked])


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    await loaded()  # seconds: it is not what these tests wait for
    async with open_chat() as told:
        told.says = says
        yield told


def chat_with(server: ChatServer, *, person_usd: float = 1.0) -> Chat:
    return Chat(
        jobs=backend_jobs(4),
        llm_model="openai/tiny",
        llm_api_key="sk-canary",
        llm_api_base=server.url,
        llm_person_daily_usd=person_usd,
    )


async def begun(chat: Chat) -> None:
    await chat.services.people.add(person(id=7, lowest=30))
    await chat.services.profiles.save(7, profile(), now=NOW)


async def test_a_model_reads_the_cv_and_its_words_are_shown(server: ChatServer) -> None:
    title = {"field": "title", "value": "Ward Manager", "quote": "Stationsleitung Nachtdienst"}
    server.reads = lambda _: json.dumps({"profile": [title]})

    async with chat_with(server) as chat:
        await chat.says("/start")
        await chat.says("Stationsleitung Nachtdienst since 2016, mara@lindqvist.example.com")

        assert "Titles: Ward Manager (from “Stationsleitung Nachtdienst”)" in chat.text
        assert "lindqvist" not in server.text()


async def test_where_the_model_fails_the_cv_is_read_without_it(server: ChatServer) -> None:
    server.reads = lambda _: Answer(status=401)

    async with chat_with(server) as chat:
        await chat.says("/start")
        await chat.says("backend engineer with Python in Berlin")

        assert "backend engineer" in chat.text.casefold()


async def test_the_person_sees_typing_while_the_model_is_asked(server: ChatServer) -> None:
    server.hold = asyncio.Event()

    async with chat_with(server) as chat:
        await begun(chat)
        picks = asyncio.create_task(chat.says("/picks"))
        await server.reached(1)
        waiting = [(call.method, call.params.get("action")) for call in chat.sandbox.calls]
        server.hold.set()
        await picks
        ledger = chat.services.ledger
        assert isinstance(ledger, Ledger)
        spent = await ledger.spent(since=NOW - timedelta(days=1), person="7")

        assert ("sendChatAction", "typing") in waiting
        assert "sendMessage" not in {method for method, _ in waiting}
        assert "as the model tells it" in chat.text
    assert spent.calls == len(server.requests)
    assert spent.tokens == sum(map(sum, server.tokens))


@pytest.mark.parametrize(
    ("status", "note"),
    [
        (401, "The model refused the bot's key, which its owner has to look at;"),
        (404, "The model did not answer;"),
    ],
)
async def test_a_model_that_fails_costs_no_picks_and_the_message_says_why(
    server: ChatServer, status: int, note: str
) -> None:
    server.says = lambda _: Answer(status=status)

    async with chat_with(server) as chat:
        await begun(chat)
        await chat.says("/picks")

        assert f"{note} these scores are this bot's own." in chat.text
        assert "1 · " in chat.text
        assert "canary" not in chat.text


async def test_at_a_persons_cap_the_message_says_whose_budget_it_is(server: ChatServer) -> None:
    async with chat_with(server, person_usd=0.0) as chat:
        await begun(chat)
        await chat.says("/picks")

        assert "Your part of today's budget for the model allows no more;" in chat.text
        assert "1 · " in chat.text
    assert server.requests == []
