"""Pay, places, ages and dates in short words."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.current import speaking
from bot.language.numbers import day_text
from bot.views.words import age_text, company_text, pay_text, places_text
from scoring.model import Pay, Place
from tests.factories import NOW, cluster, posting


@pytest.mark.parametrize(
    ("pay", "text"),
    [
        (Pay(low=45, high=60, currency="USD", period="hour"), "$45-60/h"),
        (Pay(low=70_000, high=90_000, currency="EUR", period="year"), "€70k-90k"),
        (Pay(low=70_000, high=70_000, currency="EUR", period="year"), "€70k"),
        (Pay(low=71_500, currency="GBP", period="year"), "from £71.5k"),
        (Pay(high=21.75, currency="USD", period="hour"), "up to $21.75/h"),
        (Pay(low=4_500, high=5_500, currency="CHF", period="month"), "CHF 4,500-5,500/month"),
        (Pay(low=1_200_000, high=2_400_000, currency="INR", period="year"), "₹1.2M-2.4M"),
        (Pay(low=300, high=400), "300-400"),
        (Pay(), ""),
        (None, ""),
    ],
    ids=str,
)
def test_pay(pay: Pay | None, text: str) -> None:
    assert pay_text(pay) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "71.500–90.000\u00a0€"),
        ("fr", "71\u202f500–90\u202f000\u00a0€"),
        ("pt", "€\u00a071.500–90.000"),
    ],
)
def test_pay_in_other_languages(language: str, text: str) -> None:
    with speaking(language):
        assert pay_text(Pay(low=71_500, high=90_000, currency="EUR", period="year")) == text


@pytest.mark.parametrize(
    ("places", "remote", "text"),
    [
        (("San Jose, CA",), None, "San Jose, CA"),
        ((), None, "Place not stated"),
        ((), "remote", "Remote"),
        (("Germany",), "remote", "Remote (Germany)"),
        (("Remote - US",), "remote", "Remote - US"),
        (("Remote, US",), "remote", "Remote (US)"),
        (("Amsterdam", "Remote, Europe"), "remote", "Amsterdam, Remote (Europe)"),
        (("Berlin",), "hybrid", "Berlin (hybrid)"),
        (("Berlin", "Munich", "Bonn", "Cologne", "Ulm"), None, "Berlin, Munich +3"),
        (("Berlin", "Berlin"), "onsite", "Berlin (on site)"),
    ],
)
def test_places(places: tuple[str, ...], remote: str | None, text: str) -> None:
    job = cluster(places=tuple(Place(text=place) for place in places), remote=remote)

    assert places_text(job) == text


@pytest.mark.parametrize(
    ("posted_at", "text"),
    [
        (NOW, "today"),
        (NOW + timedelta(hours=3), "today"),
        (NOW - timedelta(hours=30), "1 day old"),
        (NOW - timedelta(days=27), "27 days old"),
        (NOW - timedelta(days=28), "4 weeks old"),
        (NOW - timedelta(days=200), "6 months old"),
    ],
)
def test_age(posted_at: datetime | None, text: str) -> None:
    assert age_text(cluster(posted_at=posted_at), now=NOW) == text


def test_what_was_posted_yesterday_evening_is_not_from_today() -> None:
    evening = cluster(posted_at=NOW - timedelta(hours=10))
    assert age_text(evening, now=NOW) == "1 day old"
    in_tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    assert age_text(evening, now=in_tokyo) == "1 day old"


def test_without_a_date_of_its_own_a_posting_has_the_day_it_was_first_seen() -> None:
    earlier = posting(id="p2", posted_at=None, seen_at=NOW - timedelta(days=9))
    job = cluster(twins=(earlier,), posted_at=None, seen_at=NOW)

    assert age_text(job, now=NOW) == "first seen 9 days ago"


def test_a_posting_that_came_again_says_so() -> None:
    earlier = posting(id="p2", posted_at=NOW - timedelta(days=40))
    job = cluster(twins=(earlier,), posted_at=NOW - timedelta(days=2))

    assert age_text(job, now=NOW) == "posted again 2 days ago"


def test_another_board_or_city_is_no_repost() -> None:
    board = posting(id="p2", source="lever", posted_at=NOW - timedelta(days=40))
    city = posting(id="p3", places=(Place(text="Bonn"),), posted_at=NOW - timedelta(days=40))
    job = cluster(twins=(board, city), posted_at=NOW - timedelta(days=2))

    assert age_text(job, now=NOW) == "2 days old"


def test_day() -> None:
    assert day_text(date(2026, 1, 2)) == "Fri 2 Jan"


@given(
    low=st.floats(0, 1e12) | st.none(),
    high=st.floats(0, 1e12) | st.none(),
    currency=st.text(max_size=9) | st.none(),
)
def test_any_pay_is_one_short_line(
    low: float | None, high: float | None, currency: str | None
) -> None:
    text = pay_text(Pay(low=low, high=high, currency=currency, period="year"))

    assert len(text) < 50
    assert "\n" not in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Kestrel Robotics"),
        ({"agency": True}, "Kestrel Robotics (an agency)"),
        ({"agency": True, "employer": "Osprey"}, "Osprey, via Kestrel Robotics"),
        ({"company": "Jobs via Dice", "employer": "Osprey"}, "Osprey, via Dice"),
        (
            {"company": "Harbour Staffing " * 5, "employer": "Osprey Labs " * 5},
            "Osprey Labs Osprey Labs Osprey…, via Harbour Staffing Harbour Staffing…",
        ),
        ({"company": ""}, "Company not stated"),
    ],
)
def test_who_hires(fields: dict[str, object], said: str) -> None:
    assert company_text(posting(**fields)) == said
