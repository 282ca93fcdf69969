"""How well real postings are read and twins are found; the data lies beside the project."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import extraction
from scoring.dedupe.clusters import entry, same_job
from scoring.model import Posting
from scoring.normalise import normalise
from tests.factories import NOW, raw

pytestmark = pytest.mark.shared

_F1 = {
    "years": 0.93,
    "pay": 0.95,
    "degree": 0.94,
    "degree required": 0.88,
    "sponsorship": 0.93,
    "language": 0.93,
}
_ACCURACY = {"level": 0.92, "country": 0.95}


def test_facts_are_read_as_well_as_they_were(shared: Path, tmp_path: Path) -> None:
    report = tmp_path / "facts.json"

    extraction.main(["--labels", str(shared / "data/labels/extraction"), "--json", str(report)])

    found = {
        (row["field"], row["metric"]): row["value"]
        for row in json.loads(report.read_text())
        if row["language"] == "en"
    }
    worse = {
        (field, metric): found[field, metric]
        for metric, least in (("f1", _F1), ("accuracy", _ACCURACY))
        for field, value in least.items()
        if found[field, metric] < value
    }
    assert worse == {}


def test_labels_that_are_missing_or_unknown_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"text": "Se requieren 3 años de experiencia", "expect": {"min": 3, "max": None}}
    (tmp_path / "es_yoe_corpus.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "mood_corpus.jsonl").write_text("{}", encoding="utf-8")
    report = tmp_path / "facts.json"

    extraction.main(["--labels", str(tmp_path), "--json", str(report)])

    said = capsys.readouterr().out
    found = {
        (row["set"], row["field"], row["metric"]): row for row in json.loads(report.read_text())
    }
    assert found["es_yoe_corpus", "years", "f1"]["value"] == 1.0
    assert found["es_yoe_corpus", "years", "f1"]["language"] == "es"
    assert "not measured: mood_corpus.jsonl" in said
    assert f"skipped: no level_corpus.jsonl[.gz] in {tmp_path}" in said


def test_one_opening_under_two_titles_is_found_by_its_number(shared: Path) -> None:
    """Most pairs are one employer's internships whose titles two lists turn round."""
    folder = shared / "data"
    pairs = list(_pairs(folder))

    found = sum(same_job(entry(one), entry(other)) for one, other in pairs)

    assert len(pairs) >= 20
    assert found / len(pairs) >= 0.6


def _pairs(folder: Path) -> Iterator[tuple[Posting, ...]]:
    lines: dict[str, list[str]] = {}
    for cluster in _lines(folder / "labels/duplicates/duplicates_by_ats_id.jsonl.gz"):
        members = json.loads(cluster)["members"]
        if not all((folder / "postings" / member["file"]).exists() for member in members):
            continue
        for member in members:
            if member["file"] not in lines:
                lines[member["file"]] = _lines(folder / "postings" / member["file"])
        yield tuple(_posting(json.loads(lines[m["file"]][m["line0"]])) for m in members[:2])


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def _posting(record: dict[str, Any]) -> Posting:
    title = record.get("title") or record.get("role_title") or record.get("name") or ""
    page = raw(external_id=str(record), title=title, company=record.get("company") or "", html="")
    return normalise(page, source="list", seen_at=NOW)
