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
    changed: list[str] = []
    for name in after.searches or {"": after.profile_version}:
        pair = await _of_one(services, person, before=before, after=after, name=name)
        said = differences(*pair) if pair else ()
        label = name or MAIN.phrase()
        changed += (
            [OF_PROFILE.phrase(name=label, what=each) for each in said] if after.searches else said
        )
    reasons = await _moved(services, person, before=before, after=after)
    return Moves(changed=tuple(changed), reasons=reasons)


async def _of_one(
    services: Services, person: Person, *, before: Digest, after: Digest, name: str
) -> tuple[Profile, Profile] | None:
    """Return a profile as it was for each list; None where it was not there or is not kept.

    Its own versions tell, since it may have had another name.
    """
    version = after.searches.get(name, after.profile_version)
    is_now = await services.profiles.version(person.id, version)
    if is_now is None:
        return None
    used = {*before.searches.values()} or {before.profile_version}
    # Where one profile alone asks for something, its picks bear its name and the list none.
    picks = [each.search for each in after.picks] if not after.searches else []
    search = next(iter(picks), name)
    kept = [each.profile for each in await services.profiles.versions(person.id, search=search)]
    was = next((each for each in (*kept, is_now.profile) if each.version in used), None)
    return (was, is_now.profile) if was else None


async def _moved(
    services: Services, person: Person, *, before: Digest, after: Digest
) -> dict[str, tuple[str, ...]]:
    """Return what moved each job's score, by the profiles that it was scored for."""
    old = {pick.cluster.id: pick for pick in (*before.near, *before.picks)}
    pairs: dict[tuple[str, str], list[tuple[Pick, Pick]]] = {}
    for new in after.picks:
        if was := old.get(new.cluster.id):
            versions = before.version_of(was), after.version_of(new)
            pairs.setdefault(versions, []).append((was, new))
    whole = await services.postings.clusters([new.cluster.id for new in after.picks])
    reasons: dict[str, tuple[str, ...]] = {}
    for versions, both in pairs.items():
        first, second = [await services.profiles.version(person.id, each) for each in versions]
        if first and second:
            profiles = {"before": first.profile, "after": second.profile}
            reasons |= await asyncio.to_thread(_reasons, both, whole, **profiles)
    return reasons


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
