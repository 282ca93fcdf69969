"""Which day a person means by "2 Jan", "yesterday" or "monday". Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.language.current import ENGLISH, spoken
from bot.texts import past as texts

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4})?")
_DAY = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?\.?")
_FEWEST_LETTERS = 3  # of a month or a weekday
_OF = frozenset(("de", "of", "the", "den", "am", "el", "le", "on", "г."))  # "2 de enero", "2026 г."
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_meant(said: str, *, today: date) -> date | None:
    """Return the day, in the words of English or of the language that is spoken; None for others.

    A weekday is the last one before today, and a day without a year the last one until today.
    """
    words = " ".join(said.casefold().split())
    if words in {"today", texts.TODAY().casefold()}:
        return today
    if words in {"yesterday", texts.YESTERDAY().casefold()}:
        return today - timedelta(days=1)
    if found := _ISO.fullmatch(words):
        return _date(*map(int, found.groups()))
    if found := _DOTTED.fullmatch(words):
        return _latest(int(found[1]), int(found[2]), found[3], today=today)
    return _weekday(words, today=today) or _in_words(words, today=today)


def _weekday(word: str, *, today: date) -> date | None:
    numbers = [
        number for names in _weekday_names() for number, name in enumerate(names) if _is(word, name)
    ]
    if not numbers:
        return None
    return today - timedelta(days=(today.weekday() - numbers[0] - 1) % 7 + 1)


def _in_words(words: str, *, today: date) -> date | None:
    """Read "2 jan", "jan 2nd, 2026" and "2 de enero de 2026"."""
    parts = [word for word in re.split(r"[\s,]+", words) if word and word not in _OF]
    years = [part for part in parts if re.fullmatch(r"\d{4}", part)]
    days = [found["day"] for part in parts if (found := _DAY.fullmatch(part))]
    months = [
        number
        for part in parts
        for names in _month_names()
        for number, name in enumerate(names, 1)
        if _is(part, name)
    ]
    if len(days) != 1 or not months or len(parts) != 2 + len(years) or len(years) > 1:
        return None
    return _latest(int(days[0]), months[0], years[0] if years else None, today=today)


def _is(word: str, name: str) -> bool:
    """Tell whether a word is a name or its beginning: "jan", "jan.", "mon", "понедельник"."""
    bare = word.rstrip(".")
    whole = bare == name.rstrip(".")  # a weekday may have two letters
    return bool(bare) and (whole or (len(bare) >= _FEWEST_LETTERS and name.startswith(bare)))


def _weekday_names() -> Iterator[Iterable[str]]:
    yield _WEEKDAYS
    if spoken() != ENGLISH:
        from babel.dates import get_day_names  # noqa: PLC0415 - only where English is not enough

        for width in ("wide", "abbreviated"):
            names = get_day_names(width, locale=spoken())
            yield [names[number].casefold() for number in range(7)]


def _month_names() -> Iterator[Iterable[str]]:
    """Yield the months of English and, as they stand in dates and alone, of the language."""
    yield _MONTHS
    if spoken() != ENGLISH:
        from babel.dates import get_month_names  # noqa: PLC0415

        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = get_month_names(width, context=context, locale=spoken())
                yield [names[number].casefold() for number in range(1, 13)]


def _latest(day: int, month: int, year: str | None, *, today: date) -> date | None:
    """Return the day of that year or, without one, the last such day until today."""
    if year:
        return _date(int(year), month, day)
    found = (_date(today.year - back, month, day) for back in range(9))  # 29 Feb may be 8 years off
    return next((each for each in found if each and each <= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
