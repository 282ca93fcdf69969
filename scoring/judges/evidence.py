"""What a posting and a person have in common: the facts that score and reason rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from scoring.judges.asides import asides
from scoring.judges.wishes import WISH_CHARS
from scoring.judges.words import shared, weighed, weight
from scoring.model import Level, Posting, Profile
from scoring.rank.skills import canonical, found_in, skills_in, with_parents
from scoring.rank.terms import hashed
from scoring.rank.titles import level_of, occupation, says_field, similarity, titles_in

SOFT = frozenset(
    (
        "Communication", "Teamwork", "Problem solving", "Time management", "Leadership",
        "Presentation skills", "Stakeholder management", "Strategy", "Mentoring", "English",
        "Microsoft Office", "Compliance", "AI", "Cloud computing", "Employee onboarding", "Agile",
        "Driving", "Algorithms", "Word", "PowerPoint",
    )
)  # fmt: skip
"""Skills that most postings name: they count little and are not worth a line."""

THIN_TEXT = 60  # characters: below that a posting has no description to judge

_SOFT_WEIGHT = 0.25
_TITLE_WEIGHT = 2.0  # a skill in the title
_FROM_TEXT = 0.7  # a skill that the CV mentions, not the person's list
_TITLES_OF_TEXT = 4
_ONE_FIELD = 0.3  # likeness at which two titles are surely of one field
_BY_WORDS = 0.7  # what the words of a title say at most where it is not alike
_UNKNOWN_FIELD = 0.65  # for a title that the table does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A profile as it is compared."""

    titles: tuple[str, ...]
    skills: Mapping[str, float]  # canonical name -> how surely the person has it
    words: Mapping[int, float]  # of all that the profile says, and what each is worth
    wanted: frozenset[int]  # of the titles and skills, and of a text that is a wish, not a CV
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found in one posting for one person."""

    likeness: float  # of the titles, 0..1
    nearest: str  # the wanted title that is nearest
    matched: tuple[str, ...]  # skills of both, what the posting stresses first
    missing: tuple[str, ...]  # skills that the posting stresses and the person has not named
    share: float  # of the posting's skills, with thin postings held down, 0..1
    overlap: float  # of the words of both that both have, 0..1
    field: float  # how surely the posting is in the field that the person names, 0..1
    stranger: bool  # the jobs of both titles are known, and are not alike
    level: Level | None
    described: bool


def gather(posting: Posting, profile: Profile) -> Evidence:
    """Compare a posting with a profile."""
    person = read_person(profile)
    likeness, nearest = max(
        ((similarity(posting.title, title), title) for title in person.titles), default=(0.0, "")
    )
    asked = stressed(posting)
    matched = [name for name in asked if name in person.skills]
    missing = [name for name in asked if name not in person.skills]
    return Evidence(
        likeness=likeness,
        nearest=nearest,
        matched=tuple(matched),
        missing=tuple(name for name in missing if name not in SOFT),
        share=_share(asked, person.skills),
        overlap=shared(person.words, posting),
        field=_field(posting.title, likeness=likeness, wanted=person.wanted),
        stranger=likeness < _ONE_FIELD
        and _known(posting.title)
        and any(map(_known, person.titles)),
        level=posting.level or level_of(posting.title),
        described=len(posting.text) >= THIN_TEXT,
    )


def stressed(posting: Posting) -> dict[str, float]:
    """Return the skills that a posting names with how much it stresses them, the most first."""
    weights: dict[str, float] = {}
    stretches = tuple(asides(posting.text))
    for name, at in found_in(posting.text):
        counts = next((weight for start, end, weight in stretches if start <= at < end), 1.0)
        if counts:
            weights[name] = weights.get(name, 0.0) + counts
    weights = {name: log1p(count) / log1p(1) for name, count in weights.items()}
    for name in skills_in(posting.title) + skills_in(" , ".join(posting.tags)):
        weights[name] = weights.get(name, 0.0) + _TITLE_WEIGHT
    for name in SOFT & weights.keys():
        weights[name] *= _SOFT_WEIGHT
    return dict(sorted(weights.items(), key=lambda item: -item[1]))


@lru_cache(maxsize=256)
def read_person(profile: Profile) -> Person:
    """Read a profile once for all postings."""
    said = with_parents(canonical(skill) for skill in profile.skills)
    told = with_parents(skills_in(profile.text))
    titles = profile.titles or titles_in(profile.text)[:_TITLES_OF_TEXT]
    skills = dict.fromkeys(told, _FROM_TEXT if said else 1.0) | dict.fromkeys(said, 1.0)
    named = " ".join((*titles, *profile.skills))
    wish = profile.text if len(profile.text) <= WISH_CHARS else ""
    return Person(
        titles=titles,
        skills=skills,
        words=weighed(f"{named}\n{profile.text}"),
        wanted=frozenset(hashed(f"{named} {wish}")),
        levels=_levels(profile, titles),
    )


def _levels(profile: Profile, titles: tuple[str, ...]) -> tuple[Level, ...]:
    """Return the levels a person looks for: as said, as in the titles, or as the years suggest."""
    if profile.levels:
        return profile.levels
    named = dict.fromkeys(level for title in titles if (level := level_of(title)))
    if named:
        return tuple(named)
    if profile.years is None:
        return ()
    steps: tuple[tuple[int, tuple[Level, ...]], ...] = (
        (1, ("intern", "entry")),
        (2, ("entry", "mid")),
        (5, ("mid",)),
        (8, ("mid", "senior")),
    )
    return next((levels for most, levels in steps if profile.years <= most), ("senior", "lead"))


def _known(title: str) -> bool:
    """Tell whether the table knows the job, or at least what it is about."""
    return occupation(title) is not None or says_field(title)


def _share(asked: Mapping[str, float], known: Mapping[str, float]) -> float:
    """Return the share of what is asked that is known.

    Two unnamed skills are added to what is asked: a posting that names one is not a full match.
    """
    has = sum(weight * known[name] for name, weight in asked.items() if name in known)
    lacks = sum(weight for name, weight in asked.items() if name not in known)
    return has / (has + 0.5 * lacks + 2.0)


def _field(title: str, *, likeness: float, wanted: frozenset[int]) -> float:
    """Return how surely a title is in the wanted field: by its occupation, or by its words."""
    known = _known(title)
    terms = frozenset(hashed(title))
    common = sum(map(weight, terms & wanted)) / (sum(map(weight, terms)) + 0.5)
    by_words = common if known else 2 * common  # the table knows better than a shared "engineer"
    unknown = 0.0 if known else _UNKNOWN_FIELD
    return min(1.0, max(likeness / _ONE_FIELD, min(_BY_WORDS, by_words), unknown))
