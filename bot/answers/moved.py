"""Why the scores of one list are others than those of an earlier one."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.context import Services
from bot.model import Person
from scoring.changes import differences
from scoring.explain.moved import move_reasons
from scoring.model import Cluster, Digest, Pick, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What changed in the profile, and what moved each job's score, by cluster id."""

    changed: tuple[str, ...] = ()
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING_KNOWN = Moves()


async def moves(services: Services, person: Person, *, before: Digest, after: Digest) -> Moves:
    """Compare two lists; without words where the profile of one of them is no longer kept."""
    was, now = [
        await services.profiles.version(person.id, each.profile_version) for each in (before, after)
    ]
    if was is None or now is None:
        return NOTHING_KNOWN
    old = {pick.cluster.id: pick for pick in (*before.near, *before.picks)}
    both = [(old[pick.cluster.id], pick) for pick in after.picks if pick.cluster.id in old]
    whole = await services.postings.clusters([pick.cluster.id for _, pick in both])
    return Moves(
        changed=differences(was.profile, now.profile),
        reasons=await asyncio.to_thread(
            _reasons, both, whole, before=was.profile, after=now.profile
        ),
    )


def _reasons(
    both: Sequence[tuple[Pick, Pick]],
    whole: Mapping[str, Cluster],
    *,
    before: Profile,
    after: Profile,
) -> dict[str, tuple[str, ...]]:
    reasons = {}
    for old, new in both:
        cluster = whole.get(new.cluster.id, new.cluster)
        reasons[cluster.id] = move_reasons(
            old.verdict,
            new.verdict,
            posting=cluster.best.model_copy(update={"places": cluster.places}),
            before=before,
            after=after,
            edited=_edited(old, new),
        )
    return reasons


def _edited(old: Pick, new: Pick) -> bool:
    """Tell whether the posting is another one than was judged, as far as a list keeps of it."""
    was, now = old.cluster.best, new.cluster.best
    same = was.title == now.title and now.text.startswith(was.text)
    return was.id == now.id and not same
