"""Amounts of money in text: the numbers, their currency and their period. No judgement here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.model import Period
from scoring.normalise.cues import KEPT_LINES, cues, cues_in, places_of

_SIGNS = {
    sign: code
    for code, signs in {
        "USD": "$ us$ usd$ u$s dollars",
        "CAD": "c$ ca$ cad$ cdn$",
        "AUD": "a$ au$ aud$",
        "NZD": "nz$",
        "SGD": "s$",
        "HKD": "hk$",
        "BRL": "r$",
        "MXN": "mx$",
        "TWD": "nt$",
        "GBP": "£ pounds",
        "EUR": "€ euro euros",
        "INR": "₹ rs rs.",
        "JPY": "¥",
        "KRW": "₩",
        "ILS": "₪",
        "RUB": "₽",
        "TRY": "₺",
        "UAH": "₴",
        "PLN": "zł",
        "CZK": "kč",
        "PHP": "₱",
        "NGN": "₦",
        "CHF": "fr. sfr",
        "ETB": "birr",
        "RON": "lei",
        "VND": "₫",
        "CNY": "rmb",
        "BDT": "tk",
        "KES": "ksh",
    }.items()
    for sign in signs.split()
}
_CODES = """
    USD EUR GBP CHF CAD AUD NZD SGD HKD INR JPY CNY KRW TWD BRL MXN CLP COP ARS PEN SEK
    NOK DKK ISK PLN CZK HUF RON BGN TRY UAH RUB ILS AED SAR QAR KWD BHD OMR EGP ZAR NGN
    KES GHS ETB TZS UGX MAD TND PKR BDT LKR NPR PHP IDR MYR THB VND AFN IQD JOD GEL KZT
    RSD UYU CRC DOP GTQ
"""  # ISO 4217
CODES = frozenset(_CODES.split())
_CURRENCY = (
    r"(?:(?:us|ca|c|au|a|nz|s|hk|r|mx|nt|usd|cad|aud|cdn|u)?\$s?|[£€₹¥₩₪₽₺₴₱₦₫]|zł|kč|sfr|fr\.|"
    r"rs\.?(?=\s?\d)|ksh|tk|"
    rf"(?<![a-z])(?:{'|'.join(sorted(CODES)).lower()}|rmb|euros?|birr|lei|dollars|pounds)(?![a-z]))"
)
_NUMBER = (
    r"(?:\d{1,2}(?:,\d{2})+,\d{3}"  # 18,00,000, as India groups
    r"|\d{1,3}(?:[,.'’\s]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?!\d)"
)
_SCALE = r"(?:\s?(?:k|tsd|lakhs?|lpa|lacs?|mil)\b\.?|\s?k(?=[€$£]))"
_RANGE = re.compile(
    rf"(?P<before>{_CURRENCY}\s?)?(?<![\d.,/])(?P<low>{_NUMBER})(?P<lowscale>{_SCALE})?(?P<mid>\s?{_CURRENCY})?"
    rf"(?P<plus>\+)?(?:(?:\s?(?:usd|eur|gbp|cad))?(?:\s?(?P<unit>/|per |an )(?P<per>\s?(?:hour|"
    rf"hr|h|year|yr|annum|month|mo))\b)?"
    rf"\s{{0,2}}(?:-|–|—|‑|−|~|to|and|bis(?: zu)?|und|à|a|al|et|y|e|up to|until|hasta|até)\s{{0,2}}"
    rf"(?P<before2>{_CURRENCY}\s?)?(?P<high>{_NUMBER})(?P<highscale>{_SCALE})?)?(?P<after>\s?{_CURRENCY})?"
)
_WORDS = cues("lpa", "birr")
_SIGNS_ALONE = ("$", "£", "¥", "€", "₹", "₩", "₪", "₽", "₺", "₴", "₱", "₦", "₫", "zł")
_CODES_ALONE = cues(
    *("usd", "eur", "gbp", "chf", "cad", "aud", "inr", "sek", "nok", "dkk", "pln", "czk", "huf"),
    *("brl", "mxn", "sgd", "aed", "zar", "jpy", "etb", "kes", "ngn", "euro", "euros"),
)
_K = re.compile(r"k\b")
_K_CUES = cues(*(f"{digit}{gap}k" for digit in range(10) for gap in ("", " ")))
_THOUSANDS = re.compile(
    r"^(?:\d{1,2}(?:,\d{2})+,\d{3}$)|^\d{1,3}(?:[,.'’   ]\d{3})+(?:[.,]\d{1,2})?$"
)


def _each(*words: str, unit: str) -> str:
    """Return "per hour", "an hour", "/hour": a word of its own, since "pay" ends with "a y"."""
    return rf"(?:\b(?:per|{'|'.join(words)})[\s-]|/\s?)(?:{unit})"


_PERIODS: tuple[tuple[Period, str], ...] = (
    (
        "hour",
        _each(
            *("an?", "je", "pro", "par", "por", "la"),
            unit=r"hour|hrs?\b|h\b|stunde|std|heure|hora",
        )
        + r"|\bde l['’]heure|hourly|\bp\.?h\.?\b|stundenlohn|stündlich|taux horaire",
    ),
    (
        "day",
        _each("a", "pro", "par", "por", "je", "al", unit=r"day|tag\b|jour|d[ií]a")
        + r"|\bdaily|\bdiari[oa]s?|täglich|journali|\bday rate|tagessatz|\btjm\b",
    ),
    (
        "week",
        _each("a", "pro", "par", "por", "je", unit=r"week|wk|woche|semaine|semana")
        + r"|\bweekly|wöchentlich",
    ),
    (
        "month",
        _each(
            *("a", "pro", "im", "par", "por", "al", "je"),
            unit=r"month|mo\b|mth|monat|mois|mes\b|m[eê]s\b",
        )
        + r"|\bmonthly|monatlich|monats\w*|mensuel\w*|mensual\w*|mensa(?:l|is)|bruttomonats\w*|"
        r"\bp\.?m\.?\b(?! )",
    ),
    (
        "year",
        _each(
            *("an?", "pro", "im", "par", "por", "al", "je"),
            unit=r"year|yr|annum|jahr|an\b|année|año|ano\b|y\b",
        )
        + r"|\bannual\w*|\byearly|jährlich|jahres\w*|annuel\w*|\banual\w*|\bp\.?\s?a\.?\b|per-year|"
        r"\blpa\b|annum|brutto/jahr|brut/an",
    ),
)
_PERIOD = {period: re.compile(words) for period, words in _PERIODS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One amount or range as it stands in a text, from `start` to `end`."""

    low: float
    high: float | None
    currency: str | None
    scaled: bool  # with k or lakh: nobody writes a phone number so
    grouped: bool  # 85,000 and not 85000
    start: int
    end: int


