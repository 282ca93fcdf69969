"""Texts in the language that is spoken: plural forms, numbers, dates, and phrases said later."""

from datetime import date

import pytest

from bot.language.current import speak, speaking, spoken, supported
from bot.language.numbers import date_text, day_name, day_text, number, short_date
from bot.language.text import Text, said
from bot.texts.picks import PICKS
from bot.texts.settings import CARD
from scoring.phrases import phrase


def test_english_is_spoken_until_another_language_is() -> None:
    assert spoken() == "en"
    with speaking("de"):
        assert CARD() == "<b>Einstellungen</b>"
    assert CARD() == "<b>Settings</b>"


@pytest.mark.parametrize(
    ("code", "language"),
    [("de", "de"), ("pt-br", "pt"), ("RU", "ru"), ("zh-hans", "en"), ("", "en"), (None, "en")],
)
def test_telegrams_language_leads_to_ours(code: str | None, language: str) -> None:
    assert supported(code) == language


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 вакансия"), (3, "3 вакансии"), (5, "5 вакансий"), (21, "21 вакансия")],
)
def test_russian_has_its_three_forms(count: int, words: str) -> None:
    with speaking("ru"):
        assert PICKS(count=count) == words


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    day = date(2026, 1, 2)
    with speaking("de"):
        german = (number(1200), number(1.9), day_text(day), date_text(day), day_name(1))
    assert german == ("1.200", "1,9", "Fr., 2. Jan.", "2. Jan. 2026", "Mo.")
    english = (number(1200), number(1.9), day_text(day), date_text(day), day_name(1))
    assert english == ("1,200", "1.9", "Fri 2 Jan", "2 Jan 2026", "Mon")


def test_a_date_with_a_full_stop_ends_its_sentence() -> None:
    until = Text("Paused until {day}. Until then I am quiet.")
    assert until(day="5 Jan") == "Paused until 5 Jan. Until then I am quiet."
    with speaking("de"):
        assert until(day=short_date(date(2026, 1, 5))) == (
            "Paused until 5. Jan. Until then I am quiet."
        )


def test_what_the_catalogues_do_not_know_is_said_in_english() -> None:
    with speaking("fr"):
        assert said(phrase("a sentence of {year} that nobody wrote", year="2026")) == (
            "a sentence of 2026 that nobody wrote"
        )


def test_text_of_others_is_never_translated() -> None:
    with speaking("de"):
        assert said("<b>Settings</b>") == "<b>Settings</b>"


def test_a_language_that_is_not_ours_is_english() -> None:
    with speaking("de"):
        speak("tlh")
        assert spoken() == "en"
