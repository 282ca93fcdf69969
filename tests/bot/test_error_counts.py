"""What broke is counted by kind and day, and the owner hears of each once a day."""

from datetime import timedelta

import pytest

from bot.model import Message
from bot.stores.deliveries import Deliveries
from bot.stores.errors import Broken, Errors
from bot.stores.people import People
from scoring.edge.db import Store
from tests.factories import NOW, person


@pytest.fixture
def errors(store: Store) -> Errors:
    return Errors(store)


def notice(yesterday: int) -> Message:
    return Message(html=f"broke, yesterday {yesterday}")


async def words(deliveries: Deliveries) -> list[str]:
    ready = await deliveries.ready(NOW + timedelta(days=9), limit=99)
    return [each.message.html for each in ready]


async def test_the_owner_hears_of_a_kind_once_a_day(
    errors: Errors, people: People, deliveries: Deliveries
) -> None:
    await people.add(person(id=7))
    for hours in range(5):
        await errors.note("tick", "StoreError", now=NOW + timedelta(hours=hours), notice=notice)
    first = await words(deliveries)
    (message,) = await deliveries.ready(NOW + timedelta(days=9), limit=99)
    await deliveries.intend(message.id, now=NOW)
    await deliveries.sent(message.id, message_id=1, now=NOW)

    await errors.note("tick", "StoreError", now=NOW + timedelta(days=1), notice=notice)

    assert first == ["broke, yesterday 0"]
    assert await words(deliveries) == ["broke, yesterday 5"]


async def test_what_broke_is_counted_over_the_days(errors: Errors) -> None:
    for days, part in ((0, "tick"), (1, "tick"), (1, "sending")):
        moment = NOW + timedelta(days=days)
        await errors.note(part, "TimedOut", now=moment, notice=notice)  # type: ignore[arg-type]  # two of the parts

    assert await errors.since(NOW) == (
        Broken(part="sending", kind="TimedOut", count=1, last_at=NOW + timedelta(days=1)),
        Broken(part="tick", kind="TimedOut", count=2, last_at=NOW + timedelta(days=1)),
    )
    assert len(await errors.since(NOW + timedelta(days=2))) == 0


async def test_without_an_owner_it_is_only_counted(errors: Errors, deliveries: Deliveries) -> None:
    await errors.note("tick", "StoreError", now=NOW, notice=notice)

    assert [each.count for each in await errors.since(NOW)] == [1]
    assert await words(deliveries) == []
