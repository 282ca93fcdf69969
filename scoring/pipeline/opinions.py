"""A verdict for every candidate: one that was kept, else the judge's, else the local judge's."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scoring.errors import JudgeError
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Profile, Verdict
from scoring.phrases import plural
from scoring.pipeline.carry import carry
from scoring.pipeline.panel import LOCAL, Panel
from scoring.ports import Chained, Judge, Judgement, Occasion, Verdicts
from scoring.prompts.notes import fallback

UNJUDGED = plural(
    "{count} could not be scored and will be tried again.",
    "{count} could not be scored and will be tried again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """The verdicts by posting id, and what the person is told about how they came to be."""

    verdicts: Mapping[str, Verdict]
    notes: tuple[str, ...] = ()
    cost_usd: float = 0.0
    judge: str = LOCAL.name

    @property
    def said(self) -> dict[str, object]:
        """Return what a digest says of its judges, by field."""
        return {"notes": self.notes, "cost_usd": self.cost_usd, "judge": self.judge}


async def judged(  # noqa: PLR0913 - who has a say, for whom, and what is kept
    profile: Profile,
    candidates: Sequence[Candidate],
    *,
    panel: Panel,
    postings: Verdicts,
    occasion: Occasion,
    now: datetime,
    earlier: Sequence[Profile] = (),
) -> Opinions:
    """Return a verdict for every candidate: a kept one, the judge's, else the local judge's.

    Wishes that no score rests on are kept from the judge: a verdict is for what its key names.
    `earlier` are the person's profiles before this one: what a change cannot move is not asked.
    """
    profile = profile.judged
    judge, local = panel.judge, panel.local
    asked = judge or local
    known = await _known(profile, candidates, judge=asked, postings=postings)
    if judge is not None and earlier:
        left = _without(candidates, known)
        known |= await carry(
            profile, left, judges=names_of(judge), postings=postings, earlier=earlier, now=now
        )
    unknown = _without(candidates, known)
    scores = tuple(verdict.fit for verdict in known.values())
    fresh = await _asked(profile, unknown, judge=asked, occasion=replace(occasion, known=scores))
    await _keep(profile, unknown, fresh.verdicts, judge=asked, postings=postings, now=now)
    verdicts = {**known, **fresh.verdicts}
    left = _without(unknown, fresh.verdicts)
    notes = fresh.notes
    if judge is None and left:
        notes = (*notes, UNJUDGED.of(count=len(left)))
    elif left:
        rest = await judged(
            profile,
            left,
            panel=Panel(local=local),
            postings=postings,
            occasion=occasion,
            now=now,
        )
        verdicts |= rest.verdicts
        notes = (*notes, fallback(fresh.failure, left=len(left), of=len(candidates)), *rest.notes)
    return Opinions(
        verdicts=verdicts,
        notes=tuple(dict.fromkeys(notes)),
        cost_usd=fresh.cost_usd,
        judge=_speaker(asked, verdicts) if len(left) < len(candidates) else local.name,
    )


async def _known(
    profile: Profile, candidates: Sequence[Candidate], *, judge: Judge, postings: Verdicts
) -> dict[str, Verdict]:
    """Return the verdicts that were reached before, by posting id, the first model's first."""
    known: dict[str, Verdict] = {}
    for name in names_of(judge):
        left = _without(candidates, known)
        known |= await _kept(profile, left, judge=name, postings=postings)
    return known


def names_of(judge: Judge) -> tuple[str, ...]:
    """Return every name that a verdict of this judge may be kept under, the first choice first."""
    return judge.names if isinstance(judge, Chained) else (judge.name,)


def _speaker(judge: Judge, verdicts: Mapping[str, Verdict]) -> str:
    """Return the name of the model that judged: the first choice, where several did."""
    spoke = {verdict.judge for verdict in verdicts.values()}
    return next((name for name in names_of(judge) if name in spoke), judge.name)


def _without(candidates: Sequence[Candidate], verdicts: Mapping[str, Verdict]) -> list[Candidate]:
    return [each for each in candidates if each.cluster.best.id not in verdicts]


async def _asked(
    profile: Profile, candidates: Sequence[Candidate], *, judge: Judge, occasion: Occasion
) -> Judgement:
    """Ask a judge; one that fails says nothing but why."""
    if not candidates:
        return Judgement(verdicts={})
    try:
        if isinstance(judge, LocalJudge):
            judgement = await asyncio.to_thread(judge.opinions, profile, candidates)
        else:
            judgement = await judge.judge(profile, candidates, occasion=occasion)
    except JudgeError as error:
        return Judgement(verdicts={}, cost_usd=error.cost_usd, failure=error)
    asked = {each.cluster.best.id for each in candidates}
    own = {key: verdict for key, verdict in judgement.verdicts.items() if key in asked}
    return replace(judgement, verdicts=own)


async def _kept(
    profile: Profile, candidates: Sequence[Candidate], *, judge: str, postings: Verdicts
) -> dict[str, Verdict]:
    """Return the verdicts kept under one name, by posting id."""
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
    judge: Judge,
    postings: Verdicts,
    now: datetime,
) -> None:
    """Keep each verdict under the name of the model that gave it."""
    names = names_of(judge)
    by_name: dict[str, dict[str, Verdict]] = {}
    for each in candidates:
        if verdict := verdicts.get(each.cluster.best.id):
            name = verdict.judge if verdict.judge in names else judge.name
            by_name.setdefault(name, {})[each.cluster.best.text_key] = verdict
    for name, by_text in by_name.items():
        await postings.keep_verdicts(
            by_text, profile_version=profile.judged_version, judge=name, now=now
        )
