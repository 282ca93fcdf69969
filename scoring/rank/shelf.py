"""The listings of a pool, kept as text in a few large pieces and read when asked for.

Small strings that stay among many that go keep the memory of all of them.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import overload

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from scoring.ports import Listing

_LISTING = TypeAdapter(Listing)
_LEFT_OUT = {"terms", "meaning"}  # they are in the index


class Texts(Sequence[bytes]):
    """Many short texts in one piece of memory."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        """Copy the texts."""
        self._ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
        self._joined = b"".join(texts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        """Return a text, or several."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        return self._joined[self._ends[at - 1] if at else 0 : self._ends[at]]


class Shelf(Sequence[Listing]):
    """Listings without their terms, in the order in which they were put in."""

    def __init__(
        self, *, ids: Sequence[bytes], titles: Sequence[bytes], cards: Sequence[bytes]
    ) -> None:
        """Take the cluster ids, the titles and the JSON of each listing."""
        self._ids, self._titles, self._cards = Texts(ids), Texts(titles), Texts(cards)

    @classmethod
    def of(cls, listings: Sequence[Listing]) -> "Shelf":
        """Put listings on a shelf."""
        return cls(
            ids=[each.cluster_id.encode() for each in listings],
            titles=[each.best.title.encode() for each in listings],
            cards=[
                _LISTING.dump_json(each, exclude=_LEFT_OUT, exclude_defaults=True)
                for each in listings
            ],
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)

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
            ids=[*self._ids, *other._ids],
            titles=[*self._titles, *other._titles],
            cards=[*self._cards, *other._cards],
        )

    @property
    def ids(self) -> list[str]:
        """Return the id of each cluster."""
        return [each.decode() for each in self._ids]

    def title(self, at: int) -> str:
        """Return the title of a listing."""
        return self._titles[at].decode()

    def at(self, positions: NDArray[np.int64]) -> "Shelf":
        """Return some of the listings."""
        places = positions.tolist()
        return Shelf(
            ids=[self._ids[each] for each in places],
            titles=[self._titles[each] for each in places],
            cards=[self._cards[each] for each in places],
        )

    def positions_of(self, cluster_ids: Collection[str]) -> list[int]:
        """Return where the clusters stand that are here."""
        wanted = [each.encode() for each in cluster_ids]
        marks, order = self._marks
        firsts = np.searchsorted(marks, np.array([_mark(each) for each in wanted], np.uint64))
        found = []
        for cluster_id, first in zip(wanted, firsts.tolist(), strict=True):
            at = first
            while at < len(order) and marks[at] == marks[first]:
                if self._ids[int(order[at])] == cluster_id:
                    found.append(int(order[at]))
                at += 1
        return found

    @cached_property
    def _marks(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """Return a number for each id, sorted, and whose it is: a dictionary costs ten times it."""
        marks = np.fromiter(map(_mark, self._ids), np.uint64, len(self))
        order = np.argsort(marks, kind="stable").astype(np.int32)
        return marks[order], order


def _mark(cluster_id: bytes) -> int:
    return int.from_bytes(blake2b(cluster_id, digest_size=8).digest(), "little")
