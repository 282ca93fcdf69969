"""A CV arrives as a file: its text comes out, or a sentence that says what to do."""

import asyncio
import gzip
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest

from scoring.edge.cv import reader as cv
from scoring.edge.cv.kinds import read
from scoring.edge.cv.reader import read_cv, read_cv_text
from scoring.errors import FileUnreadable
from tests.scoring.documents import CV_LINES, bomb, pdf, real_cv, word


async def refusal(data: bytes, name: str = "cv.pdf") -> str:
    with pytest.raises(FileUnreadable) as caught:
        await read_cv(data, name=name)
    return str(caught.value)


async def test_a_text_file_is_read_in_a_child() -> None:
    assert await read_cv("Köchin in Lyon".encode(), name="cv.txt") == "Köchin in Lyon"


async def test_a_pdf_gives_its_lines() -> None:
    assert await read_cv(pdf(), name="cv.pdf") == "\n".join(CV_LINES)


async def test_a_word_file_gives_its_paragraphs_and_tables_in_order() -> None:
    data = word(["Mira Anders", "Data Engineer"], table=[["Python", "5 years"], ["SQL", "8 years"]])

    text = await read_cv(data, name="cv.docx")

    assert text.split("\n") == [
        *("Mira Anders", "Data Engineer"),
        *("Python", "5 years", "", "SQL", "8 years"),
    ]


async def test_headers_and_text_boxes_of_a_word_file_are_read_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mira Anders, Leeds"
    document.add_paragraph("Data Engineer with Python")
    packed = io.BytesIO()
    document.save(packed)
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r>'
        "<w:t>Skills: Airflow</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
        "<w:txbxContent><w:p><w:r><w:t>Skills: Airflow</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    data = _edited(packed.getvalue(), "word/document.xml", "<w:sectPr", f"{box}<w:sectPr")

    text = await read_cv(data, name="cv.docx")

    assert [line for line in text.split("\n") if line] == [
        "Mira Anders, Leeds",
        "Data Engineer with Python",
        "Skills: Airflow",
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Köchin in Lyon, 8 Jahre".encode(), id="utf-8"),
        pytest.param("Köchin in Lyon, 8 Jahre".encode("utf-16"), id="utf-16"),
        pytest.param("Köchin in Lyon, 8 Jahre".encode("cp1252"), id="windows latin"),
        pytest.param(
            b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}K\\'f6chin in \\b Lyon\\b0 , 8 Jahre\\par}",
            id="rtf",
        ),
        pytest.param(
            b"<!DOCTYPE html><html><head><style>p{color:red}</style></head><body>"
            b"<script>alert(1)</script><p>K&ouml;chin in Lyon, 8 Jahre</p></body></html>",
            id="html",
        ),
    ],
)
def test_text_in_any_form_is_read(data: bytes) -> None:
    assert read(data) == ("Köchin in Lyon, 8 Jahre", ())


async def test_what_a_file_is_counts_and_not_its_name() -> None:
    assert (
        await read_cv(word(["Data Engineer in Leeds"]), name="cv.pdf") == "Data Engineer in Leeds"
    )
    assert (
        await read_cv(pdf(["Data Engineer in Leeds"]), name="cv.docx") == "Data Engineer in Leeds"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"MZ\x90\x00" + bytes(500), "is a program", id="a program named .pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(90), "looks like a scan", id="a picture"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "old Word file", id="doc"),
        pytest.param(b"%PDF-1.7\nnothing more", "is damaged", id="a torn PDF"),
        pytest.param(b"PK\x03\x04" + bytes(50), "is damaged", id="a torn DOCX"),
        pytest.param(pdf([]), "looks like a scan", id="a scan without text"),
        pytest.param(bytes(range(256)) * 9, "is not a PDF, DOCX or text file", id="noise"),
        pytest.param(b"\x1f\x8b\x08" + bytes(30), "is an archive", id="gzip"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, said: str) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read(data)

    assert said in str(caught.value)
    assert "end" in str(caught.value)  # "Send ...", "send ..."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n ", "is empty", id="only spaces"),
        pytest.param(b"MZ\x90\x00" + bytes(500), "is a program", id="a program, in a child"),
        pytest.param(b"x" * (cv.MAX_BYTES + 1), "at most 20 MB", id="too large"),
    ],
)
async def test_a_refusal_names_the_file(data: bytes, said: str) -> None:
    message = await refusal(data)

    assert message.startswith("'cv.pdf' ")
    assert said in message
    assert "end" in message


