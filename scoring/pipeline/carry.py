"""Verdicts given for an earlier profile, kept for this one where the change cannot move them.

So a changed must costs no call of a model, and a new skill only those for postings that name it.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from scoring.explain.changes import can_move
from scoring.explain.recap import recapped
from scoring.model import Candidate, Profile, Verdict
from scoring.ports import Verdicts


async def carry(
    profile: Profile,
    candidates: Sequence[Candidate],
    *,
    judges: Sequence[str],
    postings: Verdicts,
    earlier: Sequence[Profile],
    now: datetime,
) -> dict[str, Verdict]:
    """Return, by posting id, the verdicts of these judges that stay true, and keep them.

    `earlier` are the person's profiles before this one, the newest first: the nearest verdict that
    can be carried is, and the first judge's before another's. Where facts alone changed, it is
    computed anew from what the model said.
    """
    profile = profile.judged
    found: dict[str, Verdict] = {}
    for name in judges:
        left = [each for each in candidates if each.cluster.best.id not in found]
        here = await _of_judge(name, profile, left, postings=postings, earlier=earlier)
        by_text = {
            each.cluster.best.text_key: here[each.cluster.best.id]
            for each in left
            if each.cluster.best.id in here
        }
        if by_text:
            version = profile.version
            await postings.keep_verdicts(by_text, profile_version=version, judge=name, now=now)
        found |= here
    return found


async def _of_judge(
    name: str,
    profile: Profile,
    candidates: Sequence[Candidate],
    *,
    postings: Verdicts,
    earlier: Sequence[Profile],
) -> dict[str, Verdict]:
    """Return the verdicts of one judge that can be carried from one earlier profile or another."""
    found: dict[str, Verdict] = {}
    for before in _others(earlier, profile):
        left = [each for each in candidates if each.cluster.best.id not in found]
        if not left:
            break
        keys = list({each.cluster.best.text_key for each in left})
        kept = await postings.verdicts(text_keys=keys, profile_version=before.version, judge=name)
        if kept:
            found |= await asyncio.to_thread(_carried, left, kept, before=before, after=profile)
    return found


def _others(earlier: Sequence[Profile], profile: Profile) -> list[Profile]:
    """Return the earlier profiles as judges read them, each once, without the present one."""
    versions = {each.judged_version: each.judged for each in earlier}
    versions.pop(profile.version, None)
    return list(versions.values())


def _carried(
    candidates: Sequence[Candidate],
    kept: Mapping[str, Verdict],
    *,
    before: Profile,
    after: Profile,
) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    for each in candidates:
        best = each.cluster.best
        verdict = kept.get(best.text_key)
        if verdict is None:
            continue
        posting = best.model_copy(update={"places": each.cluster.places})
        kinds = {reason.kind for reason in can_move(before, after, posting)}
        if "opinion" in kinds:
            continue
        if "facts" in kinds:
            verdict = recapped(verdict, posting, before=before, after=after)
        found[best.id] = verdict.model_copy(update={"posting_id": best.id})
    return found
