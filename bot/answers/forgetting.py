"""Forgets a person everywhere: in every table, in memory, and proves it by a fresh count."""

from dataclasses import dataclass
from datetime import datetime

from bot.context import Services
from bot.language.current import speaking
from bot.model import Message, Outgoing, Person
from bot.texts.access import OWNER_NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was deleted, and what a count afterwards still found of the person."""

    rows: int
    tables: int
    left: int
    notice: Outgoing | None = None  # to whose the bot is now, where it was the person's


async def forget(services: Services, person: Person, *, now: datetime) -> Forgotten:
    """Delete the person; who is made a digest for at this moment is forgotten after it.

    A crash before their rows are gone leaves them whole; after one that comes later the next start
    ends the work (`Records.finish`).
    """
    try:
        async with services.pools.turn(person.id):
            ids = [person.id, *await services.chats.aside(person)]
            gone = [await services.records.forget(each, now=now) for each in ids]
    finally:
        _drop(services, person)
    return Forgotten(
        rows=sum(sum(each.values()) for each in gone),
        tables=len({table for each in gone for table in each}),
        left=sum([await services.records.left(each) for each in ids]),
        notice=await appointed(services, now=now),
    )


async def finished(services: Services, person_id: int, *, now: datetime) -> Forgotten:
    """End a forgetting that something cut off after the person's own rows, and count again."""
    scores = await services.records.finish(now=now)
    left = await services.records.left(person_id)
    notice = await appointed(services, now=now)
    return Forgotten(rows=scores, tables=int(scores > 0), left=left, notice=notice)


def _drop(services: Services, person: Person) -> None:
    """Let nothing in memory name the person."""
    for known in (services.reader, services.finder):
        if known is not None:
            known.forget(str(person.id))
    services.exports.forget(person.id)
    services.manners.drop(person.chat_id or person.id)
    services.repeats.forget(person.chat_id or person.id)


async def appointed(services: Services, *, now: datetime) -> Outgoing | None:
    """Let no bot be without an owner, and never make one in silence; return what tells them."""
    return await services.people.appoint(_owner_now, now=now)


def _owner_now(owner: Person) -> Message:
    with speaking(owner.language):
        return Message(html=OWNER_NOW())
