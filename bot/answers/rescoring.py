"""Scores again what a person was last shown, beside the best of the pool that is new to them."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.digests import chosen, earlier_profiles, occasion, slim, verdict_picks
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
from scoring.phrases import Phrase
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


async def unchanged(
    services: Services, person: Person, *, before: Digest, profile: Profile
) -> bool:
    """Tell whether every score would be the same: one profile, and one taste where it counts."""
    now = (await local_of(services, person.id)).name
    judges = {pick.verdict.judge for pick in before.picks}
    same_taste = all(name == now for name in judges if name.startswith("local"))
    return before.profile_version == profile.version and same_taste


def before_of(delivery: Delivery) -> int | None:
    """Return the delivery whose picks this one scored again; None for any other."""
    kind, _, rest = delivery.key.partition(":")
    return int(rest.partition(":")[0]) if kind == _KIND else None


async def _digest(services: Services, person: Person, *, before: Digest, now: datetime) -> Digest:
    profile = await services.profiles.get(person.id)
    day = now.astimezone(ZoneInfo(person.zone)).date()
    fresh = await chosen(services, person, profile=profile, day=day, now=now)
    whole = await services.postings.clusters([pick.cluster.id for pick in before.picks])
    clusters = [whole.get(pick.cluster.id, pick.cluster) for pick in before.picks]
    why = await asyncio.to_thread(failing, clusters, profile=profile, now=now)
    kept = [
        Candidate(cluster=cluster, rank=rank)
        for rank, cluster in enumerate(clusters)
        if cluster.id not in why
    ]
    panel = await panel_for(services, person)
    opinions = await judged(
        profile,
        kept,
        panel=panel,
        postings=services.postings,
        occasion=occasion(person),
        now=now,
        earlier=await earlier_profiles(services, person),
    )
    again = verdict_picks(kept, opinions.verdicts)
    version = await services.profiles.version(person.id, before.profile_version)
    was = version.profile if version else profile
    outs = tuple(
        _out(pick, why[pick.cluster.id], before=was, after=profile)
        for pick in before.picks
        if pick.cluster.id in why
    )
    notes = tuple(_once((*outs, *opinions.notes, *fresh.notes)))
    digest = fresh.model_copy(
        update={
            "picks": _best(again, fresh.picks, count=person.count),
            "near": (),
            "funnel": Funnel(),  # it counts the new ones alone, and this list is more than them
            "notes": notes,
            "cost_usd": fresh.cost_usd + opinions.cost_usd,
        }
    )
    return await worded(digest, panel=panel, person=str(person.id))


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


def _best(again: Sequence[Pick], fresh: Sequence[Pick], *, count: int) -> tuple[Pick, ...]:
    """Return all that were shown, and the new ones that come before the wanted number."""
    ranked = sorted((*again, *fresh), key=lambda pick: -pick.verdict.fit)
    top = ranked[:count]
    kept = [pick for pick in ranked if pick in again or pick in top]
    return tuple(kept[:_MOST])


def _out(pick: Pick, why: str, *, before: Profile, after: Profile) -> str:
    because = must_changed(before, after, reason=why)
    said = f"{why}; {because}" if because else why
    return texts.OUT.phrase(title=title_text(pick.cluster.best), old=pick.verdict.fit, why=said)
