"""A raw posting of any source becomes one clean posting."""

from datetime import UTC, datetime, timedelta

import pytest

from scoring.model import Pay, Place
from scoring.normalise import normalise
from tests.factories import NOW, raw


def test_a_posting_is_read_whole() -> None:
    posting = normalise(
        raw(
            title="Senior Backend Engineer (m/w/d)",
            company="Kestrel &amp; Sons",
            locations=("Berlin or Hamburg", "Remote - US"),
            pay="€70k - €90k",
            employment="FullTime",
            workplace="hybrid",
            tags=("Python", " Python ", "SQL"),
            html="<p>We need 5+ years of experience and a Bachelor's degree.</p>"
            "<p>We are unable to sponsor visas.</p>",
        ),
        source="lever",
        seen_at=NOW,
    )

    assert posting.model_dump(exclude={"id", "text"}) == {
        "source": "lever",
        "url": "https://jobs.example.com/1",
        "title": "Senior Backend Engineer (m/w/d)",
        "company": "Kestrel & Sons",
        "places": (
            {"text": "Berlin", "city": "Berlin", "region": "BE", "country": "DE"},
            {"text": "Hamburg", "city": "Hamburg", "region": "HH", "country": "DE"},
            {"text": "Remote - US", "city": None, "region": None, "country": "US"},
        ),
        "remote": "hybrid",
        "pay": {"low": 70_000.0, "high": 90_000.0, "currency": "EUR", "period": "year"},
        "level": "senior",
        "degree": "bachelor",
        "years": 5,
        "employment": "full_time",
        "sponsorship": "not_offered",
        "posted_at": NOW,
        "seen_at": NOW,
        "deadline": None,
        "starts_on": None,
        "language": "en",
        "speaks": (),
        "clearance": None,
        "tags": ("Python", "SQL"),
        "agency": False,
        "employer": None,
        "open": True,
    }


def test_a_posting_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="without a title"):
        normalise(raw(title=" <b> </b>\u200b"), source="lever", seen_at=NOW)


def test_the_id_depends_on_source_and_its_own_id_alone() -> None:
    first = normalise(raw(), source="lever", seen_at=NOW)
    later = normalise(raw(title="Another", html="x"), source="lever", seen_at=NOW)
    other = normalise(raw(), source="ashby", seen_at=NOW)

    assert first.id == later.id != other.id


def test_without_an_own_id_the_link_or_the_words_name_a_posting() -> None:
    by_link = [
        normalise(raw(external_id="", title=title), source="file", seen_at=NOW).id
        for title in ("A", "B")
    ]
    by_words = [
        normalise(raw(external_id="", url="", title=title), source="file", seen_at=NOW).id
        for title in ("A", "B", "B")
    ]

    assert by_link[0] == by_link[1]
    assert by_words[0] != by_words[1] == by_words[2]


@pytest.mark.parametrize(
    ("stated", "text", "expected"),
    [
        pytest.param(Pay(low=0, high=0, currency="USD"), "", None, id="zero says nothing"),
        pytest.param(
            Pay(low=90_000, high=70_000, currency="eur", period="year"),
            "",
            Pay(low=70_000, high=90_000, currency="EUR", period="year"),
            id="turned round",
        ),
        pytest.param(
            Pay(low=40, high=60, currency="USD"),
            "",
            Pay(low=40, high=60, currency="USD", period="hour"),
            id="the size tells the period",
        ),
        pytest.param(Pay(high=9e12, currency="USD", period="year"), "", None, id="absurd"),
        pytest.param(
            "competitive",
            "Base salary: $120,000 - $150,000 a year.",
            Pay(low=120_000, high=150_000, currency="USD", period="year"),
            id="the text says it",
        ),
    ],
)
def test_pay_is_checked(stated: Pay | str, text: str, expected: Pay | None) -> None:
    assert normalise(raw(pay=stated, html=text), source="x", seen_at=NOW).pay == expected


def test_dollars_are_those_of_the_country() -> None:
    posting = normalise(
        raw(pay="$90,000 - $110,000", locations=("Toronto, ON, CA",)), source="x", seen_at=NOW
    )

    assert posting.pay == Pay(low=90_000, high=110_000, currency="CAD", period="year")


def test_a_date_far_ahead_is_a_mistake_and_one_a_little_ahead_a_time_zone() -> None:
    def posted(moment: datetime) -> datetime | None:
        return normalise(raw(posted_at=moment), source="x", seen_at=NOW).posted_at

    assert posted(NOW + timedelta(days=30)) is None
    assert posted(NOW + timedelta(hours=5)) == NOW
    assert posted(datetime(2025, 12, 31, 12)) == datetime(2025, 12, 31, 12, tzinfo=UTC)  # noqa: DTZ001
    assert posted(datetime(1970, 1, 1, tzinfo=UTC)) is None


def test_a_relative_date_counts_from_when_it_was_read() -> None:
    posting = normalise(raw(posted_at=None, posted_text="3 days ago"), source="x", seen_at=NOW)

    assert posting.posted_at == datetime(2025, 12, 30, tzinfo=UTC)


def test_a_place_in_markup_is_a_place() -> None:
    posting = normalise(raw(locations=("<b>M&uuml;nchen</b>",)), source="x", seen_at=NOW)

    assert posting.places == (Place(text="München", city="Munich", region="BY", country="DE"),)
