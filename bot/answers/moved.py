"""Why the scores of one list are others than those of an earlier one."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.context import Services
from bot.model import Person
from bot.texts.profile import MAIN
from bot.texts.rescore import OF_PROFILE
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
    old = {pick.cluster.id: pick for pick in (*before.near, *before.picks)}
    both = [(old[pick.cluster.id], pick) for pick in after.picks if pick.cluster.id in old]
    whole = await services.postings.clusters([pick.cluster.id for _, pick in both])
    reasons: dict[str, tuple[str, ...]] = {}
    changed: list[str] = []
    for name, version in (after.searches or {"": after.profile_version}).items():
        was = before.searches.get(name, before.profile_version)
        kept = [await services.profiles.version(person.id, each) for each in (was, version)]
        if kept[0] is None or kept[1] is None:
            continue
        profiles = {"before": kept[0].profile, "after": kept[1].profile}
        pairs = [pair for pair in both if pair[1].search == name or not after.searches]
        reasons |= await asyncio.to_thread(_reasons, pairs, whole, **profiles)
        said = differences(kept[0].profile, kept[1].profile)
        label = name or MAIN.phrase()
        changed += (
            [OF_PROFILE.phrase(name=label, what=each) for each in said] if after.searches else said
        )
    return Moves(changed=tuple(changed), reasons=reasons)


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
