"""Which postings are asked about together: batches of ten, shuffled by content, never by chance."""

import hashlib
from collections.abc import Sequence

from scoring.model import Candidate, Profile

BATCH = 10


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
