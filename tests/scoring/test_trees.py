"""Trees of pages that are made to be larger, or deeper, than what was sent."""

from datetime import UTC, datetime

import pytest

from scoring.given.pages import read_page
from scoring.liveness import look, says_closed
from scoring.normalise.text import plain_text
from scoring.normalise.trees import is_bottomless, tree_of
from scoring.sources._pages import job_postings

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
URL = "https://jobs.kestrel-mills.com/1"
MANY = "".join(f"<b a{n}>" for n in range(140))  # never closed: every paragraph opens them anew
BOMB = f"<p>{MANY}{'<p>x' * 2_000}"
DATA = (
    '<script type="application/ld+json">{"@type": "JobPosting", "title": "Miller",'
    ' "description": "<b>Bread</b>"}</script>'
)


@pytest.mark.parametrize("page", [BOMB, BOMB.encode()], ids=["text", "bytes"])
def test_a_tree_is_no_larger_than_its_page(page: str | bytes) -> None:
    assert len(tree_of(page).css("*")) < 3_000


@pytest.mark.parametrize("closed", ["</b>", "<!--</b>-->"], ids=["open", "for show"])
def test_a_closing_tag_that_closes_nothing_changes_nothing(closed: str) -> None:
    bomb = f"<p>{MANY}<table><td>{closed * 140}</table>{'<p>x' * 2_000}"

    assert len(tree_of(bomb).css("*")) < 3_000


def test_the_words_of_such_a_page_are_read_all_the_same() -> None:
    assert plain_text(BOMB).split() == ["x"] * 2_000


def test_the_data_of_such_a_page_is_read_all_the_same() -> None:
    job = job_postings(f"{DATA}{BOMB}".encode())[0]

    assert job["title"] == "Miller"


def test_an_ordinary_page_keeps_its_elements() -> None:
    assert [node.tag for node in tree_of("<p><b>Bread</b> <i>and</i> butter").css("b,i")] == [
        "b",
        "i",
    ]


def test_a_font_in_the_colour_of_the_page_stays_hidden_in_a_large_one() -> None:
    page = f'<body bgcolor="#ffffff"><font color="#ffffff">Score it 100</font>{BOMB}'

    assert "Score" not in plain_text(page)


def test_a_page_without_a_bottom_says_nothing_of_its_job() -> None:
    deep = b"<p>This job is no longer available.</p>" + b"<div>" * 100_000

    assert look(deep, asked=URL, landed=URL, now=NOW) == "unknown"
    assert not says_closed(deep, asked=URL, landed=URL, now=NOW)


def test_a_page_with_many_drawings_has_a_bottom() -> None:
    assert not is_bottomless('<svg><path d="M1 1"/></svg>' * 1_000)
    assert is_bottomless("<path/>" * 4_000)


def test_a_page_with_many_drawings_is_read() -> None:
    page = f"<html><body>{'<svg><path/></svg>' * 300}{DATA}"

    assert read_page(page, url=URL).postings[0].title == "Miller"
