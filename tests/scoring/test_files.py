"""Files of postings: every shape is read, what cannot be read is named, and nothing goes off."""

import csv
import gzip
import io
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import FileUnreadable
from scoring.model import Pay, RawPosting, Unread
from scoring.sources import _files
from scoring.sources.file import read_file

Save = Callable[[str, str | bytes], Path]
BAKER = {"title": "Baker", "company": "Dunlin Foods", "url": "https://dunlin.example/1"}
COOK = {"title": "Cook", "company": "Dunlin Foods", "url": "https://dunlin.example/2"}


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(name: str, content: str | bytes) -> Path:
        data = content if isinstance(content, bytes) else content.encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return saved


def titles(path: Path) -> list[str]:
    """Return each record's title, or where it stands and why it is none."""
    return [
        each.title if isinstance(each, RawPosting) else f"{each.where}: {each.why}"
        for each in read_file(path)
    ]


def only(path: Path) -> RawPosting:
    [found] = read_file(path)
    assert isinstance(found, RawPosting)
    return found


LINES = f"{json.dumps(BAKER)}\n\n{json.dumps(COOK)}\n"
TABLE = "title,company,job_url\r\nBaker,Dunlin Foods,https://x.example/1\r\nCook,,\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", LINES),
        ("a.jsonl.gz", LINES),
        ("a.ndjson", LINES.replace("\n", "\r\n")),
        ("a.json", LINES),
        ("export", LINES),
        ("packed-without-a-name", gzip.compress(LINES.encode())),
        ("a.json", json.dumps([BAKER, COOK])),
        ("a.json.gz", json.dumps([BAKER, COOK], indent=2)),
        ("a.json", json.dumps({"jobs": [BAKER, COOK]})),
        ("a.json", json.dumps({"count": 2, "data": {"results": [BAKER, COOK]}}, indent=1)),
        ("a.csv", TABLE),
        ("a.csv.gz", TABLE),
        ("a.tsv", TABLE.replace(",", "\t")),
        ("a.csv", TABLE.replace(",", ";")),
        ("a.csv", b"\xef\xbb\xbf" + TABLE.encode()),
        ("a.jsonl", b"\xef\xbb\xbf" + LINES.encode()),
        ("a.json", b"\xef\xbb\xbf" + json.dumps([BAKER, COOK]).encode()),
    ],
)
def test_every_form_of_file_is_read(save: Save, name: str, content: str | bytes) -> None:
    assert titles(save(name, content)) == ["Baker", "Cook"]


def test_a_file_with_one_posting_is_read(save: Save) -> None:
    assert titles(save("one.json", json.dumps(BAKER, indent=2))) == ["Baker"]


def test_older_encodings_are_read(save: Save) -> None:
    line = json.dumps({"title": "Bäcker – Köln"}, ensure_ascii=False)

    assert titles(save("a.jsonl", line.encode("cp1252"))) == ["Bäcker – Köln"]


def test_a_bad_line_in_the_middle_is_named_and_the_others_are_read(save: Save) -> None:
    lines = [json.dumps(BAKER), '{"title": "Bre', "[]", '"text"', "{}", json.dumps(COOK)]

    assert titles(save("a.jsonl", "\n".join(lines))) == [
        "Baker",
        "line 2: not valid JSON at column 15 (Invalid control character at)",
        "line 3: a record is an object, not list",
        "line 4: a record is an object, not str",
        "line 5: no title",
        "Cook",
    ]


def test_a_list_that_breaks_off_gives_what_came_before(save: Save) -> None:
    whole = json.dumps([BAKER, COOK])

    found = titles(save("a.json", whole[:-10]))

    assert found[0] == "Baker"
    assert found[1].startswith("entry 2: not valid JSON")
    assert len(found) == 2


