"""What becomes of a stored posting when its source tells it anew."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from scoring.model import Posting

# What a text tells, and a list without texts mostly leaves out.
_FACTS = (
    "places",
    "remote",
    "pay",
    "level",
    "degree",
    "years",
    "employment",
    "sponsorship",
    "deadline",
    "starts_on",
    "language",
    "speaks",
    "clearance",
    "tags",
    "agency",
    "employer",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A posting as it is stored, with its text, and the cluster it is in."""

    cluster_id: str
    posting: Posting


def known_postings(db: Database, *, ids: Sequence[str]) -> dict[str, Known]:
    """Return those of the postings that are stored, by id."""
    found = db.execute(
        "SELECT id, cluster_id, card, text FROM postings"
        " WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(ids)],
    )
    return {
        posting_id: Known(
            cluster_id=cluster_id,
            posting=Posting.model_validate_json(card).model_copy(update={"text": text}),
        )
        for posting_id, cluster_id, card, text in found
    }


def refreshed(new: Posting, *, known: Known) -> Posting:
    """Return the newer posting; both dates stay as first told.

    Where it comes without a text, the older text stays with what it told: a list that holds no
    texts does not take back what the posting's own page has said.
    """
    before = known.posting
    dates = [date for date in (before.posted_at, new.posted_at) if date]
    update: dict[str, Any] = {"seen_at": before.seen_at, "posted_at": min(dates, default=None)}
    if before.text and not new.text:
        facts = {name: getattr(before, name) for name in _FACTS if _is_unknown(new, name)}
        update |= {"text": before.text} | facts
    return new.model_copy(update=update)


def _is_unknown(posting: Posting, name: str) -> bool:
    fact = getattr(posting, name)
    return fact is None or fact is False or fact == ()  # zero years are known
