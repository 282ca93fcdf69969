"""The lists of picks that a person was sent, by day: to be looked at again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.model import Delivery, Person
from bot.stores import outbox
from scoring.edge.db import Store, utc_text

# The digests: of a morning by its date, of /picks, and the first of all. What answers a question
# about one job or scores again is none.
DIGEST_KEYS = "(key GLOB '[0-9][0-9][0-9][0-9]-*' OR key LIKE 'picks:%' OR key = 'first')"
_NEWEST = "ORDER BY id DESC"
_OLDEST = "ORDER BY id"
_TWO_DAYS = timedelta(days=2)  # a day of a zone lies within these of its date in UTC


class Past:
    """A person's earlier lists, each with its neighbours. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def on(self, person: Person, day: date) -> Delivery | None:
        """Return the list of a day of the person's: that of the morning, else the first."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(person.zone))
        text = day.isoformat()
        where = (
            "created_at BETWEEN ? AND ? AND json_extract(digest, '$.day') = ? ORDER BY key <> ?, id"
        )
        values = (utc_text(start - _TWO_DAYS), utc_text(start + _TWO_DAYS), text, text)
        return await self._store.read(lambda db: _first(db, person.id, where, *values))

    async def around(self, person: Person, day: date) -> tuple[Delivery | None, Delivery | None]:
        """Return the last list before a day without one, and the first after it."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(person.zone))
        begin, end = utc_text(start), utc_text(start + timedelta(days=1))

        def work(db: Database) -> tuple[Delivery | None, Delivery | None]:
            return (
                _first(db, person.id, f"created_at < ? {_NEWEST}", begin),
                _first(db, person.id, f"created_at >= ? {_OLDEST}", end),
            )

        return await self._store.read(work)

    async def older(self, delivery: Delivery) -> Delivery | None:
        """Return the list before this delivery, whatever it is itself."""
        whose, where = delivery.person_id, f"id < ? {_NEWEST}"
        return await self._store.read(lambda db: _first(db, whose, where, delivery.id))

    async def newer(self, delivery: Delivery) -> Delivery | None:
        """Return the list after this delivery."""
        whose, where = delivery.person_id, f"id > ? {_OLDEST}"
        return await self._store.read(lambda db: _first(db, whose, where, delivery.id))


def _first(db: Database, person_id: int, where: str, *values: object) -> Delivery | None:
    """Return the first digest with picks that was not taken back.

    A digest is long JSON: only those are read that are looked at, not all that are put in order.
    """
    query = f"SELECT id FROM deliveries WHERE person_id = ? AND {DIGEST_KEYS} AND {where}"  # noqa: S608 - ours
    with_picks = f"id = ? AND json_array_length(digest, '$.picks') > 0 AND NOT {outbox.WITHDRAWN}"
    ids = [row["id"] for row in db.query(query, [person_id, *values])]
    found = (outbox.delivery(db, with_picks, each) for each in ids)
    return next((each for each in found if each), None)
