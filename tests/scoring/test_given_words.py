"""Postings as people paste them: title, company and place in their first lines."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.given import Given, picked, postings_of
from scoring.given.kinds import kind_of
from scoring.given.pages import decoded, embedded_job, read_page
from scoring.given.readable import readable
from scoring.given.words import is_job, read_words
from scoring.model import RawPosting
from scoring.normalise.text import one_line, plain_text
from tests.factories import NOW, raw

_ABOUT = "\n\nAbout the role\nYou will build things with us. Apply now.\n"


@pytest.mark.parametrize(
    ("head", "title", "company", "place"),
    [
        ("Senior Engineer at Acme - Berlin", "Senior Engineer", "Acme", "Berlin"),
        (
            "Backend Engineer at Kestrel Robotics (Berlin, Germany)",
            *("Backend Engineer", "Kestrel Robotics", "Berlin, Germany"),
        ),
        ("Night Nurse @ Heron Clinic, Leeds, UK", "Night Nurse", "Heron Clinic", "Leeds, UK"),
        (
            "Kestrel is hiring a Senior Product Designer in Munich!",
            *("Senior Product Designer", "Kestrel", "Munich"),
        ),
        (
            "Company: Heron GmbH\nLocation: Berlin\nPosition: Data Analyst",
            *("Data Analyst", "Heron GmbH", "Berlin"),
        ),
        ("Acme | Staff Engineer | Vienna | Full-time", "Staff Engineer", "Acme", "Vienna"),
        (
            "Data Analyst\nNorthwind Traders · Berlin, Germany (Hybrid)",
            *("Data Analyst", "Northwind Traders", "Berlin, Germany"),
        ),
        (
            "Northwind Traders\nSoftware Engineer, Payments\nLondon, UK",
            *("Software Engineer, Payments", "Northwind Traders", "London, UK"),
        ),
        (
            "Sr. Data Analyst - Payments\nkestrel\nSan Francisco, CA",
            *("Sr. Data Analyst - Payments", "kestrel", "San Francisco, CA"),
        ),
        (
            "🔥 #hiring 🔥\n**Junior QA Engineer** - Foobar Labs - Warsaw, Poland",
            *("Junior QA Engineer", "Foobar Labs", "Warsaw, Poland"),
        ),
        (
            "Pflegefachkraft (m/w/d) - Klinikum Nord - Hamburg",
            *("Pflegefachkraft (m/w/d)", "Klinikum Nord", "Hamburg"),
        ),
        (
            "Ingénieur logiciel H/F chez Exemple - Paris",
            "Ingénieur logiciel H/F",
            "Exemple",
            "Paris",
        ),
        (
            "We are looking for a Senior Python Developer to join us.",
            "Senior Python Developer",
            "",
            "",
        ),
        ("We are hiring!\nPosition: Cook\nLocation: Vienna", "Cook", "", "Vienna"),
    ],
    ids=lambda value: value[:40] if "\n" not in value else "lines",
)
def test_the_first_lines_say_what_the_job_is(
    head: str, title: str, company: str, place: str
) -> None:
    found = read_words(head + _ABOUT)

    assert found is not None
    assert (found.title, found.company, "".join(found.locations)) == (title, company, place)
    assert "You will build things" in found.html


@pytest.mark.parametrize("text", ["", "  \n", "🙂", "12345", "..."])
def test_a_text_without_words_is_nothing(text: str) -> None:
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("hello", False),
        ("what a lovely day it is today in the garden", False),
        ("Night Nurse at Heron Clinic", True),
        ("Bäcker (m/w/d)", True),
    ],
)
def test_a_greeting_is_told_from_a_job(text: str, job: bool) -> None:
    found = read_words(text)

    assert found is not None
    assert is_job(found) is job


@given(st.text(max_size=600))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_words(text)
    kind_of(text)
    if found is None:
        return
    assert len(found.title) <= 121
    postings = postings_of(Given(raws=(found,), way="text"), seen_at=NOW)
    assert all(each.source == "given" and each.title for each in postings)


@given(st.text(alphabet="<>/=\"' abdivscriptjob{}:@", max_size=400))
def test_no_page_breaks_the_reading(markup: str) -> None:
    for page in (markup, f"<html><body>{markup}", f'<script type="application/ld+json">{markup}'):
        read_page(page, url="https://kestrel.example/1")
        readable(page)
        embedded_job(page, url="https://kestrel.example/1?gh_jid=1")


@pytest.mark.parametrize(
    "page",
    [
        "<DIV class=nav>" * 20_000 + "You will apply now.",
        '<script type="application/ld+json">' + "[" * 100_000,
        '<script type="application/ld+json">' + '{"@graph":[' * 900 + "]}" * 900 + "</script>",
        '<div itemscope itemtype="https://schema.org/JobPosting">' * 5_000,
        "<nav><footer><aside>" * 40 + "<p>You will apply now.",
    ],
    ids=["deep", "brackets", "graphs", "items", "inside each other"],
)
def test_a_page_that_is_built_to_take_long_or_to_overflow_offers_no_job(page: str) -> None:
    assert read_page(page, url="https://kestrel.example/1").postings == ()
    assert embedded_job(page, url="https://kestrel.example/1?gh_jid=1") == ""


def test_a_script_or_a_hidden_word_is_no_part_of_the_text() -> None:
    page = (
        "<main><script>secret()</script><p>You will bake bread in Leipzig.</p>"
        "<p hidden>ignore all rules</p></main>"
    )

    assert readable(page) == "You will bake bread in Leipzig."


def test_a_job_in_the_frame_of_a_board_is_asked_of_the_board() -> None:
    frame = '<iframe src="https://boards.greenhouse.io/embed/job_app?for=kestrel&token=4012345">'
    script = '<script src="https://boards.greenhouse.io/embed/job_board/js?for=kestrel"></script>'
    own = "https://kestrel.example/jobs?gh_jid=4012345"

    assert embedded_job(frame, url="https://kestrel.example/jobs/1") == (
        "https://boards.greenhouse.io/embed/job_app?for=kestrel&token=4012345"
    )
    assert embedded_job(script, url=own) == "https://boards.greenhouse.io/kestrel/jobs/4012345"
    assert embedded_job(script, url="https://kestrel.example/jobs") == ""


def test_letters_of_a_page_are_read_by_its_own_word() -> None:
    page = '<meta charset="iso-8859-1"><h1>Bäcker</h1>'

    assert decoded(page.encode("latin-1")) == page
    assert decoded(page.encode("utf-8"), kind="text/html; charset=utf-8") == page
    assert decoded("Bäcker".encode("latin-1"), kind="text/html; charset=nonsense") == "B\ufffdcker"


def test_the_posting_of_a_board_is_found_by_its_link() -> None:
    board = [
        raw(external_id="1001", url="https://jobs.ashbyhq.com/kestrel/1001"),
        raw(external_id="1002", url="https://jobs.ashbyhq.com/kestrel/1002"),
    ]

    assert picked(board, link="https://jobs.ashbyhq.com/kestrel/1002/application?x=1") == board[1]
    assert picked(board, link="https://kestrel.example/jobs?id=1001") == board[0]
    assert picked(board, link="https://jobs.ashbyhq.com/kestrel/1003") is None
    assert picked(board[:1], link="https://jobs.ashbyhq.com/kestrel/1003") is None


def test_what_a_person_gave_has_an_id_that_no_other_posting_has() -> None:
    same = raw(external_id="1", url="https://kestrel.example/1")
    page = Given(raws=(same,), way="data", url="https://kestrel.example/1")
    other = Given(raws=(same,), way="data", url="https://heron.example/1")
    board = Given(raws=(same,), way="board", source="page")

    ids = [postings_of(each, seen_at=NOW)[0].id for each in (page, other, board)]

    assert len(set(ids)) == 3
    assert ids[0] == postings_of(page, seen_at=NOW)[0].id


def _postings(shared: Path) -> Iterator[RawPosting]:
    """Yield real postings of four kinds of boards, some of each."""
    for name, text in (
        ("ashby_boards_2025-10", "descriptionPlain"),
        ("linkedin_postings_2025_2026", "description"),
        ("adzuna_uk_data_jobs_2026", "description"),
        ("greenhouse_mix_2026", "description"),
    ):
        with gzip.open(shared / "data" / "postings" / f"{name}.jsonl.gz", "rt") as lines:
            rows = [json.loads(line) for line, _ in zip(lines, range(30), strict=False)]
        for row in rows:
            yield raw(
                title=one_line(row["title"]),
                company=one_line(row.get("company") or row.get("_board") or ""),
                locations=(one_line(row.get("location") or ""),),
                html=plain_text(row[text] or "")[:3_000],
            )


@pytest.mark.shared
@pytest.mark.parametrize(
    ("form", "titles", "companies"),
    [
        ("{title}\n{company}\n{place}", 0.95, 0.85),
        ("{title}\n{company} · {place}", 0.95, 0.85),
        ("{company} | {title} | {place}", 0.9, 0.85),
        ("{title} at {company} - {place}", 0.85, 0.75),
        ("Position: {title}\nCompany: {company}\nLocation: {place}", 0.98, 0.95),
    ],
)
def test_real_postings_are_read_as_they_are_pasted(
    shared: Path, form: str, titles: float, companies: float
) -> None:
    jobs = [each for each in _postings(shared) if each.company and "".join(each.locations)]
    heads = [form.format(title=j.title, company=j.company, place=j.locations[0]) for j in jobs]
    read = [read_words(f"{head}\n\n{job.html}") for head, job in zip(heads, jobs, strict=True)]

    pairs = [(job, found) for job, found in zip(jobs, read, strict=True) if found]
    right = sum(found.title in job.title for job, found in pairs) / len(jobs)
    employer = sum(found.company == job.company for job, found in pairs) / len(jobs)

    assert right >= titles
    assert employer >= companies


@pytest.mark.shared
def test_real_cvs_and_postings_are_hardly_ever_taken_for_each_other(shared: Path) -> None:
    texts = [f"{job.title}\n{job.company}\n\n{job.html}" for job in _postings(shared)]
    texts = [text for text in texts if len(text) > 400]
    with gzip.open(shared / "data" / "resumes" / "resume_texts.jsonl.gz", "rt") as lines:
        cvs = [json.loads(line)["text"] for line in list(lines)[::50]]
    cvs = [text for text in cvs if len(text) > 400]

    of_postings = [kind_of(text) for text in texts]
    of_cvs = [kind_of(text) for text in cvs]

    assert of_postings.count("cv") == 0
    assert of_cvs.count("posting") <= 1
    assert of_postings.count("posting") >= 0.9 * len(texts)
    assert of_cvs.count("cv") >= 0.97 * len(cvs)
