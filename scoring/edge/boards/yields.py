"""What each board gave of late, and when it is asked again: read for whoever looks after them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from scoring.boards.seen import BoardKey, key_of
from scoring.edge.db import Store
from scoring.ingest.polling import LOOKED_BACK, time_between

_DAYS = 90  # that are kept of a board


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardYield:
    """How a board does; days are those of UTC."""

    read_on: date | None  # the last day on which its list was read
    listed: int  # then
    new: int  # postings of the last fourteen days that were never seen before
    failed_on: date | None  # the last day on which it could not be read
    every: timedelta  # between two visits, as often as it changes

    @property
    def failing(self) -> bool:
        """Tell whether it could not be read the last time."""
        return self.failed_on is not None and (
            self.read_on is None or self.failed_on > self.read_on
        )


async def yields(store: Store, *, now: datetime) -> Mapping[BoardKey, BoardYield]:
    """Return how every board does that was ever visited. May raise StoreError."""

    def work(db: Database) -> dict[BoardKey, BoardYield]:
        boards = db.execute("SELECT id, source, name, known_since FROM boards").fetchall()
        days = _days(db, since=(now - timedelta(_DAYS)).date())
        return {
            key_of(source, name): _yield(days.get(number, []), known_since=since, now=now)
            for number, source, name, since in boards
        }

    return await store.read(work)


_Day = tuple[date, int | None, int, int, int]  # day, listed, new, closed, errors


def _days(db: Database, *, since: date) -> dict[int, list[_Day]]:
    found: dict[int, list[_Day]] = defaultdict(list)
    query = (
        "SELECT board_id, day, listed, new, closed, errors FROM board_days"
        " WHERE day >= ? ORDER BY day"
    )
    for board_id, day, *rest in db.execute(query, [since.isoformat()]).fetchall():
        found[board_id].append((date.fromisoformat(day), *rest))
    return found


def _yield(days: list[_Day], *, known_since: str | None, now: datetime) -> BoardYield:
    recent = [each for each in days if each[0] >= (now - LOOKED_BACK).astimezone(UTC).date()]
    read = [(day, listed) for day, listed, *_ in days if listed is not None]
    known_for = now - datetime.fromisoformat(known_since) if known_since else timedelta()
    changes = sum(new + closed for _, _, new, closed, _ in recent)
    return BoardYield(
        read_on=read[-1][0] if read else None,
        listed=read[-1][1] if read else 0,
        new=sum(new for _, _, new, _, _ in recent),
        failed_on=max((day for day, _, _, _, errors in days if errors), default=None),
        every=time_between(changes, over=min(LOOKED_BACK, max(timedelta(), known_for))),
    )
