"""The words of a local verdict: why this posting for this person, and what speaks against it.

Only what was found is said. The wording varies with the posting, never by chance.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from scoring.judges.asked import musts_of
from scoring.judges.caps import (
    DEGREE_WORDS,
    LEVEL_WORDS,
    LITTLE_SAID,
    NO_TEXT,
    Cap,
    knows_clearance,
    same_currency,
)
from scoring.judges.cutting import shorten
from scoring.judges.evidence import SOFT, Evidence, read_person
from scoring.judges.jobs import job_words, skill_words, with_article
from scoring.judges.tongues import unspoken, written_in
from scoring.judges.words import listed
from scoring.model import Posting, Profile

MOST_CHARS = 140
SAME_JOB = 0.58  # likeness of titles: one job by two names
NEAR_JOB = 0.3  # a neighbour of it

NEAR_FIELD = 0.5  # of the field, by words of the title that the person uses
MOST_ASKED = 0.55  # share of what is asked: the person has most of it

_NAMED_SKILLS = 3
_MISSING_SKILLS = 3
_STEM = 5  # letters: "accou" of accountant and accounting

# {a_job} is "a data engineer", {job} "data engineer"; {are}, {have} agree with {skills}.
_MOST_ASKED = (
    "You have most of what it asks for: {skills}",
    "Few gaps here: it leans on {skills}, which you know",
    "{skills}: the heart of this job, and yours",
    "Little is missing: {skills} {lead} its list",
    "They need {a_job} with {skills}, and you have most of it",
    "Nearly all it wants is in your profile, {skills} first",
)
_SAME_AND_SKILLS = (
    "{A_job} role built on {skills}",
    "You would work as {a_job} and use {skills}",
    "They look for {a_job} who knows {skills}",
    "The work of {a_job}, and you bring {skills}",
    "The job you want, and it asks for {skills}",
    "What you know counts for {a_job} here: {skills}",
    "They want {skills} from {a_job}, and you have that",
)
_SAME_ALONE = (
    "{A_job} role by its title; the text names none of your skills",
    "The title is the one you want, {job}; the text dwells on other things",
    "Work as {a_job}, with other tools than those you list",
)
_TITLE_ONLY = (
    "{A_job} role by its title",
    "The title says {job}, as you hoped",
    "Its title is one you want: {job}",
)
_NEAR_AND_SKILLS = (
    "Close to the work of {a_job}: {skills} {carry} over",
    "Next door to {a_job}, with {skills} in common",
    "Not quite {a_job}, but {skills} {match}",
    "One step from {a_job}, and {skills} would help you there",
    "Not far from {a_job}, and it asks for {skills}",
)
_NEAR_ALONE = (
    "Close to the work of {a_job}, with none of your skills named",
    "One step from {a_job}; the text names none of your skills",
)
_SKILLS_ALONE = (
    "Another line of work, though it asks for {skills}",
    "The skills fit ({skills}), the job is another",
    "Uses {skills}, but not as {a_job}",
)
_FIELD_AND_SKILLS = (
    "Your field under another title, and it uses {skills}",
    "Another title, but {skills} {are} part of the job",
    "Not titled {job}, yet it asks for {skills}",
)
_FIELD_ALONE = (
    "Your field under another title; the text names none of your skills",
    "Not titled {job}, but in the same field, with other tools than yours",
)
_NOTHING = (
    "Little in common with what you look for",
    "Neither the title nor the skills are yours",
)
_SKILLS_UNTITLED = (
    "Asks for {skills}, which you have",
    "It needs what you know: {skills}",
    "{skills} {are} part of the work, and of your profile",
)
_FIELD_UNTITLED = (
    "In the field that your own words name",
    "Near what you say of yourself",
)
_ONE = {"are": "is", "lead": "leads", "carry": "carries", "match": "matches"}


def reason(posting: Posting, profile: Profile, found: Evidence, *, caps: Sequence[Cap]) -> str:
    """Return one line of at most 140 characters: the match, what holds it down, then the rest."""
    main = _main(posting, profile, found)
    but = _but(caps, found)
    beside = [
        each
        for each in _circumstances(posting, profile)
        if not ("intern" in main and "intern" in each)
    ]
    tail = f" {_upper(', '.join(beside))}." if beside else ""
    for text in (f"{main}{but}.{tail}", f"{main}{but}."):
        if len(text) <= MOST_CHARS:
            return _upper(text)
    room = max(40, MOST_CHARS - len(but) - 1)
    return shorten(f"{_upper(shorten(main, most=room))}{but}", most=MOST_CHARS)


def against(
    posting: Posting, profile: Profile, found: Evidence, *, caps: Sequence[Cap]
) -> tuple[str, ...]:
    """Return what speaks against the posting, the gravest first, and what it leaves open."""
    said = [cap.why for cap in caps]
    said += _shortfalls(posting, profile, found)
    said += _silences(posting, profile)
    return tuple(dict.fromkeys(said))


def _main(posting: Posting, profile: Profile, found: Evidence) -> str:
    skills = _named(found)
    patterns = _patterns(posting, found, wanted=bool(read_person(profile).titles))
    pattern = patterns[int(posting.text_key[:6], 16) % len(patterns)]
    job = job_words(found.nearest)
    verbs = {many: one if len(skills) == 1 else many for many, one in _ONE.items()}
    words = {"job": job, "a_job": with_article(job), "A_job": _upper(with_article(job))}
    return pattern.format(**words, **verbs, skills=listed(skills))


def _patterns(posting: Posting, found: Evidence, *, wanted: bool) -> tuple[str, ...]:
    if not _named(found):
        near = found.field >= NEAR_FIELD
        return _without_skills(posting, found) if wanted else _FIELD_UNTITLED if near else _NOTHING
    if not wanted:
        return _SKILLS_UNTITLED
    if found.likeness >= SAME_JOB and _is_titled(posting, found):
        return _MOST_ASKED if found.share >= MOST_ASKED else _SAME_AND_SKILLS
    if found.likeness >= NEAR_JOB:
        return _NEAR_AND_SKILLS
    return _FIELD_AND_SKILLS if found.field >= NEAR_FIELD else _SKILLS_ALONE


def _without_skills(posting: Posting, found: Evidence) -> tuple[str, ...]:
    if found.likeness >= SAME_JOB and _is_titled(posting, found):
        return _SAME_ALONE if found.described else _TITLE_ONLY
    if found.likeness >= NEAR_JOB:
        return _NEAR_ALONE
    return _FIELD_ALONE if found.field >= NEAR_FIELD and not found.stranger else _NOTHING


def _is_titled(posting: Posting, found: Evidence) -> bool:
    """Tell whether the title says the wanted one: a high school teacher is no elementary one."""
    title = {word[:_STEM] for word in posting.title.lower().replace("-", " ").split()}
    wanted = job_words(found.nearest).lower().replace("-", " ").split()
    return title.issuperset(word[:_STEM] for word in wanted)


def _but(caps: Sequence[Cap], found: Evidence) -> str:
    """Return what holds the score down, joined to what speaks for the posting."""
    if not caps:
        return ""
    if caps[0].why == NO_TEXT:
        return "; no description to go by"
    if caps[0].why == LITTLE_SAID:
        return f"; {LITTLE_SAID}"
    why = _said_of_it(caps[0].why)
    return f", but {why}" if _positive(found) else f"; {why}"


def _said_of_it(why: str) -> str:
    """Return what holds a score down as a clause: "it needs a PhD", "it is senior"."""
    first = why.partition(" ")[0]
    if first in {"needs", "asks", "pays", "has"}:
        return f"it {why}"
    return why if first in {"no", "citizens"} else f"it is {why}"


def _positive(found: Evidence) -> bool:
    return found.likeness >= NEAR_JOB or bool(_named(found))


def _named(found: Evidence) -> tuple[str, ...]:
    """Return the skills to name: those that say something, else the common ones."""
    telling = tuple(name for name in found.matched if name not in SOFT)
    return tuple(skill_words(name) for name in (telling or found.matched)[:_NAMED_SKILLS])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _circumstances(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield what the person asked for and the posting states."""
    if posting.remote and posting.remote in profile.remote:
        yield {"remote": "remote", "hybrid": "hybrid", "onsite": "on site"}[posting.remote]
    cities = {place.city.casefold() for place in profile.places if place.city}
    here = [
        place.city for place in posting.places if place.city and place.city.casefold() in cities
    ]
    if here:
        yield f"in {here[0]}"
    if profile.needs_sponsorship and posting.sponsorship == "offered":
        yield "they sponsor visas"
    if profile.levels and posting.level in profile.levels:
        yield LEVEL_WORDS[posting.level]


