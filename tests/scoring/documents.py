"""Small files in the formats of a CV, made by hand so that a test says what is in them."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import docx

from scoring.edge.cv.kinds import read

CV_LINES = (
    "Mira Anders",
    "Senior Data Engineer",
    "Leeds, United Kingdom | mira@example.com | +44 20 7946 0958",
    "Experience",
    "Data Engineer, Brightwater Energy, 03/2019 - 02/2025",
    "Built pipelines in Python, Airflow and Snowflake.",
    "Education",
    "MSc in Computer Science, 2018",
    "Skills",
    "Python, SQL, Airflow, Docker",
)


@cache
def real_cv(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text and the notes of a real CV, read once for all that is asked of it."""
    return read(path.read_bytes())


def pdf(lines: Sequence[str] = CV_LINES, *, pages: int = 1, stream: bytes | None = None) -> bytes:
    """Return a PDF that shows these lines on every page; `stream` replaces what is drawn."""
    drawn = "".join(f"({_pdf_text(line)}) Tj T*\n" for line in lines)
    content = stream or f"BT /F1 11 Tf 14 TL 50 780 Td\n{drawn}ET".encode("latin-1", "replace")
    packed = zlib.compress(content)
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed),
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return _pdf_file([*objects, *[page] * pages])


def word(paragraphs: Sequence[str] = CV_LINES, *, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a DOCX with these paragraphs and a table after them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    return _saved(document)


def bomb(*, size: int, name: str = "word/document.xml") -> bytes:
    """Return a DOCX whose one part unpacks to so many bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size // 1_000_000):
                part.write(b"<a>" + b" " * 999_993 + b"</a>")
    return packed.getvalue()


def _saved(document: object) -> bytes:
    packed = io.BytesIO()
    document.save(packed)  # type: ignore[attr-defined]  # python-docx has no types
    return packed.getvalue()


def _pdf_text(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
        + b"trailer\n<< /Root 1 0 R /Size %d >>\n" % (len(objects) + 1)
        + b"startxref\n%d\n%%%%EOF" % len(body)
    )
