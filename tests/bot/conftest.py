"""What the bot's tests share: an open database in a file, and its stores."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.compose import MIGRATIONS
from bot.stores.deliveries import Deliveries
from bot.stores.feedback import FeedbackStore
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.db import Store
from tests.bot.fresh import fresh_database


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
