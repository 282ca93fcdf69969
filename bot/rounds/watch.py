"""Watches the sources after each round: which are quiet, and what the owner should hear of it.

The owner hears once of a trouble, however long it lasts, and once that a source is well again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.language.current import speaking
from bot.stores.deliveries import Deliveries
from bot.stores.people import People
from bot.views.sources import boards_notice, many_notice, trouble_notice, well_notice
from scoring.edge.db import Store
from scoring.edge.standings import StandingsStore
from scoring.edge.troubles import Troubles
from scoring.ingest.report import SourceRun
from scoring.ingest.standing import Standing, Trouble

_MANY = 3  # messages in one round; what is more becomes one message
_TIRED_AFTER = 3  # failures in a row, before the owner hears of them
_OVER_AFTER = timedelta(hours=20)  # a board that comes and goes within a day is one trouble
_BETWEEN_BOARDS = timedelta(hours=20)  # two messages about boards


class Watch:
    """Looks at what each source gave. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._standings = StandingsStore(store)
        self._troubles = Troubles(store)
        self._deliveries = Deliveries(store)
        self._people = People(store)

    async def standings(
        self, sources: Iterable[str] | None = None, *, now: datetime
    ) -> tuple[Standing, ...]:
        """Return how these sources stand, in their order; without any, those that had a round."""
        return await self._standings.standings(sources, now=now)

    async def quiet(self, *, now: datetime) -> tuple[str, ...]:
        """Return the sources that fail, or give less than their own history makes likely."""
        bad = {"quiet", "failing", "changed"}
        return tuple(each.source for each in await self.standings(now=now) if each.state in bad)

    async def tell(self, rows: Iterable[SourceRun], *, now: datetime) -> None:
        """Tell the owner what turned bad or well in this round, and never the same twice."""
        owner = await self._people.owner()
        if owner is None:  # whoever comes first hears of what is wrong then
            return
        asked = [row.source for row in rows if not row.skipped]
        found = await self.standings(asked, now=now)
        for each in found:
            if kind := _kind(each):
                await self._troubles.see(kind, source=each.source, now=now)
            if each.state == "well":
                await self._note_boards(each, now=now)
        with speaking(owner.language):
            await self._tell_sources(found, owner=owner.id, now=now)
            await self._tell_boards(owner=owner.id, now=now)

    async def _tell_sources(self, found: Sequence[Standing], *, owner: int, now: datetime) -> None:
        """Tell which troubles began in this round, and which are over."""
        known = await self._troubles.open()
        pairs = [(each, known[each.source, ""]) for each in found if (each.source, "") in known]
        ill = [(each, trouble) for each, trouble in pairs if trouble.told_at is None]
        well = [
            (each, trouble)
            for each, trouble in pairs
            if trouble.told_at and each.state == "well" and _is_over(trouble, now=now)
        ]
        await self._say(ill, how="ill", owner=owner, now=now)
        await self._troubles.tell([trouble for _, trouble in ill], now=now)
        await self._say(well, how="well", owner=owner, now=now)
        await self._troubles.end([trouble for _, trouble in well])

    async def _say(
        self,
        told: Sequence[tuple[Standing, Trouble]],
        *,
        how: Literal["ill", "well"],
        owner: int,
        now: datetime,
    ) -> None:
        """Put a message for each source on its way, or one for all where they are many.

        The keys outlive a crash between a message and the note that it is on its way.
        """
        if len(told) > _MANY:
            first = max(trouble.since for _, trouble in told)
            key, message = f"sources:{first.isoformat()}:{how}", many_notice(told, how=how)
            await self._deliveries.notice(owner, message, key=key, now=now)
            return
        for each, trouble in told:
            key = f"source:{trouble.source}:{trouble.since.isoformat()}:{how}"
            message = trouble_notice(each, trouble) if how == "ill" else well_notice(each)
            await self._deliveries.notice(owner, message, key=key, now=now)

    async def _note_boards(self, found: Standing, *, now: datetime) -> None:
        """Begin, continue or end the troubles of a source's boards."""
        source, quiet = found.source, [name for name, _ in found.quiet_boards]
        await self._troubles.see("quiet", source=source, boards=quiet, now=now)
        await self._troubles.see("lost", source=source, boards=found.lost_boards, now=now)
        still = {*quiet, *found.lost_boards, ""}
        known = (await self._troubles.open()).values()
        over = [each for each in known if each.source == source and each.board not in still]
        await self._troubles.end([each for each in over if _is_over(each, now=now)])

    async def _tell_boards(self, *, owner: int, now: datetime) -> None:
        """Tell of all boards that are new among the troubled in one message, once a day."""
        known = (await self._troubles.open()).values()
        boards = [each for each in known if each.board]
        new = [each for each in boards if each.told_at is None]
        told = [each.told_at for each in boards if each.told_at is not None]
        if not new or (told and max(told) > now - _BETWEEN_BOARDS):
            return
        sources = dict.fromkeys(each.source for each in new)
        found = {each.source: each for each in await self.standings(sources, now=now)}
        key = f"boards:{max(each.since for each in new).isoformat()}"
        await self._deliveries.notice(owner, boards_notice(new, found), key=key, now=now)
        await self._troubles.tell(new, now=now)


def _kind(found: Standing) -> str:
    """Return what is wrong with a source; nothing for a failure or two."""
    if found.state == "failing" and found.runs.failures < _TIRED_AFTER:
        return ""
    return found.state if found.state in {"quiet", "changed", "failing"} else ""


def _is_over(trouble: Trouble, *, now: datetime) -> bool:
    """Tell whether a trouble that is not seen now is over: a failing source just answers."""
    return trouble.kind == "failing" or trouble.last_at <= now - _OVER_AFTER
