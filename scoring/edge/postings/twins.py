"""Which stored clusters new postings belong to, and which of those turn out to be one job.

A posting is looked for under a few keys (`scoring.dedupe.twins.keys_of`), and at most so many are
kept under each: a store that grows, or an employer with thousands of postings, makes it no slower.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from sqlite_utils import Database

from scoring.dedupe.clusters import MOST_SAMPLED, Assigned, Entry, settle
from scoring.dedupe.entries import Told
from scoring.dedupe.keys import marks, seasons

_INTERN = frozenset({"intern"})
_Row = tuple[str, str, str, str, str, int, int, str, int]
_FIELDS = "p.id, p.cluster_id, p.company_key, p.title_key, p.head_key, p.intern, p.agency, p.digest"
_UNDER_KEYS = f"""
    SELECT {_FIELDS}, k.key FROM posting_keys k
    JOIN postings p ON p.id = k.posting_id JOIN clusters c ON c.id = p.cluster_id
    WHERE k.key IN (SELECT value FROM json_each(?))
    ORDER BY c.first_seen, c.id, p.first_seen, p.id
"""  # noqa: S608 - constants
_OF_COMPANY = f"SELECT {_FIELDS}, 0 FROM postings p WHERE p.company_key = ? LIMIT {MOST_SAMPLED}"  # noqa: S608


def clusters_of(
    db: Database, *, new: Sequence[Entry], stored: Mapping[str, str] | None = None
) -> Assigned:
    """Return the cluster of each posting, with the stored ones that share a key with it in view.

    `stored` are the clusters of those that are stored, whose text is new.
    """
    keys = sorted({key for one in new for key in one.keys})
    rows: list[_Row] = db.execute(_UNDER_KEYS, [json.dumps(keys)]).fetchall() if keys else []
    return settle(new, known=_known(db, rows), others=partial(_of_company, db), stored=stored or {})


def keep_keys(db: Database, *, assigned: Assigned) -> None:
    """Let the postings be found; to be called in the transaction that stores them."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO posting_keys VALUES (?, ?)",
        [(key, posting_id) for posting_id, keys in assigned.keys.items() for key in keys],
    )


def join_clusters(db: Database, *, joined: Mapping[str, str]) -> None:
    """Make clusters part of others; their ids lead there from now on."""
    for younger, oldest in joined.items():
        db.execute("UPDATE postings SET cluster_id = ? WHERE cluster_id = ?", [oldest, younger])
        db.execute(
            "UPDATE clusters SET joined_to = ?, open = 0 WHERE id = ? OR joined_to = ?",
            [oldest, younger, younger],
        )


def current_ids(db: Database, *, ids: Iterable[str]) -> dict[str, str]:
    """Return the clusters that these have become part of, by id; the others are left out."""
    found = db.execute(
        "SELECT id, joined_to FROM clusters WHERE joined_to IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    return dict(found.fetchall())


def _known(db: Database, rows: Iterable[_Row]) -> Iterator[tuple[Entry, str, tuple[int]]]:
    entries: dict[str, Entry] = {}
    for row in rows:
        one = entries.get(row[0]) or entries.setdefault(row[0], _stored_entry(db, row))
        yield one, row[1], (row[-1],)


def _of_company(db: Database, company: str) -> list[Entry]:
    return [_stored_entry(db, row) for row in db.execute(_OF_COMPANY, [company]).fetchall()]


def _stored_entry(db: Database, row: _Row) -> Entry:
    posting_id, _, company, title, head, is_intern, is_agency, digest, _ = row
    kinds, times = _marked(title)
    return Entry(
        id=posting_id,
        company=company,
        title=title,
        head=head,
        marks=kinds | _INTERN if is_intern else kinds,
        seasons=times,
        agency=bool(is_agency),
        text=_text_of(db, posting_id),
        told=_told(posting_id, digest) if digest else Told(),  # none: closed, and may come anew
    )


@lru_cache(maxsize=50_000)  # a large employer's titles are read anew with each batch
def _marked(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks and the seasons of a title."""
    words = title.split()
    return marks(words), seasons(words)


@lru_cache(maxsize=4_000)  # some 20 MB, where all of them were compared
def _told(posting_id: str, digest: str) -> Told:  # noqa: ARG001 - what it is kept by
    """Return what was counted of a stored text: it is compared batch after batch."""
    return Told()


def _text_of(db: Database, posting_id: str) -> Callable[[], str]:
    """Read a text only when it is compared: most candidates fall out by their titles."""
    return lambda: str(
        db.execute("SELECT text FROM postings WHERE id = ?", [posting_id]).fetchone()[0]
    )
