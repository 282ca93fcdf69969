"""Every source has its terms, and a posting shows the credit that they ask for."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from scoring.source_terms import credit_of, name_of, pauses_s, rest_of, source_terms
from scoring.sources import discover
from tests.factories import posting


def test_every_source_has_its_terms_and_no_other_has() -> None:
    assert list(source_terms()) == list(discover())


@pytest.mark.parametrize("source", list(source_terms()))
def test_terms_are_whole(source: str) -> None:
    terms = source_terms()[source]

    assert urlsplit(terms.terms).scheme == "https"
    assert not terms.home or urlsplit(terms.home).scheme == "https"
    assert not terms.asks or terms.asks.endswith(".")
    assert terms.credit or not terms.home


@pytest.mark.parametrize(
    "source",
    ["arbeitnow", "himalayas", "jobicy", "remoteok", "remotive", "weworkremotely"],
)
def test_boards_that_ask_for_it_are_named_with_a_link_to_the_posting_there(source: str) -> None:
    credit = credit_of(posting(source=source, url="https://jobs.example.com/7"))

    assert source_terms()[source].links_back
    assert credit == (f"via {name_of(source)}", "https://jobs.example.com/7")


def test_adzuna_is_named_in_its_own_words() -> None:
    assert credit_of(posting(source="adzuna")) == ("Jobs by Adzuna", "https://www.adzuna.com")


def test_an_employers_own_board_asks_for_no_credit() -> None:
    assert credit_of(posting(source="greenhouse")) is None
    assert credit_of(posting(source="file")) is None


def test_limits_are_told_by_host_and_by_source() -> None:
    assert pauses_s()["remotive.com"] == 30.0
    assert rest_of("remotive") == timedelta(hours=6)
    assert rest_of("greenhouse") == rest_of("no such source") == timedelta()
