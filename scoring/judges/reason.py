"""The words of a local verdict: why this posting for this person, and what speaks against it.

Only what was found is said. The wording varies with the posting, never by chance.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from scoring.judges import patterns as say
from scoring.judges.asked import musts_of
from scoring.judges.caps import (
    LITTLE_SAID,
    NO_TEXT,
    Cap,
    asks_for_language,
    asks_years,
    knows_clearance,
    same_currency,
)
from scoring.judges.evidence import SOFT, Evidence
from scoring.judges.fact_words import (
    DEGREE_WORDS,
    LEVEL_WORDS,
    MONTHS,
    UNNAMED_CURRENCY,
    WORKPLACE_WORDS,
)
from scoring.judges.jobs import job_words, skill_words, with_article
from scoring.judges.tongues import answered, insisted_on, written_in
from scoring.model import Posting, Profile
from scoring.phrases import Phrase, capitalised, in_turn, listed, phrase, shortened
from scoring.rank.skills import canonical
from scoring.rank.titles import occupation

MOST_CHARS = 140
SAME_JOB = 0.58  # likeness of titles: one job by two names
NEAR_JOB = 0.3  # a neighbour of it

NEAR_FIELD = 0.5  # of the field, by words of the title that the person uses
MOST_ASKED = 0.55  # share of what is asked: the person has most of it

_NAMED_SKILLS = 3
_MISSING_SKILLS = 3
_STEM = 5  # letters: "accou" of accountant and accounting

_NO_DESCRIPTION = phrase("no description to go by")


def reason(posting: Posting, profile: Profile, found: Evidence, *, caps: Sequence[Cap]) -> str:
    """Return one line of at most 140 characters: the match, what holds it down, then the rest."""
    plain = _main(posting, found)
    beside = [
        each
        for each in _circumstances(posting, profile)
        if not ("intern" in plain and "intern" in each)
    ]
    main = capitalised(plain)
    said = _with_but(main, caps, found)
    if beside:
        tail = capitalised(in_turn(beside))
        longer = phrase("{sentence}. {next}", sentence=said, next=tail)
        if len(longer) < MOST_CHARS:
            return ended(longer)
    if len(said) < MOST_CHARS:
        return ended(said)
    room = max(40, MOST_CHARS - (len(said) - len(main)) - 1)
    return shortened(_with_but(shortened(main, most=room), caps, found), most=MOST_CHARS)


def ended(sentence: str) -> Phrase:
    """Return the sentence with its full stop."""
    return phrase("{sentence}.", sentence=sentence)


def unended(sentence: str) -> str:
    """Return the sentence without its full stop, so that it can go on."""
    bare = sentence.rstrip(".")
    if isinstance(sentence, Phrase):
        inner = sentence.values.get("sentence")
        if bare == sentence:
            return sentence
        if sentence.one == "{sentence}." and inner == bare:
            return str(inner) if not isinstance(inner, Phrase) else inner
    return bare


def against(
    posting: Posting, profile: Profile, found: Evidence, *, caps: Sequence[Cap]
) -> tuple[str, ...]:
    """Return what speaks against the posting, the gravest first, and what it leaves open."""
    said = [cap.why for cap in caps]
    said += _shortfalls(posting, profile, found)
    said += _silences(posting, profile)
    return tuple(dict.fromkeys(said))


def _main(posting: Posting, found: Evidence) -> Phrase:
    skills = _named(found)
    fitting = _patterns(posting, found, wanted=bool(found.person.titles))
    pattern = fitting[int(posting.text_key[:6], 16) % len(fitting)]
    job = job_words(found.nearest)
    return pattern.of(count=len(skills), skills=listed(skills), job=job, a_job=with_article(job))


def _patterns(posting: Posting, found: Evidence, *, wanted: bool) -> tuple[Phrase, ...]:
    if not _named(found):
        near = found.field >= NEAR_FIELD
        return (
            _without_skills(posting, found)
            if wanted
            else say.FIELD_UNTITLED
            if near
            else say.NOTHING
        )
    if not wanted:
        return say.SKILLS_UNTITLED
    if found.likeness >= SAME_JOB and _is_titled(posting, found):
        return say.MOST_ASKED if found.share >= MOST_ASKED else say.SAME_AND_SKILLS
    if found.likeness >= NEAR_JOB:
        return say.NEAR_AND_SKILLS
    return say.FIELD_AND_SKILLS if found.field >= NEAR_FIELD else say.SKILLS_ALONE


def _without_skills(posting: Posting, found: Evidence) -> tuple[Phrase, ...]:
    listed_some = bool(found.person.skills)
    if found.likeness >= SAME_JOB and _is_titled(posting, found):
        return say.SAME_ALONE if found.described and listed_some else say.TITLE_ONLY
    if found.likeness >= NEAR_JOB:
        return say.NEAR_ALONE if listed_some else say.NEAR_UNSKILLED
    if found.field < NEAR_FIELD or found.stranger:
        return say.NOTHING
    return say.FIELD_ALONE if listed_some else say.FIELD_UNTITLED


def _is_titled(posting: Posting, found: Evidence) -> bool:
    """Tell whether the title says the wanted one: a high school teacher is no elementary one."""
    title = {word[:_STEM] for word in posting.title.lower().replace("-", " ").split()}
    wanted = job_words(found.nearest).lower().replace("-", " ").split()
    return title.issuperset(word[:_STEM] for word in wanted)


def _with_but(main: str, caps: Sequence[Cap], found: Evidence) -> str:
    """Join what holds the score down to what speaks for the posting."""
    if not caps:
        return main
    why = caps[0].why
    if why == NO_TEXT:
        return phrase("{main}; {why}", main=main, why=_NO_DESCRIPTION)
    if why == LITTLE_SAID:
        return phrase("{main}; {why}", main=main, why=why)
    if _positive(found) and not _turns(main):
        return phrase("{main}, but {why}", main=main, why=_said_of_it(why))
    return phrase("{main}; {why}", main=main, why=_said_of_it(why))


def _turns(main: str) -> bool:
    """Tell whether a sentence has its own "but", as "Another title, but Go is part of the job"."""
    template = main.one if isinstance(main, Phrase) else main
    return ", but " in template or ", yet " in template


def _said_of_it(why: str) -> str:
    """Return what holds a score down as a clause: "it needs a PhD", "it is senior"."""
    first = why.partition(" ")[0]
    if first in {"needs", "asks", "pays", "has"}:
        return phrase("it {needs}", needs=why)
    return why if first in {"no", "citizens"} else phrase("it is {that}", that=why)


def _positive(found: Evidence) -> bool:
    return found.likeness >= NEAR_JOB or bool(_named(found))


def _named(found: Evidence) -> tuple[str, ...]:
    """Return the skills to name: those that say something, else the common ones."""
    telling = tuple(name for name in found.matched if name not in SOFT)
    return tuple(skill_words(name) for name in (telling or found.matched)[:_NAMED_SKILLS])


def _circumstances(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield what the person asked for and the posting states."""
    if posting.remote and posting.remote in profile.remote:
        yield WORKPLACE_WORDS[posting.remote]
    cities = {place.city.casefold() for place in profile.places if place.city}
    here = [
        place.city for place in posting.places if place.city and place.city.casefold() in cities
    ]
    if here:
        yield phrase("in {place}", place=here[0])
    if profile.needs_sponsorship and posting.sponsorship == "offered":
        yield phrase("they sponsor visas")
    if profile.levels and posting.level in profile.levels:
        yield LEVEL_WORDS[posting.level]


