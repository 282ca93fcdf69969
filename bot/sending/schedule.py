"""The loop that asks the database, once a minute, who is due; `due.py` decides when that is."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from telegram.ext import ExtBot

from bot.answers.digests import prepare
from bot.answers.learning import learn_due
from bot.context import Services
from bot.logs import nickname
from bot.model import Person
from bot.reports import report
from bot.sending.broadcast import send_broadcasts
from bot.sending.delivery import TokenRefused, send_ready
from bot.sending.due import FARTHEST, due_after_pause, due_fields, next_due, nominal_day
from bot.traces import trace_of

__all__ = ["due_fields", "next_due", "run_forever", "tick"]

_AFTER_FAILURE = timedelta(minutes=5)
_PAGE = 100
_AT_ONCE = 8  # digests that are chosen at the same time
_TICK_S = 60.0
_LOOK_S = 5.0  # who is ready waits so long, at most, for those who take their time
_LONGEST_S = 300.0  # for one digest: after it the person is put off, and nobody else waits

_log = logging.getLogger(__name__)


class _Work(Protocol):
    def __call__(self, services: Services, person: Person, *, now: datetime) -> Awaitable[None]:
        """Put one person's date in order."""


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
            await report(services.errors, "tick", error, now=services.clock())
        with suppress(TimeoutError):
            wait_s = _TICK_S - services.clock().timestamp() % _TICK_S
            await asyncio.wait_for(stop.wait(), timeout=wait_s)


async def tick(bot: ExtBot[None], services: Services, *, stop: asyncio.Event | None = None) -> None:
    """Prepare and send what is due now. A second tick at the same time doubles nothing.

    While one page of people is prepared, what comes into the outbox is sent.
    """
    stop = stop or asyncio.Event()
    now = services.clock()
    await _tidy(services, now=now)
    page = await services.people.due(now, limit=_PAGE)
    while page and not stop.is_set():
        async with asyncio.TaskGroup() as group:
            preparing = group.create_task(_prepare_all(services, page, now=now, stop=stop))
            group.create_task(_send_while(preparing, bot, services, stop=stop))
        page = await services.people.due(now, limit=_PAGE, after=page[-1])
    await send_ready(bot, services, stop=stop)
    await send_broadcasts(bot, services, stop=stop)
    await learn_due(services, now=now, stop=stop)


async def _send_while(
    preparing: asyncio.Task[None], bot: ExtBot[None], services: Services, *, stop: asyncio.Event
) -> None:
    """Send what is ready, again and again: one slow digest keeps nobody else's back."""
    while not preparing.done() and not stop.is_set():
        await send_ready(bot, services, stop=stop)
        await asyncio.wait({preparing}, timeout=_LOOK_S)


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
        async with asyncio.timeout(_LONGEST_S):
            await _digest(services, person, now=now)
    except Exception as error:  # noqa: BLE001 - the loop over people
        if await services.people.get(person.id) is None:
            return  # forgotten in the meantime: nothing of theirs could be kept
        facts = {"action": "digest", "person": nickname(person.id)}
        _log.error("A digest failed\n%s", trace_of(error), extra=facts)
        until = services.clock() + _AFTER_FAILURE  # it may have taken long to fail
        await services.people.put_off(person.id, until=until, now=now)
        await report(services.errors, "digest", error, now=now)


async def _digest(services: Services, person: Person, *, now: datetime) -> None:
    day = nominal_day(person, now)
    upcoming, key = _upcoming(person, day, now=now), day.isoformat() if day else ""
    if day is None or await services.deliveries.planned(person.id, key=key):
        await services.people.change(person.id, due=upcoming[0], due_day=upcoming[1])
        return
    await services.deliveries.withdraw(now, person_id=person.id)
    await prepare(services, person, key=key, now=now, next_due=upcoming)


def _upcoming(person: Person, day: date | None, *, now: datetime) -> tuple[datetime, date]:
    """Return the next due of a later date: new zone data may move this date's past `now`."""
    due, next_day = next_due(person, now)
    return next_due(person, due) if day and next_day <= day else (due, next_day)


async def _tidy(services: Services, *, now: datetime) -> None:
    """Put the dates in order: pauses that end, clocks that were wrong, a crash in between."""
    people = services.people
    each = partial(_each, services, now=now)
    await each(await people.paused(), _end_pause)
    await each(await people.strayed(now + FARTHEST, limit=_PAGE), _call_back)
    await each(await people.dateless(), _give_date)


async def _each(
    services: Services, people: Sequence[Person], work: _Work, *, now: datetime
) -> None:
    for person in people:
        try:
            await work(services, person, now=now)
        except Exception as error:  # noqa: BLE001 - the loop over people
            facts = {"action": "date", "person": nickname(person.id)}
            _log.error("A date was not set\n%s", trace_of(error), extra=facts)
            await report(services.errors, "tick", error, now=now)


async def _end_pause(services: Services, person: Person, *, now: datetime) -> None:
    today = now.astimezone(ZoneInfo(person.zone)).date()
    if person.paused_until and person.paused_until <= today:
        asks = await services.profiles.ask(person.id)
        fields = due_after_pause(person) if asks else {"due": None, "due_day": None}
        await services.people.change(person.id, state="active", paused_until=None, **fields)


async def _call_back(services: Services, person: Person, *, now: datetime) -> None:
    """Bring back who is due in a far future, because the clock was wrong when it was set."""
    due, day = next_due(person, now)
    await services.people.change(person.id, due=due, due_day=day)


async def _give_date(services: Services, person: Person, *, now: datetime) -> None:
    """Let somebody be due who has a profile and no date: a crash came between the two."""
    if await services.profiles.ask(person.id):
        await services.people.change(person.id, **due_fields(person, now))
