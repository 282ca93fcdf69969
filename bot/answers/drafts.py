"""A change of the profile before it is saved: kept apart, gathered, and tried on today's picks."""

from dataclasses import dataclass
from datetime import timedelta

from bot.answers.preview import Effect, effect
from bot.context import Services
from bot.model import Person
from scoring.model import Profile

_LASTS = timedelta(days=1)  # a later change begins anew; what was not saved by then was dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The open profile as it is, as it would be, and what that does to today's picks."""

    before: Profile
    after: Profile
    effect: Effect | None = None  # None: there are no postings to try it on
    saved: bool = False  # there was nothing to lose, so it was saved at once
    trying: bool = False  # what it does is not known yet ...
    untried: bool = False  # ... or not asked for

    @property
    def waits(self) -> bool:
        """Tell whether there is something to save."""
        return not self.saved and self.after != self.before


async def working(services: Services, person: Person) -> Profile:
    """Return the open profile with the change that waits: what the next change is added to."""
    draft = await services.profiles.draft(person.id)
    fresh = draft is not None and services.clock() - draft.at < _LASTS
    return draft.profile if draft and fresh else await services.profiles.get(person.id)


async def pending(services: Services, person: Person) -> Pending:
    """Return the change that waits, tried on today's picks where the postings are at hand."""
    before, after = await services.profiles.get(person.id), await working(services, person)
    if not services.pools.held:
        return Pending(before=before, after=after, untried=True)
    return await _tried(services, person, before=before, after=after)


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
    elif draft is None or draft.profile != after or now - draft.at >= _LASTS:
        await services.profiles.keep_draft(person.id, after, now=now)
    return await _tried(services, person, before=before, after=after)


async def saved(services: Services, person: Person, *, version: str) -> Pending | None:
    """Save the change of this version; None where another one waits, or none."""
    draft = await services.profiles.draft(person.id)
    if draft is None or draft.profile.version != version:
        return None
    before = await services.profiles.get(person.id)
    await services.profiles.save(person.id, draft.profile, now=services.clock())
    return Pending(before=before, after=draft.profile, saved=True)


async def left(services: Services, person: Person, *, version: str) -> bool:
    """Drop the change of this version; False where another one waits, or none."""
    draft = await services.profiles.draft(person.id)
    if draft is None or draft.profile.version != version:
        return False
    await services.profiles.keep_draft(person.id, None, now=services.clock())
    return True


async def _tried(services: Services, person: Person, *, before: Profile, after: Profile) -> Pending:
    if after == before:
        return Pending(before=before, after=after)
    found = await effect(services, person, before=before, after=after, now=services.clock())
    return Pending(before=before, after=after, effect=found)
