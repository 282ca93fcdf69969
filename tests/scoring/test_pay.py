"""Pay in a field or in a text; never a funding round, a bonus or a pension plan."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.model import Pay
from scoring.normalise.cues import lowered
from scoring.normalise.pay import pay_in, read_pay


def _pay(low: float | None, high: float | None, currency: str | None, period: str) -> Pay:
    return Pay.model_validate({"low": low, "high": high, "currency": currency, "period": period})


@pytest.mark.parametrize(
    ("field", "pay"),
    [
        ("$130K – $180K • Offers Equity", _pay(130_000, 180_000, "USD", "year")),
        ("£35,000 - £40,000 per annum", _pay(35_000, 40_000, "GBP", "year")),
        ("23,000 ETB Monthly", _pay(23_000, 23_000, "ETB", "month")),
        ("45.000 € brutto/Jahr", _pay(45_000, 45_000, "EUR", "year")),
        ("$190-237k", _pay(190_000, 237_000, "USD", "year")),
        ("25 - 30 USD per hour", _pay(25, 30, "USD", "hour")),
        ("CHF 120'000", _pay(120_000, 120_000, "CHF", "year")),
        ("1.369,36 € mensuels", _pay(1369.36, 1369.36, "EUR", "month")),
        ("up to $95,000", _pay(None, 95_000, "USD", "year")),
        ("₹18,00,000 - ₹25,00,000 a year", _pay(1_800_000, 2_500_000, "INR", "year")),
        ("Competitive", None),
        ("$1", None),
        ("$999,999,999,999 per hour", None),
    ],
)
def test_a_pay_field_is_read(field: str, pay: Pay | None) -> None:
    assert read_pay(field) == pay


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        (
            "The base salary range is $225,000 – $275,000 plus equity.",
            _pay(225_000, 275_000, "USD", "year"),
        ),
        (
            "Zone A: $160,400 - $200,500 per year. Zone B: $144,300 - $180,400 per year.",
            _pay(144_300, 200_500, "USD", "year"),
        ),
        ("Annual salary: 95,000. Full-time.", _pay(95_000, 95_000, None, "year")),
        ("Jahresgehalt zwischen EUR 75.000 und EUR 105.000", _pay(75_000, 105_000, "EUR", "year")),
        ("We raised $120 million from investors.", None),
        ("Benefits: 401k with match, $5,000 tuition reimbursement, $500 referral bonus", None),
        ("We serve 3,000 customers in 20 countries", None),
        ("Call +49 30 1234567 or write to us", None),
    ],
)
def test_pay_is_found_where_the_text_is_clear(text: str, pay: Pay | None) -> None:
    assert pay_in(lowered(text)) == pay


_MONEY = st.lists(
    st.sampled_from(
        [
            "$",
            "€",
            "USD",
            "100,000",
            "90k",
            "-",
            "to",
            "salary",
            "per hour",
            "1.5",
            "k",
            "401k",
            "9" * 40,
        ]
    )
    | st.text(max_size=5),
    max_size=25,
).map(" ".join)


@settings(deadline=None)
@given(_MONEY)
def test_no_text_makes_pay_fail_or_absurd(text: str) -> None:
    for pay in (read_pay(text), pay_in(lowered(text))):
        if pay is not None:
            assert pay.low is None or pay.high is None or 0 < pay.low <= pay.high
            assert pay.yearly() is not None
