"""The model judge against a server on loopback, through the real litellm: the whole way."""

import asyncio
import json
import re
from collections.abc import AsyncIterator

import pytest

from scoring.model import Digest
from scoring.prompts.notes import LEFT_OUT, NO_KEY, NO_MODEL, NOT_READ
from tests.scoring.chat_server import Answer, Asked, ChatServer, Says, line_for, open_chat, reply
from tests.scoring.llm_bench import (
    PROFILE,
    candidates,
    digest_of,
    entry,
    is_own,
    model_at,
    number,
    own,
    table_for,
)

pytestmark = pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    async with open_chat() as told:
        told.says = own
        yield told


def hurt(asked: list[Asked]) -> list[Asked]:
    """Return the postings of a batch that a bad server treats badly: every third by its number."""
    return [each for each in asked if (number(each.title) or 0) % 3 == 1]


def well(asked: list[Asked]) -> list[Asked]:
    bad = {each.name for each in hurt(asked)}
    return [each for each in asked if each.name not in bad]


def wrong_ids(asked: list[Asked]) -> str:
    strangers = [entry(each) | {"id": f"p{number(each.title)}"} for each in hurt(asked)]
    return reply([*strangers, *map(entry, well(asked))])


def twice(asked: list[Asked]) -> str:
    again = [entry(each, skills=99, role=99) for each in hurt(asked)]
    return reply([*map(entry, asked), *again])


def scored(value: object) -> Says:
    return lambda asked: reply(
        [*(entry(each, skills=value) for each in hurt(asked)), *map(entry, well(asked))]
    )


