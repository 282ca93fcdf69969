"""A location string cut into the parts that may name a place. What they mean: places.py."""

import re

from scoring.places import gazetteer

_PARTS = re.compile(r"\s*[,|/()\[\]:]\s*|\s+[-–—]\s+|\s+in\s+", re.IGNORECASE)
_NOISE = re.compile(
    r"\b(?:100 ?%|fully|full|remote(?:ly)?|hybrid|on-?site|in[- ]?office|office|home ?office|"
    r"home[- ]?based|work from home|wfh|telecommute|distributed|anywhere|worldwide|"
    r"global(?:ly)?|greater|metropolitan|metro(?:plex)?|area|region|based|preferred|only|"
    r"headquarters|hq|corporate|flexible|multiple locations?|various locations?|eligible|"
    r"candidates?|télétravail|teletrabajo|remoto|remota|umgebung|großraum|raum|deutschlandweit|"
    r"and surrounding|surrounding|nationwide|statewide|city of|downtown|campus|"
    r"locations?|more|usa only|time ?zones?|est|pst|cst|cet|or|any|all|friendly|first|within|"
    r"from|the)\b\.?|\+ ?\d+.*$|…|\d+ (?:weitere|more|autres).*$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|"
    r"\b[A-Z]{0,2}-?\d{3,}(?:-\d{3,4})?\b|\b\d{1,2}\b|#\S+"
)
_NOT_A_PLACE = frozenset(
    [
        "select",
        "other",
        "unknown",
        "na",
        "none",
        "tbd",
        "tba",
        "various",
        "multiple",
        "europe",
        "emea",
        "apac",
        "latam",
        "mena",
        "dach",
        "nordics",
        "eu",
        "asia",
        "africa",
        "americas",
        "north",
        "america",
        "south",
        "america",
        "latin",
        "america",
        "european",
        "union",
        "middle",
        "east",
        "amer",
        "see",
        "description",
        "oceania",
        "central",
        "europe",
        "eastern",
        "europe",
        "western",
        "europe",
        "international",
        "benelux",
        "nan",
        "null",
    ]
) | {
    "north america",
    "south america",
    "latin america",
    "european union",
    "middle east",
    "see description",
    "western europe",
    "eastern europe",
}


_BLOCS = {
    "eu", "europe", "emea", "apac", "latam", "mena", "dach", "americas", "asia",
    "north america", "south america", "latin america", "european union", "africa", "nordics",
}  # fmt: skip
_KNOWN_AS = {
    "bay area": "San Francisco, CA",
    "sf bay area": "San Francisco, CA",
    "san francisco bay area": "San Francisco, CA",
    "silicon valley": "San Jose, CA",
}


def known_as(text: str) -> str:
    """Return the city that a name such as "Bay Area" stands for, else the text itself."""
    return _KNOWN_AS.get(gazetteer.fold(text).removeprefix("the "), text)


def is_bloc(text: str) -> bool:
    """Tell whether it names a part of the world that is no country: "EU", "LATAM"."""
    return gazetteer.fold(text) in _BLOCS


def parts_of(text: str) -> list[str]:
    """Cut a string at its commas, bars and brackets, and take the noise out of each part."""
    if gazetteer.country(text):
        return [text]
    if _is_dashed(text):
        text = text.replace("-", ", ")
    parts = [_without_noise(part) for part in _PARTS.split(text) if part]
    return [part for part in parts if part and gazetteer.fold(part) not in _NOT_A_PLACE]


def _is_dashed(text: str) -> bool:
    """Tell whether it is a path such as "US-CA-Fremont" or "Kansas-Topeka"."""
    first, dash, rest = text.partition("-")
    if not dash or not rest[:1].isalpha() or gazetteer.cities(text):
        return False
    capitals = len(first) in {2, 3} and first.isupper()
    return bool(
        gazetteer.country(first)
        or gazetteer.region(first)
        or (capitals and gazetteer.is_country_code(first))
    )


def _without_noise(part: str) -> str:
    if gazetteer.country(part) or gazetteer.region(part):
        return part
    return _POSTCODE.sub(" ", _NOISE.sub(" ", part)).strip(" .-–—\t_*'\"").replace("  ", " ")
