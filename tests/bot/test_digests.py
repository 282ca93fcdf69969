"""Preparing a digest: once per key, never the same posting twice, and honest when it is empty."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.answers.digests import prepare
from bot.compose import open_services
from bot.context import Services
from bot.settings import Settings
from bot.texts.picks import NO_POSTINGS, NO_PROFILE, READING, SAMPLE
from scoring.errors import SourceUnavailable
from scoring.model import Fetch
from scoring.normalise import normalise
from scoring.ports import Page
from tests.bot.jobs import backend_jobs, other_jobs
from tests.factories import NOW, person, profile, raw

ANNA = person(id=7, lowest=0)


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(database=tmp_path / "picks.db")
    async with open_services(settings, clock=lambda: NOW) as opened:
        await opened.people.add(ANNA)
        await opened.profiles.save(7, profile(), now=NOW)
        jobs = [*backend_jobs(12), *other_jobs()]
        postings = [normalise(job, source="greenhouse", seen_at=NOW) for job in jobs]
        await opened.postings.save(postings, now=NOW)
        yield opened


async def test_the_same_key_is_the_same_delivery(services: Services) -> None:
    first = await prepare(services, ANNA, key="2026-01-02", now=NOW)

    second = await prepare(services, ANNA, key="2026-01-02", now=NOW + timedelta(hours=1))

    assert second == first
    assert len(await services.deliveries.waiting(first.id)) == 1


async def test_two_at_once_never_show_the_same_posting(services: Services) -> None:
    one, other = await asyncio.gather(
        prepare(services, ANNA, key="picks:1", now=NOW, count=5),
        prepare(services, ANNA, key="picks:2", now=NOW, count=5),
    )

    shown = [pick.cluster.id for each in (one, other) for pick in each.digest.picks]
    assert len(shown) == len(set(shown)) == 10


async def test_again_shows_what_was_shown(services: Services) -> None:
    first = await prepare(services, ANNA, key="picks:1", now=NOW)

    again = await prepare(services, ANNA, key="picks:2", now=NOW, again=True)

    assert [p.cluster.id for p in again.digest.picks] == [p.cluster.id for p in first.digest.picks]


async def test_the_day_is_the_key_of_a_morning_and_else_the_persons_own_date(
    services: Services,
) -> None:
    far = ANNA.model_copy(update={"zone": "Pacific/Kiritimati"})
    late = NOW.replace(hour=23)

    morning = await prepare(services, far, key="2026-01-02", now=late)
    asked = await prepare(services, far, key="picks:1", now=late)

    assert (morning.digest.day, asked.digest.day) == (date(2026, 1, 2), date(2026, 1, 3))


async def test_every_figure_of_the_funnel_adds_up(services: Services) -> None:
    digest = (await prepare(services, ANNA, key="picks:1", now=NOW, count=3)).digest
    funnel = digest.funnel

    assert funnel.new + funnel.earlier == sum(funnel.rejected.values()) + funnel.met == 15
    assert funnel.met == funnel.not_scored + funnel.scored
    assert funnel.scored == funnel.below + funnel.held + funnel.picked
    assert funnel.picked == len(digest.picks) == 3


async def test_a_stored_digest_keeps_of_a_long_text_what_a_card_shows(services: Services) -> None:
    long = raw(external_id="long", company="Long Mill", html="Python " * 9_000)
    posting = normalise(long, source="greenhouse", seen_at=NOW)
    await services.postings.save([posting], now=NOW)

    delivery = await prepare(services, ANNA, key="picks:1", now=NOW, count=20)

    texts = {p.cluster.best.company: p.cluster.best.text for p in delivery.digest.picks}
    assert texts["Long Mill"] == posting.text[:1_500]


async def test_quiet_sources_are_named(services: Services) -> None:
    noted = Services(
        **{name: getattr(services, name) for name in Services.__slots__}
        | {"quiet_sources": lambda: ("lever",)}
    )

    digest = (await prepare(noted, ANNA, key="picks:1", now=NOW)).digest

    assert digest.quiet_sources == ("lever",)


async def test_without_a_profile_the_digest_asks_for_one(services: Services) -> None:
    ben = await services.people.add(person(id=8))

    delivery = await prepare(services, ben, key="2026-01-02", now=NOW)

    assert delivery.digest.notes == (NO_PROFILE(),)
    assert not services.pools.held


async def test_before_the_first_ingest_the_digest_says_so(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "empty.db")
    async with open_services(settings, clock=lambda: NOW) as services:
        await services.people.add(ANNA)
        await services.profiles.save(7, profile(), now=NOW)

        delivery = await prepare(services, ANNA, key="picks:1", now=NOW)

    assert delivery.digest.notes == (NO_POSTINGS(),)


async def test_who_asks_while_the_sources_are_first_read_is_told_so(services: Services) -> None:
    rounds = services.ingests
    assert rounds is not None
    asked, answer = asyncio.Event(), asyncio.Event()

    class Slow:
        async def get(self, fetch: Fetch) -> Page:
            asked.set()
            await answer.wait()
            raise SourceUnavailable(fetch.url)

    task = asyncio.create_task(rounds.run(now=NOW, web=Slow()))
    await asked.wait()
    during = await prepare(services, ANNA, key="picks:1", now=NOW, count=3)
    answer.set()
    await task
    after = await prepare(services, ANNA, key="picks:2", now=NOW, count=3)

    assert (during.digest.notes, after.digest.notes) == ((READING(),), ())


async def test_a_sample_day_is_called_fictional(services: Services) -> None:
    job = raw(external_id="sample", company="Sample Mill")
    await services.postings.save([normalise(job, source="sample", seen_at=NOW)], now=NOW)

    digest = (await prepare(services, ANNA, key="picks:1", now=NOW, count=20)).digest

    assert digest.notes == (SAMPLE(),)


async def test_who_wants_any_age_gets_old_postings_too(services: Services) -> None:
    old = raw(external_id="old", company="Old Mill", posted_at=NOW - timedelta(days=300))
    await services.postings.save(
        [normalise(old, source="greenhouse", seen_at=NOW - timedelta(days=299))], now=NOW
    )
    await prepare(services, ANNA, key="picks:1", now=NOW, count=20)
    await services.profiles.save(7, profile(max_age_days=None), now=NOW)

    digest = (await prepare(services, ANNA, key="picks:2", now=NOW, count=20)).digest

    assert [pick.cluster.best.company for pick in digest.picks] == ["Old Mill"]
