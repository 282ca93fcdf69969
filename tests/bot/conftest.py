"""What the bot's tests share: an open database in a file, and its stores."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.compose import MIGRATIONS
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.db import Store
from tests.bot.fresh import fresh_database

if TYPE_CHECKING:
    from playwright.async_api import Browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator["Browser"]:
    """Return one Chromium for all tests of a worker: it takes 2 s to start."""
    from tests.bot.browser import chromium  # playwright is for the tests of the page

    async with chromium() as opened:
        yield opened


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    fresh_database(tmp_path / "picks.db")
    async with Store(tmp_path / "picks.db", MIGRATIONS) as opened:
        yield opened


@pytest.fixture
def people(store: Store) -> People:
    return People(store)


@pytest.fixture
def profiles(store: Store) -> Profiles:
    return Profiles(store)


@pytest.fixture
def deliveries(store: Store) -> Deliveries:
    return Deliveries(store)


@pytest.fixture
def feedback(store: Store) -> FeedbackStore:
    return FeedbackStore(store)
