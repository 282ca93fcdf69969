"""What a change of the profile would do to today's picks, before it is saved.

The local judge answers, on the postings in memory: it costs nothing, and nothing is written.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from bot.answers.digests import horizon, occasion
from bot.answers.learning import local_judge, taste_of
from bot.context import Services
from bot.model import Person
from scoring.judges.local import LocalJudge
from scoring.model import Pick, Profile
from scoring.pick import pick
from scoring.pipeline.shares import shared
from scoring.pipeline.shortlist import shortlisted
from scoring.rank.index import Pool
from scoring.rank.retrieve import screen
from scoring.taste.model import Taste

_MOST_KNOWN = 100  # lists of picks that are remembered, at most 20 jobs each
_KNOWN: WeakKeyDictionary[Pool, dict[tuple[object, ...], Sequence[Pick]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Which of the best picks would go, which would come, and how many would stay."""

    gone: tuple[Pick, ...] = ()
    new: tuple[Pick, ...] = ()
    stay: int = 0


async def effect(
    services: Services, person: Person, *, before: Profile, after: Profile, now: datetime
) -> Effect | None:
    """Compare the picks with the open profile in two ways, as a digest "again" would choose now.

    Other profiles have their share of the list, as in a digest. None where there is no posting to
    try it on. May raise StoreError.
    """
    every = await services.profiles.all(person.id)
    name = next((each.name for each in every if each.opened), "")
    rest = {each.name: each.profile for each in every if not each.profile.empty}
    wanted = (*rest.values(), before, after)
    since = min(horizon(each, now=now) for each in wanted)
    pool = await services.pools.get(services.postings, since=since)
    if not len(pool):
        return None
    taste = await taste_of(services, person.id)
    best = {
        each: await _best(services, person, profile=each, pool=pool, taste=taste, now=now)
        for each in dict.fromkeys(wanted)
    }
    old, new = [
        _together(best, {**rest, name: each}, count=person.count) for each in (before, after)
    ]
    was, will = ({each.cluster.id for each in picks} for picks in (old, new))
    return Effect(
        gone=tuple(each for each in old if each.cluster.id not in will),
        new=tuple(each for each in new if each.cluster.id not in was),
        stay=len(was & will),
    )


def _together(
    best: Mapping[Profile, Sequence[Pick]], searches: Mapping[str, Profile], *, count: int
) -> Sequence[Pick]:
    """Return the picks of these profiles as one list; those of one alone as they are."""
    found = {name: best[each] for name, each in searches.items() if not each.empty}
    if len(found) == 1:
        return next(iter(found.values()))
    return shared(found, count=count)


async def _best(
    services: Services,
    person: Person,
    *,
    profile: Profile,
    pool: Pool,
    taste: Taste | None,
    now: datetime,
) -> Sequence[Pick]:
    """Return the picks of one profile by the judge that needs no model.

    Tap follows tap, and all but one of the profiles are the same as before: on the same pool, of
    the same day, each is asked for once.
    """
    known = _KNOWN.setdefault(pool, {})
    key = (person.id, person.count, person.lowest, profile, local_judge(taste).name, now.date())
    if key not in known:
        found = await _chosen(services, person, profile=profile, pool=pool, taste=taste, now=now)
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[key] = found
        return found
    return known[key]


async def _chosen(
    services: Services,
    person: Person,
    *,
    profile: Profile,
    pool: Pool,
    taste: Taste | None,
    now: datetime,
) -> Sequence[Pick]:
    if profile.empty:
        return ()
    screened = await asyncio.to_thread(
        screen, profile, pool=pool, seen=frozenset(), now=now, new_since=None
    )
    shortlist = await shortlisted(
        profile, pool=pool, postings=services.postings, screened=screened, taste=taste
    )
    wanted, judge = occasion(person), local_judge(taste)
    assert isinstance(judge, LocalJudge), "with or without a taste"
    judgement = await asyncio.to_thread(judge.opinions, profile.judged, shortlist.candidates)
    chosen = pick(
        shortlist.candidates, judgement.verdicts, count=wanted.count, lowest=wanted.lowest
    )
    return chosen.picks
