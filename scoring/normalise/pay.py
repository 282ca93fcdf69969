"""Pay: a range with currency and period, from a pay field or from where a text states it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from scoring.model import Pay, Period
from scoring.normalise.cues import KEPT_LINES, cues, places_of
from scoring.normalise.money import Money, amounts, currency_in, money_cues, period_in
from scoring.normalise.pay_bounds import is_plausible, likely_period, localised

_PAY_WORD = re.compile(
    r"salar|\bpay\b|\bpays\b|\bpaid\b|compensation|\bcomp\b|\bwages?\b|\bbase\b|\bote\b|"
    r"on[- ]target earnings|earnings?|\bearn\b|remunerat|\brate\b|income|hiring range|"
    r"\brange\b|gehalt|vergütung|lohn|\bbrutto|verdien|entgelt|salair|rémunér|\bbrut\b|\bfixe\b|"
    r"salari|sueldo|retribuci|\bbruto|remunera|sal[aá]rio|zone [a-e1-5]\b|tier \d|stipend(?= "
    r"(?:of|:))"
)
_OTHER_WORD = re.compile(
    r"bonus|referral|reimburs|stipend|allowance|tuition|401|match|budget|raised|raising|funding|"
    r"funded|series [a-h]\b|revenue|\barr\b|\baum\b|valuation|valu(?:ed|ing)|invest|"
    r"donat|grant\b|discount|copay|deductible|insur|gift|credit|savings|worth|transaction|market|"
    r"assets|contracts?\b|sign-?on|signing|relocation|hsa\b|fsa\b|per hire|coverage|contribut|"
    r"fundrais|customers?|spend|sales of|projects?|portfolio|up to \d+%|differential|fees?\b|"
    r"price|cost|prämie|zuschuss|weihnachts|urlaubsgeld|prime|ticket|guthaben|equity (?:grant|"
    r"refresh)|up-?front|quota|"
    r"purchases?|donations?|umsatz|chiffre|facturaci|milli|bill?ion|turnover|wellness|learning|"
    r"professional development|retention|award|prize|extra|benef[ií]cio|alimenta|refei[cç]|"
    r"\bvale\b|"
    r"aux[ií]lio|\bcesta|verpflegung|essens|zuschlag|sachbezug|gutschein|mobilité|repas|mutuelle"
)
_HUGE = re.compile(
    r"^\s?(?:\+|\w+ )?(?:m\b|mm\b|mn\b|mil\b|million|b\b|bn\b|billion|milliard|tn\b|trillion|mio|"
    r"mrd|%|x\b)|^[^\n.;]{0,12}(?:/|\bper|\bpro|\bpar|\bpor|\bje)\s?(?:client|proje|lead\b|hire|"
    r"referral|kunde|"
    r"sale|episode|article|artikel|artículo|word|wort|piece|session|task|call\b|visit|stück|"
    r"auftrag|"
    r"page|video|post\b|km\b|mile|seat|user|person|mitarbeiter|employee|unit)"
)
_UP_TO = re.compile(
    r"(?:up to|bis zu|jusqu['’]à|hasta|até|maximum(?: of)?|max\.?|no more than)\s*(?:a |an )?$"
)
_WORKING_TIME = re.compile(
    r"(?:hours?|hrs?|h|std\.?|stunden|horas|heures)\s?(?:/|\w+)\s?(?:day|week|wk|month|tag|woche|"
    r"monat|jour|semaine|d[ií]a|semana)\w*|wochenstunden|\d+[- ]stunden[- ]woche"
)
_REACH_BEFORE, _REACH_AFTER = 110, 45


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    low: float | None
    high: float | None
    currency: str | None
    period: Period


def read_pay(stated: Pay | str, *, text: str = "", country: str | None = None) -> Pay | None:
    """Return the pay of the pay field, else the pay the text states. Never raises.

    `text` is in lower case; `country` (ISO code) decides what a bare "$" means.
    """
    if isinstance(stated, Pay):
        field = _checked(stated)
    else:
        field = _combined(_of_field(stated.lower(), country=country)) if stated else None
    return field or pay_in(text, country=country)


def pay_in(text: str, *, country: str | None = None) -> Pay | None:
    """Return the pay that a description states, the ranges of several places united, or None."""
    found: list[_Found] = []
    end = -1
    for at in money_cues(text):
        if at < end:
            continue
        edge = min(len(text), at + 46)
        for money in amounts(text, start=max(0, at - 24), end=edge):
            is_cut = money.start > at and edge < len(text) and money.end > edge - 8
            if money.start >= end and not is_cut:
                found.extend(_of_text(text, money=money, country=country))
                end = money.end
    return _combined(found) or _combined(_bare(text))


_BARE_CUES = cues("salary", "pay", "compensation", "gehalt", "salaire", "salario")
_BARE = re.compile(
    r"(?:salary|base pay|pay|compensation|gehalt|salaire|salario)(?: range| band)?(?: for "
    r"[^:\n]{0,30})?\s*(?:is|of|:|-|–|from|between|ranges from)?\s*(?=\d{2,3}[,.]\d{3}\b)"
)


def _bare(text: str) -> list[_Found]:
    """Read "Annual salary: 95,000": no currency, but nothing else it could be."""
    found: list[_Found] = []
    cues_read = (_BARE.match(text, at) for at in places_of(_BARE_CUES, text=text))
    for end in dict.fromkeys(cue.end() for cue in cues_read if cue):
        for money in amounts(text, start=end, end=min(len(text), end + 30)):
            found.extend(_of_text(text, money=money, country=None))
            break
    return found


def _of_field(field: str, *, country: str | None) -> list[_Found]:
    """Read a pay field: all of it is about pay, so every plausible amount counts."""
    found: list[_Found] = []
    for money in amounts(field[:300]):
        after = field[money.end : money.end + 30]
        if _HUGE.match(after) or (
            found and not money.currency and not money.grouped and not money.scaled
        ):
            continue
        period = period_in(after) or period_in(field)
        currency = localised(money.currency or _named(field), country=country)
        one = _found(
            money, currency=currency, period=period, up_to=bool(_UP_TO.search(field[: money.start]))
        )
        found.extend([one] if one else [])
    return found


def _named(field: str) -> str | None:
    """Return a currency that stands apart from its amount: "23,000 - 30,000 (ETB)"."""
    return next(
        (code for word in re.findall(r"\b[a-z]{3}\b|[$£€₹]", field) if (code := currency_in(word))),
        None,
    )


def _of_text(text: str, *, money: Money, country: str | None) -> list[_Found]:
    if money.low == 401 or (money.scaled and money.low == 401_000):
        return []  # the American pension plan, 401(k)
    if money.currency is None and not (money.scaled or money.grouped):
        return []  # a bare number
    before = text[max(0, money.start - _REACH_BEFORE) : money.start]
    after = text[money.end : money.end + _REACH_AFTER]
    period = _period_beside(before, after=after, money=money)
    if _HUGE.match(after) or not _is_pay(money, before=before, after=after, period=period):
        return []
    currency = localised(money.currency, country=country)
    one = _found(money, currency=currency, period=period, up_to=bool(_UP_TO.search(before)))
    return [one] if one else []


def _period_beside(before: str, *, after: str, money: Money) -> Period | None:
    """Take the words right after the amount; else the nearest before it, in the same line.

    Before it, hours of work may stand too: a period that makes no wage is another thing's.
    """
    behind = period_in(after[:24].split("\n", maxsplit=1)[0])
    if behind:
        return behind
    before = _WORKING_TIME.sub(" ", before)
    line = before[before.rfind("\n") + 1 :][-70:]
    period = period_in(line) or period_in(before[-40:])
    top = money.high if money.high is not None else money.low
    return period if period and is_plausible(top, currency=money.currency, period=period) else None


def _is_pay(money: Money, *, before: str, after: str, period: Period | None) -> bool:
    """Weigh the words around: the nearest one decides whether the amount is pay."""
    pays, others = _last_words(before)
    near = after[:30].split("\n", maxsplit=1)[0]
    if others > max(pays, len(before) - 60):
        return False
    next_other = _OTHER_WORD.search(near)
    if pays >= 0:
        told = (
            next_other is None
            or money.high is not None
            or period is not None
            or "(" in near[: next_other.start()]
            or "+" in near
        )
        return told and (money.currency is not None or money.scaled or money.grouped)
    if money.currency is None or (next_other and money.high is None):
        return False
    is_wage_range = money.high is not None and money.low >= 15_000 and money.high <= 900_000
    return (
        is_wage_range
        or (period is not None and period_in(near) is not None)
        or bool(_PAY_WORD.search(near))
    )


@lru_cache(maxsize=KEPT_LINES)
def _last_words(before: str) -> tuple[int, int]:
    """Return where the last word for pay ends and the last for other money, or -1 for none."""
    pays = [hit.end() for hit in _PAY_WORD.finditer(before)]
    line = before.rfind("\n") + 1  # what another line speaks of does not touch this amount
    others = [hit.end() for hit in _OTHER_WORD.finditer(before, line)]
    return max(pays, default=-1), max(others, default=-1)


def _found(
    money: Money, *, currency: str | None, period: Period | None, up_to: bool
) -> _Found | None:
    """Return what is plausible as pay, the period guessed by size where no word names it."""
    top = money.high if money.high is not None else money.low
    period = period or likely_period(top, currency=currency)
    if period is None or not is_plausible(top, currency=currency, period=period):
        return None
    if money.high is None:
        return _Found(
            low=None if up_to else money.low, high=money.low, currency=currency, period=period
        )
    low, high = sorted((money.low, money.high))
    if low * 20 < high:
        return None  # "$2 - $50,000" is no range of pay
    return _Found(low=low, high=high, currency=currency, period=period)


def _combined(found: Iterable[_Found]) -> Pay | None:
    """Unite the ranges of one currency and period (zones, levels); the first names both."""
    every = list(found)
    if not every:
        return None
    first = every[0]
    alike = [
        each for each in every if (each.currency, each.period) == (first.currency, first.period)
    ]
    lows = [each.low for each in alike if each.low is not None]
    highs = [each.high for each in alike if each.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return Pay(low=low, high=high, currency=first.currency, period=first.period)


def _checked(stated: Pay) -> Pay | None:
    """Return a source's own numbers where they can be pay; zero means that it does not say."""
    low, high = (amount if amount and amount > 0 else None for amount in (stated.low, stated.high))
    if low is not None and high is not None and low > high:
        low, high = high, low
    top = high if high is not None else low
    if top is None:
        return None
    currency = currency_in(stated.currency) if stated.currency else None
    period = stated.period or likely_period(top, currency=currency) or "year"
    if not is_plausible(top, currency=currency, period=period):
        return None
    return Pay(low=low, high=high, currency=currency, period=period)
