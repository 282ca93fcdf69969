"""Every job that a person was shown or marked, once, with all that became of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Services
from bot.model import Person
from bot.stores.records import Row
from bot.stores.tracking.tracks import Track
from bot.views.export import Done, Job, facts_of
from scoring.model import Digest, Pick

_Jobs = dict[str, Job]  # by cluster


async def jobs_of(services: Services, person: Person) -> Sequence[Job]:
    """Return the jobs, the latest shown first; of one shown twice the first date, the last score.

    Lists are read a page at a time, and of each pick only what is told is held.
    """
    shown = await services.deliveries.shown(person.id)
    jobs: _Jobs = {}
    async for page in services.records.pages(person.id, "deliveries"):
        jobs = await asyncio.to_thread(_with_lists, jobs, page, shown)
    async for page in services.records.pages(person.id, "feedback"):
        jobs = await asyncio.to_thread(_with_marks, jobs, page)
    tracks = await services.tracking.all(person.id)
    found = [_tracked(key, job, tracks) for key, job in jobs.items()]
    return sorted(found, key=_shown_at, reverse=True)


def _with_lists(jobs: _Jobs, page: Sequence[Row], shown: frozenset[str]) -> _Jobs:
    """Add the picks of some deliveries; what was taken back before it was sent was not shown."""
    found = dict(jobs)
    for row in page:
        at = datetime.fromisoformat(row["created_at"])
        for pick in Digest.model_validate_json(row["digest"]).picks:
            key = pick.cluster.id
            if key in shown:
                known = found.get(key)
                first = known.shown if known else at
                found[key] = Job(facts=facts_of(pick), shown=first)
    return found


def _with_marks(jobs: _Jobs, page: Sequence[Row]) -> _Jobs:
    found = dict(jobs)
    for row in page:
        key, done = (
            row["cluster_id"],
            Done(at=datetime.fromisoformat(row["at"]), reason=row["reason"]),
        )
        job = found.get(key) or Job(facts=facts_of(Pick.model_validate_json(row["pick"])))
        found[key] = replace(job, marks={**job.marks, row["mark"]: done})
    return found


def _tracked(key: str, job: Job, tracks: Mapping[str, Track]) -> Job:
    track = tracks.get(key)
    return replace(job, track=track) if track else job


def _shown_at(job: Job) -> datetime:
    return job.shown or min(done.at for done in job.marks.values())
