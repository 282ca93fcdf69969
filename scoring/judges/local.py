"""The judge without a model: evidence into points, points into a score with its words.

A score depends on the posting and the profile alone, never on the other postings of a day, so
the same two give the same score for ever. What changes scores changes VERSION.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from scoring.judges.caps import LITTLE_SAID, NO_TEXT, Cap, caps, says_little
from scoring.judges.evidence import Evidence, gather
from scoring.judges.parts import parts, rounded
from scoring.judges.reason import against, reason
from scoring.judges.summary import summarise
from scoring.model import Candidate, Cluster, Posting, Profile, Verdict
from scoring.ports import ANY_OCCASION, Judgement, Occasion

VERSION = "local-5"

_SHORT_TEXT = 250  # characters: too few to be sure of anything
_KNEE = 0.75  # of a cap: below that a score stands as it is, above it nears the cap


class LocalJudge:
    """Judges by evidence alone; never fails, asks nobody and costs nothing."""

    @property
    def name(self) -> str:
        """Return the judge's versioned name."""
        return VERSION

    async def judge(
        self,
        profile: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion = ANY_OCCASION,  # noqa: ARG002 - evidence is the same for everybody
    ) -> Judgement:
        """Return a verdict for every candidate that can be judged; never raises JudgeError."""
        return self.opinions(profile, candidates)

    def opinions(self, profile: Profile, candidates: Sequence[Candidate]) -> Judgement:
        """Judge without waiting: for threads. A posting that breaks a rule has no verdict."""
        verdicts: dict[str, Verdict] = {}
        for each in candidates:
            try:
                verdicts[each.cluster.best.id] = judge_cluster(each.cluster, profile)
            except Exception:  # noqa: BLE001, S112 - one odd posting must not cost the others
                continue
        return Judgement(verdicts=verdicts)


def judge_cluster(cluster: Cluster, profile: Profile) -> Verdict:
    """Return the opinion of a job, whose places are those of all its postings."""
    best = cluster.best
    return judge_locally(best.model_copy(update={"places": cluster.places}), profile)


def judge_locally(posting: Posting, profile: Profile) -> Verdict:
    """Return the local opinion of one posting for one profile."""
    found = gather(posting, profile)
    earned = parts(posting, profile, found)
    shown = rounded(earned)
    points = int(sum(part.points for part in shown))
    held = caps(posting, profile, found)
    fit, binding = _capped(points, held)
    return Verdict(
        posting_id=posting.id,
        fit=fit,
        reason=reason(posting, profile, found, caps=held),
        summary=_summary(posting),
        confidence=_confidence(posting, found, held),
        parts=shown,
        against=against(posting, profile, found, caps=held),
        cap=binding.why if binding else None,
        judge=VERSION,
        exact=round(sum(part.points for part in earned), 6),
    )


def exact(posting: Posting, profile: Profile) -> float:
    """Return the score before it is capped and rounded: the finest order this judge knows."""
    return sum(part.points for part in parts(posting, profile, gather(posting, profile)))


def _capped(points: int, held: Sequence[Cap]) -> tuple[int, Cap | None]:
    """Return the score under the lowest cap: more evidence never gives less, ten are no ten 50s."""
    lowest = held[0] if held else None
    if lowest is None or points <= _KNEE * lowest.most or lowest.why == NO_TEXT:
        return points, None
    knee = _KNEE * lowest.most
    fit = round(knee + (lowest.most - knee) * (points - knee) / (100 - knee))
    return fit, lowest if fit < points else None


@lru_cache(maxsize=1 << 11)
def _summary(posting: Posting) -> str:
    """Return the summary. Cached: it is the same for everyone."""
    return summarise(posting)


def _confidence(
    posting: Posting, found: Evidence, held: Sequence[Cap]
) -> Literal["low", "medium", "high"]:
    if len(posting.text) < _SHORT_TEXT or any(cap.why == LITTLE_SAID for cap in held):
        return "low"
    if says_little(found):
        return "medium"
    telling = len(found.matched) + len(found.missing)
    return "high" if len(posting.text) > 800 and telling >= 3 and found.nearest else "medium"