def _unlisted(posting: Posting, profile: Profile, found: Evidence) -> tuple[str, ...]:
    """Return the skills that a person lacks.

    An accountant need not list accounting, a Krankenschwester not nursing, nor who writes in
    German that language.
    """
    titles = " ".join(found.person.titles).lower().split()
    own = {word[:_STEM] for word in titles if len(word) >= _STEM}
    work = {canonical(occupation(title) or "") for title in found.person.titles}
    return tuple(
        name
        for name in found.missing
        if own.isdisjoint(word[:_STEM] for word in name.lower().split())
        and name not in work
        and not answered(name, posting, profile)
    )


def _shortfalls(posting: Posting, profile: Profile, found: Evidence) -> Iterator[str]:
    missing = _unlisted(posting, profile, found)
    musts = musts_of(posting.text)
    if lacks := [name for name in missing if name in musts]:
        lacking = listed(lacks[:_MISSING_SKILLS])
        yield phrase("requires {skills}, not in your profile", skills=lacking)
    if others := [name for name in missing if name not in musts]:
        lacking = listed(others[:_MISSING_SKILLS])
        yield phrase("asks for {skills}, not in your profile", skills=lacking)
    if posting.years is not None and profile.years is not None and posting.years > profile.years:
        yield asks_years(posting.years, has=profile.years)
    yield from _demands(posting, profile)
    if posting.agency and not profile.no_agencies:
        yield phrase("posted by an agency")


def _demands(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield what one must have, speak and be there for, as far as the profile does not say it."""
    if posting.degree in {"master", "phd"} and profile.degree is None:
        yield phrase("needs {degree}", degree=DEGREE_WORDS[posting.degree])
    for language in insisted_on(posting, profile):
        yield asks_for_language(language)
    if (language_of := written_in(posting, profile)) and not posting.speaks:
        yield phrase("is written in {language}", language=language_of)
    if posting.clearance == "obtainable" and not knows_clearance(profile):
        yield phrase("needs a security clearance")
    if isinstance(posting.starts_on, date):
        yield _starts_on(posting.starts_on)


def _starts_on(day: date) -> Phrase:
    return phrase(
        "starts on {day} {month} {year}",
        day=day.day,
        month=MONTHS[day.month - 1],
        year=str(day.year),
    )


def _silences(posting: Posting, profile: Profile) -> Iterator[str]:
    """Yield the musts that the posting leaves open."""
    if profile.min_pay:
        if posting.pay is None or posting.pay.yearly() is None:
            yield phrase("pay is not stated")
        elif not same_currency(posting, profile):
            currency = posting.pay.currency or UNNAMED_CURRENCY
            yield phrase("pays in {currency}", currency=currency)
    if profile.remote and posting.remote is None:
        yield phrase("does not say remote or on site")
    if profile.places and not any(place.country for place in posting.places):
        yield phrase("the place is not clear")
    if profile.needs_sponsorship and posting.sponsorship is None:
        yield phrase("says nothing about a visa")
    if profile.levels and posting.level is None:
        yield phrase("the level is not stated")
