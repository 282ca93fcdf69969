"""Facts of a posting in short words: pay, places, age, dates. Plain text, not yet escaped."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.language.numbers import money
from bot.language.text import said
from bot.texts import picks as texts
from bot.views.html import cut, plain
from scoring.freshness import age, old, words
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
_REMOTE_IN = re.compile(r"remote, ([^,()]+)", re.IGNORECASE)


def pay_text(pay: Pay | None) -> str:
    """Return "$45-60/h" or "€70k-90k", or as another language writes it; "" for no pay."""
    if pay is None or (pay.low is None and pay.high is None):
        return ""
    sign = _SIGNS.get(pay.currency or "", f"{plain(pay.currency)} " if pay.currency else "")
    return texts.PERIODS[pay.period or "year"](pay=_amounts(pay, sign=sign))


def _amounts(pay: Pay, *, sign: str) -> str:
    if pay.low is None or pay.high is None:
        amount = pay.low if pay.low is not None else pay.high
        words = texts.PAY_FROM if pay.low is not None else texts.PAY_UP_TO
        return words(pay=money((amount or 0.0,), sign=sign))
    return money(tuple(dict.fromkeys((pay.low, pay.high))), sign=sign)


def company_text(posting: Posting) -> str:
    """Return "Employer, via Agency", "Agency (an agency)", or a plain word where none is named."""
    company = cut(posting.company, _NAME)
    if company and posting.employer:
        return texts.via(cut(posting.employer, _NAME_OF_TWO), cut(company, _NAME_OF_TWO))
    return (
        texts.AGENCY(company=company)
        if company and posting.agency
        else company or texts.NO_COMPANY()
    )


def title_text(posting: Posting) -> str:
    """Return the title, short enough for a line or two."""
    return cut(posting.title, 120) or texts.NO_TITLE()


def places_text(cluster: Cluster) -> str:
    """Return "Berlin, Munich +3", "Remote (Germany)" or "Berlin (hybrid)"."""
    names = place_names(cluster.places)
    remote = cluster.best.remote
    if remote is None or any(remote in name.lower() for name in names):
        return _first(names) or texts.NO_PLACE()
    word = texts.REMOTE[remote]()
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
    return f"{texts.REMOTE['remote']()} ({where[1]})" if where else cut(text, most)


def _first(names: Sequence[str]) -> str:
    more = len(names) - SHOWN_PLACES
    return ", ".join(names[:SHOWN_PLACES]) + (f" +{more}" if more > 0 else "")


def age_text(cluster: Cluster, *, now: datetime) -> str:
    """Return "today" or "3 weeks old" by the posting's own date, else by whose word it is.

    That is "posted again 2 days ago", or "first seen 3 days ago" of a posting without a date.
    """
    found = age(cluster, now=now)
    return said(old(found.days) if found.by == "posted" else words(found))


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
