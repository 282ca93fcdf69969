"""Which day somebody means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.past import day_meant
from bot.language.catalogue import FOLDER
from bot.language.current import ENGLISH, LANGUAGES, speaking
from bot.language.numbers import date_text, short_date

TODAY = date(2026, 1, 7)  # a Wednesday


def is_translated(language: str) -> bool:
    return language == ENGLISH or (FOLDER / f"{language}.po").exists()


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-01-02", date(2026, 1, 2)),
        ("2 Jan", date(2026, 1, 2)),
        ("jan 2", date(2026, 1, 2)),
        ("January 2nd, 2026", date(2026, 1, 2)),
        ("the 2nd of January", date(2026, 1, 2)),
        ("2.1.", date(2026, 1, 2)),
        ("2.1.2025", date(2025, 1, 2)),
        ("24 December", date(2025, 12, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("today", TODAY),
        ("Yesterday", date(2026, 1, 6)),
        ("monday", date(2026, 1, 5)),
        ("Mon", date(2026, 1, 5)),
        ("wednesday", date(2025, 12, 31)),
        ("thu", date(2026, 1, 1)),
        ("2026-02-30", None),
        ("31.2.", None),
        ("m", None),
        ("2", None),
        ("2 3", None),
        ("next summer", None),
        ("monday morning", None),
        ("", None),
    ],
)
def test_a_day_is_meant(said: str, day: date | None) -> None:
    assert day_meant(said, today=TODAY) == day


@given(day=st.dates(min_value=date(2020, 1, 1), max_value=TODAY))
def test_a_date_means_the_same_day_as_it_is_written(day: date) -> None:
    assert day_meant(date_text(day), today=TODAY) == day
    assert day_meant(day.isoformat(), today=TODAY) == day


@given(said=st.text(max_size=40))
def test_whatever_is_said_no_error_comes_of_it(said: str) -> None:
    day_meant(said, today=TODAY)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if is_translated(code)])
@given(day=st.dates(min_value=date(2020, 1, 1), max_value=TODAY))
def test_a_day_is_meant_in_the_language_that_is_spoken(language: str, day: date) -> None:
    with speaking(language):
        assert day_meant(date_text(day), today=TODAY) == day
        short = day_meant(short_date(day), today=TODAY)

    assert short is not None
    assert (short.month, short.day) == (day.month, day.day)
