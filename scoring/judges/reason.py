"""The words of a local verdict: why this posting for this person, and what speaks against it.

Only what was found is said. The wording varies with the posting, never by chance.
"""

from collections.abc import Iterator, Sequence

from scoring.judges.caps import LEVEL_WORDS, Cap, same_currency
from scoring.judges.evidence import SOFT, Evidence, read_person
from scoring.judges.summary import shorten
from scoring.judges.words import listed
from scoring.model import Posting, Profile

MOST_CHARS = 140
SAME_JOB = 0.58  # likeness of titles: one job by two names
NEAR_JOB = 0.3  # a neighbour of it

_NAMED_SKILLS = 3
_MISSING_SKILLS = 3

_SAME_AND_SKILLS = (
    "{job}, as you want, with {skills}",
    "{skills} from your profile, in the {job} field you want",
    "Your field, {job}, and it asks for {skills}",
    "{job} work that asks for {skills}, which you know",
)
_SAME_ALONE = (
    "The {job} role you asked for; it names none of your skills",
    "The title is what you want ({job}); your skills are not named",
)
_NEAR_AND_SKILLS = (
    "Close to {job}, and it uses your {skills}",
    "A neighbour of {job} that can use your {skills}",
    "Not quite {job}, but you bring {skills}",
)
_NEAR_ALONE = ("Close to {job}, though none of your skills is named",)
_SKILLS_ALONE = (
    "Another line of work, though it asks for {skills}",
    "You know {skills}, but the job is another",
)
_NOTHING = (
    "Little in common with what you look for",
    "Neither the title nor the skills are yours",
)
_SKILLS_UNTITLED = (
    "Asks for {skills}, which you have",
    "It needs what you know: {skills}",
)


def reason(posting: Posting, profile: Profile, found: Evidence, *, caps: Sequence[Cap]) -> str:
    """Return one line of at most 140 characters."""
    main = _main(posting, profile, found)
    tail = "".join(f"; {each}" for each in _circumstances(posting, profile))
    but = f", but {caps[0].why}" if caps and caps[0].why else ""
    if caps and not _positive(found):
        but = f"; {caps[0].why}"
    for text in (f"{main}{tail}{but}", f"{main}{but}"):
        if len(text) < MOST_CHARS:
            return f"{_upper(text)}."
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
    patterns = _patterns(found, wanted=bool(read_person(profile).titles))
    pattern = patterns[int(posting.text_key[:6], 16) % len(patterns)]
    return pattern.format(job=_job(found.nearest), skills=listed(skills))


def _patterns(found: Evidence, *, wanted: bool) -> tuple[str, ...]:
    skills = bool(_named(found))
    if not wanted:
        return _SKILLS_UNTITLED if skills else _NOTHING
    if found.likeness >= SAME_JOB:
        return _SAME_AND_SKILLS if skills else _SAME_ALONE
    if found.likeness >= NEAR_JOB:
        return _NEAR_AND_SKILLS if skills else _NEAR_ALONE
    return _SKILLS_ALONE if skills else _NOTHING


def _positive(found: Evidence) -> bool:
    return found.likeness >= NEAR_JOB or bool(_named(found))


def _named(found: Evidence) -> tuple[str, ...]:
    """Return the skills to name: those that say something, else the common ones."""
    telling = [name for name in found.matched if name not in SOFT]
    return tuple((telling or list(found.matched))[:_NAMED_SKILLS])


def _job(title: str) -> str:
    """Return a wanted title as it reads inside a sentence."""
    return shorten(title, most=40)


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
        yield "sponsors visas"
    if profile.levels and posting.level in profile.levels:
        yield LEVEL_WORDS[posting.level]


def _shortfalls(posting: Posting, profile: Profile, found: Evidence) -> Iterator[str]:
    if found.missing:
        yield f"asks for {listed(found.missing[:_MISSING_SKILLS])}, not in your profile"
    if posting.years is not None and profile.years is not None and posting.years > profile.years:
        yield f"asks {posting.years} years, you have {profile.years}"
    if posting.agency and not profile.no_agencies:
        yield "posted by an agency"


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
