"""The postings as columns: what the musts compare, in arrays, so that one person costs little."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.model import DEGREES, LEVELS, Posting
from scoring.ports import Listing
from scoring.rank.reach import Atlas, PlaceKeys, atlas, keys_of

UNKNOWN = -1
NEVER = np.iinfo(np.int64).max

WORKPLACES = ("remote", "hybrid", "onsite")
EMPLOYMENTS = ("full_time", "part_time", "contract", "internship", "temporary", "volunteer")
SPONSORSHIPS = ("offered", "not_offered", "citizens_only")

Codes = NDArray[np.int8]
Value = TypeVar("Value", bound=Hashable)

_PLAIN = (
    *("posted", "first_seen", "deadline", "open", "agency", "level", "workplace"),
    *("employment", "sponsorship", "degree", "pay"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Generic[Value]):
    """A column of values that repeat: each value once, and its number for every posting."""

    values: tuple[Value, ...]
    codes: NDArray[np.int32]

    def at(self, positions: NDArray[np.int64]) -> "Coded[Value]":
        """Return the column of some postings."""
        return replace(self, codes=self.codes[positions])

    def where(self, test: Callable[[Value], bool]) -> NDArray[np.bool_]:
        """Return for every posting what `test` says of its value; each value is tested once."""
        return self.said(np.fromiter(map(test, self.values), bool, len(self.values)))

    def said(self, of_values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for every posting what is said of its value."""
        if not of_values.any():
            return np.zeros(len(self.codes), bool)
        return np.asarray(of_values.take(self.codes), bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One entry a posting in every column; -1 is what the posting does not say."""

    posted: NDArray[np.int64]  # seconds; where undated, when it was first seen
    first_seen: NDArray[np.int64]
    deadline: NDArray[np.int64]
    open: NDArray[np.bool_]
    agency: NDArray[np.bool_]
    level: Codes
    workplace: Codes
    employment: Codes
    sponsorship: Codes
    degree: Codes
    pay: NDArray[np.float32]  # a year, the upper end; NaN where the posting is silent
    currency: Coded[str]
    company: Coded[str]  # without letter case; the employer behind an agency on a second line
    places: Coded[PlaceKeys]
    atlas: Atlas  # of the values of `places`

    def __len__(self) -> int:
        """Return how many postings there are."""
        return len(self.open)

    def at(self, positions: NDArray[np.int64]) -> "Columns":
        """Return the columns of some postings."""
        plain = {name: getattr(self, name)[positions] for name in _PLAIN}
        return replace(
            self,
            **plain,
            currency=self.currency.at(positions),
            company=self.company.at(positions),
            places=self.places.at(positions),
        )


def columns(listings: Sequence[Listing]) -> Columns:
    """Return the columns of these listings, in their order."""
    best = [listing.best for listing in listings]
    places = _coded(keys_of(listing.places or listing.best.places) for listing in listings)
    return Columns(
        posted=_seconds(each.best.posted_at or each.first_seen for each in listings),
        first_seen=_seconds(each.first_seen for each in listings),
        deadline=_seconds(posting.closes_at for posting in best),
        open=np.array([posting.open for posting in best], bool),
        agency=np.array([posting.agency for posting in best], bool),
        level=_codes(LEVELS, (posting.level for posting in best)),
        workplace=_codes(WORKPLACES, (posting.remote for posting in best)),
        employment=_codes(EMPLOYMENTS, (posting.employment for posting in best)),
        sponsorship=_codes(SPONSORSHIPS, (posting.sponsorship for posting in best)),
        degree=_codes(DEGREES, (posting.degree for posting in best)),
        pay=np.array([_pay(posting) for posting in best], np.float32),
        currency=_coded((posting.pay and posting.pay.currency) or "" for posting in best),
        company=_coded(_names_of(posting) for posting in best),
        places=places,
        atlas=atlas(places.values),
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """Return the columns of all the parts, one after the other."""
    plain = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _PLAIN}
    places = _joined([part.places for part in parts])
    return Columns(
        **plain,
        currency=_joined([part.currency for part in parts]),
        company=_joined([part.company for part in parts]),
        places=places,
        atlas=atlas(places.values),
    )


def code(values: Sequence[str], value: str | None) -> int:
    """Return a value's number, or UNKNOWN for None."""
    return UNKNOWN if value is None else values.index(value)


def _names_of(posting: Posting) -> str:
    return "\n".join(filter(None, (posting.company, posting.employer))).casefold()


def _joined(parts: "Sequence[Coded[Value]]") -> "Coded[Value]":
    """Put columns together; a value that no posting has any more is forgotten."""
    numbers: dict[Value, int] = {}
    codes = []
    for part in parts:
        used = np.unique(part.codes)
        renumbered = np.zeros(len(part.values), np.int32)
        renumbered[used] = [numbers.setdefault(part.values[at], len(numbers)) for at in used]
        codes.append(renumbered[part.codes])
    return Coded(values=tuple(numbers), codes=np.concatenate(codes))


def _codes(values: Sequence[str], column: Iterable[str | None]) -> Codes:
    numbers: dict[str | None, int] = {value: number for number, value in enumerate(values)}
    return np.array([numbers.get(value, UNKNOWN) for value in column], np.int8)


def _seconds(moments: Iterable[datetime | None]) -> NDArray[np.int64]:
    return np.array(
        [NEVER if each is None else int(each.timestamp()) for each in moments], np.int64
    )


def _pay(posting: Posting) -> float:
    yearly = posting.pay.yearly() if posting.pay else None
    return float("nan") if yearly is None else yearly


def _coded(column: Iterable[Value]) -> "Coded[Value]":
    numbers: dict[Value, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in column]
    return Coded(values=tuple(numbers), codes=np.array(codes, np.int32))
