"""Verdicts -> at most N picks: good enough, and not all from one employer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.model import Candidate, Pick, Verdict

NEAR_POINTS = 15  # a near miss lies at most so far below the person's lowest score
NEAR_COUNT = 5
EMPLOYER_SHARE = 5  # at most a fifth of the picks from one employer, rounded up


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The picks, the near misses, and what became of the rest."""

    picks: tuple[Pick, ...]
    near: tuple[Pick, ...]
    below: int
    held: int


def pick(
    candidates: Sequence[Candidate],
    verdicts: Mapping[str, Verdict],
    *,
    count: int,
    lowest: int,
) -> Chosen:
    """Choose from the candidates that have a verdict, in an order that the day cannot change."""
    judged = [each for each in candidates if each.cluster.best.id in verdicts]
    judged.sort(key=lambda each: _order(each, verdicts[each.cluster.best.id]))
    ranked = [Pick(cluster=each.cluster, verdict=verdicts[each.cluster.best.id]) for each in judged]
    good = [each for each in ranked if each.verdict.fit >= lowest]
    below = [each for each in ranked if each.verdict.fit < lowest]
    picks = _spread(good, count=count)
    held = [each for each in good if each not in picks]
    close = [each for each in below if each.verdict.fit >= lowest - NEAR_POINTS]
    return Chosen(
        picks=tuple(picks),
        near=tuple((held + close)[:NEAR_COUNT]),
        below=len(below),
        held=len(held),
    )


def _order(candidate: Candidate, verdict: Verdict) -> tuple[float, float, int, float, str]:
    """Return what to sort by: the score, its finer order or the local rank, the date, the id."""
    best = candidate.cluster.best
    rank = 0 if verdict.exact else candidate.rank
    posted = best.posted_at or best.seen_at
    return -verdict.fit, -verdict.exact, rank, -posted.timestamp(), best.id


def _spread(good: Sequence[Pick], *, count: int) -> list[Pick]:
    """Take the best, passing over an employer that has its share; the order is kept."""
    most = max(1, -(-count // EMPLOYER_SHARE))
    taken: Counter[str] = Counter()
    picks: list[Pick] = []
    for each in good:
        employer = " ".join(each.cluster.best.hirer.casefold().split()) or each.cluster.id
        if len(picks) < count and taken[employer] < most:
            taken[employer] += 1
            picks.append(each)
    return picks
