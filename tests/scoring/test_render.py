"""A digest as a file: the shape that readers know, and no text that breaks out of it."""

import json
import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scoring import render
from scoring.model import Funnel, Pay, Place, Signal
from tests.factories import NOW, digest, pick, posting

hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from("[]()<>*_`#|\\!&;:/\"'\n\r\t -~=+.\u2028\u202e\u200b"), st.characters()
    ),
    max_size=60,
)


def test_the_markdown_has_the_known_shape() -> None:
    one = pick(title="Data Engineer", company="Halden", fit=91, reason="Fits.", summary="Pipes.")

    assert render.markdown(digest(one)) == (
        "# Daily Job Picks - 2026-01-02\n"
        "\n"
        "## [Data Engineer](https://jobs.example.com/1)\n"
        "**Company:** Halden | **Location:** Berlin, Germany | **Score:** 91/100\n"
        "\n"
        "**Reason:** Fits.\n"
        "\n"
        "**Summary:** Pipes.\n"
        "\n"
        "**Age:** posted 2026-01-02\n"
        "\n"
        "---\n"
        "\n"
    )


def test_all_places_of_a_job_are_named() -> None:
    places = tuple(Place(text=name) for name in ("Oslo", "Bergen", "Rome", "Bari", "Pisa"))

    assert "**Location:** Oslo; Bergen; Rome and 2 more |" in render.markdown(
        digest(pick(places=places))
    )


def test_a_file_says_by_whose_word_a_job_is_how_old_and_names_who_asks_for_it() -> None:
    undated = pick(posted_at=None, source="remotive", url="https://remotive.com/remote-jobs/1")

    shown = render.markdown(digest(undated))
    page = render.html(digest(undated))
    (entry,) = json.loads(render.json(digest(undated)))["picks"]

    credit = "[via Remotive](https://remotive.com/remote-jobs/1)"
    assert f"**Age:** first seen 2026-01-02 | {credit}\n" in shown
    assert 'first seen 2026-01-02 · <a href="https://remotive.com/remote-jobs/1"' in page
    assert (entry["posted_at"], entry["first_seen_at"]) == (None, NOW.isoformat())
    assert entry["credit"] == "via Remotive"


def test_without_picks_one_line_says_why() -> None:
    funnel = Funnel(new=412, rejected={"in another place": 300, "an agency": 12}, met=100, below=60)

    assert render.markdown(digest(funnel=funnel)) == (
        "# Daily Job Picks - 2026-01-02\n\n"
        "No picks today: 312 of 412 failed a must (300 in another place, 12 an agency); "
        "60 scored too low.\n"
    )


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    for url in ("javascript:alert(1)", "", "data:text/html,x", "//host/path", "http://[broken"):
        assert "## Backend Engineer\n" in render.markdown(digest(pick(url=url)))


@given(title=hostile, company=hostile, reason=hostile, summary=hostile, url=hostile)
def test_no_text_changes_the_shape_of_the_markdown(
    title: str, company: str, reason: str, summary: str, url: str
) -> None:
    one = pick(
        title=title,
        company=company,
        reason=reason,
        summary=summary,
        url=f"https://jobs.example.com/{url}",
    )

    lines = render.markdown(digest(one)).split("\n")

    assert len(lines) == 14
    link = r"\(https://jobs\.example\.com/[^\s()<>\\]*\)"
    assert re.fullmatch(rf"## \[(\\.|[^\[\]\\])*\]{link}", lines[2])
    starts = [i for i, line in enumerate(lines) if line.startswith(("#", "-", ">", "<"))]
    assert starts == [0, 2, 11]
    assert len(re.findall(r"(?<!\\)\*\*", "\n".join(lines))) == 12
    assert not re.search(r"(?<!\\)[<`]", "\n".join(lines[3:]))


@given(title=hostile, reason=hostile, url=hostile)
def test_no_text_adds_a_tag_or_a_link_to_the_page(title: str, reason: str, url: str) -> None:
    one = pick(title=title, reason=reason, url=f"https://jobs.example.com/{url}")

    tree = LexborHTMLParser(render.html(digest(one)))

    links = [node.attributes.get("href") or "" for node in tree.css("a")]
    assert all(link.startswith("https://jobs.example.com/") for link in links)
    assert len(links) == 1
    assert len(tree.css("article")) == 1
    assert not tree.css("script, img, iframe, article b")


def test_the_page_needs_nothing_else_and_knows_the_dark() -> None:
    page = render.html(digest(pick(), notes=("The model did not answer.",)))

    assert "prefers-color-scheme: dark" in page
    assert "The model did not answer." in page
    assert not re.search(r"src=|@import|url\(", page)


def test_the_json_is_for_programs() -> None:
    pay = Pay(low=50_000, high=60_000, currency="EUR", period="year")
    twin = posting(id="p2", url="https://other.example.com/9")
    one = pick(pay=pay, twins=(twin,), posted_at=datetime(2026, 1, 1, tzinfo=UTC), fit=77)

    content = json.loads(render.json(digest(one)))

    assert content["day"] == "2026-01-02"
    assert content["funnel"]["picked"] == 1
    entry = content["picks"][0]
    assert entry["score"] == 77
    assert entry["links"] == ["https://jobs.example.com/1", "https://other.example.com/9"]
    assert entry["pay"] == {"low": 50_000, "high": 60_000, "currency": "EUR", "period": "year"}
    assert entry["posted_at"] == "2026-01-01T00:00:00+00:00"


def test_what_is_worth_a_look_stands_in_every_form_and_starts_nothing() -> None:
    fee = Signal(kind="fee", evidence="a [fee](https://x.example) of <b>50</b>")
    told = digest(pick().model_copy(update={"signals": (fee,)}))

    assert "**Worth a look before you apply:** it may ask applicants to pay: “a \\[fee" in (
        render.markdown(told)
    )
    line = render.markdown(told).partition("Worth a look")[2]
    assert not re.search(r"(?<!\\)[\[\]<]", line)
    assert "Worth a look before you apply: it may ask applicants to pay: “a [fee]" in (
        render.html(told)
    )
    assert not LexborHTMLParser(render.html(told)).css("article b")
    entry = json.loads(render.json(told))["picks"][0]
    assert entry["signals"] == [fee.model_dump()]


def test_what_a_posting_does_not_state_is_said_and_one_pick_is_one() -> None:
    told = digest(pick(company="", places=()))

    assert "**Company:** not stated | **Location:** not stated | " in render.markdown(told)
    assert render.funnel_line(told.funnel).endswith("→ 1 scored → 1 pick")
