"""What the model costs: a row for every call, and what is left of the day's money."""

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
