"""From the stored postings to one person's digest; reads like the flow it is.

screen (musts, local order) -> shortlist (texts) -> judge (kept verdicts first) -> pick
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scoring.errors import BudgetSpent, JudgeError
from scoring.judges.local import LocalJudge
from scoring.model import Candidate, Cluster, Digest, Funnel, Profile, Verdict
from scoring.pick import Chosen, pick
from scoring.ports import Judge, Judgement, Postings
from scoring.rank.index import Pool
from scoring.rank.musts import AVOIDED, CLOSED, avoided
from scoring.rank.retrieve import CANDIDATES, Screened, screen

EMPTY_PROFILE = "The profile is empty: name a job, some skills, or send a CV."
NO_MODEL = "The model did not answer; these scores are from the local judge."
NO_BUDGET = "The day's budget for the model is spent; these scores are from the local judge."
SOME_LOCAL = "The model left out {count} of {of} postings; the local judge scored those."
UNJUDGED = "{count} could not be scored and will be tried again."

_LOCAL = LocalJudge()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shortlist:
    candidates: tuple[Candidate, ...]
    rejected: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opinions:
    verdicts: Mapping[str, Verdict]
    notes: tuple[str, ...] = ()
    cost_usd: float = 0.0
    judge: str = _LOCAL.name


async def choose(  # noqa: PLR0913 - each is a fact of the day that the digest depends on
    profile: Profile,
    *,
    pool: Pool,
    postings: Postings,
    seen: frozenset[str],
    judge: Judge | None,
    now: datetime,
    day: date,
    count: int,
    lowest: int,
    new_since: datetime | None,
) -> Digest:
    """Return the day's digest; without picks its notes and funnel say why.

    `seen` are the clusters this person was shown or hid. A judge that fails is replaced by the
    local one, and the notes say so. May raise StoreError.
    """
    if profile.empty:
        return Digest(day=day, notes=(EMPTY_PROFILE,), profile_version=profile.version)
    screened = await asyncio.to_thread(
        screen, profile, pool=pool, seen=seen, now=now, new_since=new_since
    )
    shortlist = await _shortlist(profile, pool=pool, postings=postings, screened=screened)
    opinions = await judged(profile, shortlist.candidates, judge=judge, postings=postings, now=now)
    chosen = pick(shortlist.candidates, opinions.verdicts, count=count, lowest=lowest)
    return Digest(
        day=day,
        picks=chosen.picks,
        near=chosen.near,
        funnel=_funnel(screened, shortlist, chosen=chosen),
        notes=opinions.notes,
        judge=opinions.judge,
        cost_usd=opinions.cost_usd,
        profile_version=profile.version,
    )


async def judged(
    profile: Profile,
    candidates: Sequence[Candidate],
    *,
    judge: Judge | None,
    postings: Postings,
    now: datetime,
) -> _Opinions:
    """Return a verdict for every candidate: a kept one, the judge's, else the local judge's.

    The candidates meet the musts; those that no score rests on are kept from the judge, so that
    a verdict is for exactly what its key names.
    """
    profile = profile.judged
    first = judge or _LOCAL
    known = await _kept(profile, candidates, judge=first.name, postings=postings)
    unknown = [each for each in candidates if each.cluster.best.id not in known]
    fresh, notes = await _asked(profile, unknown, judge=first)
    await _keep(profile, unknown, fresh.verdicts, judge=first.name, postings=postings, now=now)
    verdicts = {**known, **fresh.verdicts}
    left = [each for each in unknown if each.cluster.best.id not in fresh.verdicts]
    if judge is not None and left:
        local = await judged(profile, left, judge=None, postings=postings, now=now)
        verdicts |= local.verdicts
        notes = (*notes, *_said(notes, left=len(left), of=len(candidates)), *local.notes)
    elif left:
        notes = (*notes, UNJUDGED.format(count=len(left)))
    used_model = judge is not None and len(left) < len(candidates)
    return _Opinions(
        verdicts=verdicts,
        notes=tuple(dict.fromkeys(notes)),
        cost_usd=fresh.cost_usd,
        judge=first.name if used_model else _LOCAL.name,
    )


async def _asked(
    profile: Profile, candidates: Sequence[Candidate], *, judge: Judge
) -> tuple[Judgement, tuple[str, ...]]:
    """Ask a judge; one that fails says nothing, and a note says that it failed."""
    if not candidates:
        return Judgement(verdicts={}), ()
    try:
        if isinstance(judge, LocalJudge):
            judgement = await asyncio.to_thread(judge.opinions, profile, candidates)
        else:
            judgement = await judge.judge(profile, candidates)
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


async def _shortlist(
    profile: Profile, *, pool: Pool, postings: Postings, screened: Screened
) -> _Shortlist:
    """Fetch the texts of the best, pass over what the texts rule out, and fill up.

    What may have a word to avoid and ranks below the shortlist is counted as having it: nobody
    reads those texts today.
    """
    rejected = dict(screened.rejected)
    candidates: list[Candidate] = []
    order = [int(position) for position in screened.order]
    at = 0
    while len(candidates) < CANDIDATES and at < len(order):
        window = order[at : at + CANDIDATES - len(candidates)]
        at += len(window)
        ids = [pool.listings[position].cluster_id for position in window]
        clusters = await postings.clusters(ids)
        for cluster_id in ids:
            cluster = clusters.get(cluster_id)
            loss = _loss(cluster, profile)
            if cluster is None or loss:
                rejected[loss or CLOSED] = rejected.get(loss or CLOSED, 0) + 1
            else:
                candidates.append(Candidate(cluster=cluster, rank=len(candidates)))
    unread = sum(bool(screened.suspected[position]) for position in order[at:])
    if unread:
        rejected[AVOIDED] = rejected.get(AVOIDED, 0) + unread
    return _Shortlist(candidates=tuple(candidates), rejected=rejected)


def _loss(cluster: Cluster | None, profile: Profile) -> str:
    """Return why a posting leaves the shortlist, or "" when it stays."""
    if cluster is None:
        return CLOSED
    return AVOIDED if avoided(cluster.best, profile.avoid) else ""


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


def _funnel(screened: Screened, shortlist: _Shortlist, *, chosen: Chosen) -> Funnel:
    met = screened.new + screened.earlier - sum(shortlist.rejected.values())
    scored = chosen.below + chosen.held + len(chosen.picks)
    return Funnel(
        new=screened.new,
        earlier=screened.earlier,
        rejected=shortlist.rejected,
        met=met,
        not_scored=met - scored,
        scored=scored,
        below=chosen.below,
        held=chosen.held,
        picked=len(chosen.picks),
    )
