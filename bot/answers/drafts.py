"""A change of the profile before it is saved: kept apart, gathered, and tried on today's picks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answers.preview import Effect, effect
from bot.context import Services
from bot.model import Person
from bot.stores.profiles import Draft
from scoring.model import Profile

_LASTS = timedelta(days=1)  # a later change begins anew; what was not saved by then was dropped
_LISTS = frozenset({"titles", "skills", "avoid", "hidden"})  # each entry stands for itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The open profile as it is, as it would be, and what that does to today's picks."""

    before: Profile
    after: Profile
    effect: Effect | None = None  # None: there are no postings to try it on
    saved: bool = False  # there was nothing to lose, so it was saved at once
    trying: bool = False  # what it does is not known yet ...
    untried: bool = False  # ... or not asked for
    version: str = ""  # by which buttons name the change, whatever is saved beside it meanwhile

    @property
    def waits(self) -> bool:
        """Tell whether there is something to save."""
        return not self.saved and self.after != self.before


async def working(services: Services, person: Person) -> Profile:
    """Return the open profile with the change that waits: what the next change is added to."""
    return (await _waiting(services, person)).after


async def pending(services: Services, person: Person) -> Pending:
    """Return the change that waits, tried on today's picks where the postings are at hand."""
    found = await _waiting(services, person)
    if not services.pools.held:
        return replace(found, untried=True)
    return await _tried(services, person, found)


async def first_look(services: Services, person: Person, after: Profile) -> Pending | None:
    """Return a change before it is tried, where that takes a while: the postings must be read.

    Nothing is kept. None where there is nothing to wait for.
    """
    before = await services.profiles.get(person.id)
    if services.pools.held or before.empty or after == before:
        return None
    return Pending(before=before, after=after, trying=True)


async def proposed(services: Services, person: Person, after: Profile) -> Pending:
    """Keep the open profile as it would be, until it is saved; an empty one is filled at once."""
    before, now = await services.profiles.get(person.id), services.clock()
    if before.empty:
        if after != before:
            await services.profiles.save(person.id, after, now=now)
        return Pending(before=before, after=after, saved=True)
    draft = await services.profiles.draft(person.id)
    if after == before:
        if draft:
            await services.profiles.keep_draft(person.id, None, now=now)
    elif draft is None or (draft.base, draft.profile) != (before, after) or _old(draft, now):
        await services.profiles.keep_draft(person.id, after, now=now)
    found = Pending(before=before, after=after, version=after.version)
    return await _tried(services, person, found)


async def saved(services: Services, person: Person, *, version: str) -> Pending | None:
    """Save the change of this version; None where another one waits, or none."""
    draft = await services.profiles.draft(person.id)
    if draft is None or draft.profile.version != version:
        return None
    before = await services.profiles.get(person.id)
    after = rebased(draft, before)
    if after is None:
        return None
    await services.profiles.save(person.id, after, now=services.clock(), drafted=True)
    return Pending(before=before, after=after, saved=True)


async def left(services: Services, person: Person, *, version: str) -> bool:
    """Drop the change of this version; False where another one waits, or none."""
    draft = await services.profiles.draft(person.id)
    if draft is None or draft.profile.version != version:
        return False
    await services.profiles.keep_draft(person.id, None, now=services.clock())
    return True


def rebased(draft: Draft, now: Profile) -> Profile | None:
    """Return the change made to the profile as it is now, where something was saved meanwhile.

    None where both changed the same in two ways. Pure.
    """
    merged: dict[str, object] = {}
    for name in Profile.model_fields:
        was, mine, theirs = (getattr(each, name) for each in (draft.base, draft.profile, now))
        if mine in (was, theirs):
            merged[name] = theirs
        elif theirs == was:
            merged[name] = mine
        elif name in _LISTS:
            kept = (each for each in theirs if each in mine or each not in was)
            merged[name] = tuple(
                dict.fromkeys((*kept, *(each for each in mine if each not in was)))
            )
        else:
            return None
    return Profile.model_validate(merged)


async def _waiting(services: Services, person: Person) -> Pending:
    """Return the open profile, and the change of it that waits, not tried yet."""
    before = await services.profiles.get(person.id)
    draft = await services.profiles.draft(person.id)
    after = rebased(draft, before) if draft and not _old(draft, services.clock()) else None
    if draft is None or after is None:
        return Pending(before=before, after=before)
    return Pending(before=before, after=after, version=draft.profile.version)


def _old(draft: Draft, now: datetime) -> bool:
    return now - draft.at >= _LASTS


async def _tried(services: Services, person: Person, found: Pending) -> Pending:
    if found.after == found.before:
        return found
    does = await effect(
        services, person, before=found.before, after=found.after, now=services.clock()
    )
    return replace(found, effect=does)
