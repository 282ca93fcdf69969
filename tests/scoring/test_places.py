"""Locations as boards write them, and the time zones of cities."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.places import read_place, read_places, zone_at, zone_for

Parts = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("San Jose, CA", "San Jose", "CA", "US"),
        ("US-CA-Fremont (1003)", "Fremont", "CA", "US"),
        ("Greater Munich Area", "Munich", "BY", "DE"),
        ("London, England, United Kingdom", "London", "ENG", "GB"),
        ("Remote - US", None, None, "US"),
        ("Remote", None, None, None),
        ("Köln", "Köln", "NW", "DE"),
        ("Cologne, Germany", "Köln", "NW", "DE"),
        ("Bangalore, IN", "Bengaluru", None, "IN"),
        ("Toronto, CA", "Toronto", "ON", "CA"),
        ("Toronto, ON, CA, M5V 2T6", "Toronto", "ON", "CA"),
        ("New York", "New York City", "NY", "US"),
        ("Washington, DC", "Washington", "DC", "US"),
        ("Ann Arbor, Michigan", "Ann Arbor", "MI", "US"),
        ("Luxembourg", None, None, "LU"),
        ("DE", None, None, "DE"),
        ("CA", None, "CA", "US"),
        ("Deutschland", None, None, "DE"),
        ("Europe", None, None, None),
        ("Smallville Springs, TX", "Smallville Springs", "TX", "US"),
        ("Select", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_location_is_understood(
    text: str, city: str | None, region: str | None, country: str | None
) -> None:
    place = read_place(text)

    assert (place.text, place.city, place.region, place.country) == (text, city, region, country)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Berlin or Hamburg", ["Berlin", "Hamburg"]),
        ("New York, NY; San Francisco, CA", ["New York City", "San Francisco"]),
        ("NYC / SF", ["New York City", "San Francisco"]),
        ("Berlin, Hamburg, München", ["Berlin", "Hamburg", "Munich"]),
        ("Paris, Île-de-France, France", ["Paris"]),
        ("Sarajevo, Bosnia and Herzegovina", ["Sarajevo"]),
        ("", []),
    ],
)
def test_several_places_in_one_string_are_several(text: str, places: list[str]) -> None:
    assert [place.city for place in read_places(text)] == places


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("Bengaluru", "Asia/Kolkata"),
        ("Portland, OR", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Germany", "Europe/Berlin"),
        ("Texas", "America/Chicago"),
        ("UTC", "UTC"),
        ("United States", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_a_city_has_a_time_zone(text: str, zone: str | None) -> None:
    assert zone_for(text) == zone


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (28.61, 77.21, "Asia/Kolkata"),
        (40.71, -74.0, "America/New_York"),
        (-33.87, 151.2, "Australia/Sydney"),
        (-17.8, 179.99, "Pacific/Fiji"),
    ],
)
def test_a_position_has_the_zone_of_the_nearest_town(lat: float, lon: float, zone: str) -> None:
    assert zone_at(lat, lon) == zone


_PARTS = st.lists(
    st.sampled_from(
        [
            "Berlin",
            "CA",
            "US",
            "Remote",
            "-",
            ",",
            "(",
            ")",
            "|",
            "/",
            " or ",
            ";",
            "İ",
            "123",
            "Paris",
        ]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(_PARTS)
def test_no_text_makes_places_fail(text: str) -> None:
    for place in (read_place(text), *read_places(text)):
        assert place.country is None or len(place.country) == 2
    zone = zone_for(text)
    assert zone is None or ZoneInfo(zone)


def _read(text: str) -> list[tuple[str | None, str | None]]:
    return [(place.city, place.country) for place in read_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Toronto, New York, San Francisco", "Toronto CA, New York City US, San Francisco US"),
        ("NYC / SF / Remote", "New York City US, San Francisco US"),
        ("Munich, Berlin, Hamburg (Germany)", "Munich DE, Berlin DE, Hamburg DE"),
        ("Paris, London, Remote (EU)", "Paris FR, London GB"),
        ("Atlanta, Austin, Chicago, United States", "Atlanta US, Austin US, Chicago US"),
        ("London, New York, Dublin", "London GB, New York City US, Dublin IE"),
        ("US/EU/UK", "- US, - -, - GB"),
        ("Remote (US, Canada)", "- US, - CA"),
        ("Germany,United States", "- DE, - US"),
        ("SF / NY", "San Francisco US, - US"),
        ("Bay Area", "San Francisco US"),
        ("Atlanta, Georgia, USA", "Atlanta US"),
        ("Franca, São Paulo, Brasil", "Franca BR"),
        ("USA - Remote, United States", "- US"),
        ("Nova Iguaçu, Rio de Janeiro, Brasil", "Nova Iguaçu BR"),
        ("San Francisco (San Mateo)", "San Francisco US"),
        ("Bolton, Greater Manchester", "Bolton GB"),
        ("Seattle, Washington", "Seattle US"),
        ("Cambridge, MA USA", "Cambridge US"),
        ("AI-First Systems", "- -"),
        ("3 locations", "- -"),
        ("Anywhere in Europe", "- -"),
        ("Remote (EMEA)", "- -"),
        ("Greater London Area", "London GB"),
    ],
)
def test_lists_of_cities_and_of_countries_are_read_apart(text: str, places: str) -> None:
    found = ", ".join(f"{city or '-'} {country or '-'}" for city, country in _read(text))

    assert found == places


@given(
    st.lists(
        st.sampled_from(["Berlin", "Toronto", "Mumbai", "Dallas", "Oslo"]),
        min_size=2,
        max_size=5,
        unique=True,
    ),
    st.sampled_from([", ", " / ", " | ", "; ", " or ", " & "]),
)
def test_big_cities_are_each_a_place_whatever_stands_between_them(
    names: list[str], between: str
) -> None:
    assert [place.city for place in read_places(between.join(names))] == names
