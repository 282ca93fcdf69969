"""What amounts can be pay: how much, for how long, and in whose dollars. Pure."""

from scoring.model import PERIODS_A_YEAR, Period

# Units of a currency for one US dollar, roughly: only to tell a wage from a price or a mistake.
_UNITS: dict[str, float] = {
    code: units
    for units, codes in (
        (1, "USD EUR GBP CHF"),
        (4, "PLN PEN MYR RON BRL"),
        (8, "SEK NOK DKK CNY HKD"),
        (20, "CZK MXN ZAR"),
        (35, "TWD THB TRY UAH"),
        (60, "EGP PHP AFN"),
        (90, "INR RUB RSD"),
        (130, "JPY ISK KES ETB BDT NPR"),
        (300, "HUF PKR LKR"),
        (500, "KZT CRC"),
        (1_200, "KRW CLP ARS NGN IQD"),
        (3_500, "COP TZS UGX"),
        (20_000, "IDR VND"),
    )
    for code in codes.split()
}
_LEAST_USD = 600  # a year
# No wage is more; of a year, a chief executive's, of an hour, a specialist's.
_MOST_USD: dict[Period, float] = {
    "hour": 600,
    "day": 5_000,
    "week": 20_000,
    "month": 120_000,
    "year": 3_000_000,
}
_LEAST_RICH = 5_000  # where a currency is strong, less is a meal ticket or a discount
_RICH = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", None})
_DOLLARS = {
    "CA": "CAD",
    "AU": "AUD",
    "NZ": "NZD",
    "SG": "SGD",
    "HK": "HKD",
    "MX": "MXN",
    "CL": "CLP",
    "CO": "COP",
    "AR": "ARS",
}


def likely_period(amount: float, *, currency: str | None) -> Period | None:
    """Return the period that an amount without one most likely has; None where it is open."""
    usd = amount / _UNITS.get(currency or "USD", 1)
    if usd >= 9_000:
        return "year"
    if usd >= 600:
        return "month" if currency not in {None, "USD", "GBP", "CAD", "AUD"} else None
    return "hour" if 5 <= usd <= 300 else None


def is_plausible(amount: float, *, currency: str | None, period: Period) -> bool:
    """Tell whether somebody may be paid so much; a price, a bonus or a mistake is none."""
    usd = amount / _UNITS.get(currency or "USD", 1)
    least = _LEAST_RICH if currency in _RICH else _LEAST_USD
    return least <= usd * PERIODS_A_YEAR[period] and usd <= _MOST_USD[period]


def localised(currency: str | None, *, country: str | None) -> str | None:
    """Return the dollar of the country where a bare dollar was read; else the currency itself."""
    return _DOLLARS.get(country or "", currency) if currency == "USD" else currency
