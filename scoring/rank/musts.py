"""A person's musts: which postings fail one, and the reason in words that a person is told.

What a posting does not say passes; the score and its "against" speak of it later. One silence
counts: a job in a named city that says nothing of remote work is not remote. A posting that fails
several musts counts under the first of them.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.model import DEGREES, LEVELS, PERIODS_A_YEAR, Posting, Profile
from scoring.phrases import Phrase, phrase
from scoring.rank import columns as of
from scoring.rank.columns import Columns
from scoring.rank.reach import in_reach

__all__ = ["Musts", "avoided", "hiding_key", "in_reach", "reason_words", "whole"]

CLOSED = phrase("closed or past the deadline")
OLD = phrase("too old")
PLACE = phrase("in another place")
WORKPLACE = phrase("another workplace")
LEVEL = phrase("another level")
EMPLOYMENT = phrase("another kind of employment")
PAY = phrase("pays too little")
SPONSORSHIP = phrase("no visa sponsorship")
DEGREE = phrase("needs a PhD")
HIDDEN = phrase("a hidden company")
AGENCY = phrase("an agency")
AVOIDED = phrase("has a word to avoid")
_REASONS: Mapping[str, Phrase] = {
    str(each): each
    for each in (
        *(CLOSED, OLD, PLACE, WORKPLACE, LEVEL, EMPLOYMENT),
        *(PAY, SPONSORSHIP, DEGREE, HIDDEN, AGENCY, AVOIDED),
    )
}

_LEGAL_FORMS = frozenset(("inc", "llc", "ltd", "gmbh", "ag", "se", "co", "kg", "corp", "plc", "bv"))
_SECONDS_A_DAY = 86_400
_MOST_MASKS = 256  # kept at once, of a byte a posting each: many people ask for the same

Mask = NDArray[np.bool_]


class Musts:
    """Which postings of a table fail the musts of profiles at one moment.

    What several profiles ask for alike is compared once.
    """

    def __init__(self, table: Columns, *, now: datetime) -> None:
        """Compare these postings; deadlines and ages count from `now`."""
        self._table = table
        self._moment = int(now.timestamp())
        self._masks: dict[Hashable, Mask] = {}

    def failures(self, profile: Profile) -> Iterator[tuple[str, Mask]]:
        """Yield each must that the profile sets, with the postings that fail it."""
        table = self._table
        yield CLOSED, self._once(CLOSED, self._closed)
        if days := profile.max_age_days:
            oldest = self._moment - days * _SECONDS_A_DAY
            yield OLD, self._once((OLD, days), lambda: table.posted < oldest)
        if profile.places:
            key = (PLACE, profile.places)
            yield PLACE, self._once(key, lambda: _elsewhere(profile, table))
        yield from self._choices(profile)
        if profile.min_pay:
            key_of_pay = (PAY, profile.min_pay)
            yield PAY, self._once(key_of_pay, lambda: _underpaid(profile, table))
        yield from self._conditions(profile)

    def _conditions(self, profile: Profile) -> Iterator[tuple[str, Mask]]:
        """Yield the musts about who hires whom."""
        table = self._table
        if profile.needs_sponsorship:
            offered = of.code(of.SPONSORSHIPS, "offered")
            yield SPONSORSHIP, self._once(SPONSORSHIP, lambda: table.sponsorship > offered)
        if profile.degree and profile.degree != "phd":
            yield DEGREE, self._once(DEGREE, lambda: table.degree == DEGREES.index("phd"))
        if profile.no_agencies:
            yield AGENCY, table.agency
        if profile.hidden:
            yield HIDDEN, self._once((HIDDEN, profile.hidden), lambda: self._hidden(profile.hidden))

    def _choices(self, profile: Profile) -> Iterator[tuple[str, Mask]]:
        """Yield the musts that are lists: one of these, or unknown."""
        table = self._table
        if profile.remote:
            key = (WORKPLACE, profile.remote)
            yield WORKPLACE, self._once(key, lambda: _another_workplace(profile, table))
        if levels := profile.levels:
            yield (
                LEVEL,
                self._once((LEVEL, levels), lambda: _not_among(table.level, LEVELS, levels)),
            )
        if kinds := profile.employment:
            every = of.EMPLOYMENTS
            key_of_kinds = (EMPLOYMENT, kinds)
            yield (
                EMPLOYMENT,
                self._once(key_of_kinds, lambda: _not_among(table.employment, every, kinds)),
            )

    def _closed(self) -> Mask:
        return ~self._table.open | (self._table.deadline < self._moment)

    def _hidden(self, names: Sequence[str]) -> Mask:
        companies = self._table.company
        of_values = np.zeros(len(companies.values), bool)
        for key in map(hiding_key, names):
            of_values[self._by_hiding_key.get(key, [])] = True
        return companies.said(of_values)

    @cached_property
    def _by_hiding_key(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, names in enumerate(self._table.company.values):
            for name in names.split("\n"):
                numbers.setdefault(hiding_key(name), []).append(number)
        return numbers

    def _once(self, key: Hashable, compare: Callable[[], Mask]) -> Mask:
        """Return the mask of this key, compared only the first time."""
        mask = self._masks.get(key)
        if mask is None:
            if len(self._masks) >= _MOST_MASKS:
                self._masks.clear()
            mask = self._masks[key] = compare()
        return mask


def reason_words(reason: str) -> str:
    """Return why a posting failed a must as a phrase: a stored funnel counts plain words."""
    return _REASONS.get(reason, reason)


def avoided(posting: Posting, words: Sequence[str]) -> str | None:
    """Return the first word to avoid that a posting has as whole words, or None."""
    text = "\n".join((posting.title, posting.company, posting.text, *posting.tags))
    return next((word for word in words if word.strip() and whole(word).search(text)), None)


@lru_cache(maxsize=1 << 15)
def hiding_key(name: str) -> str:
    """Return a company's name without letter case, punctuation and legal form.

    Milder than `scoring.dedupe.keys.company_key`, which also drops words such as "group": hiding
    one company must not take in a namesake.
    """
    words = re.findall(r"\w+", name.casefold())
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _elsewhere(profile: Profile, table: Columns) -> Mask:
    """Return which postings are out of reach; a remote one needs only the country."""
    wanted = profile.places
    near = table.places.said(table.atlas.reached(wanted, remote=False))
    near_if_remote = table.places.said(table.atlas.reached(wanted, remote=True))
    is_remote = table.workplace == of.code(of.WORKPLACES, "remote")
    return np.asarray(~(near | (is_remote & near_if_remote)), bool)


def _another_workplace(profile: Profile, table: Columns) -> Mask:
    """Return what is known to be elsewhere than asked, and silent city jobs for "remote only"."""
    known = _not_among(table.workplace, of.WORKPLACES, profile.remote)
    if profile.remote != ("remote",):
        return known
    silent = (table.workplace == of.UNKNOWN) & table.places.said(table.atlas.in_a_city())
    return np.asarray(known | silent, bool)


def _not_among(column: of.Codes, values: Sequence[str], wanted: Sequence[str]) -> Mask:
    bad = [at for at, value in enumerate(values) if value not in wanted]
    out = np.zeros(len(column), bool)
    for number in bad:
        out |= column == number
    return out


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


@lru_cache(maxsize=1 << 10)
def whole(words: str) -> re.Pattern[str]:
    """Return what finds these words as whole words, in any letter case."""
    inner = r"[\s\-]+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
