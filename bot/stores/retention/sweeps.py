"""The small steps in which old rows go; each runs inside `Store.write`, a transaction of its own.

A step looks at some rows after where the last one ended. So a crash loses nothing, and a sweep
that begins anew finds what is left.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from scoring.edge.db import utc_text

ROWS = 200  # looked at in one step, for some milliseconds
_DIGESTS = 10
_MESSAGES = 80  # larger rows than most
_BLANK = '{"html":""}'


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The night: the time, how long closed jobs stay, and the profiles' versions that are kept."""

    now: datetime
    closed: timedelta
    versions: frozenset[str]

    def before(self, kept: timedelta) -> str:
        """Return the moment before which rows go that are kept for so long."""
        return utc_text(self.now - kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How many rows went, and where the next step begins; None: the sweep is over."""

    rows: int
    after: Any = None


Sweep = Callable[[Database, Any, When], Step]


def by_age(table: str, column: str, *, kept: timedelta, where: str = "1") -> Sweep:
    """Return the sweep of rows older than this, in the order of the table's rowid."""

    def sweep(db: Database, after: Any, when: When) -> Step:
        first = after or 0
        last = db.execute(
            f"SELECT max(rowid) FROM (SELECT rowid FROM {table} WHERE rowid > ?"  # noqa: S608 - names of ours
            f" ORDER BY rowid LIMIT {ROWS})",
            [first],
        ).fetchone()[0]
        if last is None:
            return Step(rows=0)
        cursor = db.execute(
            f"DELETE FROM {table} WHERE rowid > ? AND rowid <= ? AND {column} < ? AND {where}",  # noqa: S608 - names of ours
            [first, last, when.before(kept)],
        )
        return Step(rows=cursor.rowcount, after=last)

    return sweep


def calls(db: Database, after: Any, when: When) -> Step:
    """Delete calls of models of two years ago, and names of people who are not here any more.

    Who was removed while a model was at work for them was named by its row once more after it.
    """
    step = _OLD_CALLS(db, after, when)
    if step.after is not None:
        db.execute(
            "UPDATE llm_calls SET person = '' WHERE rowid > ? AND rowid <= ? AND person <> ''"
            " AND at < ? AND NOT EXISTS (SELECT 1 FROM people WHERE people.id = person)",
            [after or 0, step.after, when.before(timedelta(days=1))],
        )
    return step


_OLD_CALLS = by_age("llm_calls", "at", kept=timedelta(days=730))


def by_age_at_once(table: str, column: str, *, kept: timedelta) -> Sweep:
    """Return the sweep of a table that is small for ever; its column begins with a date."""

    def sweep(db: Database, _: Any, when: When) -> Step:
        where = [when.before(kept)]
        return Step(rows=db.execute(f"DELETE FROM {table} WHERE {column} < ?", where).rowcount)  # noqa: S608 - names of ours

    return sweep


def sent(db: Database, _: Any, when: When) -> Step:
    """Delete messages that met their end a month ago.

    One of a digest that was taken back stays without its words: it says that the digest was.
    """
    month = when.before(timedelta(days=30))
    ended = "changed_at < ? AND state IN ('sent', 'dead', 'asked')"
    taken_back = "coalesce(why, '') = 'withdrawn' AND kind = 'digest'"
    rows = db.execute(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox"  # noqa: S608 - constants
        f" WHERE {ended} AND NOT ({taken_back}) ORDER BY changed_at LIMIT ?)",
        [month, _MESSAGES],
    ).rowcount
    blanked = db.execute(
        "UPDATE outbox SET message = ? WHERE id IN (SELECT id FROM outbox"  # noqa: S608 - constants
        f" WHERE {ended} AND {taken_back} AND message <> ? LIMIT ?)",
        [_BLANK, month, _BLANK, _MESSAGES],
    ).rowcount
    return Step(rows=rows + blanked, after=True if rows + blanked else None)


def digests(db: Database, _: Any, when: When) -> Step:
    """Take the postings' texts and the near misses out of digests that are a year old.

    The digest stays, and so does what it showed. How far this came is kept in the transaction.
    """
    done = db.execute("SELECT value FROM settings WHERE name = 'shrunk_to'").fetchone()
    found = db.execute(
        "SELECT id, digest FROM deliveries WHERE id > ? AND created_at < ? ORDER BY id LIMIT ?",
        [int(done[0]) if done else 0, when.before(timedelta(days=365)), _DIGESTS],
    ).fetchall()
    if not found:
        return Step(rows=0)
    rows = [(_shrunk(digest), number) for number, digest in found]
    db.conn.executemany("UPDATE deliveries SET digest = ? WHERE id = ?", rows)
    db.execute(
        "INSERT OR REPLACE INTO settings (name, value) VALUES ('shrunk_to', ?)",
        [str(found[-1][0])],
    )
    return Step(rows=len(rows), after=found[-1][0])


def _shrunk(digest: str) -> str:
    told = json.loads(digest)
    told["near"] = []
    for pick in told.get("picks", []):
        cluster = pick["cluster"]
        for posting in (cluster["best"], *cluster.get("twins", [])):
            posting["text"] = ""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def broadcasts(db: Database, _: Any, when: When) -> Step:
    """Delete messages to everybody of three months ago, and drafts of a week ago."""
    quarter, week = when.before(timedelta(days=90)), when.before(timedelta(days=7))
    cursor = db.execute(
        "DELETE FROM broadcasts WHERE (created_at < ? AND (closed = 1 OR state = 'dropped'))"
        " OR (created_at < ? AND state = 'draft')",
        [quarter, week],
    )
    return Step(rows=cursor.rowcount)


def invites(db: Database, _: Any, when: When) -> Step:
    """Delete codes that let nobody in any more since a month."""
    cursor = db.execute(
        "DELETE FROM invites WHERE expires < ? OR (uses_left = 0 AND created < ?)",
        [when.before(timedelta(days=30))] * 2,
    )
    return Step(rows=cursor.rowcount)
