"""Prepares a digest: profile, what was shown, the open postings, the choice, the messages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.answers.asides import asides
from bot.answers.learning import taste_of
from bot.answers.panel import panel_with
from bot.answers.tracking import with_applied
from bot.answers.watching import Look, with_watched
from bot.context import Services
from bot.language.current import speaking
from bot.model import Delivery, Person
from bot.stores.seen import seen_jobs
from bot.texts import picks as texts
from bot.views.digest import digest_messages
from scoring.model import Candidate, Digest, Pick, Profile, Verdict
from scoring.pipeline import choose
from scoring.pipeline.panel import Past
from scoring.pipeline.several import Search, choose_several
from scoring.ports import Occasion
from scoring.sample import SOURCE as SAMPLE

_KEPT_TEXT = 1_500  # characters; the whole text stays with the postings
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


async def prepare(  # noqa: PLR0913 - each says something else about the one digest
    services: Services,
    person: Person,
    *,
    key: str,
    now: datetime,
    next_due: tuple[datetime, date] | None = None,
    again: bool = False,
    count: int | None = None,
) -> Delivery:
    """Return the person's delivery under `key`, chosen now if it is not there yet.

    Its messages are in the outbox. With `again` what was shown before counts as new.
    """
    with speaking(person.language):
        async with services.pools.turn(person.id):
            wanted = person.model_copy(update={"count": count or person.count})
            known = await services.deliveries.planned(person.id, key=key)
            day = _day(key, person, now)
            digest = (
                known.digest
                if known
                else await _digest(services, wanted, day=day, now=now, again=again)
            )
            if known is None and is_morning(key):
                beside = await asides(services, person, now=now)
                digest = digest.model_copy(update={"asides": beside})
            return await services.deliveries.plan(
                person.id,
                key=key,
                digest=slim(digest),
                render=lambda delivery: digest_messages(delivery, wanted),
                now=now,
                next_due=next_due,
            )


async def _digest(
    services: Services, person: Person, *, day: date, now: datetime, again: bool
) -> Digest:
    searches = await searches_of(services, person)
    if not searches:
        return Digest(
            day=day, notes=(texts.NO_PROFILE.phrase(),), profile_version=Profile().version
        )
    return await chosen(services, person, searches=searches, day=day, now=now, again=again)


async def searches_of(services: Services, person: Person) -> Mapping[str, Profile]:
    """Return each profile that has something to rank by, by the name that its picks bear.

    Where there is one profile alone, its picks bear no name.
    """
    every = await services.profiles.all(person.id)
    alone = len(every) == 1
    return {"" if alone else each.name: each.profile for each in every if not each.profile.empty}


async def chosen(
    services: Services,
    person: Person,
    *,
    searches: Mapping[str, Profile],
    day: date,
    now: datetime,
    again: bool = False,
) -> Digest:
    """Return what the pool has for this person now; nothing is kept or sent yet."""
    since = min(horizon(profile, now=now) for profile in searches.values())
    pool = await services.pools.get(services.postings, since=since)
    taste = await taste_of(services, person.id)
    panel = panel_with(services, taste=taste)
    past = Past(
        seen=frozenset()
        if again
        else await seen_jobs(services.deliveries, postings=services.postings, person_id=person.id),
        new_since=person.last_digest_at,
        taste=taste,
    )
    looks = [
        Look(
            person_id=person.id,
            language=person.language,
            search=name,
            profile=profile,
            pool=pool,
            panel=panel,
            past=replace(past, earlier=await earlier_profiles(services, person, search=name)),
            now=now,
        )
        for name, profile in searches.items()
    ]
    digest = await _chosen(services, person, looks, day=day)
    digest = await with_watched(services, digest, looks)
    digest = await with_applied(services, person, digest, now=now)
    notes = (*digest.notes, *_notes(services, digest, stored=len(pool)))
    update = {"notes": notes, "quiet_sources": services.quiet_sources()}
    return digest.model_copy(update=update)


async def _chosen(
    services: Services, person: Person, looks: Sequence[Look], *, day: date
) -> Digest:
    """Choose for each profile; what they find together is one digest."""
    first, *others = looks
    if not others:
        digest = await choose(
            first.profile,
            pool=first.pool,
            postings=services.postings,
            panel=first.panel,
            past=first.past,
            occasion=occasion(person),
            now=first.now,
            day=day,
        )
        return named(digest, search=first.search)
    return await choose_several(
        {each.search: Search(profile=each.profile, earlier=each.past.earlier) for each in looks},
        pool=first.pool,
        postings=services.postings,
        panel=first.panel,
        past=first.past,
        occasion=occasion(person),
        now=first.now,
        day=day,
    )


def named(digest: Digest, *, search: str) -> Digest:
    """Return the digest with the name of its profile on each of its picks."""
    picks, near = (
        tuple(each.model_copy(update={"search": search}) for each in picks)
        for picks in (digest.picks, digest.near)
    )
    return digest.model_copy(update={"picks": picks, "near": near})


def _notes(services: Services, digest: Digest, *, stored: int) -> Iterator[str]:
    """Yield what a person should know about where the postings came from, or why there are none."""
    if services.ingests is not None and services.ingests.first_reading:
        yield texts.READING.phrase()
    elif not stored:
        yield texts.NO_POSTINGS.phrase()
    if any(pick.cluster.best.source == SAMPLE for pick in digest.picks):
        yield texts.SAMPLE.phrase()


def slim(digest: Digest) -> Digest:
    """Return the digest as it is stored for good: of each posting's text what a card shows."""
    return digest.model_copy(
        update={
            "picks": tuple(_slim(pick) for pick in digest.picks),
            "near": tuple(_slim(pick) for pick in digest.near),
        }
    )


