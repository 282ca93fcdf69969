"""From the stored postings to one person's digest; reads like the flow it is.

screen (musts, local order) -> shortlist (texts) -> judge (kept verdicts first) -> pick -> lines
"""

from datetime import date, datetime

from scoring.model import Digest, Funnel, Profile
from scoring.phrases import phrase
from scoring.pipeline.finding import Found, find
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.summaries import worded
from scoring.ports import Occasion, Postings
from scoring.rank.index import Pool
from scoring.rank.musts import CLOSED
from scoring.signals import signalled

EMPTY_PROFILE = phrase("The profile is empty: name a job, some skills, or send a CV.")


async def choose(  # noqa: PLR0913 - what is there, who has a say, for whom, and when
    profile: Profile,
    *,
    pool: Pool,
    postings: Postings,
    panel: Panel,
    past: Past,
    occasion: Occasion,
    now: datetime,
    day: date,
) -> Digest:
    """Return the day's digest; its notes and funnel say why there are no picks. Raises StoreError.

    A judge of the panel that fails is replaced by the local one, and the notes say so.
    """
    if profile.empty:
        return Digest(day=day, notes=(EMPTY_PROFILE,), profile_version=profile.version)
    found = await find(
        profile,
        pool=pool,
        postings=postings,
        panel=panel,
        past=past,
        occasion=occasion,
        now=now,
    )
    chosen = found.alive.chosen
    digest = Digest(
        day=day,
        picks=signalled(chosen.picks, now=now),
        near=signalled(chosen.near, now=now),
        funnel=_funnel(found),
        profile_version=profile.version,
    )
    digest = digest.model_copy(update=found.opinions.said)
    return await worded(digest, panel=panel, person=occasion.person, language=occasion.language)


def _funnel(found: Found) -> Funnel:
    screened, alive = found.screened, found.alive
    rejected = dict(found.shortlist.rejected)
    if alive.dead:
        rejected[CLOSED] = rejected.get(CLOSED, 0) + alive.dead
    chosen = alive.chosen
    met = screened.new + screened.earlier - sum(rejected.values())
    scored = chosen.below + chosen.held + len(chosen.picks)
    return Funnel(
        new=screened.new,
        earlier=screened.earlier,
        rejected=rejected,
        met=met,
        not_scored=met - scored,
        scored=scored,
        below=chosen.below,
        held=chosen.held,
        picked=len(chosen.picks),
    )
