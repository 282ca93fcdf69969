"""When a posting was published, from the words of a site: "3 days ago", "2026-01-02", "gestern"."""

import re
from datetime import UTC, datetime, time, timedelta

_UNITS: tuple[tuple[str, float], ...] = (  # the beginning of a unit's name, in days
    (r"sec|sek|seg", 1 / 86_400),
    (r"min", 1 / 1_440),
    (r"hour|hr|std|stund|heure|hora|h\b", 1 / 24),
    (r"day|tag|jour|d[ií]a|d\b", 1),
    (r"week|wk|woche|semain|seman|w\b", 7),
    (r"month|mo\b|mon|mois|mes|m[eê]s", 30.44),
    (r"year|yr|jahr|an\b|ans|año|ano|y\b", 365.25),
)
_AGO = re.compile(
    r"(?P<count>\d{1,4}|an?|one|einem?r?|une?)\s*\+?\s*(?P<unit>"
    + "|".join(f"(?:{unit})" for unit, _ in _UNITS)
    + r")",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|just (?:now|posted)|now|heute|aujourd|hoy|hoje)", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|gestern|hier|ayer|ontem)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\bago\b|\bvor\b|il y a|hace\b|\bhá\b|posted|\+|^\W*\d+\s*[a-z]+\W*$", re.IGNORECASE
)
_FORMATS = (
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%m/%d/%Y",
    "%B %d %Y",
    "%b %d %Y",
)
_FOUR_DIGITS = re.compile(r"\d{4}")  # every format has a year of four


def read_date(text: str, *, seen_at: datetime) -> datetime | None:
    """Return the moment that the words mean when they were read at `seen_at`. Never raises."""
    text = text.strip()[:60]
    if not text:
        return None
    return _absolute(text) or _relative(text, seen_at=seen_at)


def plausible(moment: datetime | None, *, seen_at: datetime) -> datetime | None:
    """Return the moment in UTC, or None where it cannot be true.

    A date a little ahead is a time zone; a date far ahead, or before job boards, is a mistake.
    """
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if aware.year < 1995 or aware.year > 9000:
        return None
    aware = aware.astimezone(UTC)
    if aware <= seen_at:
        return aware
    return seen_at if aware - seen_at <= timedelta(days=2) else None


def _absolute(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _written(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _written(text: str) -> datetime | None:
    for form in _FORMATS if _FOUR_DIGITS.search(text) else ():
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _relative(text: str, *, seen_at: datetime) -> datetime | None:
    if _TODAY.search(text):
        return seen_at
    if _YESTERDAY.search(text):
        return _midnight(seen_at - timedelta(days=1))
    found = _AGO.search(text)
    if found is None or not _RELATIVE.search(text):
        return None
    count = int(found["count"]) if found["count"].isdecimal() else 1
    days = count * _days(found["unit"])
    if days > 20_000:
        return None
    moment = seen_at - timedelta(days=days)
    # "3 days ago" names a day; a time of day would be invented.
    return moment if days < 1 else _midnight(moment)


def _days(unit: str) -> float:
    for pattern, days in _UNITS:
        if re.match(pattern, unit, re.IGNORECASE):
            return days
    return 1


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=moment.tzinfo or UTC)
