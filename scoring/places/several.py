"""Location strings that name several places: "Berlin or Hamburg", "US/EU", "NYC / SF / Remote"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from scoring.model import Place
from scoring.places import gazetteer
from scoring.places.reading import LEAST_PEOPLE_ALONE, MOST_CHARS, read_place
from scoring.places.words import is_bloc, parts_of

_MOST_PLACES = 20
_LISTED = re.compile(
    r"\s*(?:[;\n•·]|\s\|\|\s|(?<=\w)\s+(?:or|oder|ou|o)\s+(?=\w))\s*", re.IGNORECASE
)
_PAIRED = re.compile(r"\s*(?:/|\||&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", re.IGNORECASE)
_BIG = 100  # thousands: a city that is known without its country


@lru_cache(maxsize=20_000)
def read_places(text: str) -> tuple[Place, ...]:
    """Return every place of a string such as "Berlin or Hamburg", in its order. Never raises."""
    listed = [part for part in _LISTED.split(text[: MOST_CHARS * 10]) if part.strip(" ,-|")]
    found = [place for part in listed[:_MOST_PLACES] for place in _several(_short(part))]
    return tuple(dict.fromkeys(found))[:_MOST_PLACES]


def _short(text: str) -> str:
    """Cut a long list behind one of its commas."""
    text = text.strip()
    cut = text[:MOST_CHARS]
    return cut if len(text) <= MOST_CHARS or "," not in cut else cut.rpartition(",")[0]


def _several(text: str) -> Sequence[Place]:
    """Split "NYC / SF", "US/EU" and "Berlin, Hamburg" where every part is a place by itself."""
    if gazetteer.country(text):
        return [read_place(text)]
    for read in (_paired, _countries_of, _cities_of):
        if places := read(text):
            return places
    return [read_place(text)]


def _paired(text: str) -> Sequence[Place]:
    """Read what a slash, a bar or an "and" joins; what says only that it is remote is no place."""
    parts = [part for part in _PAIRED.split(text) if part and (parts_of(part) or is_bloc(part))]
    if len(parts) < 2:
        return ()
    places = [read_place(part) for part in parts]
    whole = [place.country or is_bloc(part) for place, part in zip(places, parts, strict=True)]
    blocs = any(is_bloc(part) for part in parts)
    if not all(whole) or (blocs and any(place.city for place in places)) or _nested(places):
        return ()
    return places


def _nested(places: Sequence[Place]) -> bool:
    """Tell whether a part only says where another one is: "TX | Houston", "Germany / Berlin"."""
    return any(
        one.country == other.country and one.region in {None, other.region}
        for one in places
        for other in places
        if not one.city and other.city
    )


def _countries_of(text: str) -> Sequence[Place]:
    """Read "Remote (US, Canada)" and "Ireland, United Kingdom"."""
    parts = parts_of(text)
    if len(parts) < 2 or not any(map(gazetteer.country, parts)):
        return ()
    places = [read_place(part) for part in parts]
    named = {each.country for each in places if each.country and not (each.city or each.region)}
    return places if len(named) == len(parts) else ()


def _cities_of(text: str) -> Sequence[Place]:
    """Read a list of big cities; before a country's name only where they are three or more.

    "Nova Iguaçu, Rio de Janeiro, Brasil" is one town in a state that has a city's name.
    """
    parts = parts_of(text)
    country = next((part for part in parts if gazetteer.country(part)), None)
    cities = [part for part in parts if part != country]
    if len({_map_name(city) for city in cities}) < max(len(cities), 3 if country else 2):
        return ()
    if not country and len(parts_of(text.partition("(")[0])) < len(cities):
        return ()  # "San Francisco (San Mateo)"
    if "greater " in text.lower():
        return ()  # "Bolton, Greater Manchester"
    if not all(_is_big_city(city, among=cities) for city in cities):
        return ()
    places = [read_place(_city_text(city, country=country)) for city in cities]
    return places if all(place.city for place in places) else ()


def _city_text(name: str, *, country: str | None) -> str:
    """Name a city so that it is read as one, in the country behind the list if it is there."""
    towns = gazetteer.cities(name)
    code = gazetteer.country(country) if country else None
    if any(town.country == code and town.people >= LEAST_PEOPLE_ALONE for town in towns):
        return f"{name}, {country}"
    return towns[0].name if gazetteer.region(name) else name


def _map_name(name: str) -> str:
    """Return the name on the map of the largest town of this name."""
    known = gazetteer.cities(name)
    return known[0].name if known else name


def _is_big_city(part: str, *, among: Sequence[str]) -> bool:
    """Tell a big city from a state or country of its name: no other part is a town of that."""
    known = gazetteer.cities(part)
    if not known or known[0].people < _BIG:
        return False
    state = gazetteer.region(part)
    return state is None or (
        len(part) > 2
        and not any(
            (town.country, town.region) == (state.country, state.code)
            for other in among
            if other != part
            for town in gazetteer.cities(other)
        )
    )
