"""One digest for a person who looks for several things at once."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from scoring.model import Digest, Funnel, Pick, Profile
from scoring.pick import NEAR_COUNT
from scoring.pipeline.finding import Found, find
from scoring.pipeline.panel import Panel, Past
from scoring.pipeline.shares import best_of, shared
from scoring.pipeline.summaries import worded
from scoring.ports import Occasion, Postings
from scoring.rank.index import Pool
from scoring.rank.musts import AVOIDED, CLOSED, Musts
from scoring.signals import signalled


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One of the profiles, and what it was before."""

    profile: Profile
    earlier: Sequence[Profile] = ()


async def choose_several(  # noqa: PLR0913 - what is there, who has a say, for whom, and when
    searches: Mapping[str, Search],
    *,
    pool: Pool,
    postings: Postings,
    panel: Panel,
    past: Past,
    occasion: Occasion,
    now: datetime,
    day: date,
) -> Digest:
    """Return what all profiles find together, each pick with the name of its profile.

    There is at least one profile, and none is empty. Each chooses as if it were alone, one after
    the other, so that the day's money is counted between them. Raises StoreError.
    """
    found: dict[str, Found] = {}
    for name, search in searches.items():
        found[name] = await find(
            search.profile,
            pool=pool,
            postings=postings,
            panel=panel,
            past=replace(past, earlier=search.earlier),
            occasion=occasion,
            now=now,
        )
    gone = _gone(found)
    chosen = {
        name: [pick for pick in each.alive.chosen.picks if pick.cluster.id not in gone]
        for name, each in found.items()
    }
    picks = shared(chosen, count=occasion.count)
    versions = {name: search.profile.version for name, search in searches.items()}
    funnel = await asyncio.to_thread(
        _funnel,
        searches,
        found,
        picked=len(picks),
        pool=pool,
        seen=past.seen,
        occasion=occasion,
        now=now,
    )
    digest = Digest(
        day=day,
        picks=signalled(picks, now=now),
        near=signalled(_near(found, picks), now=now),
        funnel=funnel,
        notes=tuple(dict.fromkeys(note for each in found.values() for note in each.opinions.notes)),
        cost_usd=sum(each.opinions.cost_usd for each in found.values()),
        judge=next(iter(found.values())).opinions.judge,
        profile_version=next(iter(versions.values())),
        searches=versions,
    )
    return await worded(digest, panel=panel, person=occasion.person, language=occasion.language)


def _near(found: Mapping[str, Found], picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return the best that just missed the list, by the profile that found each."""
    left_out = {each.cluster.id for each in picks} | _gone(found)
    chosen = {name: each.alive.chosen for name, each in found.items()}
    missed = best_of({name: (*each.picks, *each.near) for name, each in chosen.items()})
    best = [each for each in missed if each.cluster.id not in left_out][:NEAR_COUNT]
    places = {name: place for place, name in enumerate(found)}
    return tuple(sorted(best, key=lambda each: places[each.search]))


def _gone(found: Mapping[str, Found]) -> frozenset[str]:
    """Return the clusters whose link was dead when any profile's picks were looked at."""
    return frozenset[str]().union(*(each.alive.gone for each in found.values()))


def _funnel(  # noqa: PLR0913 - what each step of each profile left
    searches: Mapping[str, Search],
    found: Mapping[str, Found],
    *,
    picked: int,
    pool: Pool,
    seen: Collection[str],
    occasion: Occasion,
    now: datetime,
) -> Funnel:
    """Count every job once, however many profiles looked at it.

    A job met the musts where it met those of any profile; one that met none counts under what the
    first profile says against it.
    """
    gone = _gone(found)
    dead = frozenset(pool.listings.positions_of(sorted(gone)))
    met = frozenset[int]().union(*(each.shortlist.met for each in found.values())) - dead
    fits = _best_fits(found, without=gone)
    first = next(iter(found.values())).screened
    below = sum(fit < occasion.lowest for fit in fits.values())
    left = np.ones(len(pool), bool)
    left[[*pool.listings.positions_of(sorted(seen)), *met, *dead]] = False
    rejected = _rejected(next(iter(searches.values())).profile, left=left, pool=pool, now=now)
    if dead:
        rejected[CLOSED] = rejected.get(CLOSED, 0) + len(dead)
    return Funnel(
        new=first.new,
        earlier=first.earlier,
        rejected=rejected,
        met=len(met),
        not_scored=len(met) - len(fits),
        scored=len(fits),
        below=below,
        held=len(fits) - below - picked,
        picked=picked,
    )


def _best_fits(found: Mapping[str, Found], *, without: Collection[str]) -> dict[str, int]:
    """Return the best score of each job that any profile's judge has an opinion of."""
    fits: dict[str, int] = {}
    for each in found.values():
        for candidate in each.shortlist.candidates:
            verdict = each.opinions.verdicts.get(candidate.cluster.best.id)
            key = candidate.cluster.id
            if verdict and key not in without:
                fits[key] = max(verdict.fit, fits.get(key, 0))
    return fits


def _rejected(
    profile: Profile, *, left: NDArray[np.bool_], pool: Pool, now: datetime
) -> dict[str, int]:
    """Count each job that is left under the first must of this profile that it fails."""
    rejected: dict[str, int] = {}
    for reason, failing in Musts(pool.columns, now=now).failures(profile):
        failed = int(np.count_nonzero(left & failing))
        if failed:
            rejected[reason] = rejected.get(reason, 0) + failed
        left = left & ~failing
    rest = int(np.count_nonzero(left))  # only their texts speak against them
    if rest:
        reason = AVOIDED if profile.avoid else CLOSED
        rejected[reason] = rejected.get(reason, 0) + rest
    return rejected
