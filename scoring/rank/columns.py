"""The postings as columns: what the musts compare, in arrays, so that one person costs little."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.model import DEGREES, LEVELS, Place, Posting
from scoring.ports import Listing

UNKNOWN = -1
NEVER = np.iinfo(np.int64).max

WORKPLACES = ("remote", "hybrid", "onsite")
EMPLOYMENTS = ("full_time", "part_time", "contract", "internship", "temporary", "volunteer")
SPONSORSHIPS = ("offered", "not_offered", "citizens_only")

Codes = NDArray[np.int8]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A column of values that repeat: each value once, and its number for every posting."""

    values: tuple[tuple[Place, ...] | str, ...]
    codes: NDArray[np.int32]

    def where(self, test: Callable[[tuple[Place, ...] | str], bool]) -> NDArray[np.bool_]:
        """Return for every posting what `test` says of its value; each value is tested once."""
        said = np.fromiter((test(value) for value in self.values), bool, len(self.values))
        return said[self.codes] if len(self.values) else np.zeros(0, bool)


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
    currency: Coded
    company: Coded
    places: Coded


def columns(listings: Sequence[Listing]) -> Columns:
    """Return the columns of these listings, in their order."""
    best = [listing.best for listing in listings]
    return Columns(
        posted=_seconds(each.best.posted_at or each.first_seen for each in listings),
        first_seen=_seconds(each.first_seen for each in listings),
        deadline=_seconds(posting.deadline for posting in best),
        open=np.array([posting.open for posting in best], bool),
        agency=np.array([posting.agency for posting in best], bool),
        level=_codes(LEVELS, (posting.level for posting in best)),
        workplace=_codes(WORKPLACES, (posting.remote for posting in best)),
        employment=_codes(EMPLOYMENTS, (posting.employment for posting in best)),
        sponsorship=_codes(SPONSORSHIPS, (posting.sponsorship for posting in best)),
        degree=_codes(DEGREES, (posting.degree for posting in best)),
        pay=np.array([_pay(posting) for posting in best], np.float32),
        currency=_coded((posting.pay and posting.pay.currency) or "" for posting in best),
        company=_coded(posting.company.casefold() for posting in best),
        places=_coded(listing.places or listing.best.places for listing in listings),
    )


def code(values: Sequence[str], value: str | None) -> int:
    """Return a value's number, or UNKNOWN for None."""
    return UNKNOWN if value is None else values.index(value)


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


def _coded(column: Iterable[tuple[Place, ...] | str]) -> Coded:
    numbers: dict[tuple[Place, ...] | str, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in column]
    return Coded(values=tuple(numbers), codes=np.array(codes, np.int32))
