"""What is searched for: the wishes of the people who get picks, and what a change of them does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rounds.boards import next_round
from bot.rounds.wishes import searched
from bot.settings import Settings
from scoring.edge.boards.store import BoardsStore
from scoring.ingest.health import health
from scoring.ingest.visit import BoardVisit
from scoring.model import Place, Profile
from tests.bot.mail import Mail, open_mail


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    async with open_mail(tmp_path) as opened:
        yield opened


async def wish(mail: Mail, person_id: int, *titles: str, country: str = "", **person: str) -> None:
    await mail.join(person_id, **person)
    places = (Place(text="x", country=country),) if country else ()
    profile = Profile(titles=titles, places=places, text="canary", skills=("canary",))
    await mail.services.profiles.save(person_id, profile, now=mail.now)


async def test_a_round_searches_for_what_active_people_wish_for(mail: Mail) -> None:
    await wish(mail, 7, "Baker", "Canary of Doom", country="DE")
    await wish(mail, 8, "BAKER", "Cook", country="FR")
    await wish(mail, 9, "Nurse", country="FR", state="paused")

    ask = (await next_round(mail.store, mail.services.settings, now=mail.now)).ask

    assert ask.terms == ("baker", "cook")
    assert ask.wanted == ("DE", "FR")
    assert ask.countries == ()
    assert "anary" not in repr((ask.terms, ask.wanted))


async def test_who_looks_for_internships_alone_is_searched_for_interns(mail: Mail) -> None:
    await mail.join(7)
    profile = Profile(titles=("Baker",), levels=("intern",))
    await mail.services.profiles.save(7, profile, now=mail.now)

    assert await searched(mail.store) == (("baker intern",), ())
    assert await searched(mail.store, only=profile) == (("baker intern",), ())


async def test_countries_that_the_owner_names_stay_the_only_ones(mail: Mail) -> None:
    await wish(mail, 7, "Baker", country="DE")
    settings = Settings(database=mail.services.settings.database, countries=("GB",))

    ask = (await next_round(mail.store, settings, now=mail.now)).ask

    assert ask.countries == ("GB",)


async def test_a_profile_on_the_command_line_is_searched_for_alone(mail: Mail) -> None:
    await wish(mail, 7, "Baker")

    assert await searched(mail.store, only=Profile(titles=("Nurse",))) == (("nurse",), ())


async def test_nobody_wishes_for_anything_at_first(mail: Mail) -> None:
    assert await searched(mail.store) == ((), ())


async def rounds(mail: Mail, days: int, **listed: int) -> bool:
    """Visit these searches of one source on so many days; tell whether it is quiet at the end."""
    boards = BoardsStore(mail.store)
    for _ in range(days):
        visits = [
            BoardVisit(board=name, seen={f"{name}{n}" for n in range(count)})
            for name, count in listed.items()
        ]
        await boards.note("adzuna", visits, now=mail.now)
        found = (await boards.listed(now=mail.now))["adzuna"]
        quiet = health(found, day=mail.now.date()).quiet
        mail.later(days=1)
    return quiet


async def test_a_search_that_ends_leaves_no_source_quiet(mail: Mail) -> None:
    before = await rounds(mail, 8, baker=40, cook=40, nurse=40)
    after = [await rounds(mail, 1, baker=40) for _ in range(6)]

    assert not before
    assert not any(after)


async def test_a_search_that_falls_silent_still_does(mail: Mail) -> None:
    await rounds(mail, 8, baker=40, cook=40)

    assert await rounds(mail, 1, baker=0, cook=0)
