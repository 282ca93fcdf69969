"""Scores what a person gave: reads it, keeps it where it belongs, judges it like any posting."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.digests import earlier_profiles, named, occasion, slim, verdict_picks
from bot.answers.panel import panel_for
from bot.answers.why import link_forms
from bot.context import Services
from bot.language.numbers import date_text
from bot.model import SCORE_KEY, Delivery, Person
from bot.texts import score as texts
from bot.texts.profile import MAIN, SCORED_FOR
from bot.views.card import pick_at
from scoring.edge.web.given import GivenReader
from scoring.errors import InputError
from scoring.given import Given, postings_of
from scoring.given.links import host_of
from scoring.model import Candidate, Cluster, Digest, Pick, Profile
from scoring.pipeline.opinions import Opinions, judged
from scoring.pipeline.summaries import worded
from scoring.ports import Verdicts
from scoring.rank.recheck import failing
from scoring.signals import signalled

MOST = 10  # postings of one message that are shown
_MOST_READ = 40  # of one alert; LinkedIn sends 30 at most
_MOST_LINKS = 5  # to boards, in one message
_LISTS = 60  # deliveries back that an earlier score is looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person gave: its words, the links in them, and where the posting is to be read."""

    words: str = ""
    links: tuple[str, ...] = ()
    file: bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Jobs that are stored now, where their scores are kept, and how they came."""

    clusters: tuple[Cluster, ...]
    verdicts: Verdicts
    said: str
    own: bool


async def scored(
    services: Services, person: Person, asked: Asked, *, key: str, now: datetime
) -> Delivery:
    """Return a delivery with the score of what was given. Raises InputError where nothing is read.

    It has no message of its own, and is no digest: the next one comes as if this had not been.
    """
    key = f"{SCORE_KEY}:{key}"
    known = await services.deliveries.planned(person.id, key=key)
    if known:
        return known
    found = await _read(services, person, asked, now=now)
    async with services.pools.turn(person.id):
        digest = await _digest(services, person, found, now=now)
        return await services.deliveries.plan(
            person.id, key=key, digest=slim(digest), render=lambda _: (), now=now, aside=True
        )


async def _read(services: Services, person: Person, asked: Asked, *, now: datetime) -> list[_Read]:
    """Return what is known at the links, else what is read there, else what the words say."""
    links = asked.links[:_MOST_LINKS]
    found: list[_Read] = []
    troubles: list[InputError] = []
    for link in links:
        try:
            found.append(await _behind(services, person, link, now=now))
        except InputError as error:
            troubles.append(error)
    if found:
        return found
    # What was sent with a link may be the posting itself; if not, the link's trouble is said.
    try:
        given = await _told(services, person, asked, url=links[0] if links else "")
    except InputError as error:
        raise (troubles or [error])[0] from error
    return [await _stored(services, person, given, now=now)]


async def _behind(services: Services, person: Person, link: str, *, now: datetime) -> _Read:
    """Return the posting behind one link: the one that is stored, else what is read there."""
    cluster = await services.postings.at(link_forms(link))
    if cluster and cluster.best.open and cluster.best.text.strip():
        said = texts.known(host_of(cluster.best.url))
        return _Read(clusters=(cluster,), verdicts=services.postings, said=said, own=False)
    given = await _reader(services).link(link, person=str(person.id))
    return await _stored(services, person, given, now=now)


async def _told(services: Services, person: Person, asked: Asked, *, url: str) -> Given:
    """Read the words or the file themselves."""
    if asked.file is not None:
        given = await _reader(services).file(asked.file, name=asked.name)
        # The owner's alerts are everybody's, as those of the mailbox; anybody else may make one up.
        return replace(given, trusted=given.way == "mail" and person.owner)
    return await _reader(services).text(asked.words, url=url)


def _reader(services: Services) -> GivenReader:
    assert services.reader is not None, "a running bot has one"
    return services.reader


async def _stored(services: Services, person: Person, given: Given, *, now: datetime) -> _Read:
    """Keep the postings: everybody's where a board lists them, else this person's alone."""
    postings = postings_of(given, seen_at=now)[:_MOST_READ]
    if not postings:
        raise InputError(texts.NOTHING())
    said = texts.read_from(given.way, site=host_of(given.url))
    if len(postings) > 1:
        said = f"{said} {texts.counted(len(postings), most=MOST)}"
    if given.public:
        await services.postings.save(postings, now=now)
        found = [await services.postings.at([each.url]) for each in postings]
        clusters = tuple({each.id: each for each in found if each}.values())
        if clusters:
            return _Read(clusters=clusters, verdicts=services.postings, said=said, own=False)
    await services.own.keep(person.id, postings, now=now)
    own = services.own.verdicts_of(person.id)
    clusters = tuple(Cluster(id=each.id, best=each) for each in postings)
    return _Read(clusters=clusters, verdicts=own, said=said, own=True)


async def _digest(
    services: Services, person: Person, found: Sequence[_Read], *, now: datetime
) -> Digest:
    """Return the picks of all that was read, the best first, and what is said of them."""
    profile = await services.profiles.get(person.id)
    search, said = await _open_search(services, person)
    judgements = [await _judged(services, person, each, profile=profile, now=now) for each in found]
    clusters = [cluster for each in found for cluster in each.clusters]
    fails = await asyncio.to_thread(failing, clusters, profile=profile, now=now)
    notes = await _notes(services, person, found, fails=fails)
    picks = [pick for picks, _ in judgements for pick in picks]
    opinions = [each for _, each in judgements]
    digest = Digest(
        day=now.astimezone(ZoneInfo(person.zone)).date(),
        picks=tuple(sorted(picks, key=lambda pick: -pick.verdict.fit)[:MOST]),
        notes=tuple(
            dict.fromkeys((*notes, *said, *(note for each in opinions for note in each.notes)))
        ),
        cost_usd=sum(each.cost_usd for each in opinions),
        judge=opinions[0].judge,
        profile_version=profile.version,
    )
    return named(digest, search=search)


async def _open_search(services: Services, person: Person) -> tuple[str, tuple[str, ...]]:
    """Return the name of the open profile and what says so, where there are several."""
    every = await services.profiles.all(person.id)
    name = next((each.name for each in every if each.opened), "")
    if len(every) < 2:
        return "", ()
    return name, (SCORED_FOR.phrase(name=name or MAIN.phrase()),)


async def _judged(
    services: Services, person: Person, found: _Read, *, profile: Profile, now: datetime
) -> tuple[tuple[Pick, ...], Opinions]:
    """Return the picks of what was read in one place, judged like any other."""
    panel = await panel_for(services, person)
    if found.own:  # lines about postings are kept for everybody: not about this one
        panel = replace(panel, summariser=None)
    candidates = [Candidate(cluster=each, rank=n) for n, each in enumerate(found.clusters)]
    opinions = await judged(
        profile,
        candidates,
        panel=panel,
        postings=found.verdicts,
        occasion=occasion(person),
        now=now,
        earlier=await earlier_profiles(services, person),
    )
    picks = signalled(verdict_picks(candidates, opinions.verdicts), now=now)
    digest = await worded(
        Digest(day=now.date(), picks=picks),
        panel=panel,
        person=str(person.id),
        language=person.language,
    )
    paid = replace(opinions, cost_usd=opinions.cost_usd + digest.cost_usd)
    return digest.picks, paid


async def _notes(
    services: Services, person: Person, found: Sequence[_Read], *, fails: Mapping[str, str]
) -> list[str]:
    """Return where it was read, who sees it, what was shown before, and the must that it fails."""
    notes = [f"{each.said} {texts.ONLY_YOU()}" if each.own else each.said for each in found]
    clusters = [cluster for each in found for cluster in each.clusters]
    if len(clusters) > 1:
        return notes
    cluster = clusters[0]
    if not cluster.best.company:
        notes.append(texts.NO_COMPANY())
    before = await _before(services, person, cluster.id)
    if before:
        pick, at = before
        day = date_text(at.astimezone(ZoneInfo(person.zone)))
        notes.append(texts.HAD(day=day, fit=pick.verdict.fit))
    if cluster.id in fails:
        notes.append(texts.FAILS(reason=fails[cluster.id]))
    return notes


async def _before(
    services: Services, person: Person, cluster_id: str
) -> tuple[Pick, datetime] | None:
    """Return the pick that this job was to the person, and when; None where it is new to them."""

    def number(delivery: Delivery) -> int | None:
        every = (*delivery.digest.picks, *delivery.digest.near)
        return next((n for n, each in enumerate(every, 1) if each.cluster.id == cluster_id), None)

    delivery = await services.deliveries.newest(
        person.id, wanted=lambda each: number(each) is not None, most=_LISTS
    )
    pick = pick_at(delivery, number(delivery)) if delivery else None
    return (pick, delivery.created_at) if delivery and pick else None
