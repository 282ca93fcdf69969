"""New postings of the companies that a person watches: they come even below the lowest score.

They met the person's musts, have some likeness to the profile, were not shown before, and are
few: watching is a wish, and the morning stays one message.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.context import Services
from bot.stores.watches import Watched
from bot.texts import watch as texts
from bot.views.watch import company_of
from scoring.model import Digest, Pick, Profile
from scoring.pipeline.living import living
from scoring.pipeline.opinions import judged
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.shares import best_of
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
    """For whom the pool is looked through, and with what; `search` is the profile's name."""

    person_id: int
    language: str = "en"
    search: str
    profile: Profile
    pool: Pool
    panel: Panel
    past: Past
    now: datetime


async def with_watched(services: Services, digest: Digest, looks: Sequence[Look]) -> Digest:
    """Return the digest with what is new at watched companies, and its own picks of theirs marked.

    There is a look for each of the person's profiles; a job stands under the one that it fits
    best. Raises StoreError.
    """
    person_id, past, now = looks[0].person_id, looks[0].past, looks[0].now
    watched = await services.watches.of(person_id)
    if not watched:
        return digest
    jobs = await services.watches.jobs(watched)
    picks = tuple(_marked(each, jobs) for each in digest.picks)
    digest = digest.model_copy(update={"picks": picks})
    given = await services.watches.given(person_id, since=now - _DAY)
    room = (-len(picks) % _A_MESSAGE) or MOST_A_DAY
    most = min(MOST_A_DAY - given, room)
    shown = past.seen | {each.cluster.id for each in picks}
    fresh = {each: watch for each, watch in jobs.items() if each not in shown}
    if not fresh or most <= 0:
        return digest
    found = [await _found(services, look, fresh, day=digest.day, most=most) for look in looks]
    best = best_of({look.search: each.picks for look, each in zip(looks, found, strict=True)})
    return _together(digest, best[:most], cost_usd=sum(each.cost_usd for each in found))


async def _found(
    services: Services, look: Look, jobs: Mapping[str, Watched], *, day: date, most: int
) -> Digest:
    """Return at most so many of these jobs, as one profile chooses them."""
    screened = await asyncio.to_thread(_screened, look, jobs)
    shortlist = await shortlisted(
        look.profile,
        pool=look.pool,
        postings=services.postings,
        screened=screened,
        taste=look.past.taste,
    )
    # All of one employer are welcome here, of which `living` lets a fifth of the count through.
    occasion = Occasion(
        person=str(look.person_id), count=5 * most, lowest=LEAST_FIT, language=look.language
    )
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
    more = Digest(day=day, picks=marked, cost_usd=opinions.cost_usd, judge=opinions.judge)
    return await worded(more, panel=look.panel, person=occasion.person, language=occasion.language)


def _together(digest: Digest, more: Sequence[Pick], *, cost_usd: float) -> Digest:
    """Put these behind the digest's own picks of the same profile."""
    ids = {each.cluster.id for each in more}
    places = {name: place for place, name in enumerate(digest.searches)}
    picks = sorted((*digest.picks, *more), key=lambda each: places.get(each.search, 0))
    return digest.model_copy(
        update={
            "picks": tuple(picks),
            "near": tuple(each for each in digest.near if each.cluster.id not in ids),
            "notes": (*digest.notes, *([texts.ADDED.phrase(count=len(ids))] if ids else [])),
            "cost_usd": digest.cost_usd + cost_usd,
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
