"""Leaves out what a person is tired of, in every profile, and brings it back.

The note of when and why is written before the profiles, and its end after them: whatever stops in
between, the profiles alone say what is left out, and doing it again finishes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.digests import horizon
from bot.answers.hiding import (
    OLD_OFFERS,
    Held,
    brought_back,
    held,
    is_left_out,
    left_out,
    listed,
    meant,
    would_go,
)
from bot.context import Services
from bot.model import Person
from bot.stores.feedback import Marked
from bot.stores.hidings import MOST_WORD, Hiding
from scoring.model import Pick, Profile
from scoring.rank.musts import hiding_key

_AT_ONCE = ("company", "level+", *OLD_OFFERS)  # reasons that left something out before notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What a reason left out beyond the job itself, or why it did not."""

    hiding: Hiding | None
    held: Held = ""


async def hide_job(
    services: Services, person_id: int, pick: Pick, *, reason: str, now: datetime
) -> Hidden:
    """Hide a job and what its reason says beyond it; the last reason counts, not each of them."""
    await _take_back(services, person_id, pick, now=now)
    hiding = meant(pick.cluster.best, reason=reason, search=pick.search)
    profile = await services.profiles.get(person_id, search=pick.search)
    others = [each.profile for each in await services.profiles.all(person_id)]
    why = held(profile, hiding, insisted=reason.endswith("+"), others=others)
    if hiding and hiding.kind == "level" and await services.profiles.gone(person_id, pick.search):
        why = "gone"
    await services.feedback.mark(person_id, pick, "hidden", now=now, reason=reason)
    if hiding and not why and not is_left_out(profile, hiding):
        await leave_out(services, person_id, hiding.because_of(pick), now=now)
    return Hidden(hiding=hiding, held=why)


async def show_job(
    services: Services, person_id: int, pick: Pick, *, now: datetime
) -> Sequence[Hiding]:
    """Bring a job back, and what its reason left out, which is returned."""
    back = await _take_back(services, person_id, pick, now=now)
    await services.feedback.unmark(person_id, pick.cluster.id, "hidden", now=now)
    return back


async def leave_out(services: Services, person_id: int, hiding: Hiding, *, now: datetime) -> None:
    """Leave something out from now on, in every profile that it concerns."""
    note = hiding.model_copy(update={"state": "hidden", "at": now})
    await services.hidings.keep(person_id, note, now=now)
    for search, profile in await _concerned(services, person_id, hiding):
        after = left_out(profile, hiding)
        if after != profile:
            await services.profiles.save(person_id, after, now=now, search=search)


async def bring_back(services: Services, person_id: int, hiding: Hiding, *, now: datetime) -> None:
    """Let something come again, in every profile that it concerns."""
    for search, profile in await _concerned(services, person_id, hiding):
        after = brought_back(profile, hiding)
        if after != profile:
            await services.profiles.save(person_id, after, now=now, search=search)
    note = hiding.model_copy(update={"state": "back"})
    await services.hidings.keep(person_id, note, now=now)


async def all_left_out(services: Services, person_id: int) -> list[Hiding]:
    """Return all that is left out now, what was pressed first."""
    profiles = await services.profiles.all(person_id)
    return listed(profiles, await services.hidings.of(person_id))


async def hidden_jobs(services: Services, person_id: int) -> Sequence[Marked]:
    """Return the jobs that are hidden, the newest first."""
    return await services.feedback.marked(person_id, "hidden")


async def named(services: Services, person: Person, said: str) -> Hiding:
    """Return what a person means by a name: a company where one is called so, else a word."""
    word = said[:MOST_WORD].strip()
    profile = await services.profiles.get(person.id)
    since = horizon(profile, now=services.clock())
    pool = await services.pools.get(services.postings, since=since)
    asked = hiding_key(word)
    companies = (each.best.hirer for each in pool.listings if hiding_key(each.best.hirer) == asked)
    company = next(companies, "") if asked else ""
    return Hiding(kind="company", word=company) if company else Hiding(kind="word", word=word)


async def of_today(services: Services, person: Person, hiding: Hiding) -> int:
    """Return how many of today's picks it would have left out."""
    zone, now = ZoneInfo(person.zone), services.clock()
    midnight = datetime.combine(now.astimezone(zone).date(), datetime.min.time(), tzinfo=zone)
    today = await services.deliveries.since(person.id, midnight)
    picks = {each.cluster.id: each for delivery in today for each in delivery.digest.picks}
    return would_go(hiding, picks.values())


async def _concerned(
    services: Services, person_id: int, hiding: Hiding
) -> list[tuple[str | None, Profile]]:
    """Return the profiles that it concerns with their names: a level one, all else every one.

    A level of a profile that is deleted concerns none.
    """
    every = await services.profiles.all(person_id)
    if hiding.kind == "level" and await services.profiles.gone(person_id, hiding.search):
        return []
    if hiding.kind == "level" or not every:
        search = hiding.search if every else None
        return [(search, await services.profiles.get(person_id, search=search))]
    return [(each.name, each.profile) for each in every]


async def _take_back(
    services: Services, person_id: int, pick: Pick, *, now: datetime
) -> Sequence[Hiding]:
    """Bring back what an earlier reason of this job left out."""
    known = await services.hidings.of(person_id)
    own = [each for each in known if each.cluster_id == pick.cluster.id and each.state == "hidden"]
    back = own or await _before_notes(services, person_id, pick, known=known)
    for each in back:
        await bring_back(services, person_id, each, now=now)
    return back


async def _before_notes(
    services: Services, person_id: int, pick: Pick, *, known: Sequence[Hiding]
) -> list[Hiding]:
    """Return what a job left out before notes were kept of it."""
    marked = await hidden_jobs(services, person_id)
    reason = next((each.reason for each in marked if each.cluster_id == pick.cluster.id), "")
    if reason not in _AT_ONCE:
        return []
    hiding = meant(pick.cluster.best, reason=reason, search=pick.search)
    noted = {each.key for each in known}
    return [hiding] if hiding and hiding.key not in noted else []
