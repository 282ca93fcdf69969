"""Hard constraints that fail: each caps the score and is said in plain words.

The musts keep such postings out of a digest; a cap speaks where a posting is judged all the same:
one that a person forwards, or a constraint that is no must.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.judges.evidence import Evidence
from scoring.judges.fact_words import (
    DEGREE_WORDS,
    EMPLOYMENT_WORDS,
    LEVEL_WORDS,
    WANTED_LEVEL_WORDS,
    WORKPLACE_WORDS,
)
from scoring.judges.tongues import surely_unspoken
from scoring.model import DEGREES, LEVELS, PERIODS_A_YEAR, Level, Posting, Profile
from scoring.phrases import Phrase, either, phrase, plural
from scoring.rank.musts import avoided, hiding_key, in_reach

NO_TEXT = phrase("no description; judged on its title")
NO_TEXT_MOST = 75
LITTLE_SAID = phrase("your profile says little so far")
_LITTLE_SAID_MOST = 74  # below strong: nobody can be sure
_LITTLE = 0.25  # of what there is to compare: a word or two, no title with a few skills
_ASKED_LEVEL = phrase("{level}; you asked for {levels}")
_LOOKED_FOR_LEVEL = phrase("{level}; you look for {levels}")
_ELSEWHERE = phrase("another place")
_THE_VERY_JOB = 0.9  # likeness of titles; that much can be said of a bare title

# Who hires does not ask for money. "We never ask for a fee" is a warning, not a demand.
_ASKS_MONEY = re.compile(
    r"(?:\A|[.\n!?;•*-]\s*|\byou(?:['’]ll| must| need to| will| have to| should)? |\bplease )"
    r"(?:pay|send|deposit|transfer)\b[^.\n;]{0,30}"
    r"\b(?:starter|registration|training|processing|application|refundable|activation|security)\b"
    r"[^.\n;]{0,20}\b(?:fee|deposit|payment)|"
    r"\bequipment with our che(?:ck|que)|\b(?:account|wallet) to receive (?:funds|payments)",
    re.IGNORECASE,
)
_MONEY_CUES = ("fee", "deposit", "payment", "to receive funds", "our che")
_WARNING = re.compile(r"\b(?:never|not|no|nicht|beware|n['’]t)\b", re.IGNORECASE)
_STUDENT = re.compile(r"\b(?:intern|student|praktik|werkstud|trainee|apprentic)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most that a posting can score, and why."""

    most: int
    why: str


def caps(posting: Posting, profile: Profile, found: Evidence) -> tuple[Cap, ...]:
    """Return every cap that holds, the lowest first."""
    every = [
        *_closed_doors(posting, profile),
        *_qualifications(posting, profile, found),
        *_circumstances(posting, profile),
    ]
    if not found.described:
        every.append(Cap(most=NO_TEXT_MOST, why=NO_TEXT))
    elif says_little(found) and found.likeness < _THE_VERY_JOB:
        every.append(Cap(most=_LITTLE_SAID_MOST, why=LITTLE_SAID))
    return tuple(sorted(every, key=lambda cap: cap.most))


def says_little(found: Evidence) -> bool:
    """Tell whether a profile says too little to be sure of any match."""
    return found.told < _LITTLE


def _closed_doors(posting: Posting, profile: Profile) -> Iterator[Cap]:
    """Yield what rules a posting out altogether."""
    if not posting.open:
        yield Cap(most=15, why=phrase("closed"))
    if asks_money(posting.text):
        yield Cap(most=25, why=phrase("asks you for money, as frauds do"))
    if word := avoided(posting, profile.avoid):
        yield Cap(most=20, why=phrase('has "{word}", which you avoid', word=word))
    names = {hiding_key(name) for name in (posting.company, posting.employer) if name}
    if names & {hiding_key(name) for name in profile.hidden}:
        yield Cap(most=20, why=phrase("a company you hid"))
    if profile.no_agencies and posting.agency:
        yield Cap(most=35, why=phrase("an agency"))
    if profile.needs_sponsorship and posting.sponsorship == "not_offered":
        yield Cap(most=35, why=phrase("no sponsorship"))
    if profile.needs_sponsorship and posting.sponsorship == "citizens_only":
        yield Cap(most=30, why=phrase("citizens only"))


