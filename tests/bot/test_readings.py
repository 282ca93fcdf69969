"""Times and zones as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.readings import courtesy_of, time_of, zone_of


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7:30", "07:30"),
        ("07:30", "07:30"),
        ("7.30", "07:30"),
        ("0730", "07:30"),
        ("7h30", "07:30"),
        ("7", "07:00"),
        (" 18 Uhr ", "18:00"),
        ("7 am", "07:00"),
        ("7:30pm", "19:30"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("23:59", "23:59"),
        ("0:00", "00:00"),
        ("um 7:30 Uhr", "07:30"),
        ("7 Uhr 30", "07:30"),
        ("at 7 am", "07:00"),
        ("à 18h", "18:00"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert time_of(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "24:00", "7:60", "13 pm", "0 am", "soon", "-7:00", "7:30:00", "8" * 500, "٧:٣٠x"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    assert time_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Hallo!", "hello"),
        ("Bom dia", "hello"),
        ("Thanks a lot :)", "thanks"),
        ("ok, danke", "thanks"),
        ("👍", "thanks"),
        ("thanks, remote only", None),
        ("hello world developer", None),
        ("?", None),
        ("", None),
    ],
)
def test_a_greeting_and_thanks_are_told_from_wishes(typed: str, read: str | None) -> None:
    assert courtesy_of(typed) == read


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_every_time_of_day_is_read_back(hour: int, minute: int) -> None:
    at = f"{hour:02}:{minute:02}"

    assert time_of(at) == at


@settings(deadline=None)  # the first city loads the gazetteer
@given(st.text(max_size=80))
def test_no_text_breaks_the_readings(text: str) -> None:
    at, zone = time_of(text), zone_of(text)

    assert at is None or len(at) == 5
    assert zone is None or zone


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
    ],
)
def test_a_zone_is_read_from_its_name_or_a_city(typed: str, read: str) -> None:
    assert zone_of(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Europe/", "x" * 200]
)
def test_what_is_no_zone_is_refused(typed: str) -> None:
    assert zone_of(typed) is None
