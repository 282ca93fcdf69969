"""Knows a posting again by what its source says, before any of it is read.

A posting may come in two ways: from a list without its text, and from a page of its own with it.
Both are remembered, so that neither makes the other look new each morning.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlite_utils import Database

import scoring
from scoring.model import RawPosting
from scoring.normalise import posting_id

# Boards renew their dates every day; the first date that was told is the one that is kept.
_APART = {"posted_at", "posted_text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawKey:
    """A raw posting's id, whether it came without text, and a hash of all that is read of it."""

    id: str
    brief: bool
    digest: bytes


def raw_key(raw: RawPosting, *, source: str) -> RawKey:
    """Return what tells whether a raw posting has changed since it was read, or its reader has."""
    said = raw.model_dump_json(exclude=_APART).encode()
    digest = hashlib.blake2b(said, digest_size=12, key=reader()).digest()
    return RawKey(id=posting_id(raw, source=source), brief=not raw.html.strip(), digest=digest)


def known_raws(db: Database, *, keys: Iterable[RawKey]) -> set[RawKey]:
    """Return those that are stored just as they are."""
    asked = set(keys)
    found = db.execute(
        "SELECT posting_id, brief, digest FROM raws"
        " WHERE posting_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list({key.id for key in asked}))],
    )
    return asked & {
        RawKey(id=each, brief=bool(brief), digest=digest) for each, brief, digest in found
    }


def keep_raws(db: Database, *, keys: Iterable[RawKey]) -> None:
    """Remember how postings came; to be called in the transaction that stores them."""
    db.conn.executemany(
        "INSERT OR REPLACE INTO raws VALUES (?, ?, ?)",
        [(key.id, key.brief, key.digest) for key in keys],
    )


def forget_raws(db: Database, *, ids: Iterable[str]) -> None:
    """Forget how postings came, so that each is read anew when it comes again."""
    db.conn.executemany("DELETE FROM raws WHERE posting_id = ?", [(each,) for each in ids])


_READERS = ("normalise/*.py", "places/*.py", "model/*.py", "data/*.tsv", "data/places.tsv.gz")


@cache
def reader() -> bytes:
    """Hash the code and the tables that make postings: when they change, all is read anew."""
    package = Path(scoring.__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for pattern in _READERS:
        for path in sorted(package.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()
