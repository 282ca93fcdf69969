"""A verdict for every candidate: one that was kept, else the judge's, else the local judge's."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.errors import BudgetSpent, JudgeError
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Profile, Verdict
from scoring.ports import Judge, Judgement, Occasion, Postings

NO_MODEL = "The model did not answer; these scores are from the local judge."
NO_BUDGET = "The day's budget for the model is spent; these scores are from the local judge."
SOME_LOCAL = "The model left out {count} of {of} postings; the local judge scored those."
UNJUDGED = "{count} could not be scored and will be tried again."

LOCAL = LocalJudge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """The verdicts by posting id, and what the person is told about how they came to be."""

    verdicts: Mapping[str, Verdict]
    notes: tuple[str, ...] = ()
    cost_usd: float = 0.0
    judge: str = LOCAL.name


async def judged(  # noqa: PLR0913 - two judges, and all that a kept verdict is named by
    profile: Profile,
    candidates: Sequence[Candidate],
    *,
    judge: Judge | None,
    postings: Postings,
    occasion: Occasion,
    now: datetime,
    local: Judge = LOCAL,
) -> Opinions:
    """Return a verdict for every candidate: a kept one, the judge's, else the `local` judge's.

    The candidates meet the musts; those that no score rests on are kept from the judge, so that
    a verdict is for exactly what its key names. `local` must need nothing from outside.
    """
    profile = profile.judged
    first = judge or local
    known = await _kept(profile, candidates, judge=first.name, postings=postings)
    unknown = [each for each in candidates if each.cluster.best.id not in known]
    fresh, notes = await _asked(profile, unknown, judge=first, occasion=occasion)
    await _keep(profile, unknown, fresh.verdicts, judge=first.name, postings=postings, now=now)
    verdicts = {**known, **fresh.verdicts}
    left = [each for each in unknown if each.cluster.best.id not in fresh.verdicts]
    if judge is not None and left:
        rest = await judged(
            profile,
            left,
            judge=None,
            postings=postings,
            occasion=occasion,
            now=now,
            local=local,
        )
        verdicts |= rest.verdicts
        notes = (*notes, *_said(notes, left=len(left), of=len(candidates)), *rest.notes)
    elif left:
        notes = (*notes, UNJUDGED.format(count=len(left)))
    used_model = judge is not None and len(left) < len(candidates)
    return Opinions(
        verdicts=verdicts,
        notes=tuple(dict.fromkeys(notes)),
        cost_usd=fresh.cost_usd,
        judge=first.name if used_model else local.name,
    )


async def _asked(
    profile: Profile, candidates: Sequence[Candidate], *, judge: Judge, occasion: Occasion
) -> tuple[Judgement, tuple[str, ...]]:
    """Ask a judge; one that fails says nothing, and a note says that it failed."""
    if not candidates:
        return Judgement(verdicts={}), ()
    try:
        if isinstance(judge, LocalJudge):
            judgement = await asyncio.to_thread(judge.opinions, profile, candidates)
        else:
            judgement = await judge.judge(profile, candidates, occasion=occasion)
    except BudgetSpent:
        return Judgement(verdicts={}), (NO_BUDGET,)
    except JudgeError:
        return Judgement(verdicts={}), (NO_MODEL,)
    asked = {each.cluster.best.id for each in candidates}
    own = {key: verdict for key, verdict in judgement.verdicts.items() if key in asked}
    return Judgement(verdicts=own, cost_usd=judgement.cost_usd), judgement.notes


def _said(notes: tuple[str, ...], *, left: int, of: int) -> tuple[str, ...]:
    """Say that some postings have local scores, unless a note says why already."""
    return () if notes else (SOME_LOCAL.format(count=left, of=of),)


async def _kept(
    profile: Profile, candidates: Sequence[Candidate], *, judge: str, postings: Postings
) -> dict[str, Verdict]:
    """Return the verdicts given before, by posting id."""
    by_id = {each.cluster.best.id: each.cluster.best.text_key for each in candidates}
    if not by_id:
        return {}
    kept = await postings.verdicts(
        text_keys=list(by_id.values()), profile_version=profile.judged_version, judge=judge
    )
    return {
        posting_id: kept[key].model_copy(update={"posting_id": posting_id})
        for posting_id, key in by_id.items()
        if key in kept
    }


async def _keep(
    profile: Profile,
    candidates: Sequence[Candidate],
    verdicts: Mapping[str, Verdict],
    *,
    judge: str,
    postings: Postings,
    now: datetime,
) -> None:
    by_text = {
        each.cluster.best.text_key: verdicts[each.cluster.best.id]
        for each in candidates
        if each.cluster.best.id in verdicts
    }
    if by_text:
        version = profile.judged_version
        await postings.keep_verdicts(by_text, profile_version=version, judge=judge, now=now)
