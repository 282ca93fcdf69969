"""Remembers which pages were read, to ask for them only when they changed, and each ingest's runs.

A page is remembered after its postings are stored, never before: a crash in between costs one
more download and no posting.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store
from scoring.ingest.report import SourceRun
from scoring.model import Fetch
from scoring.ports import Page

MIGRATIONS = Migrations("visits")

# Once a day a page is read again although it is unchanged, so that its postings count as seen.
_TRUSTED = timedelta(hours=20)
_RUNS_KEPT = timedelta(days=90)
_REMEMBERED = timedelta(days=3)  # of runs, for what fails now


@MIGRATIONS()
def m001_visits(db: Database) -> None:
    """Create the pages' validators and the runs of the sources."""
    db.execute(
        """
        CREATE TABLE visits (
            url TEXT PRIMARY KEY,
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE source_runs (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            at TEXT NOT NULL,
            fetched INTEGER NOT NULL,
            new INTEGER NOT NULL,
            unread INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            seconds REAL NOT NULL,
            error TEXT NOT NULL,
            skipped TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX source_runs_by_source ON source_runs (source, at)")


@MIGRATIONS()
def m002_costs(db: Database) -> None:
    """Note what each run cost the other side, and what it closed."""
    for column in ("requests", "bytes", "closed"):
        db.execute(f"ALTER TABLE source_runs ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@MIGRATIONS()
def m003_changed(db: Database) -> None:
    """Note whether a run met a page in a shape that is not known."""
    db.execute("ALTER TABLE source_runs ADD COLUMN changed INTEGER NOT NULL DEFAULT 0")


class VisitsStore:
    """Implements `scoring.ingest.ports.Visits` on the store. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    async def conditional(self, fetch: Fetch, *, now: datetime) -> Fetch:
        """Return the fetch with the validators of its last visit, unless that is too long ago."""
        since = _text(now - _TRUSTED)
        if fetch.method != "GET":
            return fetch

        def known(db: Database) -> tuple[str, str]:
            query = "SELECT etag, last_modified FROM visits WHERE url = ? AND at > ?"
            row: tuple[str, str] | None = db.execute(query, [_key(fetch), since]).fetchone()
            return row or ("", "")

        etag, last_modified = await self._store.read(known)
        wanted = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
        return fetch.model_copy(
            update={
                "headers": (*fetch.headers, *((name, value) for name, value in wanted if value))
            }
        )

    async def confirm(self, fetch: Fetch, page: Page, *, now: datetime) -> None:
        """Remember a page whose postings are stored; one without validators is not remembered."""
        if fetch.method != "GET" or not (page.etag or page.last_modified):
            return
        row = [_key(fetch), page.etag, page.last_modified, _text(now)]
        await self._store.write(
            lambda db: db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?)", row)
        )

    async def keep_run(self, run: SourceRun, *, now: datetime) -> None:
        """Keep a row of the report for ninety days."""
        old = _text(now - _RUNS_KEPT)
        counts = (run.fetched, run.new, run.unread, run.unchanged, run.pages)
        costs = (run.requests, run.bytes, run.closed, run.changed)
        row = [run.source, _text(now), *counts, run.seconds, run.error, run.skipped, *costs]

        def keep(db: Database) -> None:
            db.execute("DELETE FROM source_runs WHERE at < ?", [old])
            db.execute("DELETE FROM visits WHERE at < ?", [_text(now - _TRUSTED)])
            db.execute(
                "INSERT INTO source_runs (source, at, fetched, new, unread, unchanged, pages,"
                " seconds, error, skipped, requests, bytes, closed, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

        await self._store.write(keep)

    async def last_runs(self) -> tuple[SourceRun, ...]:
        """Return each source's newest run, by source."""
        columns = (
            "source, fetched, new, unread, unchanged, pages, seconds, error, skipped,"
            " requests, bytes, closed"
        )

        def newest(db: Database) -> tuple[SourceRun, ...]:
            query = (
                f"SELECT {columns} FROM source_runs WHERE id IN"  # noqa: S608 - our own columns
                " (SELECT max(id) FROM source_runs GROUP BY source) ORDER BY source"
            )
            names = columns.split(", ")
            rows = db.execute(query).fetchall()
            return tuple(SourceRun(**dict(zip(names, row, strict=True))) for row in rows)

        return await self._store.read(newest)

    async def failing(self, *, now: datetime) -> dict[str, int]:
        """Return how often in a row each source has failed, the last time included."""
        since = _text(now - _REMEMBERED)

        def work(db: Database) -> dict[str, int]:
            rows = db.execute(
                "SELECT source, error <> '' AND fetched = 0 AND unchanged = 0 FROM source_runs"
                " WHERE at > ? AND skipped = '' ORDER BY id DESC",
                [since],
            )
            return _in_a_row(rows.fetchall())

        return await self._store.read(work)


def _in_a_row(newest_first: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Count the failures of each source from its newest run back to one that went well."""
    counts: dict[str, int] = {}
    well: set[str] = set()
    for source, failed in newest_first:
        if not failed:
            well.add(source)
        elif source not in well:
            counts[source] = counts.get(source, 0) + 1
    return counts


def _key(fetch: Fetch) -> str:
    """Return the page's address; parameters are hashed, since a key may be among them."""
    if not fetch.params:
        return fetch.url
    digest = hashlib.sha256(repr(fetch.params).encode()).hexdigest()[:20]
    return f"{fetch.url}?{digest}"


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
