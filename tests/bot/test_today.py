"""`picks today`: one digest from files, on the command line."""

import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app, main
from tests.scoring.documents import pdf

TODAY = datetime.now(UTC).date()


def record(number: int, **fields: object) -> dict[str, object]:
    return {
        "id": str(number),
        "title": "Data Engineer",
        "company": f"Halden {number}",
        "location": "Leeds, United Kingdom",
        "url": f"https://jobs.example.com/{number}",
        "date_posted": (TODAY - timedelta(days=number)).isoformat(),
        "description": "Build pipelines with Python, SQL and Airflow on Snowflake. " * 6
        + f"Team number {number} of the platform group.",
    } | fields


def lines(path: Path, records: Sequence[object]) -> Path:
    text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep caches and databases in the test's folder, and the settings at their defaults."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("DATABASE", str(tmp_path / "picks.db"))
    monkeypatch.delenv("LLM_MODEL", raising=False)
    monkeypatch.chdir(tmp_path)


def picks(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["today", *map(str, arguments)])


PROFILE = ("--profile", "data engineer, Python, SQL, Airflow, Snowflake")


def test_a_sentence_and_a_file_give_markdown_on_stdout(tmp_path: Path) -> None:
    jobs = lines(tmp_path / "jobs.jsonl", [record(1), record(2, title="Florist", description="")])

    result = picks(*PROFILE, "--from", jobs, "--day", TODAY)

    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"# Daily Job Picks - {TODAY}\n\n## [Data Engineer](https://jobs.example.com/1)\n"
        "**Company:** Halden 1 | **Location:** Leeds, United Kingdom | **Score:** "
    )
    assert result.stdout.count("\n---\n") == 1
    assert "jobs.jsonl: 2 read" in result.stderr
    assert "2 new" in result.stderr


