"""The names of days and months as people write them, in English and in the language spoken.

From the Unicode CLDR by Babel; short names of other languages are words in English, so that one
language is read at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.language.current import ENGLISH

RELATIVE: Mapping[str, int] = {  # days from today, in every language of the chat
    **dict.fromkeys(("today", "heute", "hoy", "hoje", "aujourd'hui", "сегодня"), 0),
    **dict.fromkeys(("tomorrow", "morgen", "mañana", "amanhã", "demain", "завтра"), 1),
    **dict.fromkeys(
        (
            *("day after tomorrow", "the day after tomorrow", "übermorgen", "pasado mañana"),
            *("depois de amanhã", "après-demain", "послезавтра"),
        ),
        2,
    ),
}
ZONES: Mapping[str, str] = {  # short names that mean one zone, in summer and in winter
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("ET", "EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("CT", "CDT"), "America/Chicago"),
    **dict.fromkeys(("PT", "PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("MSK", "МСК"), "Europe/Moscow"),
    "BST": "Europe/London",
}
_MORE_DAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MORE_MONTHS = {"sept": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names in lower case, without the dot of an abbreviation: Monday is 0, January 1."""

    days: Mapping[str, int]
    months: Mapping[str, int]


@cache
def names(language: str) -> Names:
    """Return the names in English and in this language."""
    from babel.dates import get_day_names, get_month_names  # noqa: PLC0415 - slow to import

    days, months = dict(_MORE_DAYS), dict(_MORE_MONTHS)
    for locale in dict.fromkeys((language, ENGLISH)):  # a language's own names come first
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_day_names(width, context, locale).items():
                    days.setdefault(_bare(name), number)
                for number, name in get_month_names(width, context, locale).items():
                    months.setdefault(_bare(name), number)
    return Names(days=days, months=months)


def _bare(name: str) -> str:
    return name.lower().rstrip(".")
