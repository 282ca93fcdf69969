"""New postings of the companies that a person watches: they come even below the lowest score.

They met the person's musts, have some likeness to the profile, were not shown before, and are
few: watching is a wish, and the morning stays one message.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.context import Services
from bot.stores.watches import Watched
from bot.texts import watch as texts
from bot.views.watch import company_of
from scoring.model import Digest, Pick, Profile
from scoring.pipeline.living import living
from scoring.pipeline.opinions import judged
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.shortlist import shortlisted
from scoring.pipeline.summaries import worded
from scoring.ports import Listing, Occasion
from scoring.rank.index import Pool
from scoring.rank.retrieve import Screened, screen
from scoring.signals import signalled

MOST_A_DAY = 3
LEAST_FIT = 30  # another line of work stays below; its company alone makes it no pick
_DAY = timedelta(hours=20)  # from one morning to the next, also where the clock changes
_JUDGED = 12  # the best of what is new at watched companies
_A_MESSAGE = 10  # picks
_JUST_BEFORE = timedelta(days=7)  # a posting so young when its company was watched is new, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """For whom the pool is looked through, and with what."""

    person_id: int
    profile: Profile
    pool: Pool
    panel: Panel
    past: Past
    now: datetime


async def with_watched(services: Services, digest: Digest, look: Look) -> Digest:
    """Return the digest with what is new at watched companies, and its own picks of theirs marked.

    Raises StoreError.
    """
    watched = await services.watches.of(look.person_id)
    if not watched:
        return digest
    jobs = await services.watches.jobs(watched)
    picks = tuple(_marked(each, jobs) for each in digest.picks)
    digest = digest.model_copy(update={"picks": picks})
    given = await services.watches.given(look.person_id, since=look.now - _DAY)
    room = (-len(picks) % _A_MESSAGE) or MOST_A_DAY
    most = min(MOST_A_DAY - given, room)
    shown = look.past.seen | {each.cluster.id for each in picks}
    fresh = {each: watch for each, watch in jobs.items() if each not in shown}
    return await _more(services, digest, look, fresh, most=most) if fresh and most > 0 else digest


async def _more(
    services: Services, digest: Digest, look: Look, jobs: Mapping[str, Watched], *, most: int
) -> Digest:
    """Return the digest with at most so many of these jobs behind its picks."""
    screened = await asyncio.to_thread(_screened, look, jobs)
    shortlist = await shortlisted(
        look.profile,
        pool=look.pool,
        postings=services.postings,
        screened=screened,
        taste=look.past.taste,
    )
    # All of one employer are welcome here, of which `living` lets a fifth of the count through.
    occasion = Occasion(person=str(look.person_id), count=5 * most, lowest=LEAST_FIT)
    opinions = await judged(
        look.profile,
        shortlist.candidates,
        panel=look.panel,
        postings=services.postings,
        occasion=occasion,
        now=look.now,
        earlier=look.past.earlier,
    )
    alive = await living(
        shortlist.candidates,
        opinions.verdicts,
        links=look.panel.links,
        postings=services.postings,
        occasion=occasion,
        now=look.now,
    )
    found = signalled(alive.chosen.picks[:most], now=look.now)
    marked = tuple(_marked(each, jobs) for each in found)
    more = Digest(day=digest.day, picks=marked, cost_usd=opinions.cost_usd, judge=opinions.judge)
    return _together(digest, await worded(more, panel=look.panel, person=occasion.person))


def _together(digest: Digest, more: Digest) -> Digest:
    ids = {each.cluster.id for each in more.picks}
    return digest.model_copy(
        update={
            "picks": (*digest.picks, *more.picks),
            "near": tuple(each for each in digest.near if each.cluster.id not in ids),
            "notes": (*digest.notes, *([texts.ADDED.phrase(count=len(ids))] if ids else [])),
            "cost_usd": digest.cost_usd + more.cost_usd,
        }
    )


def _screened(look: Look, jobs: Mapping[str, Watched]) -> Screened:
    """Apply the musts to the pool, and leave the best of these jobs that are new."""
    screened = screen(
        look.profile, pool=look.pool, seen=look.past.seen, now=look.now, new_since=None
    )
    wanted = set(look.pool.listings.positions_of(list(jobs)))
    ranks = [
        rank
        for rank, at in enumerate(screened.order.tolist())
        if at in wanted and _is_new(look.pool.listings[at], jobs)
    ]
    return replace(screened, order=screened.order[ranks[:_JUDGED]])


def _is_new(listing: Listing, jobs: Mapping[str, Watched]) -> bool:
    dated = listing.best.posted_at or listing.first_seen
    return dated >= jobs[listing.cluster_id].since - _JUST_BEFORE


def _marked(pick: Pick, jobs: Mapping[str, Watched]) -> Pick:
    watched = jobs.get(pick.cluster.id)
    return pick.model_copy(update={"watched": company_of(watched)}) if watched else pick
