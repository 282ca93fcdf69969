"""What the model costs: a row for every call, and what is left of the day's money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text

MIGRATIONS = Migrations("ledger")

Priced = Literal["list", "set", "assumed"]
"""Where a price is from: litellm's list, the owner's settings, or an assumption of ours."""


@MIGRATIONS()
def m001_calls(db: Database) -> None:
    """Create the calls."""
    db.execute(
        """
        CREATE TABLE llm_calls (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            model TEXT NOT NULL,
            purpose TEXT NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL,
            cost_usd REAL NOT NULL,
            seconds REAL NOT NULL,
            outcome TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX llm_calls_at ON llm_calls (at)")


@MIGRATIONS()
def m002_payers(db: Database) -> None:
    """Note for whom a call was made, and whether its price is known or assumed."""
    db.execute("ALTER TABLE llm_calls ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE llm_calls ADD COLUMN priced TEXT NOT NULL DEFAULT 'list'")
    db.execute("CREATE INDEX llm_calls_person ON llm_calls (person, at)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a model."""

    model: str
    purpose: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    outcome: str = "ok"  # or the name of the error
    person: str = ""  # for whom; "" for nobody in particular
    priced: Priced = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The calls of a stretch of time together."""

    calls: int
    tokens: int
    cost_usd: float


By = Literal["day", "model", "purpose", "person"]

_KEYS: Mapping[By, str] = {
    "day": "substr(at, 1, 10)",
    "model": "model",
    "purpose": "purpose",
    "person": "person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The calls that have a day, a model, a purpose or a person in common."""

    key: str
    calls: int
    failed: int  # calls that gave no usable reply
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    seconds: float  # all calls one after the other
    assumed: int  # calls whose price is an assumption


class Ledger:
    """Calls by time. May raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def enter(self, call: Call, *, at: datetime) -> None:
        """Add a row."""
        await self._store.write(
            lambda db: db.execute(
                "INSERT INTO llm_calls (at, model, purpose, prompt_tokens, completion_tokens,"
                " cost_usd, seconds, outcome, person, priced)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    utc_text(at),
                    call.model,
                    call.purpose,
                    call.prompt_tokens,
                    call.completion_tokens,
                    call.cost_usd,
                    call.seconds,
                    call.outcome,
                    call.person,
                    call.priced,
                ),
            )
        )

    async def spent(self, *, since: datetime, person: str | None = None) -> Spending:
        """Return what the calls since a moment came to: everybody's, or one person's."""

        def work(db: Database) -> Spending:
            row = db.execute(
                "SELECT count(*), coalesce(sum(prompt_tokens + completion_tokens), 0),"
                " coalesce(sum(cost_usd), 0.0) FROM llm_calls"
                " WHERE at >= :since AND (:person IS NULL OR person = :person)",
                {"since": utc_text(since), "person": person},
            ).fetchone()
            return Spending(calls=row[0], tokens=row[1], cost_usd=row[2])

        return await self._store.read(work)

    async def spent_today(self, *, now: datetime, person: str | None = None) -> Spending:
        """Return what the last 24 hours came to: no midnight at which the cap opens again."""
        return await self.spent(since=now - timedelta(days=1), person=person)

    async def lines(self, *, since: datetime, by: By) -> tuple[Line, ...]:
        """Return the calls since a moment by group: UTC days in order, others the dearest first."""
        key = _KEYS[by]
        order = "1" if by == "day" else "6 DESC, 1"

        def work(db: Database) -> tuple[Line, ...]:
            rows = db.query(
                f"SELECT {key} AS key, count(*) AS calls, sum(outcome <> 'ok') AS failed,"  # noqa: S608 - constants of ours
                " sum(prompt_tokens) AS prompt_tokens,"
                " sum(completion_tokens) AS completion_tokens, sum(cost_usd) AS cost_usd,"
                " sum(seconds) AS seconds, sum(priced = 'assumed') AS assumed"
                f" FROM llm_calls WHERE at >= :since GROUP BY 1 ORDER BY {order}",
                {"since": utc_text(since)},
            )
            return tuple(Line(**row) for row in rows)

        return await self._store.read(work)