def test_a_cv_is_read_and_wishes_come_on_top(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(pdf())
    jobs = lines(
        tmp_path / "jobs.jsonl", [record(1), record(2, location="Lyon, France", company="Verano")]
    )

    result = picks("--cv", "cv.pdf", "--profile", "in Leeds, frobnicate", "--from", jobs)

    assert result.exit_code == 0
    assert "jobs.example.com/1" in result.stdout
    assert "jobs.example.com/2" not in result.stdout
    assert "titles: Senior Data Engineer" in result.stderr
    assert "Not understood: frobnicate" in result.stderr
    assert "1 in another place" in result.stderr
    assert "Mira" not in result.stderr + result.stdout


@pytest.mark.parametrize("repeated", [False, True], ids=["--from a b c", "--from a --from b ..."])
def test_many_files_in_both_ways_of_writing(tmp_path: Path, *, repeated: bool) -> None:
    files = [
        lines(tmp_path / "a.jsonl", [record(1)]),
        lines(tmp_path / "b.json.gz", [json.dumps([record(2)])]),
        tmp_path / "c.csv",
    ]
    files[2].write_text(
        "title,company,location,job_url,description\n"
        "Data Engineer,Orchard,Leeds,https://jobs.example.com/3,Python and SQL and Airflow\n"
    )
    given = (
        [part for file in files for part in ("--from", file)] if repeated else ["--from", *files]
    )

    result = picks(*PROFILE, *given, "--lowest", 0)

    assert result.exit_code == 0
    assert {f"jobs.example.com/{n}" in result.stdout for n in (1, 2, 3)} == {True}
    assert "3 postings read, 0 not, 3 files" in result.stderr


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_the_digest_is_written_in_the_form_of_the_name(tmp_path: Path, ending: str) -> None:
    jobs = lines(tmp_path / "jobs.jsonl.gz", [record(1)])

    result = picks(*PROFILE, "--from", jobs, "--out", f"picks.{ending}")

    assert result.exit_code == 0
    assert result.stdout == ""
    written = (tmp_path / f"picks.{ending}").read_text()
    start = {"md": "# Daily Job Picks", "html": "<!doctype html>", "json": "{"}[ending]
    assert written.startswith(start)
    assert "jobs.example.com/1" in written


def test_what_cannot_be_read_is_counted_with_its_reasons(tmp_path: Path) -> None:
    jobs = lines(
        tmp_path / "jobs.jsonl",
        [record(1), "{half a rec", record(3, title=""), record(4, title=""), record(5, url="")],
    )

    result = picks(*PROFILE, "--from", jobs)

    assert result.exit_code == 0
    assert "jobs.jsonl: 2 read, 3 not (2 no title" in result.stderr


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = lines(tmp_path / "good.jsonl", [record(1)])
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(b"\x1f\x8b\x08 nothing")

    result = picks(*PROFILE, "--from", broken, good)

    assert result.exit_code == 0
    assert "broken.jsonl.gz: 0 read" in result.stderr
    assert "jobs.example.com/1" in result.stdout


def test_files_have_no_age_unless_one_is_asked_for(tmp_path: Path) -> None:
    old = (TODAY - timedelta(days=400)).isoformat()
    jobs = lines(tmp_path / "jobs.jsonl", [record(1, date_posted=old)])

    assert "jobs.example.com/1" in picks(*PROFILE, "--from", jobs).stdout
    aged = picks(*PROFILE, "--from", jobs, "--max-age", 30)
    assert aged.exit_code == 0
    assert "No picks today: 1 of 1 failed a must (1 too old)." in aged.stdout


def test_the_same_files_are_read_once(tmp_path: Path) -> None:
    jobs = lines(tmp_path / "jobs.jsonl", [record(1), record(2, title="")])
    first = picks(*PROFILE, "--from", jobs)
    made = {path: path.stat().st_ino for path in (tmp_path / "cache").rglob("picks.db")}

    again = picks(*PROFILE, "--from", jobs)

    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    found = {path: path.stat().st_ino for path in (tmp_path / "cache").rglob("picks.db")}
    assert found == made
    assert len(made) == 1


def test_changed_files_are_read_anew(tmp_path: Path) -> None:
    jobs = lines(tmp_path / "jobs.jsonl", [record(1)])
    picks(*PROFILE, "--from", jobs)
    lines(jobs, [record(2)])

    assert "jobs.example.com/2" in picks(*PROFILE, "--from", jobs).stdout


def test_only_a_few_sets_of_files_are_kept(tmp_path: Path) -> None:
    for number in range(8):
        picks(*PROFILE, "--from", lines(tmp_path / "jobs.jsonl", [record(number)]))

    assert len(list((tmp_path / "cache").rglob("report.json"))) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--from", "jobs.jsonl"], "Who is it for?", id="nobody"),
        pytest.param([*PROFILE, "--from", "none.jsonl"], "does not exist", id="no such file"),
        pytest.param([*PROFILE, "jobs.jsonl"], "follow --from", id="files without --from"),
        pytest.param(
            [*PROFILE, "--from", "jobs.jsonl", "--out", "picks.exe"], "ends in none of", id="form"
        ),
        pytest.param(
            [*PROFILE, "--from", "jobs.jsonl", "--count", "0"],
            "greater than or equal to 1",
            id="count",
        ),
        pytest.param(
            [*PROFILE, "--from", "jobs.jsonl", "--out", "none/picks.md"],
            "there is no folder 'none'",
            id="no folder",
        ),
        pytest.param([*PROFILE, "--day", "soon"], "does not match", id="day"),
    ],
)
def test_wrong_usage_is_exit_code_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    lines(tmp_path / "jobs.jsonl", [record(1)])

    result = picks(*arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--cv", "cv.exe"], "'cv.exe' is a program, not a CV.", id="no CV"),
        pytest.param(["--profile", "😀"], "Nothing to rank by was read", id="an empty wish"),
        pytest.param([*PROFILE, "--out", "folder.md"], "cannot be written", id="a folder"),
        pytest.param(
            [*PROFILE, "--from", "bad.jsonl"], "No posting could be read", id="nothing readable"
        ),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_1(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    lines(tmp_path / "jobs.jsonl", [record(1)])
    (tmp_path / "bad.jsonl").write_text("no JSON\n")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "cv.exe").write_bytes(b"MZ" + bytes(100))
    files = [] if "--from" in arguments else ["--from", "jobs.jsonl"]
    monkeypatch.setattr(sys, "argv", ["picks", "today", *arguments, *files])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 1
    assert said in capsys.readouterr().err


def test_a_process_of_its_own_ends_with_that_line_and_code(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("no JSON\n")

    ran = subprocess.run(
        [sys.executable, "-m", "bot", "today", *PROFILE, "--from", "bad.jsonl"],
        capture_output=True,
        text=True,
        check=False,
        env={"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "", "PYTHONPATH": sys.path[0]},
    )

    assert ran.returncode == 1
    assert "No posting could be read" in ran.stderr
    assert "Traceback" not in ran.stderr
