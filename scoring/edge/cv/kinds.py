"""What kind of file a CV is, told by its first bytes, and the reader for that kind.

Messages go on after the file's name: "'cv.doc' is an old Word file. Save it as ...".
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

from scoring.edge.cv.plain import html_text, plain_text, rtf_text
from scoring.edge.cv.word import PROTECTED, docx_text
from scoring.errors import FileUnreadable
from scoring.phrases import Phrase, phrase

MAX_CHARS = 400_000  # about 60,000 words

_AGAIN = phrase("Save it as PDF or DOCX and send that.")
_SCAN = phrase(
    "has no text that can be read: it looks like a scan or a picture. "
    "Export it from your editor as PDF with text, or send the text."
)
_FEW = phrase("has hardly a word in it. Send a whole CV, or say in one sentence what you look for.")
_PROGRAM = phrase("is a program, not a CV. Send a PDF, DOCX or text file.")
_ARCHIVE = phrase("is an archive. Unpack it and send the CV itself.")
# Beginnings of files that are no CV, and what to say about them.
_REFUSED: tuple[tuple[bytes, Phrase], ...] = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\x89PNG", _SCAN),
    (b"\xff\xd8\xff", _SCAN),
    (b"GIF8", _SCAN),
    (b"II*\x00", _SCAN),
    (b"MM\x00*", _SCAN),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"%!PS", phrase("is a PostScript file. {again}", again=_AGAIN)),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b", re.IGNORECASE
)
_ICONS = re.compile(r"(?:\s*[\ue000-\uf8ff])+\s?")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def read(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and notes on what was left out. Raises FileUnreadable."""
    reader = _reader(data)
    text, notes = reader(data)
    text = _clean(text)
    if len(re.findall(r"\w\w", text)) < 5:
        raise FileUnreadable(_SCAN if reader in {_pdf_text, docx_text} else _FEW)
    if len(text) > MAX_CHARS:
        notes = (*notes, phrase("Only the first {most} characters were read.", most=MAX_CHARS))
    return text[:MAX_CHARS], notes


def _pdf_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    from scoring.edge.cv.pdf import pdf_text  # noqa: PLC0415 - PDFium is for those that are PDFs

    return pdf_text(data)


def _reader(data: bytes) -> Callable[[bytes], tuple[str, tuple[str, ...]]]:
    """Return the reader for this content. Raises FileUnreadable for what is no CV."""
    if b"%PDF-" in data[:1024]:
        return _pdf_text
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        _check_zip(data)
        return docx_text
    if data.startswith(_OLD_OFFICE):
        raise FileUnreadable(_old_office(data))
    for start, message in _REFUSED:
        if data.startswith(start):
            raise FileUnreadable(message)
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"} or data[8:12] == b"WEBP":
        raise FileUnreadable(_SCAN)
    if data.startswith(b"{\\rtf"):
        return rtf_text
    return html_text if _HTML.match(data[:2000]) else plain_text


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PROTECTED
    return phrase("is an old Word file (.doc). {again}", again=_AGAIN)


def _check_zip(data: bytes) -> None:
    """Tell a Word file from other archives by its list of contents."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        damaged = phrase("is damaged and cannot be opened. {again}", again=_AGAIN)
        raise FileUnreadable(damaged) from None
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return
    if "content.xml" in names:
        raise FileUnreadable(phrase("is an OpenDocument file. {again}", again=_AGAIN))
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise FileUnreadable(
            phrase("is a spreadsheet or a presentation. Save the CV as PDF or DOCX.")
        )
    raise FileUnreadable(_ARCHIVE)


def _clean(text: str) -> str:
    """Drop icons, control and invisible characters; at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LIGATURES)
    text = unicodedata.normalize("NFC", text)
    # An icon of an icon font stands between two fields: "Berlin <icon> jo@example.com".
    text = _ICONS.sub(" | ", text)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip(" |") for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
