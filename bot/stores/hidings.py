"""The store of what a person left out: when, and from which posting.

What is left out stands in the profiles, which alone decide; a row here says how it came there, and
is the way back. One that was taken back stays, so that a wrong tap costs nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.model import Pick, Value
from scoring.model.words import content_hash

MIGRATIONS = Migrations("hidings")
MOST_WORD = 60  # characters of a word or a company

Kind = Literal["company", "word", "level"]
State = Literal["hidden", "back", "asked"]  # asked: waits for the person to say that they mean it


@MIGRATIONS()
def m001_hidings(db: Database) -> None:
    """Create what was left out, how it came about, and whether it still is."""
    db.execute("""
        CREATE TABLE hidings (
            person_id INTEGER NOT NULL REFERENCES people (id),
            key TEXT NOT NULL,
            kind TEXT NOT NULL,
            word TEXT NOT NULL,
            search TEXT NOT NULL,
            state TEXT NOT NULL,
            at TEXT NOT NULL,
            cluster_id TEXT NOT NULL,
            title TEXT NOT NULL,
            company TEXT NOT NULL,
            PRIMARY KEY (person_id, key)
        ) STRICT
    """)
    db.execute("CREATE INDEX hidings_job ON hidings (person_id, cluster_id)")


class Hiding(Value):
    """One thing that is left out. `at` is None where the profile was edited by hand."""

    kind: Kind
    word: str
    search: str = ""  # the named profile that a level is left out of; the others hold for all
    state: State = "hidden"
    at: datetime | None = None
    cluster_id: str = ""  # the job whose "Not for me" did it; "" for /hide
    title: str = ""
    company: str = ""

    @property
    def key(self) -> str:
        """Return its name for a button: short, and the same however the word is written."""
        return content_hash(f"{self.kind}:{self.word.casefold()}:{self.search}")[:12]

    def because_of(self, pick: Pick) -> "Hiding":
        """Return it with the posting that it came from."""
        best = pick.cluster.best
        of = {"cluster_id": pick.cluster.id, "title": best.title, "company": best.company}
        return self.model_copy(update=of)


class Hidings:
    """Rows by person. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def keep(self, person_id: int, hiding: Hiding, *, now: datetime) -> None:
        """Keep a row, in the place of an earlier one of the same word."""
        row = {
            "person_id": person_id,
            "key": hiding.key,
            **hiding.model_dump(mode="json", exclude={"at"}),
            "at": utc_text(hiding.at or now),
        }
        await self._store.write(lambda db: db.table("hidings").upsert(row, pk=["person_id", "key"]))

    async def of(self, person_id: int) -> Sequence[Hiding]:
        """Return every row, the newest first."""
        query = "SELECT * FROM hidings WHERE person_id = ? ORDER BY at DESC, key"
        return await self._store.read(
            lambda db: [_hiding(row) for row in db.query(query, [person_id])]
        )

    async def get(self, person_id: int, key: str) -> Hiding | None:
        """Return the row with this key."""
        query = "SELECT * FROM hidings WHERE person_id = ? AND key = ?"
        rows = await self._store.read(lambda db: list(db.query(query, [person_id, key])))
        return _hiding(rows[0]) if rows else None


def _hiding(row: dict[str, Any]) -> Hiding:
    return Hiding.model_validate({name: row[name] for name in Hiding.model_fields})
