"""What a person's weeks came to: picks shown, and what they did with them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.model import Person
from bot.stores.feedback import Mark
from scoring.edge.db import Store, utc_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from a Monday of the person's own calendar."""

    monday: date
    shown: int = 0
    marks: Mapping[Mark, int]


class Stats:
    """Counts of what was delivered and marked. May raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def weeks(self, person: Person, *, now: datetime, most: int = 4) -> tuple[Week, ...]:
        """Return this week and those before it, the newest first."""
        zone = ZoneInfo(person.zone)
        monday = _monday(now, zone)
        mondays = [monday - timedelta(weeks=number) for number in range(most)]
        first = datetime.combine(mondays[-1], datetime.min.time(), tzinfo=zone)
        shown, marks = await self._store.read(lambda db: _counts(db, person.id, first, zone))
        return tuple(
            Week(
                monday=each,
                shown=shown[each],
                marks={mark: number for (week, mark), number in marks.items() if week == each},
            )
            for each in mondays
        )


def _counts(
    db: Database, person_id: int, first: datetime, zone: ZoneInfo
) -> tuple[Counter[date], Counter[tuple[date, Mark]]]:
    since = utc_text(first)
    shown = db.query(
        "SELECT created_at AS at FROM shown JOIN deliveries ON deliveries.id = delivery_id"
        " WHERE shown.person_id = ? AND created_at >= ? AND key NOT LIKE 'score:%'",
        [person_id, since],
    )
    marked = db.query(
        "SELECT mark, at FROM feedback WHERE person_id = ? AND at >= ?", [person_id, since]
    )
    return (
        Counter(_monday(datetime.fromisoformat(row["at"]), zone) for row in shown),
        Counter((_monday(datetime.fromisoformat(row["at"]), zone), row["mark"]) for row in marked),
    )


def _monday(moment: datetime, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
