"""Builds the services: the open database, its stores, and the judge."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.context import Services
from bot.rounds.ingests import Ingests
from bot.rounds.watch import Watch
from bot.settings import Settings
from bot.stores import broadcasts, chats, errors, invites, migrations
from bot.stores.chats import Chats
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.feeds import MIGRATIONS as FEED_MIGRATIONS
from bot.stores.feeds import Feeds
from bot.stores.hidings import MIGRATIONS as HIDINGS_MIGRATIONS
from bot.stores.hidings import Hidings
from bot.stores.overview import Overview
from bot.stores.own import OwnPostings
from bot.stores.past import Past
from bot.stores.people import People
from bot.stores.profiles import Profiles
from bot.stores.records import Records
from bot.stores.retention import rules as retention
from bot.stores.stats import MIGRATIONS as STATS_MIGRATIONS
from bot.stores.stats import Stats
from bot.stores.tastes import Tastes
from bot.stores.tracking import tables as tracking_tables
from bot.stores.tracking.store import Tracking
from bot.stores.watches import Watches
from scoring.edge import mailbox, troubles, visits
from scoring.edge.boards import finder
from scoring.edge.boards import store as boards
from scoring.edge.db import Store
from scoring.edge.llm import ledger, summaries
from scoring.edge.postings import store as postings
from scoring.edge.web import links, robots
from scoring.edge.web.given import GivenReader, open_reader
from scoring.edge.web.http import PoliteWeb
from scoring.ports import Drafter, Judge, Summariser

MIGRATIONS = (
    postings.MIGRATIONS,
    visits.MIGRATIONS,
    boards.MIGRATIONS,
    robots.MIGRATIONS,
    ledger.MIGRATIONS,
    summaries.MIGRATIONS,
    links.MIGRATIONS,
    mailbox.MIGRATIONS,
    troubles.MIGRATIONS,
    migrations.MIGRATIONS,
    FEED_MIGRATIONS,
    errors.MIGRATIONS,
    invites.MIGRATIONS,
    broadcasts.MIGRATIONS,
    chats.MIGRATIONS,
    tracking_tables.MIGRATIONS,
    STATS_MIGRATIONS,
    HIDINGS_MIGRATIONS,
    retention.MIGRATIONS,
)


@asynccontextmanager
async def open_services(
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    judge: Judge | None = None,
    reader: GivenReader | None = None,
) -> AsyncIterator[Services]:
    """Open the database and yield the services on it. Raises StoreError and InputError.

    A judge that is given takes the place of the one that the settings name, and a reader that of
    the one that opens the links which people give.
    """
    async with (
        Store(settings.database, MIGRATIONS) as store,
        PoliteWeb(links.MANNERS) as web,
        PoliteWeb(finder.MANNERS) as boards_web,
        open_reader(clock=clock, linkedin="LINKEDIN_GUEST_PAGES" in settings.source_keys) as own,
    ):
        open_postings = postings.PostingsStore(store)
        ingests = Ingests(store, open_postings, settings)
        await ingests.remember(now=clock())
        own_judge, summariser, drafter = _models(settings, store, clock=clock)
        yield Services(
            settings=settings,
            people=People(store),
            chats=Chats(store),
            profiles=Profiles(store),
            deliveries=Deliveries(store),
            feedback=FeedbackStore(store),
            tastes=Tastes(store),
            postings=open_postings,
            stats=Stats(store),
            hidings=Hidings(store),
            past=Past(store),
            ledger=ledger.Ledger(store),
            clock=clock,
            judge=judge or own_judge,
            summariser=None if judge else summariser,
            drafter=None if judge else drafter,
            links=links.Links(store, web, clock=clock),
            own=OwnPostings(store),
            reader=reader or own,
            quiet_sources=ingests.quiet_sources,
            ingests=ingests,
            watch=Watch(store),
            watches=Watches(store),
            tracking=Tracking(store),
            errors=errors.Errors(store),
            invites=invites.Invites(store),
            broadcasts=broadcasts.Broadcasts(store),
            overview=Overview(store),
            retention=retention.Retention(store),
            records=Records(store),
            feeds=Feeds(store),
            finder=finder.BoardFinder(store, web=boards_web, clock=clock),
        )


def _models(
    settings: Settings, store: Store, *, clock: Callable[[], datetime]
) -> tuple[Judge | None, Summariser | None, Drafter | None]:
    """Return what LLM_MODEL judges, words and reads with; nothing without a model."""
    if settings.llm_model is None:
        return None, None, None
    from bot.answers.models import models  # noqa: PLC0415 - none of this is needed without a model
    from scoring.edge.llm.budget import Budget  # noqa: PLC0415
    from scoring.edge.llm.chain import Chain  # noqa: PLC0415
    from scoring.edge.llm.drafts import LlmDrafter  # noqa: PLC0415
    from scoring.edge.llm.judge import LlmJudge  # noqa: PLC0415

    book = ledger.Ledger(store)
    budget = Budget(
        book,
        daily_usd=settings.llm_daily_usd,
        person_usd=settings.llm_person_daily_usd,
        clock=clock,
    )
    chain = Chain(models(settings), ledger=book, budget=budget, clock=clock)
    summariser = summaries.LlmSummariser(chain, store, clock=clock)
    return LlmJudge(chain), summariser, LlmDrafter(chain)
