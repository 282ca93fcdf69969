"""Places by their Russian names, also as they stand behind "в": "в Москве", "в Германии"."""

import re
from collections.abc import Mapping

# Beginnings are enough where the endings change: "Берлин", "Берлине", "Берлина".
_NAMES: Mapping[str, str] = {
    r"москв[аеуы]": "Moscow",
    r"санкт-петербурге?|петербурге?|питере?|спб": "Saint Petersburg",
    r"новосибирске?": "Novosibirsk",
    r"екатеринбурге?": "Yekaterinburg",
    r"казан[ьи]": "Kazan",
    r"минске?": "Minsk",
    r"киеве?": "Kyiv",
    r"алмат[ыа]": "Almaty",
    r"астан[аеы]": "Astana",
    r"ташкенте?": "Tashkent",
    r"тбилиси": "Tbilisi",
    r"ереван[е]?": "Yerevan",
    r"баку": "Baku",
    r"рига|риге": "Riga",
    r"вильнюсе?": "Vilnius",
    r"таллинн?е?": "Tallinn",
    r"варшав[аеу]": "Warsaw",
    r"праг[аеу]|праге": "Prague",
    r"белграде?": "Belgrade",
    r"берлине?": "Berlin",
    r"мюнхене?": "Munich",
    r"гамбурге?": "Hamburg",
    r"вен[аеу]": "Vienna",
    r"лондоне?": "London",
    r"париже?": "Paris",
    r"мадриде?": "Madrid",
    r"барселон[аеу]": "Barcelona",
    r"лиссабоне?": "Lisbon",
    r"амстердаме?": "Amsterdam",
    r"стамбуле?": "Istanbul",
    r"дубае?|дубай": "Dubai",
    r"росси[ия]": "Russia",
    r"беларус[ьи]": "Belarus",
    r"казахстане?": "Kazakhstan",
    r"германи[ия]": "Germany",
    r"польш[ае]": "Poland",
    r"серби[ия]": "Serbia",
    r"грузи[ия]": "Georgia",
    r"армени[ия]": "Armenia",
    r"испани[ия]": "Spain",
    r"португали[ия]": "Portugal",
    r"кипре?": "Cyprus",
}
_PATTERNS = tuple((re.compile(words, re.IGNORECASE), name) for words, name in _NAMES.items())


def english_name(place: str) -> str:
    """Return the English name of a place that is written in Russian; else the words as they are."""
    if place.isascii():
        return place
    return next((name for pattern, name in _PATTERNS if pattern.fullmatch(place)), place)
