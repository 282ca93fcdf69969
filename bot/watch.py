"""Watches the sources after each round: which are quiet, and what the owner should hear of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape

from bot.deliveries import Deliveries
from bot.model import Message
from bot.people import People
from bot.texts import sources as texts
from scoring.edge.boards import BoardsStore
from scoring.edge.db import Store
from scoring.edge.visits import VisitsStore
from scoring.health import Health, health
from scoring.runs import SourceRun

_TIRED_AFTER = 3  # failures in a row, before the owner hears of them
_WHY_CHARS = 200


class Watch:
    """Looks at what each source gave. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._boards = BoardsStore(store)
        self._visits = VisitsStore(store)
        self._deliveries = Deliveries(store)
        self._people = People(store)

    async def quiet(self, *, now: datetime) -> tuple[str, ...]:
        """Return the sources that fail, or give less than their own history makes likely."""
        failing = await self._visits.failing(now=now)
        found = await self._health(now)
        return tuple(sorted({*failing, *(name for name, each in found.items() if each.quiet)}))

    async def tell(self, rows: Iterable[SourceRun], *, now: datetime) -> None:
        """Tell the owner of what turned bad in this round: once for each source and day."""
        owner = await self._people.owner()
        if owner is None:
            return
        found, failing = await self._health(now), await self._visits.failing(now=now)
        for row in rows:
            said = _words(row, found.get(row.source), failing=failing)
            if said:
                key = f"source:{row.source}:{now.astimezone(UTC).date()}"
                await self._deliveries.notice(owner.id, Message(html=said), key=key, now=now)

    async def _health(self, now: datetime) -> dict[str, Health]:
        day, listed = now.astimezone(UTC).date(), await self._boards.listed(now=now)
        return {source: health(days, day=day) for source, days in listed.items()}


def _words(row: SourceRun, found: Health | None, *, failing: Mapping[str, int]) -> str:
    """Say what turned bad; nothing of what was so before, and of a single failure."""
    if row.changed:
        return texts.CHANGED.format(name=row.source)
    if failing.get(row.source, 0) == _TIRED_AFTER:
        why = escape(row.error[:_WHY_CHARS])
        return texts.FAILING.format(name=row.source, times=_TIRED_AFTER, why=why)
    if found and found.streak == 1:
        return texts.QUIET.format(name=row.source, listed=found.listed, usual=found.usual)
    return ""
