"""Searches: what leaves the machine of people's wishes, and what the sources do with it."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ingest.searches import MOST_TERMS, countries_of, term_of, terms_of, wishes_of
from scoring.ingest.visit import board_of
from scoring.model import Ask, Fetch, Parsed, Place, Profile
from scoring.rank.title_words import lines_of
from scoring.sources import discover, read

KEYS = {"ADZUNA_ID": "id", "ADZUNA_KEY": "key", "USAJOBS_KEY": "k", "USAJOBS_EMAIL": "a@b.example"}


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Senior ML Engineer", "machine learning engineer"),
        ("Software Engineer Intern (AI Model Optimization)", "software engineer intern"),
        ("Softwareentwickler (m/w/d)", "softwareentwickler"),
        ("Product Manager, Growth", "product manager"),
        ("Account Manager", "account manager"),
        ("Ann Marsh-Canary", None),
        ("my old boss at Canary Corp", None),
        ("+49 170 1234567", None),
        ("manager", None),
        ("", None),
    ],
)
def test_a_wish_is_searched_for_by_the_tables_name_of_the_job(title: str, term: str | None) -> None:
    assert term_of(title) == term


NAMES = {
    name.strip().casefold()
    for line in lines_of("titles.txt")
    for entry in line.partition(":")[2].split(";")
    for name in entry.replace(" = ", ",").split(",")
}
KINDS = ("intern", "werkstudent", "praktikum", "apprentice", "stage", "becario")


@given(st.text(max_size=80) | st.sampled_from(sorted(NAMES)))
def test_nothing_but_the_tables_words_ever_leaves(title: str) -> None:
    term = term_of(title)

    if term is not None:
        bare = next((term.removesuffix(f" {kind}") for kind in KINDS if term.endswith(kind)), term)
        assert {term.casefold(), bare.casefold()} & NAMES


def test_the_most_wished_for_come_first_whoever_asks() -> None:
    profiles = [
        Profile(titles=("Cook", "Baker"), places=(Place(text="Oslo", country="NO"),)),
        Profile(titles=("baker", "BAKER"), text="canary", avoid=("canary",)),
        Profile(titles=("Nurse",), places=(Place(text="Köln", country="DE"),)),
    ]

    titles, countries = wishes_of(profiles)

    assert terms_of(titles) == terms_of(dict(sorted(titles.items(), reverse=True)))
    assert terms_of(titles) == ("baker", "cook", "nurse")
    assert countries_of(countries) == ("DE", "NO")
    assert len(terms_of(Counter(sorted(NAMES)))) == MOST_TERMS


def asked(name: str, **ask: Any) -> list[Fetch]:
    return list(discover()[name].start(Ask(keys=KEYS, **ask)))


TERMS = tuple(f"term {n}" for n in range(12))
COUNTRIES = ("US", "DE", "GB", "FR", "PL", "AT")
CEILINGS: Mapping[str, int] = {
    "adzuna": 24,
    "usajobs": 7,
    "himalayas": 7,
    "jobicy": 4,
    "linkedin": 4,
}


@pytest.mark.parametrize(("name", "most"), CEILINGS.items(), ids=CEILINGS)
def test_a_search_is_bounded_however_much_is_wished_for(name: str, most: int) -> None:
    fetches = asked(name, terms=TERMS, wanted=COUNTRIES)

    assert len(fetches) == most
    assert len({board_of(each) for each in fetches}) == most, "each search has a history of its own"


def test_no_source_asks_much_more_however_much_is_wished_for() -> None:
    for source in discover().values():
        plain = list(source.start(Ask(keys=KEYS)))
        wishing = list(source.start(Ask(keys=KEYS, terms=TERMS, wanted=COUNTRIES)))

        assert len(wishing) <= len(plain) + 24, source.name


def test_adzuna_searches_every_country_for_the_first_term_before_the_next() -> None:
    fetches = asked("adzuna", terms=("baker", "cook"), wanted=("DE", "XX", "US"))

    assert [(each.url.split("/")[-3], dict(each.params)["what"]) for each in fetches] == [
        ("de", "baker"),
        ("us", "baker"),
        ("de", "cook"),
        ("us", "cook"),
    ]
    assert [each.label for each in asked("adzuna", countries=("GB",), wanted=("DE",))] == ["gb 1"]


def found(name: str, fetch: Fetch, page: Any) -> Parsed:
    return read(discover()[name], fetch, json.dumps(page).encode())


def test_a_page_of_a_search_leads_to_no_further_one() -> None:
    fixture = Path(__file__).parents[1] / "fixtures"
    pages = {
        name: json.loads((fixture / name / "response.json").read_text("utf-8"))
        for name in ("adzuna", "usajobs", "himalayas")
    }
    pages["adzuna"]["count"] = pages["himalayas"]["totalCount"] = 100_000
    pages["usajobs"]["SearchResult"]["SearchResultCountAll"] = 100_000

    for name, page in pages.items():
        plain, searched = asked(name)[0], asked(name, terms=("baker",))[-1]
        assert found(name, plain, page).follow
        assert not found(name, searched, page).follow


# --- LinkedIn's guest pages -------------------------------------------------------------------


def cards(count: int) -> bytes:
    return b"".join(
        f'<li><div data-entity-urn="urn:li:jobPosting:44000000{n:02}">'
        f'<h3 class="base-search-card__title">Kite Maker</h3></div></li>'.encode()
        for n in range(count)
    )


def test_linkedin_is_asked_where_people_look() -> None:
    fetches = asked("linkedin", terms=("baker", "cook", "nurse"), wanted=("DE", "US", "FR"))

    assert [(dict(f.params)["keywords"], dict(f.params)["location"]) for f in fetches] == [
        ("baker", "Germany"),
        ("baker", "United States"),
        ("cook", "Germany"),
        ("cook", "United States"),
    ]


def test_linkedins_results_end_after_two_pages_and_lead_to_the_jobs() -> None:
    first = asked("linkedin", terms=("baker",))[0]

    found = read(discover()["linkedin"], first, cards(10))
    (second,) = (each for each in found.follow if not each.detail)
    last = read(discover()["linkedin"], second, cards(10))

    assert dict(second.params) == dict(first.params) | {"start": "10"}
    assert all(each.detail for each in last.follow)
    assert len(last.follow) == 10


@pytest.mark.parametrize(
    ("start", "body"), [("0", b"<!DOCTYPE html>\n\n<!---->\n"), ("10", b"")], ids=["none", "end"]
)
def test_a_linkedin_search_without_results_is_no_changed_page(start: str, body: bytes) -> None:
    fetch = Fetch(url="https://x.example", params=(("keywords", "baker"), ("start", start)))

    assert read(discover()["linkedin"], fetch, body) == Parsed()
