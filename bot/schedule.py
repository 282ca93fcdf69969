"""When each person's morning message is due, and the loop that asks the database who is due.

No schedule lives in memory: a person's `due` (UTC) and `due_day` (the nominal local date, which is
the digest's key) are stored, so that a restart or a second tick changes nothing.
"""

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram.ext import ExtBot

from bot.context import Services
from bot.delivery import TokenRefused, send_ready
from bot.digests import prepare
from bot.model import Person
from bot.traces import trace_of

_SPREAD_S = 300  # people who are due at the same minute are spread over this many seconds
_LATE = timedelta(hours=1)  # a message of 23:59 still goes out when midnight came first
_AFTER_FAILURE = timedelta(minutes=5)
_FARTHEST = timedelta(days=9)  # the next of one weekday is at most 8 days away
_PAGE = 100
_AT_ONCE = 8  # digests that are chosen at the same time
_TICK_S = 60.0
_DAY = timedelta(days=1)

_log = logging.getLogger(__name__)


def next_due(person: Person, after: datetime) -> tuple[datetime, date]:
    """Return the first instant after `after` at which a message is due, and its nominal date.

    The wall-clock time on each chosen day, once: a time that daylight saving skips is an hour
    later, one that it repeats is the first. Raises ValueError for a person without days.
    """
    zone = ZoneInfo(person.zone)
    first = after.astimezone(zone).date() - _DAY  # a gap may carry yesterday's past midnight
    for day in (first + _DAY * number for number in range(_FARTHEST.days + 1)):
        due = _instant(person, day, zone)
        if day.isoweekday() in person.days and due > after:
            return due, day
    raise ValueError(f"Person {person.id} has no days: {person.days!r}")


def due_fields(person: Person, now: datetime) -> dict[str, object]:
    """Return `due` and `due_day` of a person whose time, zone, days or state just changed.

    A digest that was still to come today and whose time the change moved into the past is due at
    once: no change of settings loses a day.
    """
    if person.state != "active" or not person.days:
        return {"due": None, "due_day": None}
    due, day = next_due(person, now)
    promised = person.due_day
    if promised and promised < day and promised.isoweekday() in person.days:
        return {"due": now, "due_day": promised}
    return {"due": due, "due_day": day}


def nominal_day(person: Person, now: datetime) -> date | None:
    """Return the date whose digest goes out now to a person who is due; None: there is none.

    After a downtime that is today, when today's time has passed; what older days missed is gone.
    """
    zone = ZoneInfo(person.zone)
    today = now.astimezone(zone).date()
    promised = person.due_day or today
    if promised == today or (promised < today and now - _instant(person, promised, zone) <= _LATE):
        return promised
    passed = today.isoweekday() in person.days and _instant(person, today, zone) <= now
    return today if passed else None


async def run_forever(
    bot: ExtBot[None], services: Services, *, stop: asyncio.Event | None = None
) -> None:
    """Tick once a minute until `stop` is set; then what is in flight has ended.

    Raises TokenRefused; any other failure is logged and the next tick tries again.
    """
    stop = stop or asyncio.Event()
    while not stop.is_set():
        try:
            await tick(bot, services, stop=stop)
        except* TokenRefused as refused:
            raise TokenRefused from refused
        except* Exception as error:  # noqa: BLE001 - the loop over the minutes
            _log.error("A tick failed\n%s", trace_of(error), extra={"action": "tick"})
        with suppress(TimeoutError):
            wait_s = _TICK_S - services.clock().timestamp() % _TICK_S
            await asyncio.wait_for(stop.wait(), timeout=wait_s)


async def tick(bot: ExtBot[None], services: Services, *, stop: asyncio.Event | None = None) -> None:
    """Prepare and send what is due now. A second tick at the same time doubles nothing.

    While one page of people is prepared, what is in the outbox is sent.
    """
    stop = stop or asyncio.Event()
    now = services.clock()
    await _end_pauses(services, now=now)
    await _call_back(services, now=now)
    page = await services.people.due(now, limit=_PAGE)
    while page and not stop.is_set():
        async with asyncio.TaskGroup() as group:
            group.create_task(_prepare_all(services, page, now=now, stop=stop))
            group.create_task(send_ready(bot, services, stop=stop))
        page = await services.people.due(now, limit=_PAGE, after=page[-1])
    await send_ready(bot, services, stop=stop)


async def _prepare_all(
    services: Services, page: Sequence[Person], *, now: datetime, stop: asyncio.Event
) -> None:
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(person: Person) -> None:
        async with places:
            if not stop.is_set():
                await _prepare(services, person, now=now)

    async with asyncio.TaskGroup() as group:
        for person in page:
            group.create_task(one(person))


async def _prepare(services: Services, person: Person, *, now: datetime) -> None:
    """Prepare one person's digest; a failure is logged, put off, and touches nobody else."""
    try:
        await _digest(services, person, now=now)
    except Exception as error:  # noqa: BLE001 - the loop over people
        _log.error(
            "A digest failed\n%s", trace_of(error), extra={"action": "digest", "person": person.id}
        )
        await services.people.put_off(person.id, until=now + _AFTER_FAILURE, now=now)


async def _digest(services: Services, person: Person, *, now: datetime) -> None:
    day, upcoming = nominal_day(person, now), next_due(person, now)
    key = day.isoformat() if day else ""
    if day is None or await services.deliveries.planned(person.id, key=key):
        await services.people.change(person.id, due=upcoming[0], due_day=upcoming[1])
        return
    await services.deliveries.withdraw(now, person_id=person.id)
    await prepare(services, person, key=key, now=now, next_due=upcoming)


async def _end_pauses(services: Services, *, now: datetime) -> None:
    for person in await services.people.paused():
        today = now.astimezone(ZoneInfo(person.zone)).date()
        if person.paused_until and person.paused_until <= today:
            back = person.model_copy(update={"state": "active", "paused_until": None})
            profile = await services.profiles.get(person.id)
            fields = {"due": None, "due_day": None} if profile.empty else due_fields(back, now)
            await services.people.change(person.id, state="active", paused_until=None, **fields)


async def _call_back(services: Services, *, now: datetime) -> None:
    """Bring back who is due in a far future, because the clock was wrong when it was set."""
    for person in await services.people.strayed(now + _FARTHEST, limit=_PAGE):
        due, day = next_due(person, now)
        await services.people.change(person.id, due=due, due_day=day)


def _instant(person: Person, day: date, zone: ZoneInfo) -> datetime:
    """Return the person's time on this day in UTC, spread, but never into another local day."""
    base = datetime.combine(day, time.fromisoformat(person.at), tzinfo=zone).astimezone(UTC)
    spread = base + timedelta(seconds=_spread_s(person.id))
    same_day = spread.astimezone(zone).date() == base.astimezone(zone).date()
    return spread if same_day else base


def _spread_s(person_id: int) -> int:
    """Return 0 to 300 seconds: always the same for one person, evenly spread over people."""
    return int.from_bytes(hashlib.sha256(b"%d" % person_id).digest()[:4]) % (_SPREAD_S + 1)