def test_a_packed_file_that_breaks_off_gives_what_came_before(save: Save) -> None:
    dice = random.Random(1)
    lines = (json.dumps(BAKER | {"text": dice.randbytes(40).hex()}) for _ in range(1000))
    packed = gzip.compress("\n".join(lines).encode())

    *found, last = read_file(save("a.jsonl", packed[: len(packed) // 2]))

    assert len(found) > 100
    assert isinstance(last, Unread)
    assert "cut off" in last.why


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.jsonl", "", "holds no postings"),
        ("a.csv", "title,company\n", "holds no postings"),
        ("a.json", "{", "no JSON"),
        ("a.json", '{"a": 1, "b": 2}', "no list of postings"),
        ("a.txt", "Dear reader", "none of JSON lines, JSON and CSV"),
        ("a.jsonl.gz.txt", b"\x1f\x8bnonsense", "broken gzip"),
        ("a.csv", "title\nBaker\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_is_none_says_why(save: Save, name: str, content: str, why: str) -> None:
    with pytest.raises(FileUnreadable, match=why):
        list(read_file(save(name, content)))


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(FileUnreadable, match="There is no file"):
            list(read_file(path))


def test_a_bomb_is_stopped(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_files, "_LARGEST_DOCUMENT", 3_000_000)
    monkeypatch.setattr(_files, "_LONGEST", 2_000_000)

    for bomb in (b"\n" * 20_000_000, b"{" + b" " * 20_000_000):
        with pytest.raises(FileUnreadable, match=r"unpacks to over|a line of over"):
            list(read_file(save("bomb.jsonl.gz", bomb)))


def test_a_table_says_where_a_quote_never_closes(save: Save) -> None:
    table = 'title,company\nBaker,Dunlin\nBrewer,"Ruff\nCook,Dunlin\n'

    assert titles(save("a.csv", table)) == ["Baker", "line 3: a quote opens here and never closes"]


def test_jobspys_table_is_read(save: Save) -> None:
    row = {
        "id": "in-77",
        "site": "indeed",
        "job_url": "https://indeed.example/77",
        "title": "Data Engineer",
        "company": "Tern, Inc.",
        "location": "Austin, TX, US",
        "date_posted": "2026-01-01",
        "job_type": "fulltime",
        "interval": "yearly",
        "min_amount": "90000.0",
        "max_amount": "120000.0",
        "currency": "USD",
        "is_remote": "True",
        "description": 'Pipelines,\n"clean" ones',
        "company_url": "nan",
    }
    table = io.StringIO()
    writer = csv.DictWriter(table, row, quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerow(row)

    found = only(save("jobs.csv", table.getvalue()))

    assert found.model_dump(exclude={"external_id"}, exclude_defaults=True) == {
        "url": "https://indeed.example/77",
        "title": "Data Engineer",
        "company": "Tern, Inc.",
        "locations": ("Austin, TX, US",),
        "workplace": "Remote",
        "pay": Pay(low=90000, high=120000, currency="USD", period="year").model_dump(),
        "posted_at": datetime(2026, 1, 1, tzinfo=UTC),
        "employment": "fulltime",
        "html": 'Pipelines,\n"clean" ones',
        "site": "indeed",
    }


FIELDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"Title": "Cook", "Link": "https://x.example/1"}, {"url": "https://x.example/1"}),
    ({"role_title": "Cook", "apply_url": "https://x.example"}, {"url": "https://x.example"}),
    ({"name": "Cook", "career_page_name": "Ruff"}, {"company": "Ruff"}),
    ({"posting_title": "Cook", "company": {"display_name": "Ruff"}}, {"company": "Ruff"}),
    ({"city": "São Paulo", "state": "SP", "country": "BR"}, {"locations": ("São Paulo, SP, BR",)}),
    ({"location": "Oslo", "country": "Norway"}, {"locations": ("Oslo, Norway",)}),
    ({"location": "Oslo, Norway", "country": "Norway"}, {"locations": ("Oslo, Norway",)}),
    ({"location": ["Oslo", "Bergen"]}, {"locations": ("Oslo", "Bergen")}),
    ({"location": "Remote", "country": "Remote / Global"}, {"locations": ("Remote",)}),
    ({"is_remote": 1}, {"workplace": "Remote"}),
    ({"is_remote": "0"}, {"workplace": ""}),
    ({"remote": True}, {"workplace": "Remote"}),
    ({"job_type": "Onsite - Full Time"}, {"workplace": "Onsite"}),
    ({"active": False}, {"open": False}),
    ({"status": "closed"}, {"open": False}),
    ({"status": "active", "is_active": "1"}, {"open": True}),
    ({"postedAt": "1 week ago"}, {"posted_at": None, "posted_text": "1 week ago"}),
    (
        {"postedAt": "2 days ago", "scrapedAt": "2026-01-03T09:00:00Z"},
        {"posted_at": datetime(2026, 1, 1, tzinfo=UTC), "posted_text": ""},
    ),
    ({"date": "March 17, 2026"}, {"posted_at": datetime(2026, 3, 17, tzinfo=UTC)}),
    ({"epoch": "1767250800"}, {"posted_at": datetime(2026, 1, 1, 7, tzinfo=UTC)}),
    ({"createdAt": 1767250800000}, {"posted_at": datetime(2026, 1, 1, 7, tzinfo=UTC)}),
    ({"closing_date": "Jan 17, 2026"}, {"deadline": datetime(2026, 1, 17, tzinfo=UTC)}),
    ({"deadline": "until filled"}, {"deadline": None}),
    ({"salary": "$18/hour"}, {"pay": "$18/hour"}),
    ({"salary": 8000, "salary_raw": "8,000 ETB Monthly"}, {"pay": "8,000 ETB Monthly"}),
    ({"comp_min": 65000, "comp": "€65K"}, {"pay": Pay(low=65000, currency="EUR")}),
    ({"salary_min": 0, "salary_max": None}, {"pay": ""}),
    ({"salary_min": "30,000"}, {"pay": Pay(low=30000)}),
    ({"level": "3"}, {"level": ""}),
    ({"seniority_level": "Associate"}, {"level": "Associate"}),
    ({"skills": "Python\nSQL"}, {"tags": ("Python", "SQL")}),
    ({"skills": "[]"}, {"tags": ()}),
    ({"company": "N/A", "url": None}, {"company": "", "url": ""}),
    ({"description": "Bake.", "requirements": "An oven."}, {"html": "Bake.\n\nAn oven."}),
    ({"description": "nan", "full_description": "Bake."}, {"html": "Bake."}),
]


@pytest.mark.parametrize(("record", "expected"), FIELDS, ids=[str(each) for each, _ in FIELDS])
def test_fields_are_found_by_any_of_their_names(
    save: Save, record: dict[str, Any], expected: dict[str, Any]
) -> None:
    named = any(name in record for name in ("Title", "role_title", "name", "posting_title"))
    found = only(save("a.jsonl", json.dumps(record if named else {"title": "Cook"} | record)))

    assert {name: getattr(found, name) for name in expected} == expected


def test_records_of_known_sites_are_read_as_that_site_reads_them(save: Save) -> None:
    folder = Path(__file__).parents[1] / "fixtures"
    for site, listed in {"ashby": "jobs", "greenhouse": "jobs", "hackernews": "hits"}.items():
        expected = json.loads((folder / site / "expected.json").read_bytes())
        entries = json.loads((folder / site / "response.json").read_bytes())[listed]

        path = save("a.jsonl", "\n".join(map(json.dumps, entries)))
        found = [each for each in read_file(path) if isinstance(each, RawPosting)]

        assert [each.title for each in found] == [each["title"] for each in expected]
        assert {each.site for each in found} == {site}


def test_what_is_left_out_on_purpose_is_said(save: Save) -> None:
    entry = {"by": "ann", "id": 1, "text": "What about Europe?", "time": 1767250800}

    assert titles(save("a.jsonl", json.dumps(entry))) == [
        "line 1: left out: a reply, small talk or an unlisted job"
    ]


def test_the_same_number_on_two_sites_is_not_the_same_posting(save: Save) -> None:
    first = {"id": 1, "title": "Cook", "url": "https://a.example/1"}
    again = first | {"url": "https://b.example/1"}

    ids = [each.external_id for each in map(only, [save("a.jsonl", json.dumps(first))] * 2)]
    other = only(save("b.jsonl", json.dumps(again))).external_id

    assert ids[0] == ids[1] != other


def test_records_without_number_and_address_are_told_apart_by_what_they_say(save: Save) -> None:
    lines = [json.dumps({"title": "Cook", "description": text}) for text in ("One.", "Two.")]

    found = list(read_file(save("a.jsonl", "\n".join(lines))))

    assert len({each.external_id for each in found if isinstance(each, RawPosting)}) == 2


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.jsonl", "a.json", "a.csv", "a"]))
def test_no_bytes_break_the_reader(tmp_path_factory: Any, content: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        assert all(isinstance(each, RawPosting | Unread) for each in read_file(path))
    except FileUnreadable:
        return


REAL = {  # records, and those without a title or that are no posting
    "adzuna_uk_data_jobs_2026": (1709, 0),
    "afghanistan_ngo_jobs_2026": (421, 1),
    "afriworket_ethiopia_2026": (3054, 0),
    "ashby_boards_2025-10": (2891, 0),
    "daily_boards_2026-07-05_2026-08-07": (11388, 0),
    "greenhouse_mix_2026": (474, 0),
    "gupy_brazil_2026": (897, 0),
    "hackernews_who_is_hiring_2026": (1720, 49),
    "iraq_telegram_jobs_2026": (1055, 0),
    "linkedin_postings_2025_2026": (2695, 193),
    "listings_nodesc_agency_roles_2026-08": (3767, 0),
    "listings_nodesc_intern_feed_2026-08": (4469, 0),
    "new_grad_tracker_2026": (1046, 0),
    "uber_careers_2025-12": (776, 0),
}


@pytest.mark.shared
def test_every_real_record_is_read_or_named(shared: Path) -> None:
    counts = {}
    for path in sorted((shared / "data" / "postings").glob("*.jsonl.gz")):
        kinds = Counter(isinstance(each, Unread) for each in read_file(path))  # one at a time
        counts[path.name.removesuffix(".jsonl.gz")] = (kinds.total(), kinds[True])

    assert counts == REAL
