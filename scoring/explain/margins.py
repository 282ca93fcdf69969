"""Which musts a posting nearly failed, and which it passed only by saying nothing. Pure.

A must that fails leaves a posting out or caps its score; what stands here did neither, and is worth
a look before one applies.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from scoring.changes import least_pay, pay_range
from scoring.judges.caps import asks_years, same_currency
from scoring.judges.fact_words import EMPLOYMENT_WORDS, NAMED, WORKPLACE_WORDS
from scoring.model import PERIODS_A_YEAR, Place, Posting, Profile
from scoring.phrases import either, phrase, plural

SILENCES = frozenset(
    (
        "pay is not stated", "does not say remote or on site", "the place is not clear",
        "says nothing about a visa", "the level is not stated",
    )
)  # fmt: skip
"""What a judge says against a posting that `silences` says with what is asked."""

_NARROW_PAY = 1.05  # times what is asked: less is a near thing
_NARROW_AGE = 0.8  # of the age that is taken
_SOON = timedelta(days=3)
_OFFICE_DAYS = re.compile(
    r"\b(?:[1-5]|one|two|three|four)(?:\s?(?:-|–|to|or)\s?(?:[1-5]|two|three|four|five))?\+? "
    r"(?:days?|times)(?: (?:a|per|each|every) week)?(?: \w+){0,3}? "
    r"(?:in[- ](?:the |our |an? )?(?:office|person|hub)|at (?:the |our )?(?:office|site|hub)"
    r"|on-?site|(?:a|per|each|every) week)\b",
    re.IGNORECASE,
)


def close_calls(posting: Posting, profile: Profile, *, now: datetime) -> tuple[str, ...]:
    """Return what nearly failed a must, in plain words: "pays 71,000, you ask 70,000"."""
    return (
        *_pay(posting, profile),
        *_age(posting, profile, now=now),
        *_years(posting, profile),
        *_place(posting, profile),
        *_hybrid(posting, profile),
    )


def silences(posting: Posting, profile: Profile) -> tuple[str, ...]:
    """Return the musts that a posting met by saying nothing of them, each with what is asked."""
    return tuple(_silent(posting, profile))


def _silent(posting: Posting, profile: Profile) -> Iterator[str]:
    if profile.min_pay and (posting.pay is None or posting.pay.yearly() is None):
        yield phrase("pay: you ask {pay}", pay=least_pay(profile.min_pay))
    if profile.remote and posting.remote is None:
        workplaces = either([WORKPLACE_WORDS[each] for each in profile.remote])
        yield phrase("workplace: you ask {workplaces}", workplaces=workplaces)
    if profile.places and not any(place.country for place in posting.places):
        place = profile.places[0].text
        yield phrase("where in the world it is: you ask {place}", place=place)
    if profile.needs_sponsorship and posting.sponsorship is None:
        yield phrase("a visa: you need one")
    if profile.levels and posting.level is None:
        levels = either([NAMED[each] for each in profile.levels])
        yield phrase("its level: you ask {levels}", levels=levels)
    if profile.employment and posting.employment is None:
        kinds = either([EMPLOYMENT_WORDS[each] for each in profile.employment])
        yield phrase("kind of employment: you ask {kinds}", kinds=kinds)
    if profile.max_age_days is not None and posting.posted_at is None:
        yield plural(
            "when it was posted: you take {count} days",
            "when it was posted: you take {count} days",
            count=profile.max_age_days,
        )


def _pay(posting: Posting, profile: Profile) -> Iterator[str]:
    """Compare the upper end, as the must does; another currency is not compared."""
    asked, pay = profile.min_pay, posting.pay
    least = (asked.low if asked.low is not None else asked.high) if asked else None
    pays = pay.yearly() if pay else None
    if asked is None or pay is None or not least or pays is None:
        return
    said, wanted = pay_range(pay), least_pay(asked)
    if not same_currency(posting, profile):
        yield phrase(
            "pays {pay}, you ask {wanted}: currencies are not compared", pay=said, wanted=wanted
        )
        return
    need = least * PERIODS_A_YEAR[asked.period or "year"]
    if need <= pays < need * _NARROW_PAY:
        yield phrase("pays {pay}, you ask {wanted}", pay=said, wanted=wanted)
    elif pay.low is not None and pay.low * PERIODS_A_YEAR[pay.period or "year"] < need <= pays:
        yield phrase("pays {pay}, you ask {wanted}: its lower end is less", pay=said, wanted=wanted)


def _age(posting: Posting, profile: Profile, *, now: datetime) -> Iterator[str]:
    if posting.posted_at is not None and profile.max_age_days is not None:
        days, most = (now - posting.posted_at).days, profile.max_age_days
        if _NARROW_AGE * most <= days <= most:
            yield plural(
                "posted {count} day ago, you take {most}",
                "posted {count} days ago, you take {most}",
                count=days,
                most=most,
            )
    if posting.deadline is not None and timedelta(0) <= posting.deadline - now <= _SOON:
        hours = int((posting.deadline - now).total_seconds() // 3600)
        if hours < 48:
            yield plural("closes in {count} hours", "closes in {count} hours", count=hours)
        else:
            yield plural("closes in {count} days", "closes in {count} days", count=hours // 24)


def _years(posting: Posting, profile: Profile) -> Iterator[str]:
    if posting.years is not None and profile.years is not None:
        short = posting.years - profile.years
        if short == 1:  # two or more are a cap
            yield asks_years(posting.years, has=profile.years)


def _place(posting: Posting, profile: Profile) -> Iterator[str]:
    """Say that a job is in another city than named, but in a region that counts as near."""
    if posting.remote == "remote":
        return
    wanted = [place for place in profile.places if place.city]
    here = [place for place in posting.places if place.city]
    if not wanted or not here or any(_same_city(one, two) for one in here for two in wanted):
        return
    if any(not place.city for place in profile.places):
        return  # the whole country is wanted
    near = next(
        ((one, two) for one in here for two in wanted if one.region and one.region == two.region),
        None,
    )
    if near:
        city, named = near[0].city or "", near[1].city or ""
        yield phrase("in {city}, you named {named}: the same region", city=city, named=named)


def _same_city(one: Place, two: Place) -> bool:
    return (one.city or "").casefold() == (two.city or "").casefold()


def _hybrid(posting: Posting, profile: Profile) -> Iterator[str]:
    """Say how many days a hybrid job wants in the office, where it says so."""
    if posting.remote != "hybrid" or not profile.remote or "onsite" in profile.remote:
        return
    found = _OFFICE_DAYS.search(" ".join(posting.text.split()))
    if found:
        yield phrase("hybrid: {quote}", quote=found[0].strip().lower())
    elif "remote" in profile.remote:
        yield phrase("hybrid, without a word on how many days")
