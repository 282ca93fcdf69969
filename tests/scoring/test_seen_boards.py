"""Which boards postings lead to, what their employer is called, and where a company may be."""

import gzip
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.boards.guess import guesses, second_guesses, squashed
from scoring.boards.seen import BoardKey, boards_in, employer, joined, sightings
from scoring.model import Ask
from scoring.sources import discover
from scoring.sources._fields import read_record
from tests.factories import raw

KESTREL = BoardKey("greenhouse", "kestrel")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://boards.greenhouse.io/kestrel/jobs/1">Apply</a>',
        "Apply: https://boards.greenhouse.io/kestrel/jobs/1.",
        "<p>(see https://job-boards.greenhouse.io/kestrel)</p>",
        "https:&#x2F;&#x2F;boards.greenhouse.io&#x2F;kestrel",
        '<a href="https://boards.greenhouse.io/embed/job_app?token=1&amp;for=kestrel">',
        '<script src="//boards.greenhouse.io/embed/job_board/js?for=kestrel"></script>',
    ],
)
def test_a_link_in_a_text_leads_to_a_board_however_it_is_written(html: str) -> None:
    assert list(sightings([raw(html=html)])) == [KESTREL]


def test_a_careers_page_may_hold_its_links_as_json() -> None:
    page = r'{"url":"https:\/\/boards.greenhouse.io\/kestrel\/jobs\/1"}'

    assert boards_in(page) == [("greenhouse", "kestrel")]


def test_the_links_of_many_postings_and_pages_are_counted_together() -> None:
    link = "https://boards.greenhouse.io/{}/jobs/1"
    one = sightings([raw(url=link.format("kestrel"), html=link.format("Kestrel"))])
    other = sightings([raw(url=link.format("kestrel")), raw(url="https://jobs.example.com/1")])

    found = joined([one, other])

    assert {key: (each.board, each.links) for key, each in found.items()} == {
        KESTREL: ("kestrel", 2)
    }
    assert found[KESTREL].company == "Kestrel Robotics"


@pytest.mark.parametrize(
    ("company", "board", "name"),
    [
        ("Kestrel Robotics", "kestrel", "Kestrel Robotics"),
        ("Kestrel", "kestrelrobotics", "Kestrel"),
        ("KESTREL,  Inc.", "kestrel", "KESTREL, Inc."),
        ("Evil Corp", "kestrel", ""),
        ("Jobs via Dice", "dice", ""),
        ("Kestrel=Evil", "kestrel", "Kestrel Evil"),
        ("kestrel\x07", "kestrel", ""),
        ("", "kestrel", ""),
        ("日本", "kestrel", ""),
    ],
)
def test_a_name_is_an_employers_only_where_it_looks_like_its_board(
    company: str, board: str, name: str
) -> None:
    assert employer(company, source="greenhouse", board=board) == name


def test_a_text_of_a_thousand_links_costs_no_more_than_a_few() -> None:
    html = " ".join(f"https://jobs.lever.co/acme{number}" for number in range(1000))

    assert len(sightings([raw(html=html)])) == 20


@given(html=st.text(), url=st.text(), company=st.text())
def test_no_posting_breaks_the_search_for_boards(html: str, url: str, company: str) -> None:
    for text in (html, f"//jobs.lever.co/{html}", f"https://{html}.breezy.hr/"):
        for sighting in sightings([raw(url=url, html=text, company=company)]).values():
            assert "=" not in sighting.board + sighting.company


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("Acme", "acme"),
        ("ACME, Inc.", "acme"),
        ("Kestrel Robotics GmbH", "kestrelrobotics"),
        ("Müller & Söhne AG", "mullerandsohne"),
        ("L'Épicerie", "lepicerie"),
        ("The Co", "theco"),
    ],
)
def test_a_company_is_looked_for_under_the_name_that_it_likely_took(name: str, token: str) -> None:
    assert {board for _, board in guesses(name)} == {token}


def test_a_name_of_nothing_but_signs_is_looked_for_nowhere() -> None:
    assert guesses("!?") == second_guesses("...") == ()
    assert squashed("日本") == ""


@given(st.text())
def test_every_guess_asks_a_host_of_its_source_and_they_are_few(name: str) -> None:
    boards = (*guesses(name), *second_guesses(name))

    assert len(boards) <= 25
    for source, board in boards:
        (fetch,) = discover()[source].start(Ask(boards={source: (board,)}))
        domain = ".".join(str(urlsplit(fetch.url).hostname).rsplit(".", 2)[-2:])
        assert domain in getattr(discover()[source], "hosts", ())


@pytest.mark.shared
def test_a_real_list_leads_to_more_than_a_thousand_boards(shared: Path) -> None:
    path = shared / "data/postings/listings_nodesc_intern_feed_2026-08.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = sightings(read_record(json.loads(line)) for line in lines)

    assert len(found) > 1_200
    assert {"workday", "greenhouse", "ashby", "lever", "icims", "oracle"} <= {
        key.source for key in found
    }
