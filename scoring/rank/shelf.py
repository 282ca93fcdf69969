"""The listings of a pool, kept as JSON and read when asked for: a tenth of the memory."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from scoring.ports import Listing

_LISTING = TypeAdapter(Listing)
_LEFT_OUT = {"terms", "meaning"}  # they are in the index


class Shelf(Sequence[Listing]):
    """Listings without their terms, in the order in which they were put in."""

    __slots__ = ("_cards", "ids", "titles")

    def __init__(self, *, ids: list[str], titles: list[str], cards: list[bytes]) -> None:
        """Take the cluster ids, the titles and the JSON of each listing."""
        self.ids = ids
        self.titles = titles
        self._cards = cards

    @classmethod
    def of(cls, listings: Sequence[Listing]) -> "Shelf":
        """Put listings on a shelf."""
        return cls(
            ids=[each.cluster_id for each in listings],
            titles=[each.best.title for each in listings],
            cards=[
                _LISTING.dump_json(each, exclude=_LEFT_OUT, exclude_defaults=True)
                for each in listings
            ],
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Listing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Listing]: ...
    def __getitem__(self, at: int | slice) -> Listing | Sequence[Listing]:
        """Read a listing, or several."""
        if isinstance(at, slice):
            return [_LISTING.validate_json(card) for card in self._cards[at]]
        return _LISTING.validate_json(self._cards[at])

    def __iter__(self) -> Iterator[Listing]:
        """Read each listing in turn."""
        return map(_LISTING.validate_json, self._cards)

    def __add__(self, other: "Shelf") -> "Shelf":
        """Return the listings of both."""
        return Shelf(
            ids=self.ids + other.ids,
            titles=self.titles + other.titles,
            cards=self._cards + other._cards,
        )

    def at(self, positions: NDArray[np.int64]) -> "Shelf":
        """Return some of the listings."""
        places = positions.tolist()
        return Shelf(
            ids=[self.ids[each] for each in places],
            titles=[self.titles[each] for each in places],
            cards=[self._cards[each] for each in places],
        )
