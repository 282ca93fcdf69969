"""What a person does about jobs, as cards, lists and the morning message show it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from bot.answers.kept import standing
from bot.context import Services
from bot.keyboards import encode
from bot.model import Button, Person
from bot.stores.tracking.tracks import Appointment, Track
from bot.texts import tracking as texts
from bot.views.applications import Tracked, before_phrase, earlier_at, stands_phrase
from bot.views.lists import A_PAGE, Entry, pages_of
from scoring.model import Aside, Digest, Pick
from scoring.phrases import Phrase

_MOST_TODAY = 2  # appointments that a morning message names


async def tracked(services: Services, person: Person, pick: Pick, *, kept: bool) -> Tracked:
    """Return what is kept of a job; whether it is closed is looked up for a `kept` one."""
    cluster = pick.cluster
    applied = await services.tracking.applied(person.id)
    closed = kept and cluster.id not in await standing(services, person, [cluster.id])
    return Tracked(
        track=await services.tracking.of(person.id, cluster.id),
        earlier=earlier_at(cluster.best, applied, cluster_id=cluster.id),
        closed=closed,
        zone=ZoneInfo(person.zone),
    )


async def with_applied(
    services: Services, person: Person, digest: Digest, *, now: datetime
) -> Digest:
    """Return the digest, its picks marked where the person applied before, there or for it."""
    applied = await services.tracking.applied(person.id)
    zone = ZoneInfo(person.zone)
    own = {each.cluster_id: each.steps[-1] for each in applied}

    def marked(pick: Pick) -> Pick:
        if step := own.get(pick.cluster.id):
            said = stands_phrase(step, now=now, zone=zone)
            return pick.model_copy(update={"applied": said})
        earlier = earlier_at(pick.cluster.best, applied, cluster_id=pick.cluster.id)
        if not earlier:
            return pick
        return pick.model_copy(update={"applied": before_phrase(earlier, now=now, zone=zone)})

    if not applied:
        return digest
    return digest.model_copy(
        update={
            "picks": tuple(marked(each) for each in digest.picks),
            "near": tuple(marked(each) for each in digest.near),
        }
    )


async def morning_lines(services: Services, person: Person, now: datetime) -> Sequence[Aside]:
    """Return what is today, and which applications fell silent, for the morning message.

    A silence is told of once; a message that never came to be told nothing (`Tracking.told`).
    """
    tracks = await services.tracking.all(person.id)
    if not tracks:
        return ()
    zone = ZoneInfo(person.zone)
    day = now.astimezone(zone).date()
    companies = await services.tracking.companies(person.id)
    told = await services.tracking.told(person.id, day=day)
    silent = {
        cluster_id: heard
        for cluster_id, track in tracks.items()
        if track.silent_days(now) and (heard := track.heard(now)) and told.get(cluster_id) != heard
    }
    if silent:
        await services.tracking.tell(person.id, silent, day=day)
    longest = sorted(silent, key=lambda each: (silent[each], each))
    said = [
        *_today(tracks, companies, day=day, zone=zone),
        *_silent([companies.get(each, "") for each in longest]),
    ]
    # One button for all of them: the list has each with its own.
    to_list = encode(Button(label="", action="applications"))
    return [
        Aside(words=each, label=texts.TO_LIST.phrase(), leads_to=to_list)
        if number == len(said)
        else Aside(words=each)
        for number, each in enumerate(said, 1)
    ]


def _today(
    tracks: Mapping[str, Track], companies: Mapping[str, str], *, day: date, zone: tzinfo
) -> list[Phrase]:
    """Return what is arranged for the day, the earliest first."""
    found = [
        (at.strftime("%H:%M") if at else "", each, companies.get(cluster_id, ""))
        for cluster_id, track in tracks.items()
        for each in track.appointments
        for at in (each.at.astimezone(zone) if each.at else None,)
        if (at.date() if at else each.day) == day
        and not (each.kind == "deadline" and track.step)  # who applied has no deadline
    ]
    ordered = sorted(found, key=lambda each: (each[0], each[2]))[:_MOST_TODAY]
    return [_said(each, time=time, company=company) for time, each, company in ordered]


def _said(appointment: Appointment, *, time: str, company: str) -> Phrase:
    if appointment.kind == "deadline":
        return texts.TODAY_DEADLINE.phrase(company=company)
    if time:
        return texts.TODAY_AT.phrase(time=time, company=company)
    return texts.TODAY_ON.phrase(company=company)


def _silent(companies: Sequence[str]) -> list[Phrase]:
    """Return the one line about silent applications; none where there is none."""
    if not companies:
        return []
    count, named = len(companies), list(filter(None, dict.fromkeys(companies)))
    if len(named) > 1:
        return [texts.SILENT_TWO.phrase(count=count, company=named[0], second=named[1])]
    return [texts.SILENT.phrase(count=count, company="".join(named[:1]))]


async def entries(
    services: Services, person: Person, *, origin: str, page: int
) -> tuple[list[Entry], int, int]:
    """Return the jobs of one page of a list, the page that it is, and how many there are in all."""
    mark: Literal["saved", "applied"] = "saved" if origin == "s" else "applied"
    count = await services.feedback.count(person.id, mark)
    at = min(max(page, 1), pages_of(count))
    shown = await services.feedback.marked(person.id, mark, most=A_PAGE, skip=(at - 1) * A_PAGE)
    tracks = await services.tracking.all(person.id)
    ids = [each.cluster_id for each in shown]
    open_ = await standing(services, person, ids)
    zone = ZoneInfo(person.zone)
    found = [
        Entry(
            marked=each,
            tracked=Tracked(
                track=tracks.get(each.cluster_id, Track()),
                closed=each.cluster_id not in open_,
                zone=zone,
            ),
        )
        for each in shown
    ]
    return found, at, count
