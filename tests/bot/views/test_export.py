"""What others wrote, in CSV, Markdown and feeds: it reads as it was written and does nothing."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.export import File, fitting, parted
from bot.stores.tracking.stages import Step
from bot.stores.tracking.tracks import Note, Track
from bot.views.export import Done, Job, cell, facts_of, table
from bot.views.feed import Item, Place, json_feed, rss
from bot.views.forget import still_valid
from bot.views.markdown import escaped, link, quoted
from tests.factories import NOW, pick

_TEXTS = st.text(max_size=60)
_PLACE = Place(url="https://picks.example.com/feed/x.xml", home="https://picks.example.com")
_HOSTILE = "\x00\x08\x1b\ufffe\ud800 ]]></title><script>alert(1)</script>&amp; 🦉"


@pytest.mark.parametrize("begins", list("=+-@\t\r\n＝＋－＠"))
def test_a_cell_that_a_spreadsheet_would_run_is_text(begins: str) -> None:
    assert cell(f"{begins}1+1") == f"'{begins}1+1"
    assert cell(f"1{begins}1") == f"1{begins}1"


@given(pad=st.text(alphabet=" \"'a,", max_size=3), begins=st.sampled_from("=+-@＝"))
def test_a_spreadsheet_that_splits_at_semicolons_runs_nothing_either(pad: str, begins: str) -> None:
    # So does Excel in German, Spanish, French, Portuguese and Russian.
    words = f"Engineer;{pad}{begins}cmd|' /C calc'!A0;b\n{begins}1+1"
    track = Track(notes=(Note(id=1, text=words, at=NOW),))
    content = table([Job(facts=facts_of(pick(reason=words)), shown=NOW, track=track)], zone="UTC")

    text = content.decode("utf-8-sig").partition("\n")[2]
    cells = [each for row in csv.reader(text.splitlines(), delimiter=";") for each in row]
    assert not [each for each in cells if each.strip(' "').startswith(tuple("=+-@＝"))]


@given(title=_TEXTS, company=_TEXTS, words=_TEXTS, note=_TEXTS)
def test_whatever_a_posting_says_every_row_has_its_columns_and_no_formula(
    title: str, company: str, words: str, note: str
) -> None:
    job = Job(
        facts=facts_of(pick(title=title, company=company, reason=words)),
        shown=NOW,
        track=Track(notes=(Note(id=1, text=note, at=NOW),)),
    )

    read = list(csv.reader(io.StringIO(table([job], zone="UTC").decode("utf-8-sig"), newline="")))

    assert [len(row) for row in read] == [18, 18]
    assert not [each for row in read for each in row if each[:1] in {*"=+-@\t\r\n"} and each]


def test_the_table_is_utf_8_that_excel_knows_as_such() -> None:
    content = table([Job(facts=facts_of(pick(title="Köchin · 料理人")), shown=NOW)], zone="UTC")

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Köchin · 料理人" in content.decode("utf-8-sig")


def test_a_row_tells_what_became_of_a_job_in_the_persons_own_days() -> None:
    late = NOW.replace(hour=23, minute=30)
    job = Job(
        facts=facts_of(pick()),
        shown=late,
        marks={"applied": Done(at=late), "hidden": Done(at=late, reason="role+")},
        track=Track(
            steps=(Step(id=1, stage="applied", at=late), Step(id=2, stage="offer", at=late)),
            notes=(Note(id=2, text="later", at=late), Note(id=1, text="first", at=late)),
        ),
    )

    [row] = csv.DictReader(io.StringIO(table([job], zone="Asia/Tokyo").decode("utf-8-sig")))

    assert row["Shown"] == row["Applied"] == row["Not for me"] == row["Since"] == "2026-01-03"
    assert (row["Stage"], row["Reason"]) == ("Offer", "Role")
    assert row["Notes"] == "first\nlater"


_MARKS = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~&!@]")


@given(_TEXTS)
def test_no_mark_of_markdown_stands_unescaped(text: str) -> None:
    said = escaped(text)

    assert not _MARKS.search(said)
    assert "\n" not in said
    assert not re.match(r"\s*([-+=]|\d+[.)])\s", said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C++ & C#", "C++ \\& C\\#"),
        ("- a list", "\\- a list"),
        ("1. a list", "1\\. a list"),
        ("https://evil.example", "https\\://evil.example"),
        ("www.evil.example", "www\\.evil.example"),
        ("<script>", "\\<script\\>"),
        ("[a](b)", "\\[a\\](b)"),
    ],
)
def test_text_reads_as_it_was_written(text: str, said: str) -> None:
    assert escaped(text) == said


def test_a_link_leads_only_where_a_link_may_lead() -> None:
    assert link("Job [1]", "https://a.example/x?y=1") == "[Job \\[1\\]](<https://a.example/x?y=1>)"
    assert link("Job", "javascript:alert(1)") == "Job"
    assert link("Job", "https://a.example/>)\n# x") == "Job"


def test_a_note_of_several_lines_stays_a_quotation() -> None:
    assert quoted("# one\n\n- two", indent="    ") == "    > \\# one\n    >\n    > \\- two"


@given(title=st.text(max_size=40), company=_TEXTS, words=_TEXTS)
def test_any_posting_makes_xml_and_json_that_can_be_read(
    title: str, company: str, words: str
) -> None:
    item = Item(pick=pick(title=title, company=company, reason=words, summary=words), at=NOW)

    read = ElementTree.fromstring(rss([item], _PLACE, built=NOW))
    feed = json.loads(json_feed([item], _PLACE))

    assert len(read.findall(".//item")) == len(feed["items"]) == 1


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        (f"yes.{int(NOW.timestamp())}", True),
        (f"yes.{int(NOW.timestamp()) - 600}", True),
        (f"yes.{int(NOW.timestamp()) - 601}", False),
        (f"yes.{int(NOW.timestamp()) + 1}", False),
        ("yes.", False),
        ("yes.-1", False),
        ("yes." + "9" * 40, False),
        ("yes", False),
        ("", False),
    ],
)
def test_everything_is_deleted_only_by_a_button_of_the_last_ten_minutes(
    value: str, valid: bool
) -> None:
    assert still_valid(value, now=NOW) is valid


def test_what_is_no_xml_is_left_out_and_markup_is_text() -> None:
    item = Item(pick=pick(title=_HOSTILE, company=_HOSTILE, reason=_HOSTILE), at=NOW)

    content = rss([item], _PLACE, built=NOW)
    entry = ElementTree.fromstring(content).find(".//item")

    assert entry is not None
    assert "<script>alert(1)</script>" in str(entry.findtext("title"))
    assert "<script" not in str(entry.findtext("description"))
    assert b"<script" not in content


def test_a_posting_without_a_usable_link_has_none_in_the_feed() -> None:
    item = Item(pick=pick(url="javascript:alert(1)"), at=NOW)

    entry = ElementTree.fromstring(rss([item], _PLACE, built=NOW)).find(".//item")

    assert entry is not None
    assert entry.find("link") is None
    assert "url" not in json.loads(json_feed([item], _PLACE))["items"][0]


def test_the_same_job_has_the_same_name_on_another_day() -> None:
    first, second = (Item(pick=pick(), at=NOW + timedelta(days=n)) for n in (0, 1))

    ids = [json.loads(json_feed([each], _PLACE))["items"][0]["id"] for each in (first, second)]

    assert ids[0] == ids[1]


def test_a_file_that_telegram_would_not_take_is_named_and_not_sent() -> None:
    small, large = (File(name=f"{size}.json", content=b"x" * size) for size in (10, 1_000))

    assert parted([small, large], most=100) == ((small,), ("1000.json",))


def test_a_large_file_is_packed_and_a_small_one_is_not() -> None:
    small, large = (File(name="a.json", content=b"x" * size) for size in (10, 1_000))

    assert fitting(small, most=100) == small
    assert fitting(large, most=100).name == "a.json.zip"
    assert len(fitting(large, most=100).content) < 300
