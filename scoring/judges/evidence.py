"""What a posting and a person have in common: the facts that score and reason rest on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.judges.asked import SOFT, stressed
from scoring.judges.nearness import Meanings, meanings, of_tasks, of_titles, of_work
from scoring.judges.wishes import WISH_CHARS
from scoring.judges.words import shared, weighed, weight
from scoring.model import Level, Posting, Profile
from scoring.normalise.boilerplate import without_boilerplate
from scoring.rank.skills import canonical, found_in, with_parents
from scoring.rank.titles import level_of, occupation, says_field, similarity, titles_in

__all__ = (
    "SOFT",
    "THIN_TEXT",
    "Evidence",
    "Person",
    "gather",
    "read_person",
    "stressed",
    "wanted_jobs",
)

THIN_TEXT = 60  # characters: below that a posting has no description to judge

_MOST_SURE = 1.5  # of a skill that a CV lives by; one that it names twice counts 1
_TELLS_ENOUGH = 10.0  # words at full weight: a title and a dozen skills, or three sentences
_TITLES_OF_TEXT = 4
_ONE_FIELD = 0.3  # likeness at which two titles are surely of one field
_CLOSE_FIELD = 0.35  # the same of closeness
_OTHER_WORK, _ONE_WORK = 0.2, 0.5  # a title so near to the person's words is in no field, in theirs
_SKILLED = 0.6  # share of what is asked that shows a job to be in the field, whatever its title
_SKILLED_STRANGER = 0.3  # of the field at most, where the table knows that the jobs are not alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A profile as it is compared."""

    titles: tuple[str, ...]
    skills: Mapping[str, float]  # canonical name -> how much the person has it, 1 is usual
    words: Mapping[int, float]  # of all that the profile says, and what each is worth
    told: float  # how much there is to compare, from 0 for a bare title to 1
    levels: tuple[Level, ...]
    meanings: Meanings


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found in one posting for one person."""

    person: Person
    likeness: float  # of the titles, 0..1
    nearest: str  # the wanted title that is nearest
    matched: tuple[str, ...]  # skills of both, what the posting stresses first
    missing: tuple[str, ...]  # skills that the posting stresses and the person has not named
    share: float  # of the posting's skills, with thin postings held down, 0..1
    overlap: float  # of the words of both that both have, 0..1
    closeness: float  # of the titles, by the table and by their meaning, 0..1
    work: float  # how near the title is in meaning to all that the person says, 0..1
    tasks: float  # how near the passages of both are in meaning, 0..1
    field: float  # how surely the posting is in the field that the person names, 0..1
    named: bool  # the title says what the job is, in words that the table knows
    stranger: bool  # the jobs of both titles are known, and are not alike
    level: Level | None
    described: bool
    told: float  # how much the person says, 0..1


def gather(posting: Posting, profile: Profile) -> Evidence:
    """Compare a posting with a profile."""
    person = read_person(profile)
    likeness, nearest = max(
        ((similarity(posting.title, title), title) for title in person.titles), default=(0.0, "")
    )
    asked = stressed(posting)
    matched = [name for name in asked if name in person.skills]
    missing = [name for name in asked if name not in person.skills]
    closeness = (likeness + of_titles(posting.title, person.meanings)) / 2
    work = of_work(posting.title, person.meanings)
    share = _share(asked, person.skills)
    named = _known(posting.title)
    stranger = likeness < _ONE_FIELD and named and any(map(_known, person.titles))
    return Evidence(
        person=person,
        likeness=likeness,
        nearest=nearest,
        matched=tuple(matched),
        missing=tuple(name for name in missing if name not in SOFT),
        share=share,
        overlap=shared(person.words, posting),
        closeness=closeness,
        work=work,
        tasks=of_tasks(posting.title, without_boilerplate(posting.text), person.meanings),
        field=_field(closeness=closeness, work=work, share=share, stranger=stranger),
        named=named,
        stranger=stranger,
        level=posting.level or level_of(posting.title),
        described=len(posting.text) >= THIN_TEXT,
        told=person.told,
    )


@lru_cache(maxsize=256)
def read_person(profile: Profile) -> Person:
    """Read a profile once for all postings."""
    titles, levels = wanted_jobs(profile)
    words = weighed(f"{' '.join((*titles, *profile.skills))}\n{profile.text}")
    return Person(
        titles=titles,
        skills=_skills(profile),
        words=words,
        told=min(1.0, sum(map(weight, words)) / _TELLS_ENOUGH),
        levels=levels,
        meanings=meanings(titles=titles, skills=profile.skills, text=profile.text),
    )


def wanted_jobs(profile: Profile) -> tuple[tuple[str, ...], tuple[Level, ...]]:
    """Return the titles and levels that a person looks for: a small part of `read_person`."""
    titles = profile.titles or titles_in(profile.text)[:_TITLES_OF_TEXT]
    return titles, _levels(profile, titles)


def _skills(profile: Profile) -> dict[str, float]:
    """Return the person's skills: what a CV names again and again is the person's daily work.

    A skill of a list that is no echo of a CV counts as named twice.
    """
    counts: Counter[str] = Counter()
    for name, _ in found_in(profile.text):
        counts.update(with_parents([name]))
    listed = with_parents(canonical(skill) for skill in profile.skills)
    if len(profile.text) <= WISH_CHARS:
        counts.update(dict.fromkeys(listed, 2))
    return {
        name: _MOST_SURE * count / (count + 1)
        for name in listed | counts.keys()
        if (count := max(1, counts[name]))
    }


def _levels(profile: Profile, titles: tuple[str, ...]) -> tuple[Level, ...]:
    """Return the levels a person looks for: as said, as in the titles, or as the years suggest."""
    if profile.levels:
        return profile.levels
    named = tuple(dict.fromkeys(level for title in titles if (level := level_of(title))))
    by_years = _levels_by_years(profile.years) if profile.years is not None else ()
    if not named:
        return by_years
    # A junior of four years may take the next step; a wish in words is meant as it stands.
    grown = by_years if len(profile.text) > WISH_CHARS else ()
    return tuple(dict.fromkeys((*named, *grown)))


def _levels_by_years(years: int) -> tuple[Level, ...]:
    steps: tuple[tuple[int, tuple[Level, ...]], ...] = (
        (1, ("intern", "entry")),
        (2, ("entry", "mid")),
        (5, ("mid",)),
        (8, ("mid", "senior")),
    )
    return next((levels for most, levels in steps if years <= most), ("senior", "lead"))


def _known(title: str) -> bool:
    """Tell whether the table knows the job, or at least what it is about."""
    return occupation(title) is not None or says_field(title)


def _share(asked: Mapping[str, float], known: Mapping[str, float]) -> float:
    """Return the share of what is asked that is known.

    Two unnamed skills are added to what is asked: a posting that names one is not a full match.
    """
    has = sum(weight * known[name] for name, weight in asked.items() if name in known)
    lacks = sum(weight * max(0.0, 1 - known.get(name, 0.0)) for name, weight in asked.items())
    return has / (has + 0.5 * lacks + 2.0)


def _field(*, closeness: float, work: float, share: float, stranger: bool) -> float:
    """Return how surely a job is in the person's field: one good sign of three is enough.

    An unknown title is no sign of another trade; a known one that is not alike takes the skills'
    word away, for the tools of one trade are used in many.
    """
    by_skills = min(_SKILLED_STRANGER if stranger else 1.0, share / _SKILLED)
    by_work = (work - _OTHER_WORK) / (_ONE_WORK - _OTHER_WORK)
    return min(1.0, max(closeness / _CLOSE_FIELD, by_work, by_skills))
