"""Facts of a posting in short words: pay, places, age, dates. Plain text, not yet escaped."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.texts import picks as texts
from bot.views.html import cut, plain
from scoring.freshness import age, ago, words
from scoring.model import Cluster, Pay, Place, Posting

_NAME = 60  # characters of a company's name
_NAME_OF_TWO = 36  # where the agency stands beside its employer
SHOWN_PLACES = 2  # in a line; the others are counted, and stand on the card
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "INR": "₹",
    "JPY": "¥",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "SGD": "S$",
    "BRL": "R$",
    "PLN": "zł",
}
_PERIODS = {"hour": "/h", "day": "/day", "week": "/week", "month": "/month", "year": ""}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_REMOTE_IN = re.compile(r"remote, ([^,()]+)", re.IGNORECASE)
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day_text(day: date) -> str:
    """Return "Fri 2 Jan"."""
    return f"{DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def date_text(day: date) -> str:
    """Return "2 Jan 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def pay_text(pay: Pay | None) -> str:
    """Return "$45-60/h" or "€70k-90k"; nothing where the posting is silent."""
    if pay is None or (pay.low is None and pay.high is None):
        return ""
    sign = _SIGNS.get(pay.currency or "", f"{plain(pay.currency)} " if pay.currency else "")
    period = _PERIODS[pay.period] if pay.period else ""
    if pay.low is None or pay.high is None:
        amount = pay.low if pay.low is not None else pay.high
        word = texts.PAY_FROM if pay.low is not None else texts.PAY_UP_TO
        return f"{word} {sign}{_amount(amount or 0.0)}{period}"
    low, high = _amount(pay.low), _amount(pay.high)
    return f"{sign}{low}{period}" if low == high else f"{sign}{low}-{high}{period}"


def _amount(amount: float) -> str:
    if amount >= 1_000_000:
        return f"{amount / 1_000_000:.3g}M"
    if amount >= 10_000:
        return f"{_short(amount / 1_000)}k"
    return f"{amount:,.0f}" if amount >= 1_000 else _short(amount)


def _short(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".") if amount < 100 else f"{amount:.0f}"


def company_text(posting: Posting) -> str:
    """Return "Employer, via Agency", "Agency (an agency)", or a plain word where none is named."""
    company = cut(posting.company, _NAME)
    if company and posting.employer:
        return texts.via(cut(posting.employer, _NAME_OF_TWO), cut(company, _NAME_OF_TWO))
    return texts.agency(company) if company and posting.agency else company or texts.NO_COMPANY


def title_text(posting: Posting) -> str:
    """Return the title, short enough for a line or two."""
    return cut(posting.title, 120) or texts.NO_TITLE


def places_text(cluster: Cluster) -> str:
    """Return "Berlin, Munich +3", "Remote (Germany)" or "Berlin (hybrid)"."""
    names = place_names(cluster.places)
    remote = cluster.best.remote
    if remote is None or any(remote in name.lower() for name in names):
        return _first(names) or texts.NO_PLACE
    word = texts.REMOTE[remote]
    if not names:
        return word
    return (
        f"{word} ({_first(names)})" if remote == "remote" else f"{_first(names)} ({word.lower()})"
    )


def place_names(places: Sequence[Place]) -> list[str]:
    """Return every place once; the only one in its full words, several as cities."""
    if len(places) == 1:
        return [name for place in places if (name := _name(place.text or place.city or "", 60))]
    names = (_name(place.city or place.text, 40) for place in places)
    return list(dict.fromkeys(name for name in names if name))


def _name(text: str, most: int) -> str:
    """Return "Remote (Europe)" for "Remote, Europe": it stands among others with commas."""
    where = _REMOTE_IN.fullmatch(cut(text, most))
    return f"{texts.REMOTE['remote']} ({where[1]})" if where else cut(text, most)


def _first(names: Sequence[str]) -> str:
    more = len(names) - SHOWN_PLACES
    return ", ".join(names[:SHOWN_PLACES]) + (f" +{more}" if more > 0 else "")


def age_text(cluster: Cluster, *, now: datetime) -> str:
    """Return "today" or "3 weeks old" by the posting's own date, else by whose word it is.

    That is "posted again 2 days ago", or "first seen 3 days ago" of a posting without a date.
    """
    found = age(cluster, now=now)
    return ago(found.days).replace(" ago", " old") if found.by == "posted" else words(found)


def facts(cluster: Cluster, *, now: datetime) -> str:
    """Return "Company · place · pay · age"; what the posting does not say is left out."""
    best = cluster.best
    parts = (
        company_text(best),
        places_text(cluster),
        pay_text(best.pay),
        age_text(cluster, now=now),
    )
    return " · ".join(part for part in parts if part)
