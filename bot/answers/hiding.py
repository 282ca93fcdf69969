"""What "Not for me" and /hide leave out of profiles, and how it is taken back. Pure.

A reason acts at once, except on what the person looks for: then the one job alone is hidden, and
they are told why.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Literal, cast

from bot.answers.roles import role
from bot.stores.hidings import Hiding
from bot.stores.profiles import Named
from scoring.model import LEVELS, Level, Pick, Posting, Profile
from scoring.model.words import content_hash
from scoring.rank.musts import avoided, hiding_key, whole
from scoring.rank.titles import similarity

_LIKE = 0.25  # as neighbouring jobs are, or nearer; see scoring.rank.titles.similarity
REASONS = ("role", "company", "place", "level", "pay", "seen", "expired")
OFFERS = ("level+",)  # what a person may insist on
OLD_OFFERS = ("role+",)  # buttons of earlier messages

Held = Literal[
    "",
    "wanted",  # the person looks for it
    "general",  # a title of one word says too little
    "unnamed",  # the posting does not say it
    "last",  # no other level would be left
    "gone",  # the profile that it was chosen for is deleted
]


def meant(posting: Posting, *, reason: str, search: str) -> Hiding | None:
    """Return what a reason speaks of beyond the job; None where the posting does not name it."""
    match reason.rstrip("+"):
        case "company" if posting.hirer:
            return Hiding(kind="company", word=posting.hirer)
        case "role" if word := role(posting):
            return Hiding(kind="word", word=word)
        case "level" if posting.level:
            return Hiding(kind="level", word=posting.level, search=search)
        case _:
            return None


def held(
    profile: Profile,
    hiding: Hiding | None,
    *,
    insisted: bool = False,
    others: Sequence[Profile] = (),
) -> Held:
    """Return why something is not left out from a card; "" where it is.

    A word would be left out of the person's `others`, too.
    """
    if hiding is None:
        return "unnamed"
    if hiding.kind == "level":
        return _level_held(profile, hiding.word, insisted=insisted)
    if hiding.kind == "word":
        if len(hiding.word.split()) < 2:
            return "general"
        every = (profile, *others)
        titles = (title for each in every for title in each.titles)
        alike = any(similarity(hiding.word, title) > _LIKE for title in titles)
        return "wanted" if alike or wanted(hiding.word, every) else ""
    return ""


def wanted(word: str, profiles: Iterable[Profile]) -> str:
    """Return the title or the skill that has this word in it; "" where none has."""
    found = whole(word)
    every = (each for profile in profiles for each in (*profile.titles, *profile.skills))
    return next((each for each in every if found.search(each)), "")


def left_out(profile: Profile, hiding: Hiding) -> Profile:
    """Return the profile without what is left out; the same one where it is already."""
    if is_left_out(profile, hiding):
        return profile
    match hiding.kind:
        case "company":
            return profile.model_copy(update={"hidden": (*profile.hidden, hiding.word)})
        case "word":
            return profile.model_copy(update={"avoid": (*profile.avoid, hiding.word)})
        case "level":
            rest = tuple(each for each in profile.levels or LEVELS if each != hiding.word)
            return profile.model_copy(update={"levels": rest or profile.levels})


def brought_back(profile: Profile, hiding: Hiding) -> Profile:
    """Return the profile as it would be without this."""
    match hiding.kind:
        case "company":
            kept = tuple(each for each in profile.hidden if not _same(each, hiding))
            return profile.model_copy(update={"hidden": kept})
        case "word":
            kept = tuple(each for each in profile.avoid if not _same(each, hiding))
            return profile.model_copy(update={"avoid": kept})
        case "level" if profile.levels:
            levels = tuple(each for each in LEVELS if each in {*profile.levels, hiding.word})
            return profile.model_copy(update={"levels": () if levels == LEVELS else levels})
        case _:
            return profile


def is_left_out(profile: Profile, hiding: Hiding) -> bool:
    """Tell whether the profile leaves it out."""
    match hiding.kind:
        case "company":
            return any(_same(each, hiding) for each in profile.hidden)
        case "word":
            return any(_same(each, hiding) for each in profile.avoid)
        case "level":
            return bool(profile.levels) and hiding.word not in profile.levels


def listed(profiles: Sequence[Named], known: Iterable[Hiding]) -> list[Hiding]:
    """Return all that is left out, each once: what was pressed first, the newest before."""
    rows = {each.key: each for each in known if each.state == "hidden"}
    found = {each.key: rows.get(each.key, each) for each in _in_profiles(profiles, noted=rows)}
    dated = [each for each in rows.values() if each.key in found]  # in their order: newest first
    return [*dated, *(each for key, each in found.items() if key not in rows)]


def would_go(hiding: Hiding, picks: Iterable[Pick]) -> int:
    """Return how many of these picks it would have left out."""
    return sum(_goes(hiding, each.cluster.best) for each in picks)


def job_key(cluster_id: str) -> str:
    """Return a job's name for a button."""
    return content_hash(cluster_id)[:12]


def _in_profiles(profiles: Sequence[Named], *, noted: Container[str]) -> Iterator[Hiding]:
    """Yield all that profiles leave out.

    Who looks for a few levels chose those; the others count only where a button left them out.
    """
    for each in profiles:
        yield from (Hiding(kind="company", word=word) for word in each.profile.hidden)
        yield from (Hiding(kind="word", word=word) for word in each.profile.avoid)
        if each.profile.levels:
            few = len(each.profile.levels) <= len(LEVELS) // 2
            gone = (level for level in LEVELS if level not in each.profile.levels)
            levels = (Hiding(kind="level", word=word, search=each.name) for word in gone)
            yield from (level for level in levels if not few or level.key in noted)


def _level_held(profile: Profile, level: str, *, insisted: bool) -> Held:
    if level in profile.levels and not insisted:
        return "wanted"
    return "last" if profile.levels == (cast("Level", level),) else ""


def _goes(hiding: Hiding, posting: Posting) -> bool:
    match hiding.kind:
        case "company":
            names = {hiding_key(posting.company), hiding_key(posting.hirer)}
            return hiding_key(hiding.word) in names
        case "word":
            return avoided(posting, (hiding.word,)) is not None
        case "level":
            return posting.level == hiding.word


def _same(word: str, hiding: Hiding) -> bool:
    return word.casefold() == hiding.word.casefold()
