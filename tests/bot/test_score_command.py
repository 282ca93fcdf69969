"""`picks score` as it is typed: a file, stdin, a link; what it prints and how it fails."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from scoring.errors import InputError
from tests.scoring.documents import pdf

POSTING = """Backend Engineer at Fernweh Analytics - Berlin

You will design and run backend services in Python, PostgreSQL and Kubernetes. Apply now.
A PhD in physics is required. We offer 80,000 - 95,000 EUR per year.
"""
WISH = "backend engineer, python, remote only"


@pytest.fixture
def picks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    for name in ("DATABASE", "LLM_MODEL", "LINKEDIN_GUEST_PAGES"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


def test_a_file_is_scored_as_markdown(picks: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "job.txt").write_text(POSTING)

    result = picks.invoke(app, ["score", "job.txt", "--profile", WISH])

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "## Backend Engineer"
    assert "**Company:** Fernweh Analytics | **Location:** Berlin" in lines[1]
    assert "needs a PhD" in result.stdout
    assert "Read from what you sent." in lines
    assert "Your lists leave it out: another workplace." in lines
    assert "titles: backend engineer" in result.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "job.txt"]


def test_stdin_is_scored_as_json(picks: CliRunner) -> None:
    result = picks.invoke(app, ["score", "-", "--profile", WISH, "--json"], input=POSTING)

    found = json.loads(result.stdout)
    [pick] = found["picks"]
    assert (pick["title"], pick["company"]) == ("Backend Engineer", "Fernweh Analytics")
    assert 0 < pick["score"] <= 100
    assert found["notes"][0] == "Read from what you sent."


def test_a_saved_page_and_a_pdf_are_scored_too(picks: CliRunner, tmp_path: Path) -> None:
    page = (
        '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Cook",'
        '"hiringOrganization": {"name": "Heron"}, "description": "Soup."}</script></html>'
    )
    (tmp_path / "job.html").write_text(page)
    (tmp_path / "job.pdf").write_bytes(pdf(POSTING.splitlines()))

    of_page = picks.invoke(app, ["score", "job.html", "--profile", "cook"])
    of_pdf = picks.invoke(app, ["score", "job.pdf", "--profile", WISH])

    assert of_page.stdout.startswith("## Cook\n**Company:** Heron")
    assert of_pdf.stdout.startswith("## Backend Engineer\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://127.0.0.1/job", "no public site"),
        ("file:///etc/passwd", "begin with http"),
        ("nothing-here.txt", "neither a link nor a file"),
        ("https://www.linkedin.com/jobs/view/3812345678", "terms"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(picks: CliRunner, given: str, said: str) -> None:
    result = picks.invoke(app, ["score", given, "--profile", WISH])

    assert result.exit_code == 1
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)


def test_a_text_that_is_no_posting_is_an_error(picks: CliRunner) -> None:
    result = picks.invoke(app, ["score", "-", "--profile", WISH], input="good morning to you all")

    assert isinstance(result.exception, InputError)


def test_somebody_has_to_be_named(picks: CliRunner) -> None:
    result = picks.invoke(app, ["score", "-"], input=POSTING)

    assert result.exit_code == 2
    assert "Who is it for?" in result.stderr
