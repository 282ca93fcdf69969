"""Look-ups that one person asks for by hand: a posting by its link, a verdict's date."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database


def verdict_moment(db: Database, *, key: Sequence[str]) -> datetime | None:
    """Return when the verdict of (text key, profile version, judge) was kept."""
    where = "text_key = ? AND profile_version = ? AND judge = ?"
    row = db.execute(f"SELECT made_at FROM verdicts WHERE {where}", list(key)).fetchone()  # noqa: S608 - a constant
    return datetime.fromisoformat(row[0]) if row else None


def cluster_at(db: Database, *, links: Sequence[str]) -> str | None:
    """Return the cluster of the newest posting that has one of these links."""
    row = db.execute(
        "SELECT cluster_id FROM postings WHERE json_extract(card, '$.url') IN"
        " (SELECT value FROM json_each(?)) ORDER BY first_seen DESC LIMIT 1",
        [json.dumps(list(links))],
    ).fetchone()
    return str(row[0]) if row else None
