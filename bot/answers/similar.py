"""More like this: a few open jobs that are like one that was shown."""

import asyncio
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.answers.digests import (
    earlier_profiles,
    horizon,
    named,
    occasion,
    slim,
    verdict_picks,
)
from bot.answers.panel import panel_for
from bot.answers.tracking import with_applied
from bot.context import Services
from bot.model import Delivery, Person
from bot.stores.own import stored_cluster
from bot.stores.seen import seen_jobs
from bot.views.card import pick_at
from bot.views.words import company_text, title_text
from scoring.model import Candidate, Digest, Posting
from scoring.pipeline.opinions import judged
from scoring.pipeline.summaries import worded
from scoring.rank.similar import similar
from scoring.signals import signalled

_MOST = 5
_KIND = "more"


async def more_like(
    services: Services, person: Person, *, origin: Delivery, n: int, now: datetime
) -> Delivery:
    """Return a delivery of jobs like pick `n` of `origin`; the same one for the whole day.

    It has no message of its own: it is shown where the button was pressed.
    """
    pick = pick_at(origin, n)
    assert pick is not None, "the button was looked up"
    day = now.astimezone(ZoneInfo(person.zone)).date()
    key = f"{_KIND}:{origin.id}:{n}:{day}"
    async with services.pools.turn(person.id):
        known = await services.deliveries.planned(person.id, key=key)
        if known:
            return known
        found = await stored_cluster(services, person, pick.cluster.id)
        like = (found or pick.cluster).best  # with its whole text
        digest = await _digest(services, person, like=like, search=pick.search, day=day, now=now)
        return await services.deliveries.plan(
            person.id, key=key, digest=slim(digest), render=lambda _: (), now=now
        )


def origin_of(delivery: Delivery) -> tuple[int, int] | None:
    """Return the delivery and number of the pick that these jobs are like; None for a digest."""
    kind, _, rest = delivery.key.partition(":")
    if kind != _KIND:
        return None
    origin, n, _ = rest.split(":", maxsplit=2)
    return int(origin), int(n)


async def _digest(
    services: Services, person: Person, *, like: Posting, search: str, day: date, now: datetime
) -> Digest:
    """Choose by the profile that the pick was chosen for."""
    profile = await services.profiles.get(person.id, search=search)
    pool = await services.pools.get(services.postings, since=horizon(profile, now=now))
    listings = await asyncio.to_thread(
        similar,
        like,
        profile=profile,
        pool=pool,
        seen=await seen_jobs(services.deliveries, postings=services.postings, person_id=person.id),
        now=now,
        most=_MOST,
    )
    ids = [listing.cluster_id for listing in listings]
    clusters = await services.postings.clusters(ids)
    candidates = [
        Candidate(cluster=clusters[each], rank=rank)
        for rank, each in enumerate(ids)
        if each in clusters
    ]
    panel = await panel_for(services, person)
    opinions = await judged(
        profile,
        candidates,
        panel=panel,
        postings=services.postings,
        occasion=occasion(person),
        now=now,
        earlier=await earlier_profiles(services, person, search=search),
    )
    picks = signalled(verdict_picks(candidates, opinions.verdicts), now=now)
    digest = Digest(
        day=day,
        picks=tuple(sorted(picks, key=lambda pick: -pick.verdict.fit)),
        notes=(f"{title_text(like)} · {company_text(like)}", *opinions.notes),
        cost_usd=opinions.cost_usd,
        judge=opinions.judge,
        profile_version=profile.version,
    )
    worded_digest = await worded(
        digest, panel=panel, person=str(person.id), language=person.language
    )
    marked = await with_applied(services, person, worded_digest, now=now)
    return named(marked, search=search)
