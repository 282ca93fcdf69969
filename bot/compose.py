"""Builds the services: the open database, its stores, and the judge."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot import migrations
from bot.context import Services
from bot.deliveries import Deliveries
from bot.feedback import FeedbackStore
from bot.ingests import Ingests
from bot.people import People
from bot.profiles import Profiles
from bot.settings import Settings
from scoring.edge import postings, visits
from scoring.edge.db import Store
from scoring.ports import Judge

MIGRATIONS = (
    postings.MIGRATIONS,
    visits.MIGRATIONS,
    migrations.MIGRATIONS,
)


@asynccontextmanager
async def open_services(
    settings: Settings, *, clock: Callable[[], datetime], judge: Judge | None = None
) -> AsyncIterator[Services]:
    """Open the database and yield the services on it. Raises StoreError and InputError."""
    async with Store(settings.database, MIGRATIONS) as store:
        open_postings = postings.PostingsStore(store)
        ingests = Ingests(store, open_postings, settings)
        await ingests.remember()
        yield Services(
            settings=settings,
            people=People(store),
            profiles=Profiles(store),
            deliveries=Deliveries(store),
            feedback=FeedbackStore(store),
            postings=open_postings,
            clock=clock,
            judge=judge,
            quiet_sources=ingests.quiet_sources,
            ingests=ingests,
        )