def money_cues(text: str) -> list[int]:
    """Return where a lowered text may speak of money."""
    here = cues_in(text)
    found = places_of(_WORDS, text=text)
    for sign in _SIGNS_ALONE[: 1 if text.isascii() else None]:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1)
    for code in _CODES_ALONE & here:
        found.extend(_alone(code, text=text))
    if not _K_CUES.isdisjoint(here):
        found.extend(_thousands(text))
    return sorted(found)


def _alone(code: str, *, text: str) -> Iterator[int]:
    """Yield where a code stands as a word of its own."""
    at = text.find(code)
    while at >= 0:
        end = at + len(code)
        if not _is_word(text[at - 1 : at]) and not _is_word(text[end : end + 1]):
            yield at
        at = text.find(code, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _thousands(text: str) -> Iterator[int]:
    """Yield where the last digit before a k stands: "85k", "85 k"."""
    for hit in _K.finditer(text):
        at = hit.start() - (2 if text[hit.start() - 1 : hit.start()] == " " else 1)
        if at >= 0 and text[at].isdecimal():
            yield at


def amounts(text: str, *, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """Yield every amount and range between two places of the text."""
    for found in _RANGE.finditer(text, start, len(text) if end is None else end):
        money = _money(found)
        if money is not None:
            yield money


@lru_cache(maxsize=KEPT_LINES)
def period_in(text: str) -> Period | None:
    """Return the first period that the words name."""
    hits = [
        (hit.start(), period)
        for period, pattern in _PERIOD.items()
        if (hit := pattern.search(text))
    ]
    return min(hits)[1] if hits else None


def currency_in(text: str) -> str | None:
    """Return the ISO code of a sign or a code."""
    key = text.strip().lower()
    return _SIGNS.get(key) or (key.upper() if key.upper() in CODES else None)


def _money(found: re.Match[str]) -> Money | None:
    low, high = _number(found["low"]), _number(found["high"])
    if low is None:
        return None
    low_scale, high_scale = _factor(found["lowscale"]), _factor(found["highscale"])
    if high is not None and low_scale == 1 and high_scale > 1 and low < 1_000:
        low_scale = high_scale  # "$190-237k"
    if high is not None and high_scale == 1 and low_scale > 1 and high < 1_000:
        high_scale = low_scale
    signs = (found["before"], found["mid"], found["before2"], found["after"])
    currency = next(
        (code for sign in reversed(signs) if sign and (code := currency_in(sign))), None
    )
    return Money(
        low=low * low_scale,
        high=high * high_scale if high is not None else None,
        currency=currency,
        scaled=max(low_scale, high_scale) > 1,
        grouped=bool(_THOUSANDS.match(found["low"])),
        start=found.start(),
        end=found.end(),
    )


def _number(written: str | None) -> float | None:
    """Read 85,000 and 45.000 and 1.369,36 and 17.20; three digits after a mark are thousands."""
    if not written:
        return None
    digits = re.sub(r"['’\s]", "", written)
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = digits[: cents.start()] if cents else digits
    return float(f"{re.sub(r'[.,]', '', whole)}.{cents[1] if cents else 0}")


def _factor(scale: str | None) -> float:
    if not scale:
        return 1
    return 100_000 if scale.strip().lower().startswith("l") else 1_000
