"""Picks whose links still lead to a job: a dead one makes room for the next best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.model import Candidate, Verdict
from scoring.pick import Chosen, pick
from scoring.ports import Links, Occasion, Postings

_ROUNDS = 3  # a list in which so many go in turn is sent with those that are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """What was chosen, and the clusters that fell out because their link is dead."""

    chosen: Chosen
    gone: frozenset[str] = frozenset()

    @property
    def dead(self) -> int:
        """Return how many fell out."""
        return len(self.gone)


async def living(
    candidates: Sequence[Candidate],
    verdicts: Mapping[str, Verdict],
    *,
    links: Links | None,
    postings: Postings,
    occasion: Occasion,
    now: datetime,
) -> Living:
    """Choose, ask for the links of the picks, and choose again without those that are dead.

    A dead posting is closed in the store, so that nobody else is sent there. May raise StoreError.
    """
    left = list(candidates)
    dead: set[str] = set()
    for _ in range(_ROUNDS if links else 0):
        gone = await _gone(_chosen(left, verdicts, occasion), links=links)
        if not gone:
            break
        await postings.mark_closed(sorted(gone), now=now)
        dead |= {each.cluster.id for each in left if each.cluster.best.id in gone}
        left = [each for each in left if each.cluster.best.id not in gone]
    return Living(chosen=_chosen(left, verdicts, occasion), gone=frozenset(dead))


def _chosen(
    candidates: Sequence[Candidate], verdicts: Mapping[str, Verdict], occasion: Occasion
) -> Chosen:
    return pick(candidates, verdicts, count=occasion.count, lowest=occasion.lowest)


async def _gone(chosen: Chosen, *, links: Links | None) -> frozenset[str]:
    """Return the ids of the picked postings whose link is dead."""
    if links is None:
        return frozenset()
    best = [each.cluster.best for each in chosen.picks]
    dead = await links.closed([each.url for each in best if each.url])
    return frozenset(each.id for each in best if each.url in dead)
