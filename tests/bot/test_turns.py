"""Many people at once, one person in order."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.turns import InTurn


def update(number: int, *, person: int, group: int | None = None) -> Update:
    user = User(id=person, first_name="Ada", is_bot=False)
    chat = Chat(id=group or person, type="group" if group else "private")
    message = Message(number, datetime(2026, 1, 2, tzinfo=UTC), chat, from_user=user)
    return Update(number, message=message)


async def test_updates_of_one_person_are_handled_in_order() -> None:
    """The first waits for longer than the second would take; the second still comes second."""
    processor, log, gate = InTurn(32), list[str](), asyncio.Event()

    async def first() -> None:
        await gate.wait()
        log.append("first")

    async def second() -> None:
        log.append("second")

    one = asyncio.create_task(processor.process_update(update(1, person=7), first()))
    two = asyncio.create_task(processor.process_update(update(2, person=7), second()))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(one, two)

    assert log == ["first", "second"]


async def test_two_admins_of_one_group_change_it_one_after_the_other() -> None:
    processor, log, gate = InTurn(32), list[int](), asyncio.Event()

    async def work(admin: int) -> None:
        log.append(admin)
        await gate.wait()
        log.append(admin)

    tasks = [
        asyncio.create_task(processor.process_update(update(n, person=n, group=-500), work(n)))
        for n in (7, 8)
    ]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*tasks)

    assert log == [7, 7, 8, 8]


async def test_one_person_who_waits_holds_up_nobody_else() -> None:
    processor, gate, served = InTurn(2), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        await gate.wait()

    async def quick() -> None:
        served.set()

    tasks = [
        asyncio.create_task(processor.process_update(update(n, person=7), slow())) for n in range(9)
    ]
    other = asyncio.create_task(processor.process_update(update(99, person=8), quick()))
    await asyncio.wait_for(served.wait(), timeout=60)
    gate.set()

    await asyncio.gather(*tasks, other)


async def test_no_more_people_are_served_at_once_than_allowed() -> None:
    processor, gate = InTurn(2), asyncio.Event()
    inside, most = 0, 0

    async def work() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await gate.wait()
        inside -= 1

    tasks = [
        asyncio.create_task(processor.process_update(update(n, person=n), work()))
        for n in range(1, 9)
    ]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*tasks)

    assert most == 2


async def test_a_failure_passes_the_turn_on() -> None:
    processor, served = InTurn(1), asyncio.Event()

    async def broken() -> None:
        raise ValueError

    async def next_one() -> None:
        served.set()

    results = await asyncio.gather(
        processor.process_update(update(1, person=7), broken()),
        processor.process_update(update(2, person=7), next_one()),
        return_exceptions=True,
    )

    assert isinstance(results[0], ValueError)
    assert served.is_set()
