"""From the stored postings to one person's digest; reads like the flow it is.

screen (musts, local order) -> shortlist (texts) -> judge (kept verdicts first) -> pick -> lines
"""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from scoring.model import Digest, Funnel, Profile
from scoring.pick import Chosen, pick
from scoring.pipeline.opinions import LOCAL, judged
from scoring.pipeline.shortlist import Shortlist, shortlisted
from scoring.pipeline.summaries import worded
from scoring.ports import Judge, Occasion, Postings, Summariser
from scoring.rank.index import Pool
from scoring.rank.retrieve import Screened, screen
from scoring.taste.model import Taste

EMPTY_PROFILE = "The profile is empty: name a job, some skills, or send a CV."


async def choose(  # noqa: PLR0913 - each is a fact of the day that the digest depends on
    profile: Profile,
    *,
    pool: Pool,
    postings: Postings,
    seen: frozenset[str],
    judge: Judge | None,
    now: datetime,
    day: date,
    count: int,
    lowest: int,
    new_since: datetime | None,
    person: str = "",
    local: Judge = LOCAL,
    taste: Taste | None = None,
    earlier: Sequence[Profile] = (),
    summariser: Summariser | None = None,
) -> Digest:
    """Return the day's digest; without picks its notes and funnel say why.

    `seen` are the clusters this person was shown or hid. A judge that fails is replaced by the
    `local` one, and the notes say so. `person` is who a model is paid for. May raise StoreError.
    `earlier` are the profiles before this one: see `opinions.judged`. `taste` decides which of the
    postings that fit are judged; what it does to a local score is up to `local`.
    """
    if profile.empty:
        return Digest(day=day, notes=(EMPTY_PROFILE,), profile_version=profile.version)
    screened = await asyncio.to_thread(
        screen, profile, pool=pool, seen=seen, now=now, new_since=new_since
    )
    shortlist = await shortlisted(
        profile, pool=pool, postings=postings, screened=screened, taste=taste
    )
    opinions = await judged(
        profile,
        shortlist.candidates,
        judge=judge,
        postings=postings,
        occasion=Occasion(person=person, count=count, lowest=lowest),
        now=now,
        local=local,
        earlier=earlier,
    )
    chosen = pick(shortlist.candidates, opinions.verdicts, count=count, lowest=lowest)
    digest = Digest(
        day=day,
        picks=chosen.picks,
        near=chosen.near,
        funnel=_funnel(screened, shortlist, chosen=chosen),
        notes=opinions.notes,
        judge=opinions.judge,
        cost_usd=opinions.cost_usd,
        profile_version=profile.version,
    )
    return await worded(digest, judge=judge, summariser=summariser, person=person)


def _funnel(screened: Screened, shortlist: Shortlist, *, chosen: Chosen) -> Funnel:
    met = screened.new + screened.earlier - sum(shortlist.rejected.values())
    scored = chosen.below + chosen.held + len(chosen.picks)
    return Funnel(
        new=screened.new,
        earlier=screened.earlier,
        rejected=shortlist.rejected,
        met=met,
        not_scored=met - scored,
        scored=scored,
        below=chosen.below,
        held=chosen.held,
        picked=len(chosen.picks),
    )
