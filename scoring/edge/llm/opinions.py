"""The newest verdicts that models gave for a profile, each with its posting: to learn from."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from scoring.edge.db import Store, utc_text
from scoring.edge.postings.rows import read_posting
from scoring.model import Posting, Value, Verdict

_NEWEST = """
    SELECT postings.cluster_id, postings.card, postings.text, verdicts.verdict, verdicts.made_at
    FROM verdicts JOIN postings ON postings.id = json_extract(verdicts.verdict, '$.posting_id')
    WHERE verdicts.profile_version = :version AND verdicts.made_at > :since
    AND verdicts.judge NOT LIKE 'local%'
    ORDER BY verdicts.made_at DESC, verdicts.text_key LIMIT :most
"""


class Opinion(Value):
    """What a model said of a posting, and when."""

    cluster_id: str
    posting: Posting
    verdict: Verdict
    at: datetime


async def newest_opinions(
    store: Store, *, profile_version: str, since: datetime, most: int
) -> Sequence[Opinion]:
    """Return at most so many, the newest first. May raise StoreError."""

    def work(db: Database) -> list[Opinion]:
        found = db.query(
            _NEWEST, {"version": profile_version, "since": utc_text(since), "most": most}
        )
        return [
            Opinion(
                cluster_id=row["cluster_id"],
                posting=read_posting(row["card"], text=row["text"]),
                verdict=Verdict.model_validate_json(row["verdict"]),
                at=datetime.fromisoformat(row["made_at"]),
            )
            for row in found
        ]

    return await store.read(work)
