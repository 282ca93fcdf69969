"""What a location string means: city, region, country; and which time zone a city keeps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.model import Place
from scoring.places import gazetteer
from scoring.places.gazetteer import City, Region
from scoring.places.words import parts_of

_MOST_CHARS, _MOST_PLACES = 200, 20
_LISTED = re.compile(
    r"\s*(?:[;\n•·]|\s\|\|\s|(?<=\w)\s+(?:or|oder|ou|o)\s+(?=\w))\s*", re.IGNORECASE
)
_PAIRED = re.compile(r"\s*(?:/|\||&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", re.IGNORECASE)
_STATE_LAST = re.compile(r"^(?P<city>.+?)[ .]+(?P<state>[A-Z]{2})$")
_LEAST_PEOPLE_ALONE = 20  # thousands: a smaller town's name alone is more often a word


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been understood of one string so far."""

    country: str | None = None
    region: Region | None = None
    rest: list[str]


@lru_cache(maxsize=20_000)
def read_places(text: str) -> tuple[Place, ...]:
    """Return every place of a string such as "Berlin or Hamburg", in its order. Never raises."""
    listed = [part for part in _LISTED.split(text[: _MOST_CHARS * 10]) if part.strip(" ,-|")]
    found = [place for part in listed[:_MOST_PLACES] for place in _pair(part[:_MOST_CHARS].strip())]
    return tuple(dict.fromkeys(found))[:_MOST_PLACES]


@lru_cache(maxsize=20_000)
def read_place(text: str) -> Place:
    """Return the one place a string means; what is not understood stays None. Never raises."""
    text = text[:_MOST_CHARS].strip()
    reading = _read(parts_of(text))
    city = _city(reading)
    if isinstance(city, City):
        return Place(
            text=text,
            city=city.name,
            region=reading.region.code if reading.region else city.region,
            country=reading.country or city.country,
        )
    code = reading.region.code if reading.region else None
    return Place(text=text, city=city, region=code, country=reading.country)


def zone_for(city_text: str) -> str | None:
    """Return the time zone of a city, or of a country or state that has one. Never raises."""
    if city_text.strip().upper() in {"UTC", "GMT"}:
        return "UTC"
    reading = _read(parts_of(city_text[:_MOST_CHARS].strip()))
    city = _city(reading)
    if isinstance(city, City):
        return city.zone
    if reading.region:
        most = gazetteer.largest(country=reading.region.country, region=reading.region.code)
        return most.zone if most else gazetteer.country_zone(reading.region.country)
    return gazetteer.country_zone(reading.country) if reading.country and not city else None


def zone_at(lat: float, lon: float) -> str:
    """Return the IANA time zone of the town nearest to a position."""
    return gazetteer.nearest(lat=lat, lon=lon).zone


def _pair(text: str) -> Sequence[Place]:
    """Split "NYC / SF" and "Berlin, Hamburg" where every part is a place by itself."""
    whole = read_place(text)
    if gazetteer.country(text):
        return (whole,)
    for mark in (_PAIRED, re.compile(r"\s*,\s*")):
        parts = [part for part in mark.split(text) if part]
        if len(parts) < 2:
            continue
        places = [read_place(part) for part in parts]
        if mark is _PAIRED and all(place.country for place in places) and not _nested(parts):
            return places
        if mark is not _PAIRED and all(_is_big_city(part) for part in parts):
            return places
    return (whole,)


def _nested(parts: Sequence[str]) -> bool:
    """Tell whether a part only says where another one is: "TX | Houston", "Remote / Germany"."""
    return any(not _names_city(part) for part in parts) and any(_names_city(part) for part in parts)


def _names_city(part: str) -> bool:
    return read_place(part).city is not None


def _is_big_city(part: str) -> bool:
    if gazetteer.country(part) or gazetteer.region(part):
        return False
    known = gazetteer.cities(part)
    return bool(known) and known[0].people >= 100


def _read(parts: list[str]) -> _Reading:
    """Find the country and the region; what is left may be a city."""
    reading = _Reading(rest=[])
    for part in _with_states_apart(parts):
        if (
            reading.country is None
            and (named := gazetteer.country(part))
            and not _is_city(part, parts=parts)
        ):
            reading.country = named
        else:
            reading.rest.append(part)
    _take_codes(reading)
    _take_region(reading)
    return reading


def _is_city(part: str, *, parts: list[str]) -> bool:
    """Tell Mexico City's "Mexico" and Luxembourg from a country that stands for itself."""
    return len(part) == 2 and len(parts) == 1 and bool(gazetteer.region(part))


def _with_states_apart(parts: list[str]) -> list[str]:
    """Cut "Raleigh NC" in two where the end is a state and the beginning a town."""
    cut: list[str] = []
    for part in parts:
        found = _STATE_LAST.match(part)
        if found and gazetteer.region(found["state"]):
            cut.extend([found["city"].strip(), found["state"]])
        else:
            cut.append(part)
    return cut


def _take_codes(reading: _Reading) -> None:
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
        return True
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


def _take_region(reading: _Reading) -> None:
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


def _is_own_city(part: str, *, reading: _Reading) -> bool:
    """Tell "New York" and "Washington" the towns: no other part is left to be one."""
    others = [each for each in reading.rest if each != part]
    if part.isupper() and len(part) <= 3:
        return False
    towns = gazetteer.cities(part)
    return bool(towns) and towns[0].people >= 500 and not any(len(each) > 3 for each in others)


def _city(reading: _Reading) -> City | str | None:
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


def _town(name: str, *, reading: _Reading) -> City | None:
    """Return the largest town of this name that fits what is known."""
    for town in gazetteer.cities(name):
        if reading.region and (town.country, town.region) != (
            reading.region.country,
            reading.region.code,
        ):
            continue
        if reading.country and town.country != reading.country:
            continue
        if reading.country or town.people >= _LEAST_PEOPLE_ALONE:
            return town
    return None


def _town_within(part: str, *, reading: _Reading) -> City | None:
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