def _unlisted(found: Evidence, profile: Profile) -> tuple[str, ...]:
    """Return the skills that a person lacks; an accountant need not list accounting."""
    titles = " ".join(read_person(profile).titles).lower().split()
    own = {word[:_STEM] for word in titles if len(word) >= _STEM}
    return tuple(
        name
        for name in found.missing
        if own.isdisjoint(word[:_STEM] for word in name.lower().split())
    )


def _shortfalls(posting: Posting, profile: Profile, found: Evidence) -> Iterator[str]:
    missing = _unlisted(found, profile)
    musts = musts_of(posting.text)
    if lacks := [name for name in missing if name in musts]:
        yield f"requires {listed(lacks[:_MISSING_SKILLS])}, not in your profile"
    if others := [name for name in missing if name not in musts]:
        yield f"asks for {listed(others[:_MISSING_SKILLS])}, not in your profile"
    if posting.years is not None and profile.years is not None and posting.years > profile.years:
        yield f"asks {posting.years} years, you have {profile.years}"
    yield from _demands(posting, profile)
    if posting.agency and not profile.no_agencies:
        yield "posted by an agency"


def _demands(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield what one must have, speak and be there for, as far as the profile does not say it."""
    if posting.degree in {"master", "phd"} and profile.degree is None:
        yield f"needs {DEGREE_WORDS[posting.degree]}"
    for language in unspoken(posting, profile):
        yield f"asks for {language}, which your profile does not name"
    if (language_of := written_in(posting, profile)) and not posting.speaks:
        yield f"is written in {language_of}"
    if posting.clearance == "obtainable" and not knows_clearance(profile):
        yield "needs a security clearance"
    if isinstance(posting.starts_on, date):
        yield f"starts on {posting.starts_on.day} {posting.starts_on:%B %Y}"


def _silences(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield the musts that the posting leaves open."""
    if profile.min_pay:
        if posting.pay is None or posting.pay.yearly() is None:
            yield "pay is not stated"
        elif not same_currency(posting, profile):
            yield f"pays in {posting.pay.currency or 'an unnamed currency'}"
    if profile.remote and posting.remote is None:
        yield "does not say remote or on site"
    if profile.places and not any(place.country for place in posting.places):
        yield "the place is not clear"
    if profile.needs_sponsorship and posting.sponsorship is None:
        yield "says nothing about a visa"
    if profile.levels and posting.level is None:
        yield "the level is not stated"
