"""Facts that a CV states: years of experience, the highest degree, languages.

Each comes with the words that it was read from; what is not stated is None.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from scoring.model import DEGREES, Degree

T = TypeVar("T")

_MOST_YEARS = 50
_DAY_OFF = 0.01  # of a year: six years less a rounding are six
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads better
_MONTHS_DE = {"mär": 3, "mai": 5, "okt": 10, "dez": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12}
_MONTHS_DE |= {"fév": 2, "avr": 4, "juin": 6, "juil": 7, "aoû": 8, "déc": 12}
_DAY = (
    r"(?:(?P<m{n}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic"
    r"|fév|avr|juin|juil|aoû|déc)[^\W\d_]{{0,7}})\.?,? (?:\d{{1,2}}, )?"
    r"|(?P<d{n}>\d{{1,2}})[/.](?:\d{{1,2}}[/.])?)?"
    r"(?P<y{n}>(?:19|20)\d\d)"
)
_NOW = r"present|current|now|today|ongoing|heute|aktuell|actualidad|actual|aujourd'hui|presente"
_NOW += r"|atual|настоящее время|по наст|н\. ?в"
_RANGE = re.compile(
    _DAY.format(n=1)
    + r"\s{0,3}(?:-|–|—|to|until|till|bis|a|à|по|−)\s{0,3}"
    + rf"(?:{_DAY.format(n=2)}|(?P<now>{_NOW}))\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?<!\d)(\d{1,2})\s?\+?\s?(?:years?|yrs|jahren?|años|ans)(?:['’]s?)?"
    r"(?: of| d[e'])?(?: \w+){0,4}? (?:experience|expertise|erfahrung|berufserfahrung|experiencia"
    r"|expérience)"
    r"|(?<!\d)(\d{1,2})\s?\+?\s?years? (?:building|working|developing|leading|teaching)",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"candidate|in progress|expected|pursuing|ongoing|student|coursework toward|incomplete",
    re.IGNORECASE,
)
_DEGREE_WORDS: dict[Degree, re.Pattern[str]] = {
    "phd": re.compile(
        r"\b(?:[Pp][Hh]\.?\s?[Dd]\b\.?|[Dd]octor(?:ate|al)?\b(?! 's)|D\.?Phil|Dr\. ?rer"
        r"|[Дд]октор наук|[Кк]андидат [а-я. -]{0,30}наук)"
    ),
    "master": re.compile(
        r"\b(?:[Mm]aster(?:['’]?s)?(?: degree| of (?!ceremon)\w+| in |:)|[Mm]aster['’]?s,"
        r"|MASTER OF|M\.?Sc\b|MBA\b"
        r"|M\.B\.A|M\.?[SA]\.(?!\w)|MS(?= (?:in|degree))|M\.?Ed\b|M\.?E(?:ng|NG)\b|MFA\b"
        r"|LL\.?M|J\.?D\b\.?|[Mm]estrado|[Мм]агист(?:р|ратура)\b"
        r"|Juris Doctor|Diplom\b|Máster|Maestría)"
    ),
    "bachelor": re.compile(
        r"\b(?:[Bb]achelor(?:['’]?s)?\b|BACHELOR|B\.?Sc\b|B\.?[SA]\.(?!\w)"
        r"|B\.?[SA]\b(?= ?[:,]| (?:in|IN) | degree)|B\.?Eng\b|B\.?Tech\b|BFA\b"
        r"|BBA\b|B\.?Com\b|LL\.?B|Licenciatura|Grado en|[Ll]icence"
        r"|[Бб]акалавр(?:иат)?\b|[Сс]пециалитет)"
    ),
}
_LANGUAGE = re.compile(
    r"\b(English|German|French|Spanish|Italian|Portuguese|Dutch|Polish|Russian|Ukrainian|Turkish"
    r"|Arabic|Hebrew|Hindi|Urdu|Bengali|Tamil|Punjabi|Mandarin|Cantonese|Chinese|Japanese|Korean"
    r"|Vietnamese|Thai|Tagalog|Swedish|Norwegian|Danish|Finnish|Czech|Hungarian|Romanian|Greek"
    r"|Indonesian|Malay|Swahili|Amharic|Persian|Farsi|Creole|Armenian|Catalan)\b"
)
_FLUENT = re.compile(
    r"(?:fluent|bilingual|proficient|native|conversational|spoken|speaks?|speaking)\b[^\n.;]{0,40}"
    r"|(?:[A-Z][a-z]+ ){1,2}\(?(?:fluent|native|C[12]|B[12]|bilingual|mother tongue)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """What is stated, and the words that state it."""

    value: T
    words: str


def years_of_experience(text: str, *, experience: str, today: date | None) -> Fact[int] | None:
    """Return stated years, else those that the dates of the experience cover.

    Without a date for today, "present" is taken as the latest year that the CV names.
    """
    if stated := _STATED.search(text[:3_000]):
        return Fact(min(int(stated[1] or stated[2]), _MOST_YEARS), " ".join(stated[0].split()))
    latest = max((int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)), default=0)
    end = today.year + (today.month - 1) / 12 if today else latest + 1
    spans = [
        (span, match[0]) for match in _RANGE.finditer(experience) if (span := _span(match, end=end))
    ]
    if not spans:
        return None
    years = min(int(_covered([span for span, _ in spans]) + _DAY_OFF), _MOST_YEARS)
    words = [" ".join(words.split()) for _, words in spans]
    return Fact(years, ", ".join(words[:4]) + (" ..." if len(words) > 4 else ""))


def highest_degree(text: str) -> Fact[Degree] | None:
    """Return the highest degree that is not said to be unfinished."""
    for degree in reversed(DEGREES):
        for match in _DEGREE_WORDS[degree].finditer(text):
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            line = text[start : end if end >= 0 else len(text)]
            if not _UNFINISHED.search(line):
                return Fact(degree, " ".join(line.split())[:80])
    return None


def languages(text: str, *, section: str) -> Fact[tuple[str, ...]] | None:
    """Return the languages of the section about them, or those called fluent in the text."""
    said = [section] if section else [match[0] for match in _FLUENT.finditer(text)]
    found = dict.fromkeys(name for words in said for name in _LANGUAGE.findall(words))
    return Fact(tuple(found), ", ".join(found)) if found else None


def _span(match: re.Match[str], *, end: float) -> tuple[float, float] | None:
    first = int(match["y1"]) + _month(match["m1"], match["d1"], default=1)
    last = end if match["now"] else int(match["y2"]) + _month(match["m2"], match["d2"], default=1)
    last += 0 if match["now"] else 1 / 12  # "to May" includes May
    return (first, last) if 0 < last - first <= _MOST_YEARS else None


def _month(name: str | None, number: str | None, *, default: int) -> float:
    month = int(number) if number else default
    if name and name[:3].casefold() in _MONTHS:
        month = _MONTHS.index(name[:3].casefold()) + 1
    elif name:
        month = next((m for key, m in _MONTHS_DE.items() if name.casefold().startswith(key)), 1)
    return (min(max(month, 1), 12) - 1) / 12


def _covered(spans: list[tuple[float, float]]) -> float:
    """Return the years that the spans cover together; two jobs at once count once."""
    total, reached = 0.0, 0.0
    for first, last in sorted(spans):
        total += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return total
