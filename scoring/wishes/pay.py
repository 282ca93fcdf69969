"""The least pay in a wish: "from 70k", "€60k a year", "45/h", "ab 3.500 € im Monat"."""

import re
from collections.abc import Mapping
from typing import TypeVar

from scoring.model import Pay, Period
from scoring.wishes.abroad import abroad
from scoring.wishes.line import Clause, Line
from scoring.wishes.words import CURRENCIES, PERIODS

_Key = TypeVar("_Key", bound=str)

_MONEY = "|".join(CURRENCIES.values())
_PERIOD = "|".join(PERIODS.values())
_FROM = (
    r"from|at least|min(?:imum)?\.?|over|above|more than|>=?|≥|starting at|ab|mind(?:estens)?\.?"
    rf"|desde|mínimo|más de|à partir de|au moins|plus de|salary|pay|gehalt|{abroad('from')}"
)
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3}){1,2}(?!\d)|\d{1,7}(?:[.,]\d{1,2})?"
_THOUSAND = rf"k|tsd\.?|mil|{abroad('thousand')}"
_PAY = re.compile(
    rf"(?<![\w.])(?P<cue>(?:{_FROM})[ :]{{1,2}}(?:of )?)?(?P<before>{_MONEY})? ?"
    rf"(?P<number>{_NUMBER}) ?(?P<k>{_THOUSAND})?(?![\w%])"
    rf"(?: ?(?:-|–|to|bis) ?(?:{_MONEY})? ?\d[\d.,]{{0,9}} ?(?P<k2>{_THOUSAND})?(?!\w))?"
    rf" ?(?P<after>(?:{_MONEY})(?!\w))?(?P<plus> ?\+)?"
    rf"(?P<gross> ?(?:brutto|gross|bruts?|bruto)(?!\w))?(?: ?(?P<period>{_PERIOD}))?",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"(?:\b(?:(?:any|no(?: minimum| min)?|every) (?:pay|salary|wage)|{abroad('any pay')})\b)",
    re.IGNORECASE,
)


def take_pay(clause: Clause, line: Line) -> None:
    """Take the least pay out of a clause."""
    if said := clause.take(_ANY):
        line.set("min_pay", None, said=said[0])
    for match in _PAY.finditer(clause.rest):
        pay = _pay(match, default=line.profile.min_pay)
        if pay is not None:
            line.set("min_pay", pay, said=match[0])
            clause.cut(match.start(), match.end())
            return


def _pay(match: re.Match[str], *, default: Pay | None) -> Pay | None:
    """Return the pay, or None when nothing says that the number is one."""
    currency = _named(match["before"] or match["after"], CURRENCIES)
    period = _named(match["period"], PERIODS)
    thousands = match["k"] or match["k2"]
    amount = _amount(match["number"]) * (1000 if thousands else 1)
    said_so = thousands or currency or period or ((match["cue"] or match["gross"]) and amount >= 10)
    if not said_so or not 0 < amount < 100_000_000:
        return None
    return Pay(
        low=amount,
        currency=currency or (default.currency if default else None),
        period=period or _usual_period(amount, thousands=bool(thousands)),
    )


def _usual_period(amount: float, *, thousands: bool) -> Period:
    """Return what somebody means who names no period: 45 an hour, 3,000 a month, 60,000 a year."""
    if thousands or amount >= 12_000:
        return "year"
    return "hour" if amount < 200 else "day" if amount < 1_000 else "month"


def _amount(text: str) -> float:
    """Read "60,000", "60.000", "60 000" and "45.50"."""
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return float(text.replace(",", "."))
    return float(re.sub(r"\D", "", text))


def _named(text: str | None, table: Mapping[_Key, str]) -> _Key | None:
    """Return the key whose words the text is."""
    for key, words in table.items():
        if text and re.fullmatch(words, text.strip(), re.IGNORECASE):
            return key
    return None
