"""What "Not for me" does to a profile, and how it is taken back. Pure.

Some reasons act at once (company), some only when the person taps the offer that follows (role,
level: one odd job must not silently close a whole kind), and some concern this one job alone.
"""

import re

from scoring.model import LEVELS, Posting, Profile
from scoring.rank.titles import similarity

_LIKE = 0.25  # as neighbouring jobs are, or nearer; see scoring.rank.titles.similarity
REASONS = ("role", "company", "place", "level", "pay", "seen", "expired")
OFFERS = ("role+", "level+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TAIL = re.compile(r"\s[-–—|/:@]\s.*|,.*")


def hidden(profile: Profile, posting: Posting, *, reason: str) -> Profile:
    """Return the profile after this reason; the same one where it concerns the job alone."""
    match reason:
        case "company" if posting.hirer and not _in(posting.hirer, profile.hidden):
            return profile.model_copy(update={"hidden": (*profile.hidden, posting.hirer)})
        case "role+" if offered(profile, posting, reason="role"):
            return profile.model_copy(update={"avoid": (*profile.avoid, role(posting))})
        case "level+" if offered(profile, posting, reason="level"):
            levels = [each for each in profile.levels or LEVELS if each != posting.level]
            return profile.model_copy(update={"levels": tuple(levels)})
        case _:
            return profile


def brought_back(profile: Profile, posting: Posting, *, reason: str) -> Profile:
    """Return the profile as it would be without what `hidden` did for this reason."""
    match reason:
        case "company":
            return profile.model_copy(update={"hidden": _without(posting.hirer, profile.hidden)})
        case "role+":
            return profile.model_copy(update={"avoid": _without(role(posting), profile.avoid)})
        case "level+" if posting.level and profile.levels:
            levels = tuple(each for each in LEVELS if each in {*profile.levels, posting.level})
            return profile.model_copy(update={"levels": () if levels == LEVELS else levels})
        case _:
            return profile


def offered(profile: Profile, posting: Posting, *, reason: str) -> str | None:
    """Return what may be left out from now on, a role or a level; None where that is no good.

    What the person looks for is never offered.
    """
    if reason == "level":
        rest = {*(profile.levels or LEVELS)} - {posting.level}
        known = posting.level in (profile.levels or LEVELS)
        return posting.level if known and rest else None
    if reason != "role":
        return None
    name = role(posting)
    wanted = any(similarity(name, title) > _LIKE for title in profile.titles)
    fresh = not _in(name, profile.avoid)
    return name if len(name.split()) > 1 and fresh and not wanted else None


def role(posting: Posting) -> str:
    """Return the title's core: "Sales Engineer" of "Sales Engineer (m/f/d) - Berlin, 2026"."""
    return " ".join(_TAIL.sub("", _ASIDE.sub(" ", posting.title)).split())[:60].strip()


def _in(word: str, words: tuple[str, ...]) -> bool:
    return word.casefold() in {each.casefold() for each in words}


def _without(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in words if each.casefold() != word.casefold())