async def test_another_archive_is_no_word_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("cv.pdf", "hello")

    assert "is an archive" in await refusal(packed.getvalue(), "cv.docx")


async def test_a_file_with_a_password_says_so() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

    assert "protected by a password" in await refusal(locked, "cv.docx")


async def test_a_word_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bomb(size=200_000_000)
    assert len(data) < 1_000_000

    assert "unpacks to 191 MB" in await refusal(data, "cv.docx")


async def test_a_word_bomb_that_lies_about_its_size_is_cut() -> None:
    data = bytearray(bomb(size=100_000_000))
    true_size = (100_000_000).to_bytes(4, "little")
    data = data.replace(true_size, (1_000).to_bytes(4, "little"))

    assert "cannot be opened" in await refusal(bytes(data), "cv.docx")


async def test_a_pdf_bomb_meets_the_limits_of_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cv, "_TIMEOUT_S", 1.0)
    endless = b"BT /F1 9 Tf 9 TL\n" + b"(aaaa bbbb cccc dddd) Tj T*\n" * 2_000_000

    assert "too much memory or time" in await refusal(pdf(pages=3, stream=endless))


async def test_a_long_pdf_is_read_up_to_a_page_and_says_so() -> None:
    read = await read_cv_text(pdf(["Data Engineer, once more"], pages=130), name="cv.pdf")

    assert read.text.count("once more") == 100
    assert read.notes == ("Only the first 100 of 130 pages were read.",)


async def test_a_hostile_name_stays_one_short_line() -> None:
    message = await refusal(b"", "a\nb\u202e" + "x" * 500)

    assert "\n" not in message
    assert len(message) < 140


async def test_many_files_at_once_are_read_by_a_few_children() -> None:
    texts = await asyncio.gather(*(read_cv(pdf(), name=f"{n}.pdf") for n in range(6)))

    assert set(texts) == {"\n".join(CV_LINES)}


async def test_giving_up_on_a_file_ends_its_process() -> None:
    slow = b"BT /F1 9 Tf 9 TL\n" + b"(aaaa bbbb cccc dddd) Tj T*\n" * 2_000_000
    before = _children()
    reading = asyncio.create_task(read_cv(pdf(pages=3, stream=slow), name="cv.pdf"))
    while _children() == before:  # noqa: ASYNC110 - the kernel has no event for it
        await asyncio.sleep(0)

    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert _children() == before


async def test_the_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123:canary")

    assert "canary" not in str(cv._environment())


@pytest.mark.shared
def test_every_real_cv_is_read(shared: Path) -> None:
    files = sorted((shared / "data/resumes").rglob("*.pdf"))
    files += sorted((shared / "data/resumes").rglob("*.docx"))

    texts = {path.name: real_cv(path) for path in files}

    assert len(texts) == 56
    short = {name for name, (text, _) in texts.items() if len(text.split()) < 60}
    assert short == {"faiirusss__sample_cv.pdf"}  # it has 17 words
    assert len(texts["rendercv__classic_full.pdf"][0].split()) > 37_000
    assert not [name for name, (_, notes) in texts.items() if notes]


@pytest.mark.shared
def test_the_words_of_real_pdfs_are_whole(shared: Path) -> None:
    """Their writers leave out spaces; the same CVs as text show which words are meant."""
    known = _known_texts(shared)
    for path in sorted((shared / "data/resumes/pdf").glob("*.pdf")):
        text, _ = real_cv(path)

        expected, got = (_words(known[path.stem.split("_")[1]]), _words(text))

        assert (expected & got).total() >= 0.98 * expected.total(), path.name


def _known_texts(shared: Path) -> dict[str, str]:
    with gzip.open(shared / "data/resumes/resume_texts.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {entry["resume_id"]: entry["text"] for entry in map(json.loads, lines)}


def _words(text: str) -> "Counter[str]":
    return Counter(re.findall(r"[a-z]+", text.casefold()))


def _children() -> int:
    listed = Path("/proc/self/task").glob("*/children")
    return sum(len(path.read_text(encoding="ascii").split()) for path in listed)


def _edited(data: bytes, part: str, old: str, new: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(name, content)
    return packed.getvalue()
