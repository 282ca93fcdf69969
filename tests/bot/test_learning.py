"""What the bot learns at night, from what, and what a kill in the middle leaves behind."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answers.digests import prepare
from bot.answers.learning import learn, learn_due, local_of, taste_of
from bot.compose import open_services
from bot.context import Services
from bot.model import Message
from bot.settings import Settings
from scoring.model import Candidate, Profile
from scoring.normalise import normalise
from scoring.pipeline.panel import LOCAL
from scoring.ports import Judgement, Occasion
from tests.bot.jobs import backend_jobs
from tests.bot.nights import NEVER, NIGHT, liked_pick, names, somebody
from tests.factories import NOW, digest, person, profile, verdict
from tests.test_crash import killed_after


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(database=tmp_path / "picks.db")
    async with open_services(settings, clock=lambda: NOW) as opened:
        yield opened


async def test_the_buttons_of_three_days_are_learned_in_the_night(services: Services) -> None:
    await somebody(services)

    await learn_due(services, now=NIGHT, stop=NEVER)

    assert {"robotics", "defence"} <= await names(services)


async def test_one_person_who_cannot_be_learned_from_keeps_nobody_waiting(
    services: Services, tmp_path: Path
) -> None:
    await somebody(services, 1, due=NIGHT)
    await somebody(services, 2)
    with sqlite3.connect(tmp_path / "picks.db") as other:
        other.execute("UPDATE profiles SET profile = '{\"unknown\": 1}' WHERE person_id = 1")

    await learn_due(services, now=NIGHT, stop=NEVER)

    assert await taste_of(services, 1) is None
    assert await taste_of(services, 2) is not None
    assert await services.tastes.due(NIGHT, limit=9) == []


async def test_somebody_for_whom_something_is_made_keeps_nobody_waiting(
    services: Services,
) -> None:
    await somebody(services, 1, due=NIGHT)
    await somebody(services, 2)
    turn = services.pools.turn(1)

    async with turn:
        await learn_due(services, now=NIGHT, stop=NEVER)

    assert await taste_of(services, 1) is None
    assert await taste_of(services, 2) is not None
    await learn_due(services, now=NIGHT, stop=NEVER)
    assert await taste_of(services, 1) is not None


async def test_the_taste_moves_local_scores(services: Services) -> None:
    await somebody(services)
    again = [normalise(each, source="file", seen_at=NOW) for each in backend_jobs(4)]
    about = [
        each.model_copy(update={"text": f"{each.text} All of it is {field}."})
        for each, field in zip(again, ("robotics", "defence") * 2, strict=True)
    ]
    await services.postings.save(about, now=NOW)
    someone = await services.people.get(7)
    assert someone is not None
    plain = await prepare(services, someone, key="picks:1", now=NIGHT, again=True)

    await learn_due(services, now=NIGHT, stop=NEVER)
    tasted = await prepare(services, someone, key="picks:2", now=NIGHT, again=True)

    before, after = (
        {pick.cluster.id: pick for pick in (*each.digest.picks, *each.digest.near)}
        for each in (plain, tasted)
    )
    moved = {
        "robotics" in after[key].cluster.best.text: after[key].verdict.fit - before[key].verdict.fit
        for key in before.keys() & after.keys()
    }
    assert moved[True] > 0 > moved[False]
    assert plain.digest.judge == LOCAL.name
    assert tasted.digest.judge == (await local_of(services, 7)).name


async def test_reasons_of_the_one_job_are_no_dislike_of_others(services: Services) -> None:
    await services.people.add(person())
    for n in range(24):
        reason, about = ("seen", 1) if n % 2 else ("role", 0)
        moment = NOW + timedelta(hours=n // 8)
        each = liked_pick(n * 4 + about)
        await services.feedback.mark(7, each, "hidden", now=moment, reason=reason)

    taste = await learn(services, 7, now=NIGHT)

    assert taste.labels == 12


async def test_the_scores_of_a_model_teach_and_the_local_ones_do_not(services: Services) -> None:
    postings = [normalise(each, source="file", seen_at=NOW) for each in backend_jobs(20)]
    await services.postings.save(postings, now=NOW)
    await services.people.add(person())
    await services.profiles.save(7, profile(), now=NOW)
    asked = profile().judged_version
    for judge in ("model-1", LOCAL.name):
        verdicts = {
            each.text_key: liked_pick(0).verdict.model_copy(
                update={"posting_id": each.id, "fit": 50 + n, "judge": judge}
            )
            for n, each in enumerate(postings[:15] if judge == "model-1" else postings)
        }
        await services.postings.keep_verdicts(verdicts, profile_version=asked, judge=judge, now=NOW)

    taste = await learn(services, 7, now=NIGHT)

    assert taste.labels == 15


class Model:
    """A judge that keeps what it was asked."""

    name = "model-1"

    def __init__(self) -> None:
        self.read: list[object] = []

    async def judge(
        self, profile: Profile, candidates: Sequence[Candidate], *, occasion: Occasion
    ) -> Judgement:
        self.read += [profile, *candidates, occasion]
        verdicts = {
            each.cluster.best.id: verdict(posting_id=each.cluster.best.id, judge=self.name)
            for each in candidates
        }
        return Judgement(verdicts=verdicts)


async def test_a_model_reads_nothing_of_a_taste_and_its_scores_stay(tmp_path: Path) -> None:
    model, settings = Model(), Settings(database=tmp_path / "picks.db")
    async with open_services(settings, clock=lambda: NOW, judge=model) as services:
        someone = await somebody(services)
        clean = [normalise(each, source="file", seen_at=NOW) for each in backend_jobs(4)]
        await services.postings.save(clean, now=NOW)
        await learn_due(services, now=NIGHT, stop=NEVER)

        delivery = await prepare(services, someone, key="picks:1", now=NIGHT)

        assert {pick.verdict.fit for pick in delivery.digest.picks} == {verdict().fit}
        assert model.read[0] == profile().judged
        assert not any("defence" in str(each) for each in model.read)


async def test_what_was_never_sent_was_not_ignored(services: Services) -> None:
    await services.people.add(person())
    for n in range(3):
        await services.deliveries.plan(
            7,
            key=f"2026-01-0{n + 2}",
            digest=digest(*[liked_pick(each) for each in range(n * 8, n * 8 + 8)]),
            render=lambda _: [Message(html="Picks")],
            now=NOW,
        )
    sent = await learn(services, 7, now=NIGHT)

    await services.deliveries.withdraw(NIGHT)

    assert sent.labels == 24
    assert (await learn(services, 7, now=NIGHT)).labels == 0


@pytest.mark.timeout(60)
async def test_a_night_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    settings = Settings(database=database)
    async with open_services(settings, clock=lambda: NOW) as services:
        for person_id in (1, 2, 3):
            await somebody(services, person_id)

    told = killed_after("tastes", database, numbers=1)

    async with open_services(settings, clock=lambda: NOW) as services:
        left = set(await services.tastes.due(NIGHT, limit=9))
        assert not left & set(told)
        await learn_due(services, now=NIGHT, stop=NEVER)
        tastes = [await taste_of(services, person_id) for person_id in (1, 2, 3)]
    assert all(tastes)
    assert len({each.version for each in tastes if each}) == 1
