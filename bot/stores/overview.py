"""What the owner sees of everybody together: counts, and ids; never a name or a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import Person
from bot.stores.people import person_of
from scoring.edge.db import Store, utc_text

WEEK = timedelta(days=7)
_REASONS = 5  # shown of what was refused, the commonest first

# Whoever pressed, asked or changed something; a morning message alone is nobody's doing.
_ACTIVE = """
    SELECT count(*) FROM people WHERE created_at >= :since OR id IN (
        SELECT person_id FROM feedback WHERE at >= :since
        UNION SELECT person_id FROM profiles WHERE changed_at >= :since
        UNION SELECT person_id FROM deliveries WHERE created_at >= :since
        AND key NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many there are: by (kind, state), who is new this week, who did something in it."""

    counts: Mapping[tuple[str, str], int]
    new: int
    active: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How deliveries stand: who is due, and what became of the last seven days' messages."""

    due_today: int
    next_due: datetime | None
    waiting: int
    sent: int
    unsure: int
    dead: int
    taken_back: int
    reasons: Sequence[tuple[str, int]]


class Overview:
    """Counts over everybody. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def crowd(self, *, now: datetime) -> Crowd:
        """Return how many people there are."""
        since = {"since": utc_text(now - WEEK)}

        def work(db: Database) -> Crowd:
            rows = db.execute(
                "SELECT kind, state, count(*) FROM people GROUP BY 1, 2 ORDER BY 1, 2"
            )
            counts = {(kind, state): number for kind, state, number in rows.fetchall()}
            new = _one(db, "SELECT count(*) FROM people WHERE created_at >= :since", since)
            return Crowd(counts=counts, new=new, active=_one(db, _ACTIVE, since))

        return await self._store.read(work)

    async def people(self, *, skip: int, most: int) -> Sequence[Person]:
        """Return some people, the newest first."""
        query = "SELECT * FROM people ORDER BY created_at DESC, id LIMIT ? OFFSET ?"
        return await self._store.read(
            lambda db: [person_of(row) for row in db.query(query, [most, skip])]
        )

    async def post(self, *, until: datetime, now: datetime) -> Post:
        """Return how deliveries stand; who is due by `until` is due today."""
        return await self._store.read(lambda db: _post(db, until=until, now=now))


def _post(db: Database, *, until: datetime, now: datetime) -> Post:
    due = "FROM people WHERE state = 'active' AND due IS NOT NULL"
    next_due = db.execute(f"SELECT min(due) {due}").fetchone()[0]
    since = [utc_text(now - WEEK)]
    states = dict(
        db.execute(
            "SELECT CASE WHEN why = 'withdrawn' THEN why ELSE state END, count(*) FROM outbox"
            " WHERE changed_at >= ? GROUP BY 1",
            since,
        ).fetchall()
    )
    reasons = db.execute(
        "SELECT coalesce(why, ''), count(*) FROM outbox WHERE changed_at >= ?"
        " AND state = 'dead' AND why <> 'withdrawn' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        [*since, _REASONS],
    ).fetchall()
    return Post(
        due_today=_one(db, f"SELECT count(*) {due} AND due < :until", {"until": utc_text(until)}),
        next_due=datetime.fromisoformat(next_due) if next_due else None,
        waiting=_one(db, "SELECT count(*) FROM outbox WHERE state IN ('ready', 'intent')", {}),
        sent=states.get("sent", 0),
        unsure=states.get("doubt", 0) + states.get("asked", 0),
        dead=states.get("dead", 0),
        taken_back=states.get("withdrawn", 0),
        reasons=reasons,
    )


def _one(db: Database, query: str, values: Mapping[str, str]) -> int:
    return int(db.execute(query, dict(values)).fetchone()[0])