def _slim(pick: Pick) -> Pick:
    best = pick.cluster.best
    short = best.model_copy(update={"text": best.text[:_KEPT_TEXT]})
    twins = tuple(twin.model_copy(update={"text": ""}) for twin in pick.cluster.twins)
    cluster = pick.cluster.model_copy(update={"best": short, "twins": twins})
    return pick.model_copy(update={"cluster": cluster})


def verdict_picks(
    candidates: Sequence[Candidate], verdicts: Mapping[str, Verdict]
) -> tuple[Pick, ...]:
    """Return the candidates that have a verdict, in their order."""
    return tuple(
        Pick(cluster=each.cluster, verdict=verdicts[each.cluster.best.id])
        for each in candidates
        if each.cluster.best.id in verdicts
    )


async def earlier_profiles(
    services: Services, person: Person, *, search: str | None = None
) -> tuple[Profile, ...]:
    """Return a profile as it was, the newest first; () where no model is asked.

    What a model said for one of them may still be true.
    """
    if services.judge is None:
        return ()
    return tuple(
        each.profile for each in await services.profiles.versions(person.id, search=search)
    )


def occasion(person: Person) -> Occasion:
    """Return for whom verdicts are asked and where this person's cut lies."""
    return Occasion(
        person=str(person.id),
        count=person.count,
        lowest=person.lowest,
        language=person.language,
    )


def horizon(profile: Profile, *, now: datetime) -> datetime:
    """Return the moment before which this person wants no posting."""
    return _LONG_AGO if profile.max_age_days is None else now - timedelta(profile.max_age_days)


def is_morning(key: str) -> bool:
    """Tell whether a delivery's key is a nominal date: it is a morning message."""
    try:
        date.fromisoformat(key)
    except ValueError:
        return False
    return True


def _day(key: str, person: Person, now: datetime) -> date:
    """Return the nominal date of a morning message, else the person's own date."""
    if is_morning(key):
        return date.fromisoformat(key)
    return now.astimezone(ZoneInfo(person.zone)).date()
