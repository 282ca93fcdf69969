"""The text of a Word file in reading order: tables, text boxes and headers included."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from scoring.errors import FileUnreadable
from scoring.phrases import phrase

# A CV of ten pages has 0.4 MB of XML. The sizes are those that the archive declares; a part that
# unpacks to more than it declares is cut there and then fails its checksum.
_MAX_XML_BYTES = 30 * 1024 * 1024
_MAX_BYTES = 150 * 1024 * 1024
_MAX_PARTS = 5_000
PROTECTED = phrase("is protected by a password. Save it without one and send that.")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BLOCKS = {f"{_W}p", f"{_W}txbxContent", f"{_W}tr"}
# A text box is stored twice, the second time for programs from before 2010.
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a Word file. Raises FileUnreadable when it is a bomb or broken."""
    _check_sizes(data)
    import docx  # noqa: PLC0415 - a child reads one file: it need not load what reads others

    try:
        document = docx.Document(io.BytesIO(data))
        parts = [*_headers(document), document.element.body, *_footers(document)]
        return "\n".join("".join(_words(part)) for part in parts), ()
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        if isinstance(error, MemoryError):
            raise
        raise FileUnreadable(
            phrase("is damaged and cannot be opened. Save it again as DOCX or PDF.")
        ) from error


def _check_sizes(data: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileUnreadable(PROTECTED)
    xml = sum(each.file_size for each in entries if each.filename.endswith((".xml", ".rels")))
    total = sum(entry.file_size for entry in entries)
    if xml > _MAX_XML_BYTES or total > _MAX_BYTES or len(entries) > _MAX_PARTS:
        raise FileUnreadable(
            phrase(
                "unpacks to {size} MB, which no CV does. Save it again as PDF, or send the text.",
                size=round(total / 2**20),
            )
        )


def _headers(document: Any) -> Iterator[Any]:
    for section in document.sections:
        if not section.header.is_linked_to_previous:
            yield section.header._element  # noqa: SLF001 - text boxes are reached only through it


def _footers(document: Any) -> Iterator[Any]:
    for section in document.sections:
        if not section.footer.is_linked_to_previous:
            yield section.footer._element  # noqa: SLF001 - as above


def _words(element: Any) -> Iterator[str]:
    """Yield the text below an element, with line breaks around every block."""
    if element.tag == _TWICE:
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    elif element.tag in _BREAKS:
        yield _BREAKS[element.tag]
    else:
        yield "\n" if element.tag == f"{_W}txbxContent" else ""
        for child in element:
            yield from _words(child)
        yield "\n" if element.tag in _BLOCKS else ""
