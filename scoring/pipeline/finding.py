"""What one profile finds in the pool: everything a digest of it is made of."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from scoring.model import Profile
from scoring.pipeline.living import Living, living
from scoring.pipeline.opinions import Opinions, judged
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.shortlist import Shortlist, shortlisted
from scoring.ports import Occasion, Postings
from scoring.rank.index import Pool
from scoring.rank.retrieve import Screened, screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What each step left."""

    screened: Screened
    shortlist: Shortlist
    opinions: Opinions
    alive: Living


async def find(  # noqa: PLR0913 - what is there, who has a say, for whom, and when
    profile: Profile,
    *,
    pool: Pool,
    postings: Postings,
    panel: Panel,
    past: Past,
    occasion: Occasion,
    now: datetime,
) -> Found:
    """Screen, fetch the texts of the best, judge them and choose. Raises StoreError."""
    screened = await asyncio.to_thread(
        screen, profile, pool=pool, seen=past.seen, now=now, new_since=past.new_since
    )
    shortlist = await shortlisted(
        profile, pool=pool, postings=postings, screened=screened, taste=past.taste
    )
    opinions = await judged(
        profile,
        shortlist.candidates,
        panel=panel,
        postings=postings,
        occasion=occasion,
        now=now,
        earlier=past.earlier,
    )
    alive = await living(
        shortlist.candidates,
        opinions.verdicts,
        links=panel.links,
        postings=postings,
        occasion=occasion,
        now=now,
    )
    return Found(screened=screened, shortlist=shortlist, opinions=opinions, alive=alive)
