"""Whether places are within reach of those wanted: for one job, and for a whole column at once.

A city counts where both sides name one, else the region; a remote job needs only the country.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from scoring.model import Place

PlaceKey = tuple[str, str, str]  # country, region, city; "" is unknown
PlaceKeys = tuple[PlaceKey, ...]

_NOBODY = -1  # the number of a name that no place has
_UNKNOWN = 0

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Groups of places as numbers, so that they are compared all at once."""

    numbers: dict[str, int]
    countries: NDArray[np.int32]  # of every place of every group, one after the other
    regions: NDArray[np.int32]
    cities: NDArray[np.int32]
    starts: NDArray[np.int64]  # where each group begins
    empty: Mask  # which groups have no place

    def reached(self, wanted: Sequence[Place], *, remote: bool) -> Mask:
        """Return for each group whether one of its places may be one of those wanted.

        An unknown place may be anywhere, so its group is within reach.
        """
        return self.reached_keys(keys_of(wanted), remote=remote)

    def reached_keys(self, wanted: PlaceKeys, *, remote: bool) -> Mask:
        """Return the same for places whose keys are known."""
        near = self.countries == _UNKNOWN
        for key in wanted:
            near |= self._near(key, remote=remote)
        return _any(near, starts=self.starts, empty=self.empty, of_empty=True)

    def in_a_city(self) -> Mask:
        """Return which groups name a city."""
        known = self.cities != _UNKNOWN
        return _any(known, starts=self.starts, empty=self.empty, of_empty=False)

    def _near(self, wanted: PlaceKey, *, remote: bool) -> Mask:
        """Compare countries, then cities; two cities of one region are near enough."""
        country, region, city = (
            self.numbers.get(name, _NOBODY) if name else _UNKNOWN for name in wanted
        )
        in_country = np.full(len(self.countries), country == _UNKNOWN)
        in_country |= self.countries == country
        if remote:
            return in_country
        in_region = (self.regions == region) & (region != _UNKNOWN)
        maybe = in_region | (self.regions == _UNKNOWN) | (region == _UNKNOWN)
        if city == _UNKNOWN:
            in_country &= maybe
            return in_country
        in_city = (self.cities == city) | in_region
        in_country &= np.where(self.cities == _UNKNOWN, maybe, in_city)
        return in_country


def keys_of(places: Iterable[Place]) -> PlaceKeys:
    """Return what is compared of places, each once."""
    return tuple(dict.fromkeys(map(_key, places)))


def atlas(groups: Sequence[PlaceKeys]) -> Atlas:
    """Return groups of places ready to be compared."""
    numbers: dict[str, int] = {"": _UNKNOWN}
    flat = [
        [numbers.setdefault(name, len(numbers)) for name in key]
        for key in chain.from_iterable(groups)
    ]
    table = np.array(flat, np.int32).reshape(-1, 3)
    sizes = np.fromiter(map(len, groups), np.int64, len(groups))
    return Atlas(
        numbers=numbers,
        countries=table[:, 0].copy(),
        regions=table[:, 1].copy(),
        cities=table[:, 2].copy(),
        starts=np.cumsum(sizes) - sizes,
        empty=sizes == 0,
    )


def in_reach(places: Sequence[Place], wanted: Sequence[Place], *, remote: bool) -> bool:
    """Tell whether one of the places may be one of those wanted; an unknown place may be."""
    return _in_reach(keys_of(places), keys_of(wanted), remote=remote)


@lru_cache(maxsize=1 << 12)
def _in_reach(places: PlaceKeys, wanted: PlaceKeys, *, remote: bool) -> bool:
    """Compare one group. Cached: the postings of a list are in few places, and one person's."""
    return bool(atlas([places]).reached_keys(wanted, remote=remote)[0])


def _key(place: Place) -> PlaceKey:
    # The marks keep the three apart in the one table of numbers: a city may be named as a region.
    region = place.region and f"r {place.region.casefold()}"
    city = place.city and f"c {place.city.casefold()}"
    return (place.country or "", region or "", city or "")


def _any(marks: Mask, *, starts: NDArray[np.int64], empty: Mask, of_empty: bool) -> Mask:
    """Return for each group whether one of its places is marked."""
    found = np.full(len(empty), of_empty)
    if len(marks):
        found[~empty] = np.logical_or.reduceat(marks, starts[~empty])
    return found
