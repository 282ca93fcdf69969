"""What the ranking reads of the stored postings: all listings, or those that changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from scoring.edge.postings.memory import uncollected
from scoring.model import Place, Posting
from scoring.ports import Listing
from scoring.rank.meaning import packed

_PLACES = TypeAdapter(tuple[Place, ...])
_MEANINGS_AT_ONCE = 2_000  # written in one transaction, for some 20 ms

_Row = tuple[str, str, str | None, str, bytes, bytes | None, int]
_SELECT = """
    SELECT c.id, c.first_seen, c.places, p.card, p.terms, c.meaning, c.revision
    FROM clusters c JOIN postings p ON p.id = c.best_id WHERE {which}
"""
_LISTED = _SELECT.format(which="c.open = 1 AND c.dated >= ?")
_CHANGED = _SELECT.format(which="c.open = 1 AND c.dated >= ? AND c.revision > ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows of listings, the oldest first, and up to which revision they are all."""

    revision: int
    rows: Sequence[_Row]
    gone: tuple[str, ...] = ()  # clusters that changed and are listed no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The meaning of a cluster's title, as it was at a revision of the cluster."""

    cluster_id: str
    revision: int
    meaning: bytes


def listed(db: Database, *, since: datetime) -> Found:
    """Return what listings are made of, for each open cluster since then."""
    rows: list[_Row] = db.execute(_LISTED, [int(since.timestamp())]).fetchall()
    # Sorted here and not by SQLite, which would write every row to a temporary file to sort it.
    return Found(revision=revision(db), rows=sorted(rows, key=_by_age))


def changed(db: Database, *, since: datetime, after: int) -> Found:
    """Return what listings are made of that were new or others after a revision."""
    rows: list[_Row] = db.execute(_CHANGED, [int(since.timestamp()), after]).fetchall()
    still = {row[0] for row in rows}
    every = db.execute("SELECT id FROM clusters WHERE revision > ?", [after]).fetchall()
    gone = tuple(cluster_id for (cluster_id,) in every if cluster_id not in still)
    return Found(revision=revision(db), rows=sorted(rows, key=_by_age), gone=gone)


def revision(db: Database) -> int:
    """Return the number that every change of the listings raises."""
    return int(db.execute("SELECT number FROM listings_revision").fetchone()[0])


def mark_changed(db: Database, *, cluster_ids: Iterable[str]) -> None:
    """Raise the revision, and note it at the clusters that changed."""
    db.execute("UPDATE listings_revision SET number = number + 1")
    number = revision(db)
    db.conn.executemany(
        "UPDATE clusters SET revision = ? WHERE id = ?", [(number, each) for each in cluster_ids]
    )


def keep_meanings(db: Database, *, meanings: Iterable[Meaning]) -> None:
    """Keep meanings that were not there; one whose cluster has changed meanwhile is dropped."""
    db.conn.executemany(
        "UPDATE clusters SET meaning = ? WHERE id = ? AND revision = ? AND meaning IS NULL",
        [(each.meaning, each.cluster_id, each.revision) for each in meanings],
    )


def listings_of(found: Found) -> tuple[tuple[Listing, ...], list[list[Meaning]]]:
    """Return the listings, and in portions the meanings that were not stored; slow."""
    with uncollected():
        listings = tuple(_listing(row) for row in found.rows)
    lacking = [
        Meaning(cluster_id=row[0], revision=row[6], meaning=listing.meaning)
        for row, listing in zip(found.rows, listings, strict=True)
        if row[5] is None
    ]
    starts = range(0, len(lacking), _MEANINGS_AT_ONCE)
    return listings, [lacking[start : start + _MEANINGS_AT_ONCE] for start in starts]


def _by_age(row: _Row) -> tuple[str, str]:
    return row[1], row[0]


def _listing(row: _Row) -> Listing:
    cluster_id, first_seen, places, card, terms, meaning, _ = row
    best = Posting.model_validate_json(card)
    return Listing(
        cluster_id=cluster_id,
        best=best,
        places=_PLACES.validate_json(places) if places else best.places,
        first_seen=datetime.fromisoformat(first_seen),
        terms=terms,
        meaning=packed(best.title) if meaning is None else meaning,
    )
