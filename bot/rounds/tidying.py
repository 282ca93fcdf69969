"""Lets old rows go, once a night, while everybody else goes on: many small steps with rests."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import Services
from bot.reports import report
from bot.stores.retention.rules import RULES
from bot.stores.retention.sweeps import When
from bot.traces import trace_of

_AT = time(3)  # on the owner's clock: mornings are over in the west, and have not begun here
_REST_S = 0.02  # between two steps, so that whoever waits for the store has it for most of the time
_LOOK_S = 60.0
_AFTER_FAILURE_S = 3600.0

_log = logging.getLogger(__name__)


async def run_forever(services: Services, *, stop: asyncio.Event) -> None:
    """Tidy up every night until `stop`; no failure ends the loop. A missed night is made up for."""
    while not stop.is_set():
        wait_s = _LOOK_S
        try:
            await tidy_if_due(services, stop=stop)
        except Exception as error:  # noqa: BLE001 - the loop over the nights
            _log.error("Tidying up failed\n%s", trace_of(error), extra={"action": "tidy"})
            await report(services.errors, "tidying", error, now=services.clock())
            wait_s = _AFTER_FAILURE_S
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=wait_s)


async def tidy_if_due(services: Services, *, stop: asyncio.Event) -> bool:
    """Tidy up where a night has come since the last time; return whether one had."""
    now, last = services.clock(), await services.retention.last()
    if last is None:  # a new bot has nothing old; its first night is the next one
        await services.retention.note(now)
        return False
    owner = await services.people.owner()
    if now < next_night(min(last, now), zone=owner.zone if owner else "UTC"):
        return False
    await tidy(services, now=now, stop=stop)
    return True


def next_night(last: datetime, *, zone: str) -> datetime:
    """Return the first three in the morning there after a moment, in UTC. Pure."""
    there = ZoneInfo(zone)
    today = last.astimezone(there).date()
    nights = (
        datetime.combine(today + timedelta(days=ahead), _AT, tzinfo=there).astimezone(UTC)
        for ahead in (0, 1, 2)
    )
    return next(night for night in nights if night > last)


async def tidy(services: Services, *, now: datetime, stop: asyncio.Event) -> dict[str, int]:
    """Let go what is old, table after table; return how many rows went, by table.

    Stopped or killed at any step, the next night goes on: what is gone is gone, the rest is found.
    """
    when = When(
        now=now,
        closed=timedelta(days=services.settings.keep_closed_days),
        versions=frozenset(await services.records.versions()),
    )
    gone: dict[str, int] = {}
    for table in RULES:
        if rows := await _sweep(services, table, when, stop=stop):
            gone[table] = rows
    if not stop.is_set():
        await services.retention.note(now)
    took = services.clock() - now
    facts = {"action": "tidy", "seconds": round(took.total_seconds(), 1), **gone}
    _log.info("Old rows went", extra=facts)
    return gone


async def _sweep(services: Services, table: str, when: When, *, stop: asyncio.Event) -> int:
    rows, after = 0, None
    while not stop.is_set():
        step = await services.retention.step(table, after, when)
        rows, after = rows + step.rows, step.after
        if after is None:
            break
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=_REST_S)
    return rows
