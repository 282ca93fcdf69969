"""What the bot learns at night, from whom, and what a kill in the middle leaves behind."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.compose import open_services
from bot.context import Services
from bot.digests import prepare
from bot.learning import learn, learn_due, local_of, taste_of
from bot.model import Message, Person
from bot.settings import Settings
from scoring.errors import StoreError
from scoring.model import Candidate, Pick, Profile
from scoring.normalise import normalise
from scoring.pipeline.opinions import LOCAL
from scoring.ports import Judgement, Occasion
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, digest, person, pick, profile, verdict
from tests.test_crash import killed_after

NIGHT = NOW + timedelta(days=3, hours=19)  # five hours before the next message
MORNING = NOW + timedelta(days=4)
NEVER = asyncio.Event()


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(database=tmp_path / "picks.db")
    async with open_services(settings, clock=lambda: NOW) as opened:
        yield opened


async def somebody(services: Services, person_id: int = 7, *, due: datetime = MORNING) -> Person:
    """Add somebody who was shown 24 jobs on three days, saved robotics and hid defence."""
    someone = await services.people.add(person(id=person_id, due=due, due_day=due.date()))
    await services.profiles.save(person_id, profile(), now=NOW)
    for day in range(3):
        moment = NOW + timedelta(days=day)
        picks = [_pick(n) for n in range(day * 8, day * 8 + 8)]
        await services.deliveries.plan(
            person_id,
            key=moment.date().isoformat(),
            digest=digest(*picks),
            render=lambda _: [Message(html="Picks")],
            now=moment,
        )
        for n, each in enumerate(picks):
            if n % 4 == 0:
                await services.feedback.mark(person_id, each, "saved", now=moment)
            if n % 4 == 1:
                await services.feedback.mark(person_id, each, "hidden", now=moment, reason="role")
    return someone


def _pick(n: int) -> Pick:
    about = ("robotics", "defence", "billing", "")[n % 4]
    text = f"You build {about} services in Python for customer number {n}, and share the pager."
    return pick(id=f"p{n}", title="Backend Engineer", company=f"Mill {n}", text=text)


async def names(services: Services, person_id: int = 7) -> set[str]:
    learned = await services.tastes.get(person_id)
    return {each.plain for each in learned.taste.conclusions}


async def test_the_buttons_of_three_days_are_learned_in_the_night(services: Services) -> None:
    await somebody(services)

    await learn_due(services, now=NIGHT, stop=NEVER)

    assert {"robotics", "defence"} <= await names(services)


async def test_each_night_looks_at_a_person_once(services: Services) -> None:
    await somebody(services)
    before = await services.tastes.due(NIGHT, limit=9)

    await learn_due(services, now=NIGHT, stop=NEVER)

    assert before == [7]
    assert await services.tastes.due(NIGHT + timedelta(hours=2), limit=9) == []


async def test_by_day_nobody_is_due(services: Services) -> None:
    await somebody(services)

    assert await services.tastes.due(NIGHT - timedelta(hours=8), limit=9) == []


async def test_who_saw_and_pressed_nothing_since_is_not_looked_at_again(
    services: Services,
) -> None:
    await somebody(services, due=MORNING)
    await learn_due(services, now=NIGHT, stop=NEVER)
    await services.people.change(7, due=MORNING + timedelta(days=1))
    next_night = NIGHT + timedelta(days=1)
    quiet = await services.tastes.due(next_night, limit=9)

    await services.feedback.mark(7, _pick(3), "saved", now=next_night)

    assert quiet == []
    assert await services.tastes.due(next_night + timedelta(hours=1), limit=9) == [7]


async def test_a_night_takes_the_first_to_be_written_to_first(services: Services) -> None:
    for person_id, hours in ((1, 3), (2, 1), (3, 2)):
        await somebody(services, person_id, due=NIGHT + timedelta(hours=hours))

    assert await services.tastes.due(NIGHT, limit=2) == [2, 3]


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
        each = _pick(n * 4 + about)
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
            each.text_key: _pick(0).verdict.model_copy(
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


async def test_forgetting_begins_anew_and_can_be_taken_back(services: Services) -> None:
    await somebody(services)
    await learn_due(services, now=NIGHT, stop=NEVER)
    before = await taste_of(services, 7)

    await services.tastes.forget(7, now=NIGHT)
    anew = await learn(services, 7, now=NIGHT)
    back = await services.tastes.remember(7)

    assert anew.labels == 0
    assert back == before
    assert await taste_of(services, 7) == before


async def test_what_was_dropped_stays_out_of_the_next_night(services: Services) -> None:
    await somebody(services)
    learned = await learn(services, 7, now=NIGHT)
    (defence,) = [each.hash for each in learned.conclusions if each.plain == "defence"]

    await services.tastes.drop(7, defence)
    await learn(services, 7, now=NIGHT + timedelta(days=1))

    assert "defence" not in await names(services)


async def test_a_conclusion_that_is_dropped_while_the_night_learns_stays_dropped(
    services: Services,
) -> None:
    await somebody(services)
    taste = await learn(services, 7, now=NIGHT)
    before = await services.tastes.get(7)
    term = taste.conclusions[0].hash

    dropped = await services.tastes.drop(7, term)
    await services.tastes.keep(7, taste, before=before, now=NIGHT)

    assert (await services.tastes.get(7)).taste == dropped


async def test_who_is_forgotten_leaves_no_taste(services: Services, tmp_path: Path) -> None:
    await somebody(services)
    await learn_due(services, now=NIGHT, stop=NEVER)

    await services.people.forget(7)

    with sqlite3.connect(tmp_path / "picks.db") as other:
        assert other.execute("SELECT count(*) FROM tastes").fetchone() == (0,)
    with pytest.raises(StoreError):
        await services.people.change(7, zone="UTC")


@pytest.mark.timeout(60)
async def test_a_night_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    database = tmp_path / "picks.db"
    settings = Settings(database=database)
    async with open_services(settings, clock=lambda: NOW) as services:
        for person_id in (1, 2, 3):
            await somebody(services, person_id)

    told = killed_after("tastes", database, lines=1)

    async with open_services(settings, clock=lambda: NOW) as services:
        left = set(await services.tastes.due(NIGHT, limit=9))
        assert not left & set(told)
        await learn_due(services, now=NIGHT, stop=NEVER)
        tastes = [await taste_of(services, person_id) for person_id in (1, 2, 3)]
    assert all(tastes)
    assert len({each.version for each in tastes if each}) == 1
