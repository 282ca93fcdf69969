"""/why: finds the posting that is meant and gathers what its score rests on."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from bot.answers.digests import earlier_profiles, occasion, verdict_picks
from bot.answers.groups import chosen_for, is_opened
from bot.answers.panel import panel_for
from bot.context import Services
from bot.model import Delivery, Person, is_score
from bot.stores.own import stored_cluster
from bot.stores.profiles import Version
from bot.views.card import pick_at
from scoring.changes import differences
from scoring.explain.margins import close_calls, silences
from scoring.explain.quotes import Quote, quotes
from scoring.judges.local import judge_locally
from scoring.model import Candidate, Cluster, Pick, Posting, Profile, Verdict
from scoring.normalise.urls import clean_url
from scoring.pipeline.opinions import judged
from scoring.rank.recheck import failing

_LISTS = 30  # deliveries back that a number or a link is looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The pick that a person means: in one of their lists, or from the store, just judged."""

    pick: Pick
    delivery: Delivery | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What one score rests on, for the view."""

    meant: Meant
    quotes: tuple[Quote, ...]
    found: Mapping[str, str]  # what this bot itself finds for each part, where a model gave none
    close: tuple[str, ...]
    silent: tuple[str, ...]
    judged_on: datetime  # in the person's zone
    profile_since: datetime | None  # of the profile it was judged for; None: no longer kept
    changed: tuple[str, ...]  # what is another in today's profile
    outdated: bool  # today's profile would be judged anew
    fails: str  # the must that keeps it out of the lists today, or ""
    kept: bool  # the posting is still stored ...
    edited: bool  # ... with another text than the one that was judged
    now: datetime
    shared: bool = False  # it was chosen for a group: the reader's own profiles have no part


async def last_list(
    services: Services, person: Person, *, numbered: bool = False
) -> Delivery | None:
    """Return the last list with anything in it that the person was shown.

    A number counts in a list rather than in the answer to a posting that was given since.
    """

    def wanted(delivery: Delivery) -> bool:
        return bool(delivery.digest.picks or delivery.digest.near)

    def is_list(delivery: Delivery) -> bool:
        return wanted(delivery) and not is_score(delivery)

    newest = services.deliveries.newest
    found = await newest(person.id, wanted=is_list, most=_LISTS) if numbered else None
    return found or await newest(person.id, wanted=wanted, most=_LISTS)


async def linked(services: Services, person: Person, *, link: str, now: datetime) -> Meant | None:
    """Return what a link leads to: in the person's lists, else in the store, judged now.

    None where nobody knows the link, or where no judge has an opinion.
    """
    forms = link_forms(link)
    delivery = await services.deliveries.newest(
        person.id, wanted=lambda each: _number_of(each, forms) is not None, most=_LISTS
    )
    if delivery:
        n = _number_of(delivery, forms)
        pick = pick_at(delivery, n)
        assert pick is not None, "it was found"
        return Meant(pick=pick, delivery=delivery, n=n)
    cluster = await services.postings.at(forms)
    return await _judged_now(services, person, cluster, now=now) if cluster else None


def link_forms(link: str) -> tuple[str, ...]:
    """Return the ways in which one page may be written; () for what is no link."""
    text = link if "://" in link else f"https://{link}"
    clean = clean_url(text)
    if not clean:
        return ()
    parts = urlsplit(clean)
    host = parts.netloc.removeprefix("www.")
    paths = (parts.path, parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/")
    forms = (
        urlunsplit(parts._replace(scheme=scheme, netloc=netloc, path=path))
        for scheme in ("https", "http")
        for netloc in (host, f"www.{host}")
        for path in paths
    )
    return tuple(dict.fromkeys((clean, *forms)))


async def explained(
    services: Services, person: Person, *, meant: Meant, now: datetime
) -> Explained:
    """Gather what the score of this pick rests on; may raise StoreError."""
    verdict, cluster = meant.pick.verdict, meant.pick.cluster
    shared = meant.delivery is not None and is_opened(meant.delivery)
    whose = await _whose(services, person, meant)
    today = await services.profiles.get(whose, search=_search(meant))
    version = await _scored_for(services, whose, meant, today=today)
    profile = version.profile if version else today
    stored = await stored_cluster(services, person, cluster.id)
    edited = stored is not None and not _same_text(stored.best, cluster.best)
    posting = (cluster if stored is None or edited else stored).best
    posting = posting.model_copy(update={"places": cluster.places})
    quoted, found = await asyncio.to_thread(_read, posting, profile, verdict=verdict)
    fails = await asyncio.to_thread(failing, [stored or cluster], profile=today, now=now)
    return Explained(
        meant=meant,
        quotes=quoted,
        found=found,
        close=close_calls(posting, today, now=now),
        silent=silences(posting, today),
        judged_on=await _judged_on(services, person, meant, profile=profile, now=now),
        profile_since=version.since.astimezone(ZoneInfo(person.zone)) if version else None,
        changed=differences(profile.judged, today.judged) if version else (),
        outdated=profile.judged_version != today.judged_version or version is None,
        shared=shared,
        fails="" if shared else fails.get(cluster.id, ""),
        kept=stored is not None,
        edited=edited,
        now=now,
    )


def _read(
    posting: Posting, profile: Profile, *, verdict: Verdict
) -> tuple[tuple[Quote, ...], dict[str, str]]:
    """Return the words that the parts rest on, and what this bot finds for each itself."""
    quoted = quotes(posting, profile, parts=tuple(part.name for part in verdict.parts))
    found = {part.name: part.evidence for part in judge_locally(posting, profile).parts}
    return quoted, found | {"seniority": found.get("level", "")}


async def _judged_now(
    services: Services, person: Person, cluster: Cluster, *, now: datetime
) -> Meant | None:
    """Judge a posting that the person was never shown."""
    profile = await services.profiles.get(person.id)
    candidates = (Candidate(cluster=cluster, rank=0),)
    async with services.pools.turn(person.id):
        opinions = await judged(
            profile,
            candidates,
            panel=await panel_for(services, person),
            postings=services.postings,
            occasion=occasion(person),
            now=now,
            earlier=await earlier_profiles(services, person),
        )
    picks = verdict_picks(candidates, opinions.verdicts)
    return Meant(pick=picks[0]) if picks else None


def _number_of(delivery: Delivery, forms: Sequence[str]) -> int | None:
    every = (*delivery.digest.picks, *delivery.digest.near)
    known = (
        n
        for n, pick in enumerate(every, 1)
        if any(each.url in forms for each in pick.cluster.postings)
    )
    return next(known, None)


def _search(meant: Meant) -> str | None:
    """Return the name of the profile that the score is for; None: the one that is open."""
    return meant.pick.search if meant.delivery else None


async def _whose(services: Services, person: Person, meant: Meant) -> int:
    """Return whose profile the score is for: a group's where its pick was opened."""
    if meant.delivery is None or not is_opened(meant.delivery):
        return person.id
    return await chosen_for(services, meant.delivery) or person.id


async def _scored_for(
    services: Services, whose: int, meant: Meant, *, today: Profile
) -> Version | None:
    """Return the profile that the score is for; None where it is no longer kept."""
    digest = meant.delivery.digest if meant.delivery else None
    version = digest.version_of(meant.pick) if digest else today.version
    return await services.profiles.version(whose, version)


async def _judged_on(
    services: Services, person: Person, meant: Meant, *, profile: Profile, now: datetime
) -> datetime:
    """Return when the verdict was given: as it is kept, else when the list was made."""
    given = await services.postings.given_at(
        text_key=meant.pick.cluster.best.text_key,
        profile_version=profile.judged_version,
        judge=meant.pick.verdict.judge,
    )
    moment = given or (meant.delivery.created_at if meant.delivery else now)
    return moment.astimezone(ZoneInfo(person.zone))


def _same_text(stored: Posting, shown: Posting) -> bool:
    """Compare with what a list keeps of a posting: its title and the beginning of its text."""
    return stored.title == shown.title and stored.text.startswith(shown.text)
