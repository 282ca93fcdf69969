"""Numbers and dates as a language writes them.

English is written here; the others by Babel, from the Unicode CLDR (https://cldr.unicode.org).
"""

from collections.abc import Sequence
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


def money(amounts: Sequence[float], *, sign: str) -> str:
    """Return "$45-60" and "€70k-90k" for one amount or two, or "70.000–90.000 €"."""
    if spoken() == ENGLISH:
        return sign + "-".join(map(_in_thousands, amounts))
    from babel import Locale  # noqa: PLC0415

    said = "–".join(number(each if each < 100 and each % 1 else round(each)) for each in amounts)
    pattern = Locale.parse(spoken()).currency_formats["standard"].pattern
    parts = (sign.strip(), said) if pattern.startswith("\xa4") else (said, sign.strip())
    return "\u00a0".join(part for part in parts if part)  # which no line end parts


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


def _in_thousands(amount: float) -> str:
    if amount >= 1_000_000:
        return f"{amount / 1_000_000:.3g}M"
    if amount >= 10_000:
        return f"{_short(amount / 1_000)}k"
    return number(round(amount)) if amount >= 1_000 else _short(amount)


def _short(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".") if amount < 100 else f"{amount:.0f}"


def _of_cldr(day: date, *, skeleton: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton(skeleton, day, locale=spoken())
