"""The text of files that are text already: plain, Markdown, HTML and RTF."""

import codecs
import re
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from scoring.errors import FileUnreadable
from scoring.phrases import phrase

_BINARY = phrase("is not a PDF, DOCX or text file, whatever its name says. Send one of these.")
_BLOCKS = "p,div,li,tr,br,h1,h2,h3,h4,h5,h6,section,article,header,table,ul,ol,dt,dd"
_HIDDEN = "script,style,noscript,template,svg,head"

# One step of RTF: a brace, an escaped byte, a control word with its number, a symbol, or text.
_RTF = re.compile(
    r"(?P<brace>[{}])|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?"
    r"|\\(?P<symbol>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)"
)
_RTF_HIDDEN = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "object"}
_RTF_WORDS = {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t", "bullet": "•"}
_RTF_WORDS |= {"emdash": "—", "endash": "–", "rquote": "’", "lquote": "‘"}
_RTF_WORDS |= {"ldblquote": "“", "rdblquote": "”"}


def plain_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return decoded text. Raises FileUnreadable when the bytes are no text."""
    return _decoded(data), ()


def html_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the visible text of an HTML page, one block a line."""
    tree = LexborHTMLParser(_decoded(data))
    for node in tree.css(_HIDDEN):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_after("\n")
    return tree.body.text() if tree.body else "", ()


def rtf_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of an RTF file; pictures, fonts and styles are left out."""
    pieces: list[str] = []
    hidden = [False]  # for every open brace: is its content not for reading?
    after_unicode = 0  # characters to skip that stand in for a \u one
    for step in _RTF.finditer(data.decode("latin-1")):
        if step["brace"]:
            hidden = [*hidden, hidden[-1]] if step["brace"] == "{" else hidden[:-1] or [False]
        elif step["word"] in _RTF_HIDDEN or step["symbol"] == "*":
            hidden[-1] = True
        elif not hidden[-1]:
            piece = _rtf_piece(step)
            pieces.append(piece[after_unicode:])
            after_unicode = 1 if step["word"] == "u" else 0
    return "".join(pieces), ()


def _rtf_piece(step: re.Match[str]) -> str:
    if step["hex"]:
        return bytes.fromhex(step["hex"]).decode("cp1252", errors="replace")
    if step["word"] == "u":
        return chr(int(step["number"] or 63) % 0x10000).encode("utf-8", "ignore").decode()
    if step["symbol"]:
        return {"~": " ", "_": "-"}.get(step["symbol"], step["symbol"].strip("\r\n"))
    return step["text"] or _RTF_WORDS.get(step["word"] or "", "")


def _decoded(data: bytes) -> str:
    """Decode as UTF-8, UTF-16 with or without its mark, or Windows; refuse what is binary."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    control = sum(data.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1b")
    if control > len(data) // 100:
        raise FileUnreadable(_BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_windows(data)


def _wide(data: bytes) -> str:
    """Return which UTF-16 a text without a mark is in; "" where it is none.

    Line breaks, spaces and digits have a zero byte in every script, on one side only.
    """
    head = data[: 4_000 // 2 * 2]
    low, high = head[0::2], head[1::2]
    plain = [bytes((byte,)) for byte in b" \n\r0123456789,.-"]
    little = sum(low[at : at + 1] in plain for at, byte in enumerate(high) if not byte)
    big = sum(high[at : at + 1] in plain for at, byte in enumerate(low) if not byte)
    if max(little, big) < max(3, len(head) // 60) or min(little, big) * 10 > max(little, big):
        return ""
    return "utf-16-le" if little > big else "utf-16-be"


def _of_windows(data: bytes) -> str:
    """Decode what a Windows program wrote, in Cyrillic where it reads as words of it.

    In windows-1251 Russian is nearly all letters from 0xC0 on; in windows-1252 those are accents,
    which stand one by one between plain letters.
    """
    accents = sum(byte >= 0xC0 for byte in data)
    pairs = sum(a >= 0xC0 and b >= 0xC0 for a, b in pairwise(data))
    cyrillic = pairs * 2 > accents
    return data.decode("cp1251" if cyrillic else "cp1252", errors="replace")
