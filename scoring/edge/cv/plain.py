"""The text of files that are text already: plain, Markdown, HTML and RTF."""

import codecs
import re

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
    """Decode as UTF-8, UTF-16 with its mark, or Windows Latin; refuse what is binary."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    control = sum(data.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1b")
    if control > len(data) // 100:
        raise FileUnreadable(_BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
