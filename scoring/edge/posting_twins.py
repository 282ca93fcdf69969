"""Which stored clusters new postings belong to: only those of the same company are read."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache

from sqlite_utils import Database

from scoring.dedupe import Entry, assign
from scoring.keys import marks, seasons


def clusters_of(db: Database, *, new: Sequence[Entry]) -> dict[str, str]:
    """Return the cluster of each new posting, with the stored clusters of its company in view."""
    companies = {each.company for each in new}
    titles = {each.title for each in new}
    hires = {each.title for each in new if each.agency}
    known: dict[str, list[Entry]] = {}
    for row in _rows_alike(db, companies=companies, titles=titles, hires=hires):
        known.setdefault(row[1], []).append(_stored_entry(db, row))
    return assign(new, known=known)


_INTERN = frozenset({"intern"})
_AlikeRow = tuple[str, str, str, str, str, int, int]
_ALIKE = """
    SELECT p.id, p.cluster_id, p.company_key, p.title_key, p.head_key, p.intern, p.agency
    FROM postings p JOIN clusters c ON c.id = p.cluster_id
    WHERE {which} IN (SELECT value FROM json_each(?))
    ORDER BY c.first_seen, c.id, p.first_seen, p.id {most}
"""
_OF_COMPANIES = _ALIKE.format(which="p.company_key", most="")
_AGENCIES = _ALIKE.format(which="p.agency = 1 AND p.title_key", most="LIMIT 200")
# An agency's original is looked for among so many postings of its title, the oldest first.
_OF_TITLES = _ALIKE.format(which="p.title_key", most="LIMIT 200")


def _rows_alike(
    db: Database, *, companies: set[str], titles: set[str], hires: set[str]
) -> list[_AlikeRow]:
    found: dict[str, _AlikeRow] = {}
    asked = (
        (_OF_COMPANIES, companies),
        (_AGENCIES, titles),
        (_OF_TITLES, hires),
    )
    for statement, keys in asked:
        if keys:
            rows = db.execute(statement, [json.dumps(sorted(keys))]).fetchall()
            found |= {row[0]: row for row in rows if row[0] not in found}
    return list(found.values())


def _stored_entry(db: Database, row: _AlikeRow) -> Entry:
    posting_id, _, company, title, head, is_intern, is_agency = row
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
    )


@lru_cache(maxsize=50_000)  # a large employer's titles are read anew with each batch
def _marked(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks and the seasons of a title."""
    words = title.split()
    return marks(words), seasons(words)


def _text_of(db: Database, posting_id: str) -> Callable[[], str]:
    """Read a text only when it is compared: most candidates fall out by their titles."""
    return lambda: str(
        db.execute("SELECT text FROM postings WHERE id = ?", [posting_id]).fetchone()[0]
    )
