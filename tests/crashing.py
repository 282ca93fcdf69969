"""Work that a test kills in the middle: `ingest`, `digests` or `tastes`.

Each number that it tells acknowledges what is on disk at that moment.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.digests import prepare
from bot.answers.learning import learn
from bot.compose import open_services
from bot.context import Services
from bot.settings import Settings
from scoring.model import RawPosting
from scoring.normalise import normalise
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, person, profile

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PEOPLE = tuple(range(1, 25))
POSTINGS = 400
BATCH = 8
KEY = NOW.date().isoformat()
Tell = Callable[[int], None]


def postings() -> list[RawPosting]:
    """Return the postings that the killed ingest is about."""
    return backend_jobs(POSTINGS)


async def ingest(services: Services, tell: Tell) -> None:
    """Store all postings in small batches."""
    raws = postings()
    for start in range(0, len(raws), BATCH):
        clean = [normalise(raw, source="file", seen_at=NOW) for raw in raws[start : start + BATCH]]
        await services.postings.save(clean, now=NOW)
        tell(start + len(clean))


async def digests(services: Services, tell: Tell) -> None:
    """Give everybody the digest of the day."""
    for person_id in PEOPLE:
        someone = await services.people.get(person_id)
        assert someone is not None
        next_due = (NOW + timedelta(days=1), NOW.date() + timedelta(days=1))
        delivery = await prepare(services, someone, key=KEY, now=NOW, next_due=next_due)
        tell(delivery.id)


async def people(services: Services, _: Tell) -> None:
    """Add everybody and a few postings."""
    for person_id in PEOPLE:
        await services.people.add(person(id=person_id, due=NOW, due_day=NOW.date()))
        await services.profiles.save(person_id, profile(), now=NOW)
    clean = [normalise(raw, source="file", seen_at=NOW) for raw in backend_jobs(12)]
    await services.postings.save(clean, now=NOW)


async def tastes(services: Services, tell: Tell) -> None:
    """Learn from whoever is due in a night three days on."""
    night = NOW + timedelta(days=3, hours=19)
    for person_id in await services.tastes.due(night, limit=len(PEOPLE)):
        await learn(services, person_id, now=night)
        tell(person_id)


def nobody(_: int) -> None:
    """Hear an acknowledgement that nobody waits for."""


async def run(work: str, database: Path, *, tell: Tell = nobody) -> None:
    """Run one of the works above on this database."""
    works = {"ingest": ingest, "digests": digests, "people": people, "tastes": tastes}
    async with open_services(Settings(database=database), clock=lambda: NOW) as services:
        await works[work](services, tell)


def run_telling(work: str, database: str, listener: "Connection[int, int]") -> None:
    """Run one of the works above in a process of its own, telling a pipe."""
    asyncio.run(run(work, Path(database), tell=listener.send))
