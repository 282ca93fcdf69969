"""Which postings are asked about together, and which twice: shuffled by content, not by chance."""

import hashlib
from collections.abc import Mapping, Sequence

from scoring.model import Candidate, Profile, Verdict
from scoring.ports import Occasion

BATCH = 10

_NEAR_CUT = 5  # points: a model gives the same posting another score by so much, as measured
_MOST_TWICE = 20  # postings


def batches(
    profile: Profile, candidates: Sequence[Candidate], *, turn: int = 1
) -> tuple[tuple[Candidate, ...], ...]:
    """Return batches of about ten; equal input gives equal batches, another turn gives others."""
    salt = f"{turn}/{profile.judged_version}"
    shuffled = sorted(candidates, key=lambda each: place(salt, each.cluster.best.id))
    count = -(-len(shuffled) // BATCH)
    return tuple(tuple(shuffled[at::count]) for at in range(count))


def place(salt: str, posting_id: str) -> bytes:
    """Return what orders postings as if by chance, the same on every machine."""
    return hashlib.sha256(f"{salt}/{posting_id}".encode()).digest()


def near_cut(
    candidates: Sequence[Candidate], verdicts: Mapping[str, Verdict], *, occasion: Occasion
) -> list[Candidate]:
    """Return those whose score decides whether they are picked, the nearest to the cut first.

    The cut is the lowest score wanted, or the score of the last that is picked where that is more.
    """
    fits = sorted([*(each.fit for each in verdicts.values()), *occasion.known], reverse=True)
    last = fits[occasion.count - 1] if len(fits) > occasion.count > 0 else 0
    cut = max(occasion.lowest, last)
    gaps = {
        each.cluster.best.id: abs(verdicts[each.cluster.best.id].fit - cut)
        for each in candidates
        if each.cluster.best.id in verdicts and verdicts[each.cluster.best.id].cap is None
    }
    near = [each for each in candidates if gaps.get(each.cluster.best.id, 100) <= _NEAR_CUT]
    near.sort(key=lambda each: (gaps[each.cluster.best.id], each.rank))
    return near[:_MOST_TWICE] if cut else []
