"""Knows a page again by its bytes, before any of it is parsed.

Most boards are today as they were yesterday, and many servers say so with no 304. What such a page
lists was stored when it was read, so its postings are only seen again.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlite_utils import Database

import scoring
from scoring.edge.postings.raws import reader
from scoring.model import Fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKey:
    """Which page it is, and a hash of what it says and of the code that reads it."""

    page: bytes
    digest: bytes


def page_key(fetch: Fetch, body: bytes, *, source: str) -> PageKey:
    """Return what tells whether a page has changed since it was read, or its reader has."""
    name = f"{source}\x1f{fetch.model_dump_json()}".encode()  # hashed: a key may be among it
    return PageKey(
        page=hashlib.blake2b(name, digest_size=12).digest(),
        digest=hashlib.blake2b(body, digest_size=16, key=_parser()).digest(),
    )


def postings_of(db: Database, *, key: PageKey) -> Sequence[str] | None:
    """Return the ids of the postings of a page that is known just as it is, or None.

    None too where one of them was closed since, or stored otherwise: it has to be read anew.
    """
    row = db.execute(
        "SELECT postings FROM pages WHERE page = ? AND digest = ?", [key.page, key.digest]
    ).fetchone()
    if row is None:
        return None
    ids: list[str] = json.loads(row[0])
    stored = db.execute(
        "SELECT count(DISTINCT posting_id) FROM raws"
        " WHERE posting_id IN (SELECT value FROM json_each(?))",
        [row[0]],
    ).fetchone()
    return ids if stored[0] == len(ids) else None


def keep_page(db: Database, *, key: PageKey, ids: Collection[str]) -> None:
    """Remember a page all of whose postings are stored, in place of what it said before."""
    db.execute(
        "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)",
        [key.page, key.digest, json.dumps(sorted(ids))],
    )


@cache
def _parser() -> bytes:
    """Hash the code that reads pages and postings: when it changes, all is read anew."""
    digest = hashlib.blake2b(reader(), digest_size=16)
    for path in sorted(Path(scoring.__file__).parent.glob("sources/*.*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()
