"""`picks parse` and `picks ingest` as they are typed."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from scoring.errors import FileUnreadable, InputError, SourceChanged
from scoring.ingest.run import IngestReport, SourceRun

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def picks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    for name in ("SOURCES", "BOARDS", "DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


def test_parse_prints_a_line_for_each_posting(picks: CliRunner) -> None:
    result = picks.invoke(app, ["parse", "remotive", str(FIXTURES / "remotive" / "response.json")])

    expected = json.loads((FIXTURES / "remotive" / "expected.json").read_bytes())
    assert [json.loads(line) for line in result.stdout.splitlines()] == expected
    assert result.stderr == "2 postings, 0 not read\n"
    assert result.exit_code == 0


def test_parse_says_what_it_could_not_read_and_what_comes_next(
    picks: CliRunner, tmp_path: Path
) -> None:
    page = json.loads((FIXTURES / "arbeitnow" / "response.json").read_bytes())
    page["data"][0].pop("title")
    saved = tmp_path / "page.json.gz"
    saved.write_bytes(gzip.compress(json.dumps(page).encode()))

    result = picks.invoke(app, ["parse", "arbeitnow", str(saved)])

    assert result.stderr.splitlines() == [
        "entry 1: no field 'title'",
        "to be read next: https://www.arbeitnow.com/api/job-board-api?page=2",
        "1 postings, 1 not read",
    ]


def test_parse_reads_any_export_as_file(picks: CliRunner, tmp_path: Path) -> None:
    export = tmp_path / "jobs.csv"
    export.write_text("Title,Employer\nCook,Ruff\n,Ruff\n")

    result = picks.invoke(app, ["parse", "file", str(export)])

    assert json.loads(result.stdout)["company"] == "Ruff"
    assert result.stderr == "line 3: no title\n1 postings, 1 not read\n"


def test_parse_takes_the_board_that_the_response_came_from(picks: CliRunner) -> None:
    response = str(FIXTURES / "lever" / "response.json")

    result = picks.invoke(app, ["parse", "lever", response, "--board", "marram=Marram, Inc."])

    assert json.loads(result.stdout.splitlines()[0])["company"] == "Marram, Inc."


def test_parse_lists_the_sources_for_an_unknown_one(picks: CliRunner) -> None:
    result = picks.invoke(app, ["parse", "indeed", "page.json"], env={"COLUMNS": "400"})

    assert result.exit_code == 2
    assert "There is no source 'indeed'; there are: adzuna, arbeitnow," in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [("none.json", None, FileUnreadable), ("page.json", b"<html>", SourceChanged)],
)
def test_parse_fails_with_an_error_of_ours(
    picks: CliRunner, tmp_path: Path, name: str, content: bytes | None, error: type[Exception]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    result = picks.invoke(app, ["parse", "lever", str(tmp_path / name)])

    assert isinstance(result.exception, error)


def test_ingest_refuses_an_unknown_source_and_a_board_of_another_form(picks: CliRunner) -> None:
    for option in (["--source", "indeed"], ["--board", "acme"]):
        result = picks.invoke(app, ["ingest", *option])

        assert isinstance(result.exception, InputError)


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        (
            (SourceRun(source="lever", error="it answered 403"), SourceRun(source="ashby", new=7)),
            0,
            ("lever", "it answered 403", "7"),
        ),
        ((SourceRun(source="lever", error="it answered 403"),), 1, ("it answered 403",)),
        ((SourceRun(source="lever", unchanged=3),), 0, ("3 pages unchanged",)),
        ((SourceRun(source="adzuna", skipped="needs the key app_id"),), 0, ("not asked: needs",)),
        ((SourceRun(source="lever", error="[bold]x[/]"),), 1, ("[bold]x[/]",)),
    ],
)
def test_ingest_prints_a_row_for_each_source(
    picks: CliRunner,
    monkeypatch: pytest.MonkeyPatch,
    rows: tuple[SourceRun, ...],
    code: int,
    words: tuple[str, ...],
) -> None:
    async def ran(*_: object, **__: object) -> IngestReport:
        return IngestReport(rows=rows)

    monkeypatch.setattr("bot.cli.live.ingest", ran)

    result = picks.invoke(app, ["ingest", "--database", "picks.db"], env={"COLUMNS": "200"})

    assert result.exit_code == code
    assert all(each in result.stdout for each in words)


def test_a_board_alone_asks_only_its_source(
    picks: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def ran(sources: object, *, ask: object, **_: object) -> IngestReport:
        asked.extend([sources, ask])
        return IngestReport()

    monkeypatch.setattr("bot.cli.live.ingest", ran)

    picks.invoke(app, ["ingest", "--board", "lever:marram", "--database", "picks.db"])

    assert "lever" in repr(asked[0])
    assert "greenhouse" not in repr(asked)
    assert "marram" in repr(asked[1])


def test_a_mailbox_alone_can_be_read_and_a_fault_of_it_is_a_row(
    picks: CliRunner, tmp_path: Path
) -> None:
    account = {"MAILBOX_HOST": "localhost", "MAILBOX_USER": "canary", "MAILBOX_PASSWORD": "canary"}
    settings = account | {"MAILBOX_PORT": "1", "COLUMNS": "200"}  # where nobody listens
    command = ["ingest", "--source", "mailbox", "--database", str(tmp_path / "picks.db")]

    result = picks.invoke(app, command, env=settings)

    assert "mailbox" in result.stdout
    assert "its server gave no connection: Connection refused" in result.stdout
    assert "canary" not in result.output
    assert result.exit_code == 1


def test_without_a_mailbox_its_name_says_where_one_is_set(picks: CliRunner) -> None:
    with pytest.raises(InputError, match="MAILBOX_HOST"):
        picks.invoke(app, ["ingest", "--source", "mailbox"], catch_exceptions=False)
