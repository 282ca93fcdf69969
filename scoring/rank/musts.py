"""A person's musts: which postings fail one, and the reason in words that a person is told.

What a posting does not say passes; the score and its "against" speak of it later. One silence
counts: a job in a named city that says nothing of remote work is not remote. A posting that fails
several musts counts under the first of them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scoring.model import DEGREES, LEVELS, PERIODS_A_YEAR, Place, Posting, Profile
from scoring.rank import columns as of
from scoring.rank.columns import Columns
from scoring.rank.index import Pool
from scoring.rank.terms import hashed

CLOSED = "closed or past the deadline"
OLD = "too old"
PLACE = "in another place"
WORKPLACE = "another workplace"
LEVEL = "another level"
EMPLOYMENT = "another kind of employment"
PAY = "pays too little"
SPONSORSHIP = "no visa sponsorship"
DEGREE = "needs a PhD"
HIDDEN = "a hidden company"
AGENCY = "an agency"
AVOIDED = "has a word to avoid"

_LEGAL_FORMS = frozenset(("inc", "llc", "ltd", "gmbh", "ag", "se", "co", "kg", "corp", "plc", "bv"))
_SECONDS_A_DAY = 86_400

Mask = NDArray[np.bool_]


def failures(profile: Profile, pool: Pool, *, now: datetime) -> Iterator[tuple[str, Mask]]:
    """Yield each must that the profile sets, with the postings that fail it."""
    table = pool.columns
    moment = int(now.timestamp())
    yield CLOSED, ~table.open | (table.deadline < moment)
    if profile.max_age_days is not None:
        yield OLD, table.posted < moment - profile.max_age_days * _SECONDS_A_DAY
    if profile.places:
        yield PLACE, _elsewhere(profile, table)
    yield from _choices(profile, table)
    if profile.min_pay:
        yield PAY, _underpaid(profile, table)
    if profile.needs_sponsorship:
        yield SPONSORSHIP, table.sponsorship > of.code(of.SPONSORSHIPS, "offered")
    if profile.degree:
        phd = DEGREES.index("phd")
        yield DEGREE, (table.degree == phd) & (DEGREES.index(profile.degree) < phd)
    if profile.no_agencies:
        yield AGENCY, table.agency
    if profile.hidden:
        hidden = {hiding_key(name) for name in profile.hidden}
        yield HIDDEN, table.company.where(lambda company: hiding_key(str(company)) in hidden)


def _choices(profile: Profile, table: Columns) -> Iterator[tuple[str, Mask]]:
    """Yield the musts that are lists: one of these, or unknown."""
    if profile.remote:
        yield WORKPLACE, _another_workplace(profile, table)
    if profile.levels:
        yield LEVEL, _not_among(table.level, LEVELS, profile.levels)
    if profile.employment:
        yield EMPLOYMENT, _not_among(table.employment, of.EMPLOYMENTS, profile.employment)


def suspects(profile: Profile, pool: Pool) -> Mask:
    """Return the postings that may have a word to avoid, by their stems: look at the text."""
    suspected = np.zeros(len(pool), bool)
    for phrase in profile.avoid:
        suspected |= pool.naming(hashed(phrase))
    if profile.avoid:
        patterns = [_whole(phrase) for phrase in profile.avoid if phrase.strip()]
        suspected |= pool.columns.company.where(
            lambda company: any(pattern.search(str(company)) for pattern in patterns)
        )
    return suspected


def avoided(posting: Posting, words: Sequence[str]) -> str | None:
    """Return the first word to avoid that a posting has as whole words, or None."""
    text = "\n".join((posting.title, posting.company, posting.text, *posting.tags))
    return next((word for word in words if word.strip() and _whole(word).search(text)), None)


def hiding_key(name: str) -> str:
    """Return a company's name without letter case, punctuation and legal form.

    Milder than `scoring.keys.company_key`, which also drops words such as "group": hiding one
    company must not take in a namesake.
    """
    words = re.findall(r"\w+", name.casefold())
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def in_reach(places: Sequence[Place], wanted: Sequence[Place], *, remote: bool) -> bool:
    """Tell whether one of the places may be one of those wanted; an unknown place may be."""
    known = [place for place in places if place.country]
    if len(known) < len(places) or not known:
        return True
    return any(_reaches(place, want, remote=remote) for place in known for want in wanted)


def _reaches(place: Place, wanted: Place, *, remote: bool) -> bool:
    """Compare countries, then cities; two cities of one region are near enough."""
    if wanted.country and place.country != wanted.country:
        return False
    if remote or not wanted.city or not place.city:
        return remote or not (wanted.region and place.region) or _same(wanted.region, place.region)
    if _same(wanted.city, place.city):
        return True
    return bool(wanted.region) and _same(wanted.region, place.region)


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()


def _elsewhere(profile: Profile, table: Columns) -> Mask:
    """Return which postings are out of reach; a remote one needs only the country."""
    wanted = profile.places

    def near(remote: bool) -> Mask:  # noqa: FBT001 - one word, used twice below
        return table.places.where(
            lambda value: isinstance(value, str) or in_reach(value, wanted, remote=remote)
        )

    is_remote = table.workplace == of.code(of.WORKPLACES, "remote")
    reached: Mask = np.where(is_remote, near(remote=True), near(remote=False))
    return ~reached


def _another_workplace(profile: Profile, table: Columns) -> Mask:
    """Return what is known to be elsewhere than asked, and silent city jobs for "remote only"."""
    known = _not_among(table.workplace, of.WORKPLACES, profile.remote)
    if profile.remote != ("remote",):
        return known
    in_a_city = table.places.where(
        lambda value: not isinstance(value, str) and any(place.city for place in value)
    )
    silent: Mask = (table.workplace == of.UNKNOWN) & in_a_city
    return known | silent


def _not_among(column: of.Codes, values: Sequence[str], wanted: Sequence[str]) -> Mask:
    codes = [of.UNKNOWN, *(values.index(each) for each in wanted)]
    return ~np.isin(column, codes)


def _underpaid(profile: Profile, table: Columns) -> Mask:
    """Return what pays less than asked in the same currency; other currencies pass."""
    assert profile.min_pay is not None
    asked = profile.min_pay
    least = (asked.low if asked.low is not None else asked.high or 0.0) * PERIODS_A_YEAR[
        asked.period or "year"
    ]
    same = table.currency.where(lambda value: not asked.currency or value == asked.currency)
    with np.errstate(invalid="ignore"):
        return same & (table.pay < least)


def _whole(words: str) -> re.Pattern[str]:
    inner = r"[\s\-]+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
