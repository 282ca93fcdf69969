"""The calls behind the model judge: which model, how often, what it costs, and when it stops."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from scoring.edge.llm.prices import Price
from scoring.errors import JudgeRefused, JudgeUnavailable
from scoring.model import Candidate
from scoring.ports import Occasion
from scoring.prompts.notes import BOT_BUDGET, PERSON_BUDGET
from scoring.prompts.verdicts import FAR_ABOVE
from tests import factories as make
from tests.scoring.chat_server import Answer, Asked, ChatServer, Says, open_chat, opinion, reply
from tests.scoring.llm_bench import PROFILE, candidates, digest_of, entry, model_at, own, table_for

pytestmark = pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours

ONE = candidates(1)


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    async with open_chat() as told:
        told.says = own
        yield told


@pytest.fixture
async def spare() -> AsyncIterator[ChatServer]:
    """The server of the second model."""
    async with open_chat() as told:
        told.says = own
        yield told


@pytest.fixture
def nowhere() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def in_turn(*says: Says) -> Says:
    left: Iterator[Says] = iter(says)
    return lambda asked: next(left)(asked)  # noqa: PLW0108 - another one each time


def fails(status: int, **headers: str) -> Says:
    return lambda _: Answer(status=status, headers=headers)


@pytest.mark.parametrize(
    "first",
    [fails(429), fails(429, **{"Retry-After": "0.1"}), fails(429, **{"Retry-After": "0"}),
     fails(500), fails(503), fails(529), lambda _: Answer(dropped=True)],
    ids=["429", "429, odd wait", "429, no wait", "500", "503", "529", "hangs up"],
)  # fmt: skip
async def test_a_busy_server_is_asked_again(server: ChatServer, first: Says) -> None:
    server.says = in_turn(first, first, own)

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(PROFILE, ONE)
        rows = await table.rows()

    assert set(judgement.verdicts) == {"p0"}
    assert [row[1] for row in rows] == ["failed", "failed", "ok"]
    assert [row[3:5] for row in rows] == [(0, 0), (0, 0), server.tokens[0]]


@pytest.mark.parametrize(
    ("status", "calls"), [(500, 3), (429, 3), (404, 1), (413, 1), (400, 2), (401, 1), (403, 1)]
)
async def test_a_server_is_asked_again_only_where_that_can_help(
    server: ChatServer, status: int, calls: int
) -> None:
    server.says = fails(status)

    async with table_for(model_at(server.url)) as table:
        with pytest.raises(JudgeUnavailable):
            await table.judge.judge(PROFILE, ONE)

    assert len(server.requests) == calls


async def test_a_server_that_asks_for_a_long_rest_gets_it(server: ChatServer) -> None:
    server.says = in_turn(fails(429, **{"Retry-After": "600"}), own)

    async with table_for(model_at(server.url)) as table:
        for minutes in (0, 9):
            table.clock.now = make.NOW + timedelta(minutes=minutes)
            with pytest.raises(JudgeUnavailable):
                await table.judge.judge(PROFILE, ONE)
        table.clock.now = make.NOW + timedelta(minutes=11)
        judgement = await table.judge.judge(PROFILE, ONE)

    assert set(judgement.verdicts) == {"p0"}
    assert len(server.requests) == 2


async def test_a_model_that_is_down_is_left_alone_until_one_call_works(
    server: ChatServer,
) -> None:
    server.says = fails(500)

    async with table_for(model_at(server.url)) as table:
        for _ in range(5):
            with pytest.raises(JudgeUnavailable):
                await table.judge.judge(PROFILE, ONE)
        assert len(server.requests) == 3 * 3
        table.clock.now += timedelta(minutes=3)
        for _ in range(2):  # one tries, and it stays open
            with pytest.raises(JudgeUnavailable):
                await table.judge.judge(PROFILE, ONE)
        assert len(server.requests) == 4 * 3
        table.clock.now += timedelta(minutes=3)
        server.says = own
        judgement = await table.judge.judge(PROFILE, candidates(25))

    assert len(judgement.verdicts) == 25


async def test_a_refused_key_is_told_to_the_owner_once_and_tried_no_more(
    server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.says = fails(401)

    async with table_for(model_at(server.url)) as table:
        for _ in range(3):
            with pytest.raises(JudgeRefused):
                await table.judge.judge(PROFILE, ONE)

    ours = [each for each in caplog.records if each.name == "scoring.edge.llm.link"]
    assert len(server.requests) == 1
    assert [(each.levelno, each.getMessage()) for each in ours] == [
        (logging.ERROR, "The model refused the key; see LLM_API_KEY")
    ]


@pytest.mark.parametrize("status", [401, 404, 429, 500])
async def test_the_next_model_answers_under_its_own_name(
    server: ChatServer, spare: ChatServer, status: int
) -> None:
    server.says = fails(status)

    async with table_for(model_at(server.url), model_at(spare.url, name="openai/b")) as table:
        digest = await digest_of(table.postings, judge=table.judge)
        again = await digest_of(table.postings, judge=table.judge)
        rows = await table.rows()

    assert {each.verdict.judge for each in digest.picks} == {"openai/b/3"}
    assert (digest.judge, digest.notes) == ("openai/b/3", ())
    assert again.picks == digest.picks
    assert [row[0] for row in rows].count("openai/b") == len(spare.requests)


async def test_a_verdict_of_the_first_model_is_used_before_one_of_the_second(
    server: ChatServer, spare: ChatServer
) -> None:
    server.says = fails(404)
    spare.says = lambda asked: reply([entry(each, seniority=50) for each in asked])

    async with table_for(model_at(server.url), model_at(spare.url, name="openai/b")) as table:
        await digest_of(table.postings, 5, judge=table.judge)
        server.says = own
        table.clock.now += timedelta(hours=1)
        digest = await digest_of(table.postings, 9, judge=table.judge)

    by_judge = sorted(each.verdict.judge for each in digest.picks)
    assert by_judge == ["openai/b/3"] * 5 + ["openai/tiny/3"] * 4


async def test_a_model_nobody_can_reach_costs_no_digest(spare: ChatServer, nowhere: str) -> None:
    models = (model_at(nowhere), model_at(spare.url, name="openai/b"))

    async with table_for(*models) as table:
        digest = await digest_of(table.postings, judge=table.judge)

    assert (digest.judge, digest.notes) == ("openai/b/3", ())


async def test_a_server_that_takes_no_form_is_asked_in_a_plain_way_from_then_on(
    server: ChatServer,
) -> None:
    def says(asked: list[Asked]) -> str | Answer:
        return Answer(status=400) if "response_format" in server.requests[-1] else own(asked)

    server.says = says

    async with table_for(model_at(server.url)) as table:
        for _ in range(3):
            judgement = await table.judge.judge(PROFILE, ONE)

    assert set(judgement.verdicts) == {"p0"}
    assert ["response_format" in each for each in server.requests] == [True, False, False, False]


@pytest.mark.parametrize(
    ("name", "form"), [("openai/tiny", "json_object"), ("openai/gpt-4.1-mini", "json_schema")]
)
async def test_the_form_of_the_answer_is_asked_for_as_far_as_the_model_knows_it(
    server: ChatServer, name: str, form: str
) -> None:
    async with table_for(model_at(server.url, name=name)) as table:
        await table.judge.judge(PROFILE, ONE)

    assert server.requests[0]["response_format"]["type"] == form


@pytest.mark.parametrize("name", ["ollama/qwen3-unlisted", "ollama_chat/qwen3-unlisted"])
async def test_an_ollama_server_gets_the_form_and_room_for_the_whole_request(
    server: ChatServer, name: str
) -> None:
    async with table_for(model_at(server.url, name=name), daily_usd=0) as table:
        digest = await digest_of(table.postings, judge=table.judge)
        rows = await table.rows()

    assert (digest.judge, digest.notes) == (f"{name}/3", ())
    assert {row[2] for row in rows} == {"assumed"}
    assert [row[3:5] for row in rows] == server.tokens
    for request in server.requests:
        assert request["options"]["num_ctx"] == 8192
        assert request["format"]["required"] == ["verdicts"]


@pytest.mark.parametrize(
    ("name", "price", "source", "a_million"),
    [
        ("openai/tiny", None, "assumed", (0.4, 1.6)),
        ("openai/gpt-4.1-mini", None, "list", (0.4, 1.6)),
        ("openai/tiny", Price(read_usd=2, written_usd=10, source="set"), "set", (2, 10)),
        ("openai/tiny", Price(read_usd=0, written_usd=0, source="set"), "set", (0, 0)),
        ("hosted_vllm/tiny", None, "assumed", (0, 0)),
    ],
    ids=["unknown", "listed", "set", "free", "own server"],
)
async def test_a_call_costs_what_the_owner_or_the_list_says(
    server: ChatServer,
    name: str,
    price: Price | None,
    source: str,
    a_million: tuple[float, float],
) -> None:
    async with table_for(model_at(server.url, name=name, price=price)) as table:
        judgement = await table.judge.judge(PROFILE, ONE)
        ((_, _, priced, read, written, cost_usd),) = await table.rows()

    assert priced == source
    assert (read, written) == server.tokens[0]
    assert cost_usd == pytest.approx((read * a_million[0] + written * a_million[1]) / 1e6)
    assert judgement.cost_usd == cost_usd


async def test_an_invalid_reply_is_paid_for_and_counted(server: ChatServer) -> None:
    server.says = in_turn(lambda _: "I would say 80 or so.", own)

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(PROFILE, ONE)
        rows = await table.rows()

    assert [row[1] for row in rows] == ["invalid", "ok"]
    assert [row[3:5] for row in rows] == server.tokens
    assert judgement.cost_usd == pytest.approx(sum(row[5] for row in rows))


@pytest.mark.parametrize(
    ("daily_usd", "person_usd", "note"),
    [(0.0001, 1.0, BOT_BUDGET), (1.0, 0.0001, PERSON_BUDGET)],
    ids=["the bot's", "the person's"],
)
async def test_at_the_cap_nothing_is_asked_and_the_note_says_whose_it_is(
    server: ChatServer, daily_usd: float, person_usd: float, note: str
) -> None:
    at = model_at(server.url)

    async with table_for(at, daily_usd=daily_usd, person_usd=person_usd) as table:
        digest = await digest_of(table.postings, judge=table.judge, summariser=table.summariser)

    assert server.requests == []
    assert len(digest.picks) == 15
    assert digest.notes == (f"{note}; these scores are this bot's own.",)


async def test_what_was_judged_before_the_cap_counts(server: ChatServer) -> None:
    at = model_at(server.url, price=Price(read_usd=1000, written_usd=0, source="set"))

    async with table_for(at, daily_usd=9, person_usd=2.9) as table:
        digest = await digest_of(table.postings, 40, judge=table.judge, wanted=40)
        spent = await table.book.spent(since=make.NOW - timedelta(days=1), person="7")

    by_model = [each for each in digest.picks if each.verdict.judge == "openai/tiny/3"]
    assert 0 < spent.cost_usd <= 2.9
    assert 0 < len(by_model) < len(digest.picks) == 40
    assert digest.notes == (f"{PERSON_BUDGET}; this bot itself scored {40 - len(by_model)} of 40.",)


async def test_a_free_model_goes_on_when_the_money_is_spent(
    server: ChatServer, spare: ChatServer
) -> None:
    free = model_at(spare.url, name="hosted_vllm/tiny")

    async with table_for(model_at(server.url), free, daily_usd=0.0) as table:
        digest = await digest_of(table.postings, judge=table.judge)

    assert server.requests == []
    assert (digest.judge, digest.notes) == ("hosted_vllm/tiny/3", ())


async def test_the_whole_bot_asks_no_more_than_three_at_once(server: ChatServer) -> None:
    server.hold = asyncio.Event()

    async with table_for(model_at(server.url)) as table:
        work = asyncio.gather(*(table.judge.judge(PROFILE, candidates(25)) for _ in range(3)))
        await server.reached(3)
        server.hold.set()
        await work

    assert server.most_open == 3


async def test_who_is_no_longer_waited_for_stops_asking(server: ChatServer) -> None:
    server.hold = asyncio.Event()

    async with table_for(model_at(server.url)) as table:
        work = asyncio.create_task(table.judge.judge(PROFILE, candidates(60)))
        await server.reached(3)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        server.hold.set()
        server.hold = None
        rows = await table.rows()
        judgement = await table.judge.judge(PROFILE, ONE)

    assert [row[1] for row in rows] == ["cancelled"] * 3
    assert set(judgement.verdicts) == {"p0"}


async def test_what_stands_near_the_cut_is_read_twice_in_other_company(server: ChatServer) -> None:
    company: dict[str, list[frozenset[str]]] = {}

    def says(asked: list[Asked]) -> str:
        titles = frozenset(each.title for each in asked)
        for each in asked:
            company.setdefault(each.title, []).append(titles)
        return reply(
            [
                entry(each, seniority=90 if len(company[each.title]) > 1 else 70)
                if "Backend Engineer " in each.title
                else entry(each)
                for each in asked
            ]
        )

    server.says = says

    async with table_for(model_at(server.url)) as table:
        judgement = await table.judge.judge(
            PROFILE, candidates(40), occasion=Occasion(count=10, lowest=30)
        )

    again = [title for title, read in company.items() if len(read) == 2]
    assert len([each for each in again if each[-1].isdecimal()]) == 20
    assert all(company[title][0] != company[title][1] for title in again if title[-1].isdecimal())
    points = {
        verdict.posting_id: verdict.parts[2].points for verdict in judgement.verdicts.values()
    }
    assert {points[f"p{title.rsplit(' ')[-1]}"] for title in again if title[-1].isdecimal()} == {
        12.0  # halfway between 15 * .7 and 15 * .9
    }


async def test_praise_that_the_words_do_not_bear_out_is_doubted_alone(server: ChatServer) -> None:
    cook = make.cluster(
        id="cook", title="Dishwasher", text="You wash the dishes of our guests, every day. " * 9
    )
    many = [*candidates(9), Candidate(cluster=cook, rank=9)]

    def says(asked: list[Asked]) -> str:
        alone = len(asked) == 3
        high = {"skills": 100, "role": 100, "seniority": 100, "wishes": 100}
        low = {"skills": 20, "role": 10, "seniority": 60, "wishes": 60}
        return reply(
            [
                opinion(each.name, **(low if alone else high))
                if each.title == "Dishwasher"
                else entry(each)
                for each in asked
            ]
        )

    server.says = says

    async with table_for(model_at(server.url)) as table:
        verdicts = (await table.judge.judge(PROFILE, many)).verdicts

    assert verdicts["cook"].fit < 30
    assert verdicts["cook"].confidence == "low"
    assert FAR_ABOVE in verdicts["cook"].against
    assert all(FAR_ABOVE not in verdicts[f"p{at}"].against for at in range(9))