SOME: dict[str, Says] = {
    "wrong ids": wrong_ids,
    "missing ids": lambda asked: reply([entry(each) for each in well(asked)]),
    "the same id twice": twice,
    "a score of 400": scored(400),
    "a score below 0": scored(-1),
    "a string": scored("83"),
    "no score": scored(None),
    "true": scored(True),
}
ALL: dict[str, Says] = {
    "well": own,
    "prose around it": lambda asked: f"Sure! Here {{you}} are:\n{own(asked)}\nGood luck!",
    "in a fence": lambda asked: f"```json\n{own(asked)}\n```",
    "after thinking": lambda asked: f"<think>{reply([entry(asked[0])])}</think>{own(asked)}",
    "indented": lambda asked: json.dumps(json.loads(own(asked)), indent=2),
    "in another order": lambda asked: reply([entry(each) for each in reversed(asked)]),
    "with more than asked": lambda asked: own(asked).replace('"id"', '"mood": "good", "id"'),
}
NONE: dict[str, tuple[Says, str]] = {
    "empty": (lambda _: "", NOT_READ),
    "cut in half": (lambda asked: own(asked)[: len(own(asked)) // 2], NOT_READ),
    "prose alone": (lambda _: "I would say 80.", NOT_READ),
    "a list": (lambda asked: json.dumps(json.loads(own(asked))["verdicts"]), NOT_READ),
    "another shape": (lambda _: '{"verdicts": {"p1": 90}, "scores": [1, 2]}', NOT_READ),
    "two answers": (lambda asked: own(asked) + own(asked).replace("70", "71"), NOT_READ),
    "numbers without end": (lambda _: '{"verdicts": [' + "9" * 5_000 + "]}", NOT_READ),
    "nested without end": (lambda _: '{"a":' * 20_000, NOT_READ),
    "no content": (lambda _: Answer(body='{"choices": [{"message": {}}]}'), NOT_READ),
    "no choice": (lambda _: Answer(body='{"choices": []}'), NOT_READ),
    "a web page": (
        lambda _: Answer(body="<html>hi</html>", headers={"Content-Type": "text/html"}),
        NO_MODEL,
    ),
    "nothing": (lambda _: Answer(body=""), NO_MODEL),
    "429": (lambda _: Answer(status=429), NO_MODEL),
    "429 for an hour": (lambda _: Answer(status=429, headers={"Retry-After": "3600"}), NO_MODEL),
    "500": (lambda _: Answer(status=500), NO_MODEL),
    "a gateway's page": (lambda _: Answer(status=502, body="<html>bad gateway"), NO_MODEL),
    "404": (lambda _: Answer(status=404), NO_MODEL),
    "400": (lambda _: Answer(status=400), NO_MODEL),
    "hangs up": (lambda _: Answer(dropped=True), NO_MODEL),
    "401": (lambda _: Answer(status=401), NO_KEY),
    "403": (lambda _: Answer(status=403), NO_KEY),
    "no credit": (lambda _: Answer(status=429, code="insufficient_quota"), NO_KEY),
}


async def served(server: ChatServer) -> tuple[Digest, list[int]]:
    """Return the digest, and what the ledger's tokens are beyond those that the server counted."""
    async with table_for(model_at(server.url)) as table:
        digest = await digest_of(table.postings, judge=table.judge)
        rows = await table.rows()
    assert len(rows) == len(server.requests)
    read, written = (
        (sum(each) for each in zip(*server.tokens, strict=True)) if server.tokens else (0, 0)
    )
    return digest, [sum(row[3] for row in rows) - read, sum(row[4] for row in rows) - written]


@pytest.mark.parametrize("says", ALL.values(), ids=ALL.keys())
async def test_a_good_answer_in_any_dress_gives_each_posting_its_own_score(
    server: ChatServer, says: Says
) -> None:
    server.says = says

    digest, unaccounted = await served(server)

    assert len(digest.picks) == 15
    assert all(is_own(each.verdict, title=each.cluster.best.title) for each in digest.picks)
    assert (digest.judge, digest.notes) == ("openai/tiny/3", ())
    assert unaccounted == [0, 0]


@pytest.mark.parametrize("says", SOME.values(), ids=SOME.keys())
async def test_what_is_wrong_with_one_entry_costs_no_other_its_score(
    server: ChatServer, says: Says
) -> None:
    server.says = says

    digest, unaccounted = await served(server)

    by_model = [each for each in digest.picks if each.verdict.judge == "openai/tiny/3"]
    assert len(digest.picks) == 15
    assert all(is_own(each.verdict, title=each.cluster.best.title) for each in by_model)
    assert all((number(each.cluster.best.title) or 0) % 3 != 1 for each in by_model)
    assert digest.notes == (f"{LEFT_OUT}; this bot itself scored 5 of 15.",)
    assert unaccounted == [0, 0]


@pytest.mark.parametrize(("says", "note"), NONE.values(), ids=NONE.keys())
async def test_without_a_usable_answer_the_digest_arrives_with_local_scores_and_says_so(
    server: ChatServer, says: Says, note: str
) -> None:
    server.says = says

    digest, unaccounted = await served(server)

    assert len(digest.picks) == 15
    assert {each.verdict.judge for each in digest.picks} == {digest.judge}
    assert digest.judge.startswith("local")
    assert digest.notes == (f"{note}; these scores are this bot's own.",)
    assert unaccounted == [0, 0]


async def test_a_slow_model_costs_its_timeout_and_no_digest(server: ChatServer) -> None:
    server.hold = asyncio.Event()

    async with table_for(model_at(server.url, timeout_s=0.2)) as table:
        digest = await digest_of(table.postings, judge=table.judge)
        rows = await table.rows()

    assert len(digest.picks) == 15
    assert digest.notes == (f"{NO_MODEL}; these scores are this bot's own.",)
    assert {row[1:5] for row in rows} == {("too slow", "assumed", 0, 0)}


async def test_what_was_left_out_is_asked_for_once_more_and_alone(server: ChatServer) -> None:
    asked_for: list[int] = []

    def says(asked: list[Asked]) -> str:
        asked_for.append(len(asked) - 2)
        return reply([entry(each) for each in (well(asked) if len(asked_for) == 1 else asked)])

    server.says = says

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(PROFILE, candidates(9))

    assert asked_for == [9, 3]
    assert len(judgement.verdicts) == 9
    assert judgement.failure is None


async def test_a_reply_that_is_too_long_is_asked_for_in_halves(server: ChatServer) -> None:
    server.says = lambda asked: own(asked)[:800]

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(PROFILE, candidates(6))

    assert [len(server.asked(at)) - 2 for at in range(3)] == [6, 3, 3]
    assert len(judgement.verdicts) == 6


async def test_a_posting_that_spoils_every_reply_spoils_half_a_batch(server: ChatServer) -> None:
    def says(asked: list[Asked]) -> str:
        return "no" if any(each.title == "Backend Engineer 3" for each in asked) else own(asked)

    server.says = says

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(PROFILE, candidates(8))

    assert len(judgement.verdicts) == 4
    assert "p3" not in judgement.verdicts


async def test_contact_data_and_links_never_reach_the_model(server: ChatServer) -> None:
    async with table_for(model_at(server.url)) as table:
        await table.judge.judge(PROFILE, candidates(1))

    for secret in ("ada@example.org", "1234567", "Ada Example", "x.example"):
        assert secret not in server.text()
    assert "Backend engineer" in server.text()


async def test_a_verdict_is_given_once(server: ChatServer) -> None:
    async with table_for(model_at(server.url)) as table:
        first = await digest_of(table.postings, judge=table.judge)
        asked = len(server.requests)
        server.says = lambda _: Answer(status=500)
        second = await digest_of(table.postings, judge=table.judge)

    assert len(server.requests) == asked
    assert second.picks == first.picks
    assert (second.notes, second.cost_usd) == ((), 0.0)


async def test_nothing_of_one_request_names_a_posting_in_another(server: ChatServer) -> None:
    async with table_for(model_at(server.url)) as table:
        await table.judge.judge(PROFILE, candidates(3))
        await table.judge.judge(PROFILE, candidates(3))

    names = [each.name for at in (0, 1) for each in server.asked(at)]
    fences = re.findall(r"mark of this request: (#\w+)", server.text())
    assert len(set(names)) == len(names) == 10
    assert len(set(fences)) == 2


async def test_a_model_writes_the_line_once_and_everybody_shares_it(server: ChatServer) -> None:
    other = PROFILE.model_copy(update={"skills": ("Python", "Go")})

    async with table_for(model_at(server.url)) as table:
        first = await digest_of(table.postings, judge=table.judge, summariser=table.summariser)
        asked = server.asked_to_write()
        second = await digest_of(
            table.postings, judge=table.judge, summariser=table.summariser, profile=other
        )
        again = server.asked_to_write()
        spent = await table.book.spent(since=table.clock.now, person="7")

    for each in (*first.picks, *first.near, *second.picks, *second.near):
        assert each.verdict.summary == line_for(each.cluster.best.title)
    assert len(asked) == 2
    assert len(again) == 2
    assert "Backend engineer." not in json.dumps(asked)
    assert spent.tokens == sum(map(sum, server.tokens))
    assert spent.cost_usd == pytest.approx(first.cost_usd + second.cost_usd)


@pytest.mark.parametrize(
    "writes",
    [lambda _: "no", lambda _: Answer(status=500), lambda _: Answer(dropped=True)],
    ids=["prose", "500", "hangs up"],
)
async def test_without_a_models_line_the_postings_own_stays(
    server: ChatServer, writes: Says
) -> None:
    server.writes = writes

    async with table_for(model_at(server.url)) as table:
        digest = await digest_of(table.postings, judge=table.judge, summariser=table.summariser)
        plain = await digest_of(table.postings, judge=table.judge)

    assert digest.picks == plain.picks
    assert digest.notes == ()


async def test_a_model_that_gives_no_scores_is_not_waited_for_to_write(server: ChatServer) -> None:
    server.says = lambda _: Answer(status=400)

    async with table_for(model_at(server.url)) as table:
        digest = await digest_of(table.postings, judge=table.judge, summariser=table.summariser)

    assert len(digest.picks) == 15
    assert server.asked_to_write() == []
