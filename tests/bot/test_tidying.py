"""What goes in the night, and what stays: one rule for each table."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.compose import MIGRATIONS, open_services
from bot.context import Services
from bot.model import Message
from bot.rounds.tidying import next_night, tidy, tidy_if_due
from bot.settings import Settings
from bot.stores.retention.rules import RULES
from scoring.edge.db import Store
from scoring.edge.llm.ledger import Call
from scoring.model import Posting
from tests.bot.fresh import fresh_database
from tests.factories import NOW, digest, person, pick, posting, profile, verdict

MONTHS = NOW + timedelta(days=70)


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(database=tmp_path / "picks.db")
    fresh_database(settings.database)
    async with open_services(settings, clock=lambda: NOW) as opened:
        await opened.people.add(person(id=7))
        yield opened


@pytest.fixture
async def store(services: Services, tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(tmp_path / "picks.db", MIGRATIONS) as opened:
        yield opened


async def ids(store: Store, query: str) -> list[object]:
    return await store.read(lambda db: [each for (each,) in db.execute(query).fetchall()])


async def closed(services: Services, *postings: Posting) -> None:
    """Store jobs, and let all of them be closed today."""
    await services.postings.save(postings, now=NOW)
    await services.postings.mark_closed([each.id for each in postings], now=NOW)


def job(name: str, **fields: object) -> Posting:
    words = f"{name} builds other things than anybody else does, with tools of the {name} kind."
    defaults = {"id": name, "title": f"{name} Engineer", "company": name, "text": words}
    return posting(**(defaults | {"url": f"https://{name}.example.com"} | fields))


async def shown(services: Services, name: str) -> None:
    cluster = (await services.postings.clusters([name]))[name]
    await plan(services, digest(pick().model_copy(update={"cluster": cluster})), now=NOW)


async def plan(services: Services, found: object, *, now: datetime) -> None:
    await services.deliveries.plan(
        7,
        key=now.date().isoformat(),
        digest=found,  # type: ignore[arg-type]  # a Digest
        render=lambda _: [Message(html="Picks")],
        now=now,
    )


async def at_night(services: Services, now: datetime = MONTHS) -> dict[str, int]:
    return await tidy(services, now=now, stop=asyncio.Event())


async def test_every_table_has_a_rule_and_every_rule_a_table(store: Store) -> None:
    def names(db: Database) -> set[str]:
        return {name for name in db.table_names() if not name.startswith(("_", "sqlite_"))}

    assert await store.read(names) == {*RULES}


async def test_a_job_that_is_closed_for_long_goes_with_all_that_is_kept_of_it(
    services: Services, store: Store
) -> None:
    await closed(services, job("Alder"), job("Birch"))
    await services.postings.save([job("Cedar")], now=NOW)

    gone = await at_night(services)

    assert gone["clusters"] == 2
    assert await ids(store, "SELECT id FROM postings") == ["Cedar"]
    assert await ids(store, "SELECT id FROM clusters") == ["Cedar"]
    assert await ids(store, "SELECT DISTINCT posting_id FROM posting_keys") == ["Cedar"]


@pytest.mark.parametrize("days", [0, 59])
async def test_a_job_that_closed_of_late_stays(services: Services, store: Store, days: int) -> None:
    await closed(services, job("Alder"))

    assert await at_night(services, NOW + timedelta(days=days)) == {}
    assert await ids(store, "SELECT id FROM postings") == ["Alder"]


async def test_a_job_that_anybody_was_shown_stays_for_ever(
    services: Services, store: Store
) -> None:
    await closed(services, job("Alder"), job("Birch"))
    await shown(services, "Alder")

    await at_night(services, NOW + timedelta(days=4_000))

    assert await ids(store, "SELECT id FROM postings") == ["Alder"]
    assert await services.deliveries.shown(7) == {"Alder"}


async def test_a_job_that_anybody_marked_stays(services: Services, store: Store) -> None:
    await closed(services, job("Alder"), job("Birch"))
    cluster = (await services.postings.clusters(["Birch"]))["Birch"]
    marked = pick().model_copy(update={"cluster": cluster})
    await services.feedback.mark(7, marked, "saved", now=NOW)

    await at_night(services)

    assert await ids(store, "SELECT id FROM postings") == ["Birch"]


async def test_a_job_whose_old_id_was_shown_stays(services: Services, store: Store) -> None:
    await closed(services, job("Alder"), job("Birch"))
    await shown(services, "Birch")
    await store.write(
        lambda db: [
            db.execute("UPDATE postings SET cluster_id = 'Alder' WHERE id = 'Birch'"),
            db.execute("UPDATE clusters SET joined_to = 'Alder' WHERE id = 'Birch'"),
        ]
    )

    await at_night(services)

    assert await ids(store, "SELECT id FROM postings ORDER BY id") == ["Alder", "Birch"]
    assert set(await services.postings.clusters(["Birch"])) == {"Birch"}


async def test_a_job_with_one_posting_that_is_open_stays_whole(
    services: Services, store: Store
) -> None:
    await closed(services, job("Alder"))
    await services.postings.save([job("Birch")], now=NOW)
    await store.write(
        lambda db: db.execute("UPDATE postings SET cluster_id = 'Birch' WHERE id = 'Alder'")
    )
    await at_night(services)

    assert await ids(store, "SELECT id FROM postings ORDER BY id") == ["Alder", "Birch"]


async def test_an_open_job_that_nobody_lists_for_half_a_year_goes(
    services: Services, store: Store
) -> None:
    await services.postings.save([job("Alder")], now=NOW)

    assert await at_night(services, NOW + timedelta(days=179)) == {}
    await at_night(services, NOW + timedelta(days=181))
    assert await ids(store, "SELECT id FROM postings") == []


async def test_the_same_job_can_come_again_after_it_went(services: Services) -> None:
    await closed(services, job("Alder"))
    await at_night(services)

    saved = await services.postings.save([job("Alder")], now=MONTHS)

    assert saved.new == 1
    assert set(await services.postings.clusters(["Alder"])) == {"Alder"}


async def test_opinions_go_with_the_profile_and_with_the_job(
    services: Services, store: Store
) -> None:
    mine = profile()
    await services.profiles.save(7, mine, now=NOW)
    await services.postings.save([job("Alder")], now=NOW)
    for version, name in ((mine.version, "Alder"), (mine.version, "gone"), ("nobodys", "Alder")):
        await services.postings.keep_verdicts(
            {f"{version}-{name}": verdict(posting_id=name)},
            profile_version=version,
            judge="local",
            now=NOW,
        )

    await at_night(services, NOW + timedelta(days=13))
    assert len(await ids(store, "SELECT text_key FROM verdicts")) == 3
    await at_night(services, NOW + timedelta(days=15))
    assert len(await ids(store, "SELECT text_key FROM verdicts")) == 2
    await at_night(services, NOW + timedelta(days=91))
    assert await ids(store, "SELECT text_key FROM verdicts") == [f"{mine.version}-Alder"]


async def test_messages_go_a_month_after_their_end_and_those_that_wait_stay(
    services: Services, store: Store
) -> None:
    for name in ("sent", "waits"):
        await services.deliveries.notice(7, Message(html=name), key=name, now=NOW)
    (first, _) = await store.read(
        lambda db: db.execute("SELECT id FROM outbox ORDER BY id").fetchall()
    )
    await services.deliveries.intend(first[0], now=NOW)
    await services.deliveries.sent(first[0], message_id=1, now=NOW)

    await at_night(services, NOW + timedelta(days=29))
    assert len(await ids(store, "SELECT key FROM outbox")) == 2
    await at_night(services, NOW + timedelta(days=31))
    assert await ids(store, "SELECT key FROM outbox") == ["notice:waits"]


async def test_a_digest_that_was_taken_back_stays_taken_back_without_its_words(
    services: Services, store: Store
) -> None:
    await plan(services, digest(pick()), now=NOW)
    await services.deliveries.withdraw(NOW + timedelta(days=1))

    for _ in range(2):
        await at_night(services)

    assert await ids(store, "SELECT message FROM outbox") == ['{"html":""}']
    assert await services.deliveries.newest(7, wanted=lambda _: True, most=9) is None


async def test_an_old_digest_loses_its_texts_once_and_keeps_its_picks(
    services: Services, store: Store
) -> None:
    await plan(services, digest(pick(id="a"), near=(pick(id="b"),)), now=NOW)
    await plan(services, digest(pick(id="c")), now=NOW + timedelta(days=300))
    later = NOW + timedelta(days=366)

    assert (await at_night(services, later))["deliveries"] == 1
    assert "deliveries" not in await at_night(services, later)

    old = await services.deliveries.planned(7, key=NOW.date().isoformat())
    assert old is not None
    assert [(each.cluster.best.id, each.cluster.best.text) for each in old.digest.picks] == [
        ("a", "")
    ]
    assert (old.digest.near, old.digest.picks[0].verdict.fit) == ((), 88)
    assert await services.deliveries.shown(7) == {"c-a", "c-c"}
    texts = await ids(store, "SELECT digest FROM deliveries ORDER BY id DESC LIMIT 1")
    assert json.loads(str(texts[0]))["picks"][0]["cluster"]["best"]["text"]


async def test_counts_codes_and_calls_go_by_their_age(services: Services, store: Store) -> None:
    await services.errors.note("tick", "TimedOut", now=NOW, notice=lambda _: Message(html="x"))
    await services.invites.create(uses=1, expires=NOW, made_by="a", now=NOW)
    await services.invites.create(uses=1, expires=MONTHS, made_by="b", now=NOW)
    await services.broadcasts.draft(7, "Hello", now=NOW)
    await services.ledger.enter(Call(model="m", purpose="judge"), at=NOW)

    await at_night(services, NOW + timedelta(days=91))
    assert len(await ids(store, "SELECT id FROM invites")) == 1
    assert await ids(store, "SELECT kind FROM errors") == []
    assert await ids(store, "SELECT text FROM broadcasts") == []
    assert await ids(store, "SELECT model FROM llm_calls") == ["m"]
    await at_night(services, NOW + timedelta(days=731))
    assert await ids(store, "SELECT model FROM llm_calls") == []


async def test_a_call_that_ended_after_its_person_was_removed_loses_the_name(
    services: Services, store: Store
) -> None:
    for someone in ("7", "", "80808"):
        await services.ledger.enter(Call(model="m", purpose="judge", person=someone), at=NOW)

    await at_night(services, NOW + timedelta(hours=19))
    still = await ids(store, "SELECT person FROM llm_calls ORDER BY rowid")
    await at_night(services, NOW + timedelta(days=2))

    assert still == ["7", "", "80808"]  # today's cap is counted by it
    assert await ids(store, "SELECT person FROM llm_calls ORDER BY rowid") == ["7", "", ""]


async def test_a_sweep_goes_through_more_rows_than_one_step_takes(
    services: Services, store: Store
) -> None:
    rows: Sequence[tuple[object, ...]] = [(f"https://{n}.example.com",) for n in range(1_100)]
    await store.write(
        lambda db: db.conn.executemany("INSERT INTO robots VALUES (?, '', '2025-01-01')", rows)
    )

    assert await at_night(services) == {"robots": 1_100}


async def test_one_line_of_the_log_says_what_went(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    await closed(services, job("Alder"))
    with caplog.at_level(logging.INFO):
        await at_night(services)

    (line,) = [record for record in caplog.records if record.message == "Old rows went"]
    assert vars(line)["clusters"] == 1


async def test_what_is_stopped_half_way_goes_on_in_the_next_minute(
    services: Services, store: Store
) -> None:
    await services.retention.note(NOW - timedelta(days=2))
    await closed(services, job("Alder"))
    stop = asyncio.Event()
    stop.set()

    await tidy(services, now=MONTHS, stop=stop)
    assert await ids(store, "SELECT id FROM postings") == ["Alder"]
    assert await services.retention.last() == NOW - timedelta(days=2)
    assert await tidy_if_due(services, stop=asyncio.Event())


async def test_a_night_comes_once_a_day_and_not_on_the_first(services: Services) -> None:
    assert not await tidy_if_due(services, stop=asyncio.Event())
    await services.retention.note(NOW - timedelta(days=1))
    assert await tidy_if_due(services, stop=asyncio.Event())
    assert not await tidy_if_due(services, stop=asyncio.Event())


@pytest.mark.parametrize(
    ("last", "night"),
    [
        ("2026-01-02T01:00+00:00", "2026-01-02T02:00+00:00"),
        ("2026-01-02T02:00+00:00", "2026-01-03T02:00+00:00"),
        ("2026-03-28T12:00+00:00", "2026-03-29T01:00+00:00"),  # the clocks go forward
    ],
)
def test_the_night_is_the_owners(last: str, night: str) -> None:
    found = next_night(datetime.fromisoformat(last), zone="Europe/Berlin")

    assert found == datetime.fromisoformat(night)
