"""Which postings of a pool are like another one, within a person's musts. Pure."""

from datetime import datetime

import numpy as np

from scoring.model import Posting, Profile
from scoring.ports import Listing
from scoring.rank.index import Pool
from scoring.rank.retrieve import local_scores, screen
from scoring.rank.skills import skills_in

_LEAST = 0.5  # of about 2.3 for the posting itself; below it only common words agree


def similar(
    posting: Posting,
    *,
    profile: Profile,
    pool: Pool,
    seen: frozenset[str],
    now: datetime,
    most: int,
) -> tuple[Listing, ...]:
    """Return at most `most` listings that are like the posting, the likest first.

    The posting's own words are the query; what the person must have, avoids or has seen counts.
    """
    query = profile.model_copy(
        update={
            "titles": (posting.title,),
            "skills": skills_in(posting.text),
            "text": posting.text,
        }
    )
    screened = screen(query, pool=pool, seen=seen, now=now, new_since=None)
    scores = local_scores(query, pool)
    order = screened.order[scores[screened.order] >= _LEAST]
    order = order[~screened.suspected[order]]
    return tuple(pool.listings[int(at)] for at in np.asarray(order[:most]))
