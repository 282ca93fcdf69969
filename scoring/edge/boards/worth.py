"""Counts the open postings of each board that met somebody, from the verdicts that are kept.

Nothing is judged for it. A posting has a verdict where it was among the best for a person on some
morning; it met the person where the verdict reached the lowest score that this person wants.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import islice

from sqlite_utils import Database

from scoring.boards import worth
from scoring.boards.seen import BoardKey, key_of
from scoring.edge.db import Store, utc_text

_AT_ONCE = 8  # profiles in one read, for some 50 ms: others get their turn in between


async def met(store: Store, bars: Mapping[str, int], *, now: datetime) -> Mapping[BoardKey, int]:
    """Return how many open postings of each board met somebody of late. May raise StoreError.

    `bars` has the lowest score that is wanted for each version of a profile that judges read.
    """
    since = utc_text(now - worth.LOOKED_BACK)
    left, ids = iter(bars.items()), set[str]()
    while part := dict(islice(left, _AT_ONCE)):
        ids |= await store.read(partial(_met, bars=part, since=since))
    return await store.read(lambda db: _by_board(db, ids))


def _met(db: Database, *, bars: Mapping[str, int], since: str) -> set[str]:
    found: set[str] = set()
    for version, lowest in bars.items():
        rows = db.execute(
            "SELECT json_extract(verdict, '$.posting_id') FROM verdicts WHERE profile_version = ?"
            " AND made_at > ? AND json_extract(verdict, '$.fit') >= ?",
            [version, since, lowest],
        )
        found |= {posting_id for (posting_id,) in rows.fetchall()}
    return found


def _by_board(db: Database, ids: Iterable[str]) -> dict[BoardKey, int]:
    rows = db.execute(
        "SELECT source, name, count(*) FROM board_postings"
        " JOIN boards ON boards.id = board_id JOIN postings ON postings.id = posting_id"
        " WHERE posting_id IN (SELECT value FROM json_each(?)) AND postings.open = 1"
        " GROUP BY source, name",
        [json.dumps(list(ids))],
    )
    return {key_of(source, name): count for source, name, count in rows.fetchall()}
