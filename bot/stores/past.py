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
_LIST = (
    f"person_id = ? AND {DIGEST_KEYS}"
    f" AND json_array_length(digest, '$.picks') > 0 AND NOT {outbox.WITHDRAWN}"
)
_TWO_DAYS = timedelta(days=2)  # a day of a zone lies within these of its date in UTC


class Past:
    """A person's earlier lists, each with its neighbours. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def on(self, person: Person, day: date) -> Delivery | None:
        """Return the list of a day of the person's: that of the morning, else the first."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(person.zone))
        where = (
            f"{_LIST} AND created_at BETWEEN ? AND ? AND json_extract(digest, '$.day') = ?"
            " ORDER BY key <> ?, id LIMIT 1"
        )
        text = day.isoformat()
        values = (utc_text(start - _TWO_DAYS), utc_text(start + _TWO_DAYS), text, text)
        return await self._store.read(lambda db: outbox.delivery(db, where, person.id, *values))

    async def around(self, person: Person, day: date) -> tuple[Delivery | None, Delivery | None]:
        """Return the last list before a day without one, and the first after it."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(person.zone))

        def work(db: Database) -> tuple[Delivery | None, Delivery | None]:
            return (
                outbox.delivery(db, f"{_LIST} AND created_at < ? {_NEWEST}", person.id, begin),
                outbox.delivery(db, f"{_LIST} AND created_at >= ? {_OLDEST}", person.id, end),
            )

        begin, end = utc_text(start), utc_text(start + timedelta(days=1))
        return await self._store.read(work)

    async def older(self, delivery: Delivery) -> Delivery | None:
        """Return the list before this delivery, whatever it is itself."""
        where = f"{_LIST} AND id < ? {_NEWEST}"
        of = (delivery.person_id, delivery.id)
        return await self._store.read(lambda db: outbox.delivery(db, where, *of))

    async def newer(self, delivery: Delivery) -> Delivery | None:
        """Return the list after this delivery."""
        where = f"{_LIST} AND id > ? {_OLDEST}"
        of = (delivery.person_id, delivery.id)
        return await self._store.read(lambda db: outbox.delivery(db, where, *of))


_NEWEST = "ORDER BY id DESC LIMIT 1"
_OLDEST = "ORDER BY id LIMIT 1"
