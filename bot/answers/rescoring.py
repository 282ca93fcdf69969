"""Scores again what a person was last shown, beside the best of the pool that is new to them."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.digests import (
    chosen,
    earlier_profiles,
    occasion,
    searches_of,
    slim,
    verdict_picks,
)
from bot.answers.learning import local_of
from bot.answers.moved import moves
from bot.answers.panel import panel_for
from bot.answers.similar import origin_of
from bot.context import Services
from bot.model import Delivery, Person, is_score
from bot.texts import rescore as texts
from bot.views.listing import NO_MARKS
from bot.views.moves import moves_messages
from bot.views.words import title_text
from scoring.explain.changes import must_changed
from scoring.model import Candidate, Digest, Funnel, Pick, Profile
from scoring.phrases import Phrase, apart
from scoring.pipeline.opinions import judged
from scoring.pipeline.summaries import worded
from scoring.rank.recheck import failing

_KIND = "rescore"
_LISTS = 30  # deliveries back that a list with picks is looked for in
_MOST = 20  # as many as a list has at most


async def rescored(
    services: Services, person: Person, *, before: Delivery, key: str, now: datetime
) -> Delivery:
    """Return a delivery of what was shown in `before` and of what is new, by today's profile."""
    key = f"{_KIND}:{before.id}:{key}"
    async with services.pools.turn(person.id):
        known = await services.deliveries.planned(person.id, key=key)
        if known:
            return known
        digest = await _digest(services, person, before=before.digest, now=now)
        moved = await moves(services, person, before=before.digest, after=digest)
        return await services.deliveries.plan(
            person.id,
            key=key,
            digest=slim(digest),
            render=lambda new: moves_messages(new, before.digest, marks=NO_MARKS, moves=moved),
            now=now,
        )


async def last_shown(services: Services, person: Person) -> Delivery | None:
    """Return the person's newest digest with picks, else the newest that has none.

    Jobs like a pick of it do not count as a digest.
    """
    latest = await services.deliveries.newest(
        person.id,
        wanted=lambda each: bool(each.digest.picks) and not is_score(each),
        most=_LISTS,
    ) or await services.deliveries.latest(person.id)
    while latest and (origin := origin_of(latest)):
        latest = await services.deliveries.get(person.id, origin[0])
    return None if latest and is_score(latest) else latest


async def unchanged(services: Services, person: Person, *, before: Digest) -> bool:
    """Tell whether every score would be the same: no other profile, nor taste where it counts."""
    now = (await local_of(services, person.id)).name
    judges = {pick.verdict.judge for pick in before.picks}
    same_taste = all(name == now for name in judges if name.startswith("local"))
    searches = await searches_of(services, person)
    versions = sorted(profile.version for profile in searches.values())
    return versions == sorted(before.searches.values() or [before.profile_version]) and same_taste


def before_of(delivery: Delivery) -> int | None:
    """Return the delivery whose picks this one scored again; None for any other."""
    kind, _, rest = delivery.key.partition(":")
    return int(rest.partition(":")[0]) if kind == _KIND else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """What was shown for one profile, scored again."""

    picks: tuple[Pick, ...]
    notes: tuple[str, ...]
    cost_usd: float


async def _digest(services: Services, person: Person, *, before: Digest, now: datetime) -> Digest:
    searches = await searches_of(services, person)
    day = now.astimezone(ZoneInfo(person.zone)).date()
    fresh = await chosen(services, person, searches=searches, day=day, now=now)
    groups = await _by_search(services, person, before.picks, searches=searches)
    again = [
        await _again(services, person, before, picks, search=name, profile=searches[name], now=now)
        for name, picks in groups.items()
    ]
    shown = [pick for each in again for pick in each.picks]
    notes = tuple(_once((*(note for each in again for note in each.notes), *fresh.notes)))
    digest = fresh.model_copy(
        update={
            "picks": _best(shown, fresh.picks, count=person.count, searches=list(searches)),
            "near": (),
            "funnel": Funnel(),  # it counts the new ones alone, and this list is more than them
            "notes": notes,
            "cost_usd": fresh.cost_usd + sum(each.cost_usd for each in again),
        }
    )
    panel = await panel_for(services, person)
    return await worded(digest, panel=panel, person=str(person.id), language=person.language)


async def _by_search(
    services: Services, person: Person, picks: Sequence[Pick], *, searches: Mapping[str, Profile]
) -> dict[str, list[Pick]]:
    """Return the picks by the profile, of today's, that each was chosen for."""
    groups: dict[str, list[Pick]] = {}
    for pick in picks:
        found = await services.profiles.find(person.id, pick.search)
        name = found.name if found and found.name in searches else next(iter(searches))
        groups.setdefault(name, []).append(pick)
    return groups


async def _again(  # noqa: PLR0913 - what was shown, for which profile, and when
    services: Services,
    person: Person,
    before: Digest,
    picks: Sequence[Pick],
    *,
    search: str,
    profile: Profile,
    now: datetime,
) -> _Again:
    """Judge what was shown for one profile by what it is today; name what it rules out."""
    whole = await services.postings.clusters([pick.cluster.id for pick in picks])
    clusters = [whole.get(pick.cluster.id, pick.cluster) for pick in picks]
    why = await asyncio.to_thread(failing, clusters, profile=profile, now=now)
    kept = [
        Candidate(cluster=cluster, rank=rank)
        for rank, cluster in enumerate(clusters)
        if cluster.id not in why
    ]
    opinions = await judged(
        profile,
        kept,
        panel=await panel_for(services, person),
        postings=services.postings,
        occasion=occasion(person),
        now=now,
        earlier=await earlier_profiles(services, person, search=search),
    )
    version = await services.profiles.version(person.id, before.version_of(picks[0]))
    was = version.profile if version else profile
    outs = tuple(
        _out(pick, why[pick.cluster.id], before=was, after=profile)
        for pick in picks
        if pick.cluster.id in why
    )
    return _Again(
        picks=tuple(
            pick.model_copy(update={"search": search})
            for pick in verdict_picks(kept, opinions.verdicts)
        ),
        notes=(*outs, *opinions.notes),
        cost_usd=opinions.cost_usd,
    )


def _once(notes: Iterable[str]) -> Iterator[str]:
    """Yield the notes; a reason that was said of what was shown is not said of the new ones too."""
    said = set()
    for note in notes:
        reason = note if _is_out(note) else note.partition(";")[0]
        if reason not in said:
            yield note
        said.add(reason)


def _is_out(note: str) -> bool:
    return isinstance(note, Phrase) and note.one == texts.OUT.english


def _best(
    again: Sequence[Pick], fresh: Sequence[Pick], *, count: int, searches: Sequence[str]
) -> tuple[Pick, ...]:
    """Return all that were shown, and the new ones that come before the wanted number.

    They stand by profile, the best of each first.
    """
    ranked = sorted((*again, *fresh), key=lambda pick: -pick.verdict.fit)
    top = ranked[:count]
    kept = [pick for pick in ranked if pick in again or pick in top][:_MOST]
    return tuple(sorted(kept, key=lambda pick: searches.index(pick.search)))


def _out(pick: Pick, why: str, *, before: Profile, after: Profile) -> str:
    because = must_changed(before, after, reason=why)
    said = apart((why, because)) if because else why
    return texts.OUT.phrase(title=title_text(pick.cluster.best), old=pick.verdict.fit, why=said)
