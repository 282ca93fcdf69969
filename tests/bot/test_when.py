"""When an interview is, read from what people write."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.when.reading import read_when
from bot.language.current import speaking
from bot.stores.tracking.tracks import Arranged
from scoring.errors import InputError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 2, 10, 0, tzinfo=BERLIN)  # a Friday


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


TIMES = [
    ("Fri 14:30", at(1, 2, 14, 30)),
    ("fri 9:30", at(1, 9, 9, 30)),
    ("Friday at 2pm", at(1, 2, 14)),
    ("on Monday, 2:30 pm", at(1, 5, 14, 30)),
    ("next Tue 10:00", at(1, 6, 10)),
    ("12 March 10:00", at(3, 12, 10)),
    ("March 12, 10 am", at(3, 12, 10)),
    ("12th of March 2027 at 10:00", at(3, 12, 10, year=2027)),
    ("Thu 12 March 10:00", at(3, 12, 10)),
    ("1 Jan 10:00", at(1, 1, 10, year=2027)),
    ("12.3. 14:30", at(3, 12, 14, 30)),
    ("12.03.2026 14.30", at(3, 12, 14, 30)),
    ("12.03.26, 14:30", at(3, 12, 14, 30)),
    ("14:30 12.3.", at(3, 12, 14, 30)),
    ("12.3 14:30", at(3, 12, 14, 30)),
    ("Fri 12.10", at(1, 2, 12, 10)),
    ("25/3 14:30", at(3, 25, 14, 30)),
    ("3/25/2026 14:30", at(3, 25, 14, 30)),
    ("2026-03-12 10:00", at(3, 12, 10)),
    ("2026-03-12T10:00:00", at(3, 12, 10)),
    ("2026-03-12T10:00:00Z", datetime(2026, 3, 12, 10, tzinfo=UTC)),
    ("2026-03-12T10:00+05:30", datetime(2026, 3, 12, 4, 30, tzinfo=UTC)),
    ("Thu 12 March 10:00 EST", at(3, 12, 15)),  # New York has its summer time already
    ("12 March 10:00 (Asia/Tokyo)", at(3, 12, 2)),
    ("today 17:00", at(1, 2, 17)),
    ("tomorrow noon 12:00", at(1, 3, 12)),
    ("in 3 days at 11", at(1, 5, 11)),
    ("the day after tomorrow 8:15", at(1, 4, 8, 15)),
    ("14:30", at(1, 2, 14, 30)),
    ("9:00", at(1, 3, 9)),
    ("30 March 9:00", at(3, 30, 9)),  # summer time
    ("29 March 2:30", at(3, 29, 3, 30)),  # an hour that the clocks leave out
    ("25 October 2:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
    ("12 March 10:00 America/Argentina", at(3, 12, 10)),  # a folder of zones, and no zone
]


@pytest.mark.parametrize(("words", "expected"), TIMES, ids=[words for words, _ in TIMES])
def test_a_time_is_read_in_the_persons_zone(words: str, expected: datetime) -> None:
    assert read_when(words, now=NOW).at == expected


WORDED = [
    ("de", "Freitag um 14 Uhr", at(1, 2, 14)),
    ("de", "Fr. 14.30 Uhr", at(1, 2, 14, 30)),
    ("de", "nächsten Fr um 14 Uhr 30", at(1, 9, 14, 30)),
    ("de", "Mo 14:30", at(1, 5, 14, 30)),
    ("de", "12. März um 10 Uhr", at(3, 12, 10)),
    ("de", "übermorgen 9:00", at(1, 4, 9)),
    ("es", "el 12 de marzo a las 10", at(3, 12, 10)),
    ("es", "mar 14:30", at(1, 6, 14, 30)),
    ("es", "mañana 9:00", at(1, 3, 9)),
    ("pt", "terça-feira às 14h30", at(1, 6, 14, 30)),
    ("pt", "12 de março 10:00", at(3, 12, 10)),
    ("fr", "vendredi 14h30", at(1, 2, 14, 30)),
    ("fr", "1er février 2026 à 10h", at(2, 1, 10)),
    ("fr", "12 mars 10h", at(3, 12, 10)),
    ("ru", "в пятницу 14:30", at(1, 2, 14, 30)),
    ("ru", "пт 14:30", at(1, 2, 14, 30)),
    ("ru", "12 марта 10:00", at(3, 12, 10)),
    ("ru", "12 March 10:00", at(3, 12, 10)),
]


@pytest.mark.parametrize(
    ("language", "words", "expected"), WORDED, ids=[words for _, words, _ in WORDED]
)
def test_days_and_months_are_read_in_the_language_spoken(
    language: str, words: str, expected: datetime
) -> None:
    with speaking(language):
        assert read_when(words, now=NOW).at == expected


PLACES = [
    ("12 March 10:00 Zoom", "Zoom", 0),
    ("Fri 14:30, Hauptstr. 12, Berlin", "Hauptstr. 12, Berlin", 0),
    ("Fri 14:30-15:15 at Kestrel Robotics", "Kestrel Robotics", 45),
    ("Fri 2-3 pm", "", 60),
    ("Mon 10:00 to 11:30 CET with Ines", "with Ines", 90),
    ("Zoom on Fri at 14:30", "Zoom", 0),
    ("Fri 14:30 https://zoom.example.com/j/12?at=2026-05-05", "", 0),
]


def test_what_is_no_date_is_the_place() -> None:
    found = [(read_when(words, now=NOW)) for words, _, _ in PLACES]

    assert [(each.text, each.minutes) for each in found[:-1]] == [
        (text, minutes) for _, text, minutes in PLACES[:-1]
    ]
    assert found[-1] == Arranged(
        kind="interview",
        at=at(1, 2, 14, 30),
        text="https://zoom.example.com/j/12?at=2026-05-05",
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12 March", date(2026, 3, 12)),
        ("Fri", date(2026, 1, 9)),
        ("Mon Zoom", date(2026, 1, 5)),
        ("today", date(2026, 1, 2)),
    ],
)
def test_without_a_time_it_is_a_day(words: str, day: date) -> None:
    found = read_when(words, now=NOW)

    assert (found.at, found.day) == (None, day)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("no idea", "I find no date in “no idea”"),
        ("31 April 10:00", "There is no 31 April"),
        ("2026-13-01", "There is no 2026-13-01"),
        ("3/4 10:00", "3/4 can be two dates"),
        ("Mon 12 March 10:00", "The date is Thu 12 Mar, but you wrote another weekday"),
        ("2025-12-31 10:00", "31 Dec 2025 is over"),
        ("today 9:00", "2 Jan 2026 is over"),
        ("29 Feb 10:00", "29 Feb 2028 is more than two years away"),
        ("2031-03-12", "12 Mar 2031 is more than two years away"),
        ("9999-12-31 23:59 UTC-14", "31 Dec 9999 is more than two years away"),
        ("0001-01-01 00:00 UTC+14", "1 Jan 1 is over"),
    ],
)
def test_what_is_no_coming_day_is_said_and_why(words: str, why: str) -> None:
    with pytest.raises(InputError, match=why.replace("/", r"\/")):
        read_when(words, now=NOW)


@pytest.mark.parametrize("words", ["-" * 4_000 + "x", "at " * 1_300 + "x", "a." * 2_000])
def test_a_long_line_that_is_almost_something_is_read_to_its_end(words: str) -> None:
    """A pattern that tried every way to part it would never come back."""
    with pytest.raises(InputError):
        read_when(words, now=NOW)


@given(words=st.text(max_size=300))
def test_any_text_is_a_coming_day_or_a_kind_no(words: str) -> None:
    try:
        found = read_when(words, now=NOW)
    except InputError:
        return
    assert found.at is None or found.at > NOW
    assert found.day is None or found.day >= NOW.date()
    assert len(found.text) <= 200


@given(
    minutes=st.integers(24 * 60, 700 * 24 * 60),
    form=st.sampled_from(
        [
            "%Y-%m-%d %H:%M",
            "%d.%m.%Y %H:%M",
            "%d %B %Y %H:%M",
            "%a %d %b %Y, %I:%M %p",
            "%H:%M %d.%m.%Y",
        ]
    ),
    place=st.sampled_from(["", "Zoom", "Room 4", "Linden Hall"]),
)
def test_every_written_moment_is_read_as_it_was_meant(minutes: int, form: str, place: str) -> None:
    moment = NOW.replace(tzinfo=None) + timedelta(minutes=minutes)

    found = read_when(f"{moment.strftime(form)} {place}", now=NOW)

    assert found.at == moment.replace(tzinfo=BERLIN).astimezone(UTC)
    assert found.text == place


@given(days=st.integers(1, 700), hour=st.integers(0, 23))
def test_a_day_and_month_without_a_year_is_the_next_such_day(days: int, hour: int) -> None:
    meant = NOW.replace(hour=hour) + timedelta(days=days)

    found = read_when(f"{meant.day}.{meant.month}. {hour}:00", now=NOW).at

    assert found is not None
    there = found.astimezone(BERLIN)
    assert (there.day, there.month, there.hour) == (meant.day, meant.month, hour)
    assert NOW < found < NOW + timedelta(days=8 * 366)
