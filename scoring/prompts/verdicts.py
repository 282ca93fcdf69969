"""From a model's opinions to verdicts: what the facts allow holds, whatever a model says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.judges.caps import Cap, caps
from scoring.judges.evidence import gather
from scoring.judges.local import LocalJudge
from scoring.judges.reason import MOST_CHARS
from scoring.model import Candidate, Part, Profile, Verdict
from scoring.phrases import Phrase, phrase
from scoring.prompts.fence import one_line
from scoring.prompts.references import Measure
from scoring.prompts.reply import SCORES, Opinion

MOST_LIFT = 40  # points: so far a model may go above the local judge, whatever a posting tells it
FAR_ABOVE = phrase("the model rates it far above what its words show")

_NAMES: Mapping[str, Phrase] = {
    "skills": phrase("skills"),
    "role": phrase("role"),
    "seniority": phrase("seniority"),
    "wishes": phrase("wishes"),
}
_WEIGHTS: Mapping[str, int] = {"skills": 35, "role": 35, "seniority": 15, "wishes": 15}
_BLOCKED_MOST = 45
_MATTERS = 40  # a score from here on ...
_FAR = 35  # ... and so far above the local judge's is asked again alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What stands about one candidate before any model is asked."""

    local: Verdict
    caps: tuple[Cap, ...]
    rank: int


def grounds(profile: Profile, candidates: Sequence[Candidate]) -> dict[str, Ground]:
    """Return the ground of every candidate by posting id; one that breaks a rule has none."""
    local = LocalJudge().opinions(profile, candidates).verdicts
    return {
        each.cluster.best.id: Ground(
            local=local[each.cluster.best.id], caps=_caps(each, profile), rank=each.rank
        )
        for each in candidates
        if each.cluster.best.id in local
    }


def _caps(candidate: Candidate, profile: Profile) -> tuple[Cap, ...]:
    cluster = candidate.cluster
    posting = cluster.best.model_copy(update={"places": cluster.places})
    return caps(posting, profile, gather(posting, profile))


def verdict_of(opinion: Opinion, *, ground: Ground, measure: Measure, judge: str) -> Verdict:
    """Turn one opinion into a verdict, within what the facts allow."""
    local = ground.local
    points = {
        name: measure.corrected(name, opinion.score(name)) * _WEIGHTS[name] / 100 for name in SCORES
    }
    fit = round(sum(points.values()))
    blocker = one_line(opinion.blocker, most=80)
    limits = [(cap.most, cap.why) for cap in ground.caps]
    most, why = min([*limits, *([(_BLOCKED_MOST, blocker)] if blocker else [])], default=(100, ""))
    lifted = min(fit, local.fit + MOST_LIFT)
    sure = lifted == fit and measure.told_apart
    return Verdict(
        posting_id=local.posting_id,
        fit=max(0, min(lifted, most)),
        reason=one_line(opinion.reason, most=MOST_CHARS) or local.reason,
        summary=local.summary,
        confidence=local.confidence if sure else "low",
        parts=tuple(
            Part(name=_NAMES[name], points=round(value, 1), most=_WEIGHTS[name])
            for name, value in points.items()
        ),
        against=local.against,
        cap=why if lifted > most else None,
        judge=judge,
    )


def far_above(verdict: Verdict, *, ground: Ground) -> bool:
    """Tell whether a model says much more for a posting than its words do."""
    claimed = sum(part.points for part in verdict.parts)
    return verdict.fit >= _MATTERS and claimed - ground.local.fit >= _FAR


def mean(first: Verdict, second: Verdict) -> Verdict:
    """Return the verdict halfway between two of one posting; the words are the first one's."""
    other = {part.name: part for part in second.parts}
    halves = [
        part.model_copy(update={"points": round((part.points + other[part.name].points) / 2, 1)})
        for part in first.parts
    ]
    capped = first.cap if first.cap == second.cap else None
    low = "low" in {first.confidence, second.confidence}
    return first.model_copy(
        update={
            "fit": round((first.fit + second.fit) / 2),
            "parts": tuple(halves),
            "cap": capped,
            "confidence": "low" if low else first.confidence,
        }
    )


def doubted(verdict: Verdict, alone: Verdict | None) -> Verdict:
    """Return the lower of two opinions, marked: the model's word alone is not enough here."""
    lower = verdict if alone is None or alone.fit >= verdict.fit else alone
    against = (*(each for each in lower.against if each != FAR_ABOVE), FAR_ABOVE)
    return lower.model_copy(update={"confidence": "low", "against": against})