def _qualifications(posting: Posting, profile: Profile, found: Evidence) -> Iterator[Cap]:
    if posting.degree and profile.degree:
        steps = DEGREES.index(posting.degree) - DEGREES.index(profile.degree)
        if steps > 0:
            most = 50 if posting.degree == "phd" else 70
            yield Cap(most=most, why=phrase("needs {degree}", degree=DEGREE_WORDS[posting.degree]))
    if posting.years is not None and profile.years is not None:
        short = posting.years - profile.years
        if short >= 2:
            yield Cap(
                most=max(40, 76 - 6 * short),
                why=asks_years(posting.years, has=profile.years),
            )
    for language in surely_unspoken(posting, profile)[:1]:
        yield Cap(most=65, why=asks_for_language(language))
    if posting.clearance == "held" and not knows_clearance(profile):
        yield Cap(most=55, why=phrase("needs an active security clearance"))
    yield from _level(profile, found)


def asks_years(asked: int, *, has: int) -> Phrase:
    """Say which experience is asked for, and which is there."""
    return plural(
        "asks {count} year, you have {has}",
        "asks {count} years, you have {has}",
        count=asked,
        has=has,
    )


def asks_for_language(language: str) -> Phrase:
    """Say that a language is asked for that a profile does not name."""
    return phrase("asks for {language}, which your profile does not name", language=language)


def knows_clearance(profile: Profile) -> bool:
    """Tell whether a profile speaks of a security clearance."""
    return "clearance" in " ".join((*profile.skills, profile.text)).lower()


def _level(profile: Profile, found: Evidence) -> Iterator[Cap]:
    wanted = found.person.levels
    if found.level == "intern" and not wanted and not _STUDENT.search(profile.text):
        yield Cap(most=70, why=phrase("an internship, which you did not ask for"))
    if wanted == ("intern",) and not found.level:
        yield Cap(most=60, why=phrase("not said to be an internship"))
    if not found.level or not wanted or found.level in wanted:
        return
    steps = level_steps(found.level, wanted)
    pattern = _ASKED_LEVEL if profile.levels else _LOOKED_FOR_LEVEL
    levels = either([WANTED_LEVEL_WORDS[level] for level in wanted[:2]])
    why = pattern.of(level=LEVEL_WORDS[found.level], levels=levels)
    yield Cap(most=(72, 55, 45)[min(steps, 3) - 1], why=why)


def level_steps(level: Level, wanted: tuple[Level, ...]) -> int:
    """Return how many levels lie between a posting and the nearest that is wanted."""
    return min(abs(LEVELS.index(level) - LEVELS.index(each)) for each in wanted)


def _circumstances(posting: Posting, profile: Profile) -> Iterator[Cap]:
    remote = posting.remote == "remote"
    if profile.places and not in_reach(posting.places, profile.places, remote=remote):
        yield Cap(most=40, why=phrase("in {place}", place=posting.places[0].text or _ELSEWHERE))
    if profile.remote and posting.remote and posting.remote not in profile.remote:
        yield Cap(most=45, why=WORKPLACE_WORDS[posting.remote])
    if profile.employment and posting.employment and posting.employment not in profile.employment:
        yield Cap(most=45, why=EMPLOYMENT_WORDS[posting.employment])
    if underpaid(posting, profile):
        yield Cap(most=50, why=phrase("pays less than you ask"))


@lru_cache(maxsize=1 << 10)
def asks_money(text: str) -> bool:
    """Tell whether a posting wants money from who applies, as no employer does."""
    folded = text.casefold()
    if not any(cue in folded for cue in _MONEY_CUES):
        return False
    return any(
        not _WARNING.search(text, max(0, found.start() - 60), found.start())
        for found in _ASKS_MONEY.finditer(text)
    )


def underpaid(posting: Posting, profile: Profile) -> bool:
    """Tell whether a posting surely pays less than asked; another currency is not sure."""
    if not (profile.min_pay and posting.pay):
        return False
    asked, pays = profile.min_pay, posting.pay.yearly()
    least = asked.low if asked.low is not None else asked.high
    if least is None or pays is None or not same_currency(posting, profile):
        return False
    return pays < least * PERIODS_A_YEAR[asked.period or "year"]


def same_currency(posting: Posting, profile: Profile) -> bool:
    """Tell whether pay can be compared; a person who names no currency means any."""
    asked = profile.min_pay.currency if profile.min_pay else None
    return not asked or bool(posting.pay and posting.pay.currency == asked)
