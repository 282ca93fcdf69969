"""What one location string means: its city, region and country."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.model import Place
from scoring.places import gazetteer
from scoring.places.gazetteer import City, Region
from scoring.places.words import known_as, parts_of

MOST_CHARS = 200
LEAST_PEOPLE_ALONE = 20  # thousands: a smaller town's name alone is more often a word

_STATE_LAST = re.compile(r"^(?P<city>.+?)[ .]+(?P<state>[A-Z]{2}|USA)$")
_WORDS = frozenset({"AI", "ML", "QA", "PM", "TV", "CV", "BI"})  # codes that jobs mean otherwise


@dataclass(slots=True, kw_only=True)
class Reading:
    """What has been understood of one string so far."""

    country: str | None = None
    region: Region | None = None
    rest: list[str]


@lru_cache(maxsize=20_000)
def read_place(text: str) -> Place:
    """Return the one place a string means; what is not understood stays None. Never raises."""
    text = text[:MOST_CHARS].strip()
    reading = understood(parts_of(known_as(text)))
    city = city_of(reading)
    if isinstance(city, City):
        return Place(
            text=text,
            city=city.name,
            region=reading.region.code if reading.region else city.region,
            country=reading.country or city.country,
        )
    code = reading.region.code if reading.region else None
    return Place(text=text, city=city, region=code, country=reading.country)


def understood(parts: list[str]) -> Reading:
    """Find the country and the region; what is left may be a city."""
    parts = _with_states_apart(parts)
    country = _country_of(parts)
    named = [part for part in parts if country and gazetteer.country(part) == country]
    rest = [part for part in parts if part not in named]
    if len(named) > 1:  # "Luxembourg, Luxembourg"
        rest += [part for part in named[:1] if _is_town_of(part, country=country)]
    reading = Reading(country=country, rest=rest)
    _take_codes(reading)
    _take_region(reading)
    return reading


def _country_of(parts: Sequence[str]) -> str | None:
    """Return the country that is named; of several the last in which another part is a place.

    "Atlanta, Georgia, USA" is not in Georgia, nor "Franca, São Paulo, Brasil" in France.
    """
    named = [code for part in parts if (code := gazetteer.country(part))]
    if len(parts) == 1 and len(parts[0]) == 2 and gazetteer.region(parts[0]):
        return None  # "CA" alone
    if len(set(named)) < 2:
        return named[0] if named else None
    for code in reversed(named):
        others = [part for part in parts if gazetteer.country(part) != code]
        if any(_lies_in(part, country=code) for part in others):
            return code
    return named[0]


def _is_town_of(part: str, *, country: str | None) -> bool:
    return any(town.country == country for town in gazetteer.cities(part))


def _lies_in(part: str, *, country: str) -> bool:
    state = gazetteer.region(part)
    return (state is not None and state.country == country) or _is_town_of(part, country=country)


def _with_states_apart(parts: list[str]) -> list[str]:
    """Cut "Raleigh NC" in two where the end is a state and the beginning a town."""
    cut: list[str] = []
    for part in parts:
        found = _STATE_LAST.match(part)
        if found and (gazetteer.region(found["state"]) or gazetteer.country(found["state"])):
            cut.extend([found["city"].strip(), found["state"]])
        else:
            cut.append(part)
    return cut


def _take_codes(reading: Reading) -> None:
    """Read capitals at the end: a country's code, or a state's, whichever fits the town."""
    codes = [part for part in reading.rest if len(part) == 2 and part.isalpha() and part.isupper()]
    if reading.country or not codes:
        return
    last = codes[-1]
    state = gazetteer.region(last)
    if not _means_country(last, state=state, codes=codes, rest=reading.rest):
        return
    reading.country = last
    reading.rest.reverse()
    reading.rest.remove(last)
    reading.rest.reverse()


def _means_country(code: str, *, state: Region | None, codes: list[str], rest: list[str]) -> bool:
    if not gazetteer.is_country_code(code):
        return False
    if state is None:
        return code not in _WORDS or any(
            town.country == code for name in rest if name != code for town in gazetteer.cities(name)
        )
    others = [other for other in codes[:-1] if gazetteer.region_of(other, within=code)]
    if others:
        return True  # "Etobicoke, ON, CA"
    towns = [town for name in rest if name != code for town in gazetteer.cities(name)]
    if any(town.country == state.country and town.region == state.code for town in towns):
        return False
    return any(town.country == code for town in towns) or _is_lone_country(code, rest=rest)


def _is_lone_country(code: str, *, rest: list[str]) -> bool:
    """Tell "IN" and "DE" alone, which boards use for countries, from "CA" and "NY" alone."""
    return (
        len(rest) == 1 and code in {"IN", "DE", "IL", "CO", "AR", "SC"} and code not in {"AR", "SC"}
    )


def _take_region(reading: Reading) -> None:
    for part in list(reading.rest):
        one = (
            gazetteer.region_of(part, within=reading.country)
            if reading.country and len(part) <= 3
            else None
        ) or gazetteer.region(part)
        if one is None or reading.country not in {None, one.country}:
            continue
        if _is_own_city(part, reading=reading):
            continue
        reading.region, reading.country = one, one.country
        reading.rest.remove(part)
        return


def _is_own_city(part: str, *, reading: Reading) -> bool:
    """Tell "New York" and "Washington" the towns: no other part is left to be one."""
    others = [each for each in reading.rest if each != part]
    if part.isupper() and len(part) <= 3:
        return False
    towns = gazetteer.cities(part)
    return bool(towns) and towns[0].people >= 500 and not any(len(each) > 3 for each in others)


def city_of(reading: Reading) -> City | str | None:
    """Return the town of the first part that is one; else the words, where a country is sure."""
    for part in reading.rest:
        town = _town(part, reading=reading)
        if town:
            return town
    for part in reading.rest:
        town = _town_within(part, reading=reading)
        if town:
            return town
    if reading.country is None:
        return None
    return next((_as_name(part) for part in reading.rest if _looks_like_name(part)), None)


def _town(name: str, *, reading: Reading) -> City | None:
    """Return the largest town of this name that fits what is known."""
    for town in gazetteer.cities(name):
        if reading.region and (town.country, town.region) != (
            reading.region.country,
            reading.region.code,
        ):
            continue
        if reading.country and town.country != reading.country:
            continue
        if reading.country or town.people >= LEAST_PEOPLE_ALONE:
            return town
    return None


def _town_within(part: str, *, reading: Reading) -> City | None:
    """Find a large town in the words of a part: "Munich Office", "Carmel 111 Congressional"."""
    words = part.split()[:6]
    for size in range(min(3, len(words) - 1), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if not name[0].isupper():
                continue
            town = _town(name, reading=reading)
            if town and (reading.region or town.people >= 150):
                return town
    return None


def _looks_like_name(part: str) -> bool:
    return part[0].isalpha() and len(part) > 2 and len(part.split()) <= 4 and not part.islower()


def _as_name(part: str) -> str:
    return part.title() if part.isupper() else part
