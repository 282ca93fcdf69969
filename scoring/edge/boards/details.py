"""Which pages of single jobs were read, and when each is worth another look: the statements.

A list leads to the same pages every hour, and what they say hardly ever changes. A page that was
the same again rests twice as long; one that cannot be read rests too, or it would be asked first
each time and keep others from their turn.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlite_utils import Database

from scoring.edge.db import utc_text
from scoring.model import Fetch

_SHORTEST, _LONGEST = timedelta(days=2), timedelta(days=8)
_AFTER_FAILURE = timedelta(hours=6)


def known(db: Database, fetch: Fetch, *, now: datetime) -> frozenset[str] | None:
    """Return the postings of a page that needs no reading now; None where it does.

    Those have to be stored, open and with their texts.
    """
    row = db.execute(
        "SELECT posting_ids FROM details WHERE page = ? AND next_at > ? AND NOT EXISTS ("
        " SELECT 1 FROM json_each(posting_ids) AS each LEFT JOIN postings ON postings.id ="
        " each.value WHERE postings.id IS NULL OR postings.open = 0 OR postings.text = '')",
        [_key(fetch), utc_text(now)],
    ).fetchone()
    return frozenset(json.loads(row[0])) if row else None


def keep(
    db: Database, fetch: Fetch, *, ids: Collection[str], body: bytes | None, now: datetime
) -> None:
    """Remember a page that was read; without a body it was told to be as it was."""
    before = db.execute(
        "SELECT posting_ids, digest, rests_s FROM details WHERE page = ?", [_key(fetch)]
    ).fetchone()
    old_ids, old_digest, old_rest = before or ("[]", "", 0)
    digest = hashlib.sha256(body).hexdigest()[:20] if body is not None else old_digest
    same = before is not None and digest == old_digest
    rests = min(_LONGEST, timedelta(seconds=2 * old_rest)) if same else _SHORTEST
    held = old_ids if body is None else json.dumps(sorted(ids))
    _write(db, fetch, held, digest, rests=max(_SHORTEST, rests), now=now)


def put_off(db: Database, fetch: Fetch, *, now: datetime) -> None:
    """Let a page rest that could not be read; what it held before still counts."""
    before = db.execute(
        "SELECT posting_ids, digest FROM details WHERE page = ?", [_key(fetch)]
    ).fetchone()
    held, digest = before or ("[]", "")
    _write(db, fetch, held, digest, rests=_AFTER_FAILURE, now=now)


def _write(
    db: Database, fetch: Fetch, held: str, digest: str, *, rests: timedelta, now: datetime
) -> None:
    row = [_key(fetch), held, digest, int(rests.total_seconds()), utc_text(now + rests)]
    db.execute("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?)", row)
    db.execute("DELETE FROM details WHERE next_at < ?", [utc_text(now - 4 * _LONGEST)])


def _key(fetch: Fetch) -> str:
    told = repr((fetch.url, fetch.params)).encode()
    return hashlib.sha256(told).hexdigest()[:32]
