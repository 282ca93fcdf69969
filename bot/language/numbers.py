"""Numbers and dates as a language writes them.

English is written here; the others by Babel, from the Unicode CLDR (https://cldr.unicode.org).
"""

from datetime import date

from bot.language.current import ENGLISH, spoken

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def number(value: float) -> str:
    """Return "1,200" or "1.200", and 1.9 as "1.9" or "1,9"."""
    if spoken() == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - only where English is not enough

    return format_decimal(value, locale=spoken())


def day_text(day: date) -> str:
    """Return "Fri 2 Jan"."""
    if spoken() == ENGLISH:
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return _of_cldr(day, skeleton="MMMEd")


def date_text(day: date) -> str:
    """Return "2 Jan 2026"."""
    if spoken() == ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return _of_cldr(day, skeleton="yMMMd")


def short_date(day: date) -> str:
    """Return "2 Jan"."""
    if spoken() == ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]}"
    return _of_cldr(day, skeleton="MMMd")


def day_name(weekday: int) -> str:
    """Return "Mon" for 1 to "Sun" for 7."""
    if spoken() == ENGLISH:
        return _DAYS[weekday - 1]
    from babel.dates import get_day_names  # noqa: PLC0415

    return str(get_day_names("abbreviated", locale=spoken())[weekday - 1])


def _of_cldr(day: date, *, skeleton: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton(skeleton, day, locale=spoken())
