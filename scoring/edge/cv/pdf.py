"""The text of a PDF, with the spaces that many writers leave out.

A PDF places glyphs; spaces between words are often just gaps. PDFium turns wide gaps into spaces
and misses narrow ones ("Departmentof Defense"), so gaps are measured here too.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2
from pypdfium2 import raw

from scoring.errors import FileUnreadable
from scoring.phrases import phrase

MAX_PAGES = 100
_TOUCHING = 0.015  # of the line's height: kerned pairs stand this close
_WORD_GAP = 0.1  # of the line's height; inside words gaps are near 0, a space is .25 minus kerning


def pdf_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of the first pages. Raises FileUnreadable when it is locked or broken."""
    document = _opened(data)
    count = len(document)
    pages = [_page_text(document[number]) for number in range(min(count, MAX_PAGES))]
    cut = phrase("Only the first {most} of {count} pages were read.", most=MAX_PAGES, count=count)
    return "\n".join(pages), (cut,) if count > MAX_PAGES else ()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            message = phrase("is protected by a password. Save it without one and send that.")
        else:
            message = phrase(
                "is damaged and cannot be opened. Export it again as PDF, or send the text."
            )
        raise FileUnreadable(message) from None


def _page_text(page: Any) -> str:
    textpage = page.get_textpage()
    count = textpage.count_chars()
    glyphs = [(_character(textpage, n), textpage.get_charbox(n, loose=True)) for n in range(count)]
    overhangs = _overhangs(glyphs)
    return "".join(_spaced(line, overhangs=overhangs) for line in _lines(glyphs))


_Glyph = tuple[str, tuple[float, float, float, float]]


def _character(textpage: Any, number: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, number)
    if code in {0xFFFE, 0x02}:  # how PDFium marks a word broken at the end of a line: it is joined
        return ""
    if code == 0xAD:  # some fonts draw every hyphen as a soft one
        return "-"
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else " "


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    lines: list[list[_Glyph]] = [[]]
    for glyph in glyphs:
        lines[-1].append(glyph)
        if glyph[0] == "\n":
            lines.append([])
    return lines


def _overhangs(glyphs: list[_Glyph]) -> dict[str, float]:
    """Return the characters whose box reaches into the next one, as an "f" does, and how far."""
    gaps: dict[str, list[float]] = defaultdict(list)
    for left, right in pairwise(glyphs):
        gap = _gap(left, right)
        if gap is not None:
            gaps[left[0]].append(gap)
    usual = {key: sorted(each)[len(each) // 5] for key, each in gaps.items()}
    return {key: gap for key, gap in usual.items() if gap < -_WORD_GAP}


def _spaced(line: list[_Glyph], *, overhangs: Mapping[str, float]) -> str:
    """Return the line with a space in every gap that is wider than the letters' own distance."""
    gaps = [_gap(left, right) for left, right in pairwise(line)]
    inside = [gap for gap in gaps if gap is not None]
    usual = max(median(inside), 0.0) if inside else 0.0  # letter-spaced headings have wide gaps
    pieces = [line[0][0]] if line else []
    for gap, (left, right) in zip(gaps, pairwise(line), strict=True):
        wide = max(usual + _WORD_GAP + overhangs.get(left[0], 0.0), _TOUCHING)
        pieces.append(f" {right[0]}" if gap is not None and gap > wide else right[0])
    return "".join(pieces)


def _gap(left: _Glyph, right: _Glyph) -> float | None:
    """Return the distance of two glyphs of one line in heights, None where one is no glyph."""
    (first, (_, bottom, end, top)), (second, (start, low, _, high)) = left, right
    height = top - bottom
    if not first.strip() or not second.strip() or height <= 0 or low > top or high < bottom:
        return None
    return (start - end) / height
