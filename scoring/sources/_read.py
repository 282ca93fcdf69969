"""Small readers that every source shares: they take foreign values as they come.

A field that has to be there raises; an optional one that is odd counts as absent, so that no
posting is lost for it.
"""

import codecs
import html
import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from scoring.model import Pay, Period

_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?=\D|$)")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?=\D|$)")
_EPOCH = re.compile(r"\d{9,16}(\.\d+)?")
_AMOUNT = re.compile(r"\d{1,15}(\.\d+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_BETWEEN_PLACES = re.compile(r"\s*[|;\n]\s*")
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_ENDS_WITH_YEAR = re.compile(r"\d{4}\Z")  # what no form of these can read costs most to try
_PERIODS: tuple[tuple[str, Period], ...] = (
    ("hour", "hour"),
    ("hr", "hour"),
    ("day", "day"),
    ("dai", "day"),
    ("week", "week"),
    ("month", "month"),
    ("year", "year"),
    ("annual", "year"),
    ("annum", "year"),
)


def document(body: bytes) -> Any:
    """Return the JSON of a page. Raises ValueError for anything else, also for half a page.

    Some sites call Windows-1252 UTF-8, throughout or in one pasted word: bytes that are no UTF-8
    are read so.
    """
    try:
        return json.loads(body)
    except UnicodeDecodeError:
        return json.loads(body.decode("utf-8", "windows"))


def _windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows", _windows)


def rows(value: Any) -> list[Any]:
    """Return a list as it is. Raises TypeError for any other shape of page."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list of postings, not {type(value).__name__}")
    return value


def fields(value: Any) -> Mapping[str, Any]:
    """Return an object, or an empty one for whatever else stands in an optional field."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a list, or an empty one for whatever else stands in an optional field."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """Return text or a number as text, trimmed; anything else is no text."""
    if isinstance(value, str):
        return (value if value.isascii() else _storable(value)).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value) if abs(value) < 10**18 else ""


def _storable(value: str) -> str:
    """Replace surrogates without their twins: emoji that were cut in two, which nothing stores."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def said(value: Any) -> bool:
    """Tell whether a field says yes; some interfaces write it as a word."""
    return value is True or (isinstance(value, str) and value.strip().lower() in {"true", "yes"})


def texts(*values: Any) -> tuple[str, ...]:
    """Return each text once, in order; lists among the values are opened, blanks left out."""
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(found for each in flat if (found := text(each))))


def needed(entry: Any, field: str) -> str:
    """Return a text that has to be there. Raises KeyError or ValueError."""
    found = text(entry[field])
    if not found:
        raise ValueError(f"field {field!r} is empty")
    return found


def moment(value: Any) -> datetime | None:
    """Return an aware time from ISO text or an epoch in seconds, milliseconds, microseconds."""
    if isinstance(value, str) and not _EPOCH.fullmatch(value.strip()):
        return _iso(value.strip())
    number = amount(value)
    if number is None:
        return None
    while number > 10**11:
        number /= 1000
    return _plausible(datetime.fromtimestamp(number, tz=UTC))


def _iso(value: str) -> datetime | None:
    for read in (datetime.fromisoformat, _written):
        try:
            found = read(value.removesuffix(" UTC"))
            return _plausible(found if found.tzinfo else found.replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            continue
    return None


def _written(value: str) -> datetime:
    """Return a time that is almost ISO, or a day as people write it where it is clear.

    "8/9/2026" is not: it is one day in the US and another elsewhere. Raises ValueError.
    """
    day = _YEAR_FIRST.match(value) or _DAY_FIRST.match(value)
    if day:
        parts = day.groupdict()
        date = f"{parts['y']}-{int(parts['m']):02}-{int(parts['d']):02}"
        return datetime.fromisoformat(date + value[day.end() :])
    for form in _FORMS if _ENDS_WITH_YEAR.search(value) else ():
        try:
            return datetime.strptime(value, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(f"no time: {value[:40]!r}")


def _plausible(found: datetime) -> datetime | None:
    """Return the time in UTC; 0001-01-01 and epoch 0 are how machines write "unknown"."""
    return found.astimezone(UTC) if _EARLIEST < found < _LATEST else None


def amount(value: Any) -> float | None:
    """Return a number above zero, also from text such as "85,000"; zero means not stated."""
    if isinstance(value, str):
        value = value.replace(",", "").strip()
        value = float(value) if _AMOUNT.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and 0 < value < 10**15 else None


def pay(low: Any, high: Any, *, currency: Any = None, period: Any = None) -> Pay | None:
    """Return a pay range, or None where no number is given."""
    least, most = amount(low), amount(high)
    if least is None and most is None:
        return None
    code = text(currency).upper()
    return Pay(
        low=least,
        high=most,
        currency=code if _CURRENCY.fullmatch(code) else None,
        period=pay_period(period),
    )


def pay_period(value: Any) -> Period | None:
    """Return the period in words such as "1 YEAR", "per-hour-wage" or "Monthly"."""
    words = text(value).lower()
    return next((period for sign, period in _PERIODS if sign in words), None)


def markup(rich: Any, plain: Any) -> str:
    """Return HTML: the rich text or, without one, the plain text with its line breaks kept."""
    return text(rich) or html.escape(text(plain), quote=False).replace("\n", "<br>")


def places(value: Any) -> tuple[str, ...]:
    """Return the places of a text such as "Berlin | Paris; Rome", each once."""
    return texts(_BETWEEN_PLACES.split(text(value)))


def board(label: str) -> tuple[str, str]:
    """Return the token and the employer of a board "acme-labs" or "acme-labs=Acme Labs, Inc."."""
    token, _, name = label.partition("=")
    return token, name or named(token)


def named(token: str) -> str:
    """Return a readable name for a token that is all there is: "acme-labs" is "Acme Labs"."""
    words = re.sub(r"[-_]+", " ", unquote(token).partition("@")[0]).strip()
    return words.title() if words.islower() else words
