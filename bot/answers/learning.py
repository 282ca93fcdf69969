"""Learns each person's taste in their night, from what they pressed and what they were given."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from bot.context import Services
from bot.logs import nickname
from bot.model import Delivery, is_score
from bot.reports import report
from bot.stores.feedback import Mark, Marked
from bot.stores.profiles import Named
from bot.traces import trace_of
from scoring.model import Pick, Posting
from scoring.pipeline.panel import LOCAL
from scoring.ports import Judge
from scoring.taste.judge import TasteJudge
from scoring.taste.labels import MOST, SILENT_REASONS, Label
from scoring.taste.learn import learned
from scoring.taste.model import Taste

_AT_ONCE = 10  # people learned from in one minute, a second or two each; 3,600 in a night
_BACK = timedelta(days=60)
_TO_ANSWER = timedelta(hours=20)  # what was shown later may still get its button pressed

_log = logging.getLogger(__name__)


async def learn_due(services: Services, *, now: datetime, stop: asyncio.Event) -> None:
    """Learn from whoever is due, one after the other; a failure touches nobody else.

    Waits for nobody. What is learned is on disk in one write: a crash before it repeats the turn.
    """
    for person_id in await services.tastes.due(now, limit=_AT_ONCE):
        if stop.is_set():
            return
        if services.pools.turn(person_id).locked():
            continue  # something is made for them: a later minute will do, and mornings go on
        try:
            async with services.pools.turn(person_id):  # who is forgotten is so before it or after
                if await services.people.get(person_id) is not None:
                    await learn(services, person_id, now=now)
        except Exception as error:  # noqa: BLE001 - the loop over people
            facts = {"action": "learn", "person": nickname(person_id)}
            _log.error("A taste was not learned\n%s", trace_of(error), extra=facts)
            await services.tastes.looked(person_id, now=now)
            await report(services.errors, "learning", error, now=now)


async def learn(services: Services, person_id: int, *, now: datetime) -> Taste:
    """Learn one person's taste anew and keep it."""
    before = await services.tastes.get(person_id)
    profile = await services.profiles.get(person_id)
    since = max(now - _BACK, before.since or datetime.min.replace(tzinfo=UTC))
    labels = await _labels(services, person_id, since=since, now=now)
    taste = await asyncio.to_thread(
        learned, labels, profile=profile.judged, now=now, dropped=before.taste.dropped
    )
    await services.tastes.keep(person_id, taste, before=before, now=now)
    return taste


async def taste_of(services: Services, person_id: int) -> Taste | None:
    """Return what was learned of a person; None where that is too little to use."""
    taste = (await services.tastes.get(person_id)).taste
    return taste if taste.usable else None


def local_judge(taste: Taste | None) -> Judge:
    """Return the judge that needs no model, with the person's taste where there is one."""
    return LOCAL if taste is None else TasteJudge(taste)


async def local_of(services: Services, person_id: int) -> Judge:
    """Return the judge that needs no model, as it is for this person."""
    return local_judge(await taste_of(services, person_id))


async def _labels(
    services: Services, person_id: int, *, since: datetime, now: datetime
) -> Sequence[Label]:
    """Return one label for each job that a model scored, that was shown, or that was marked."""
    every = await services.profiles.all(person_id)
    labels: dict[str, Label] = {}
    for named in every:
        labels |= await _scored(services, named, since=since)
    shown = await services.deliveries.shown(person_id)
    for delivery in await services.deliveries.since(person_id, since):
        labels |= _of_delivery(delivery, shown=shown, now=now)
    for marked in await _marks(services, person_id):
        if marked.at > since:
            known = labels.get(marked.cluster_id)
            labels[marked.cluster_id] = _answered(marked, known)
    whole = await _whole(services, labels)
    return whole if len(every) < 2 else await _with_profiles(services, person_id, whole)


async def _scored(services: Services, named: Named, *, since: datetime) -> dict[str, Label]:
    """Return a label for each job that a model scored for this profile."""
    scored = await services.tastes.opinions(
        profile_version=named.profile.judged_version, since=since, most=MOST
    )
    return {
        each.cluster_id: Label(
            posting=each.posting, day=each.at.date(), fit=each.verdict.fit, search=named.name
        )
        for each in scored
    }


async def _with_profiles(
    services: Services, person_id: int, labels: Sequence[Label]
) -> Sequence[Label]:
    """Return the labels, each with the profile that its job was chosen for."""
    profiles = {
        name: (await services.profiles.get(person_id, search=name)).judged
        for name in {each.search for each in labels}
    }
    return [each.model_copy(update={"profile": profiles[each.search]}) for each in labels]


def _of_delivery(delivery: Delivery, *, shown: frozenset[str], now: datetime) -> dict[str, Label]:
    """Return the labels of a delivery's picks and near misses, by cluster.

    What was shown a while ago without a button pressed was ignored; a delivery that was taken back
    was not shown, and who asks for a score ignores nothing.
    """
    old = now - delivery.created_at >= _TO_ANSWER and not is_score(delivery)
    digest, day = delivery.digest, delivery.created_at.date()
    labels = {pick.cluster.id: _label(pick, day=day) for pick in (*digest.near, *digest.picks)}
    ignored = {pick.cluster.id for pick in digest.picks} & shown if old else set()
    return labels | {
        key: labels[key].model_copy(update={"answer": "ignored"}) for key in sorted(ignored)
    }


async def _marks(services: Services, person_id: int) -> list[Marked]:
    """Return the marks, the weightier later: of two on one job the last counts."""
    marks: Sequence[Mark] = ("saved", "applied", "hidden")
    return [each for mark in marks for each in await services.feedback.marked(person_id, mark)]


def _answered(marked: Marked, known: Label | None) -> Label:
    """Return the label of a job with its button; one hidden for a reason of its own says less."""
    silent = marked.mark == "hidden" and marked.reason in SILENT_REASONS
    label = known or _label(marked.pick, day=marked.at.date())
    return label.model_copy(update={"answer": None if silent else marked.mark})


def _label(pick: Pick, *, day: date) -> Label:
    """Return the label of a pick: a model's score, since the local judge has nothing to teach."""
    local = pick.verdict.judge.startswith("local")
    fit = None if local else pick.verdict.fit
    return Label(posting=pick.cluster.best, day=day, fit=fit, search=pick.search)


async def _whole(services: Services, labels: dict[str, Label]) -> list[Label]:
    """Return the labels with the whole texts of the jobs that are still stored."""
    clusters = await services.postings.clusters(list(labels))
    whole: dict[str, Posting] = {key: cluster.best for key, cluster in clusters.items()}
    return [
        label.model_copy(update={"posting": whole.get(key, label.posting)})
        for key, label in labels.items()
    ]
