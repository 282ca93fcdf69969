"""What a person asked for beside the job, and how far a posting meets it, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.judges.fact_words import EMPLOYMENT_WORDS, UNNAMED_CURRENCY, WORKPLACE_WORDS
from scoring.judges.words import terms_of, weight
from scoring.model import PERIODS_A_YEAR, Posting, Profile
from scoring.phrases import phrase
from scoring.rank.terms import hashed
from scoring.wishes.words import AGENCIES, CURRENCIES, FILLER, PERIODS, SEEKING

WISH_CHARS = 800  # a longer text is a CV, and a CV has most words of most titles

_OPEN = 0.4  # of a wish that the posting says nothing about
_TELLING = 0.7  # the weight of a word that is worth to be named
_PAYS_WELL = 1.25  # times what is asked: all of the points
_WORD = re.compile(r"[^\W\d_][\w+#.-]{2,}")
# Words around pay, time and agencies; those of wishes in other languages seem to be rare ones.
_OF_PAY_AND_TIME = re.compile(
    "|".join((*CURRENCIES.values(), *PERIODS.values(), AGENCIES, SEEKING, FILLER.pattern))
    + r"|monat\w*|jahr\w*|stunden?\w*|woche\w*|mes(?:es)?|a[ñn]os?|horas?|semanas?|m[êe]s|anos?"
    r"|mois|ans?|heures?|месяц\w*|год\w*|час\w*|months?|years?|hours?|weeks?|stelle\w*|arbeit\w*"
    r"|(?:voll|teil)zeit\w*|unbefristet|gehalt|lohn|euros?|dollars?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish: how far it is met, from 0 to 1, and in words."""

    met: float
    words: str = ""


def wished(posting: Posting, profile: Profile) -> Iterator[Wish]:
    """Yield every wish of the person with what the posting says to it."""
    if profile.remote:
        yield _workplace(posting, profile)
    if any(place.city for place in profile.places):
        yield _city(posting, profile)
    if profile.min_pay:
        yield _pay(posting, profile)
    if profile.needs_sponsorship:
        offered = posting.sponsorship == "offered"
        yield Wish(met=1.0, words=phrase("sponsors visas")) if offered else Wish(met=_OPEN)
    if profile.employment and posting.employment:
        met = posting.employment in profile.employment
        yield Wish(met=float(met), words=EMPLOYMENT_WORDS[posting.employment])


def named(posting: Posting, profile: Profile) -> tuple[str, ...]:
    """Return the person's own telling words that the posting has, beside titles and skills."""
    words = _telling(profile)
    if not words:
        return ()
    terms = terms_of(posting.title, posting.text)
    return tuple(word for word, numbers in words if terms.issuperset(numbers))


def _workplace(posting: Posting, profile: Profile) -> Wish:
    if posting.remote is None:
        return Wish(met=_OPEN, words=phrase("workplace not stated"))
    return Wish(met=float(posting.remote in profile.remote), words=WORKPLACE_WORDS[posting.remote])


def _city(posting: Posting, profile: Profile) -> Wish:
    wanted = {place.city.casefold() for place in profile.places if place.city}
    cities = [place.city for place in posting.places if place.city]
    here = next((city for city in cities if city.casefold() in wanted), None)
    return Wish(met=1.0, words=phrase("in {place}", place=here)) if here else Wish(met=0.5)


def _pay(posting: Posting, profile: Profile) -> Wish:
    """Compare the upper end with what is asked; a must has seen to it that it is not less."""
    pays = posting.pay.yearly() if posting.pay else None
    asked = profile.min_pay
    least = (asked.low if asked.low is not None else asked.high) if asked else None
    if pays is None or posting.pay is None or asked is None or not least:
        return Wish(met=_OPEN, words=phrase("pay not stated"))
    if asked.currency and posting.pay.currency != asked.currency:
        currency = posting.pay.currency or UNNAMED_CURRENCY
        return Wish(met=0.5, words=phrase("pays in {currency}", currency=currency))
    times = pays / (least * PERIODS_A_YEAR[asked.period or "year"])
    if times < 1:
        return Wish(met=0.0, words=phrase("pays less than you ask"))
    better = min(1.0, (times - 1) / (_PAYS_WELL - 1))
    met = 0.8 + 0.2 * better
    if times < 1.1:
        return Wish(met=met, words=phrase("pays enough"))
    more = str(round(100 * (times - 1)))
    return Wish(met=met, words=phrase("pays {more}% more than you ask", more=more))


@lru_cache(maxsize=256)
def _telling(profile: Profile) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the words of a wish that say something and are neither a title nor a skill."""
    if len(profile.text) > WISH_CHARS:
        return ()
    places = (part for each in profile.places for part in (each.text, each.city) if part)
    said = (*profile.titles, *profile.skills, *profile.avoid, *places)
    known = set(hashed(" \n ".join(said)))
    words: dict[tuple[int, ...], str] = {}
    for word in _WORD.findall(profile.text):
        numbers = tuple(hashed(word.strip(".-")))
        if not numbers or known.intersection(numbers) or _OF_PAY_AND_TIME.fullmatch(word):
            continue
        if weight(numbers[0]) >= _TELLING:
            words.setdefault(numbers, word.strip(".-"))
    return tuple((word, numbers) for numbers, word in words.items())
