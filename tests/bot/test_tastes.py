"""Whose night it is, and what a person who takes conclusions back is left with."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answers.digests import prepare
from bot.answers.learning import learn, learn_due, taste_of
from bot.compose import open_services
from bot.context import Services
from bot.settings import Settings
from scoring.errors import StoreError
from tests.bot.nights import MORNING, NEVER, NIGHT, liked_pick, names, somebody
from tests.factories import NOW


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(database=tmp_path / "picks.db")
    async with open_services(settings, clock=lambda: NOW) as opened:
        yield opened


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

    await services.feedback.mark(7, liked_pick(3), "saved", now=next_night)

    assert quiet == []
    assert await services.tastes.due(next_night + timedelta(hours=1), limit=9) == [7]


async def test_a_night_takes_the_first_to_be_written_to_first(services: Services) -> None:
    for person_id, hours in ((1, 3), (2, 1), (3, 2)):
        await somebody(services, person_id, due=NIGHT + timedelta(hours=hours))

    assert await services.tastes.due(NIGHT, limit=2) == [2, 3]


async def test_a_taste_of_another_version_stops_no_morning(
    services: Services, tmp_path: Path
) -> None:
    someone = await somebody(services)
    learned = await learn(services, 7, now=NIGHT)
    dropped = learned.conclusions[0].hash
    await services.tastes.drop(7, dropped)
    with sqlite3.connect(tmp_path / "picks.db") as other:
        other.execute("UPDATE tastes SET learned = json_set(learned, '$.taste.later', 1)")

    await prepare(services, someone, key="picks:1", now=NIGHT)

    assert await taste_of(services, 7) is None
    assert (await learn(services, 7, now=NIGHT)).dropped == (dropped,)


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
