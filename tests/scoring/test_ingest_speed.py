"""The benchmark of an ingest measures what it says, here on postings that are made up."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import ingest
from benchmarks.pages import other, sheets, write_pages
from tests.factories import raw


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    data, folder = tmp_path / "data", tmp_path / "pages"
    data.mkdir()
    folder.mkdir()
    records = [
        {"id": at, "title": f"Baker {at}", "company": "Kestrel", "description": f"Oven {at}."}
        for at in range(30)
    ]
    records.append({"id": 99, "title": ""})  # no posting
    lines = "\n".join(map(json.dumps, records)).encode()
    (data / "made.jsonl.gz").write_bytes(gzip.compress(lines))
    write_pages(data, folder, most=100)
    return folder


def test_beyond_the_files_the_postings_come_again_as_others(pages: Path) -> None:
    found = [raw for page in sheets(pages, size=70) for raw in page.raws()]

    assert len(found) == 70
    assert len({raw.external_id for raw in found}) == 70
    assert {raw.company for raw in found} == {"Kestrel", "Kestrel 2", "Kestrel 3"}


def test_a_changed_page_has_a_new_posting_in_twenty(pages: Path) -> None:
    [before], [after] = sheets(pages, size=30), sheets(pages, size=30, changed=True)

    kept = {raw.external_id for raw in before.raws()} & {raw.external_id for raw in after.raws()}

    assert (len(kept), before.fetch) == (28, after.fetch)
    assert before.body() != after.body()


def test_a_copy_shares_no_run_of_five_words_with_another() -> None:
    text = " ".join(f"word{chr(97 + at % 26)}{'x' * (at // 26)}" for at in range(60))
    made = [other(raw(html=text.replace("word", "w")), copy=copy).html for copy in (2, 3)]

    one, two = (set(zip(*(html.split()[at:] for at in range(5)), strict=False)) for html in made)

    assert len(one) == len(two) == 56
    assert not one & two


def test_every_column_is_measured(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_STEPPED", 60)
    told: list[int] = []

    found = ingest.measure(30, pages, tell=lambda _, more: told.append(more))

    assert found.keys() == ingest._COLUMNS.keys()
    assert all(value >= 0 for value in found.values())
    assert sum(told) == 3 * 30
