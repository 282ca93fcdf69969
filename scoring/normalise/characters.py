"""Characters: entities resolved, broken UTF-8 repaired, invisible ones removed. No markup here."""

import re
from html import unescape

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_CUT_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot)(?=\s|\Z)")  # where a text was cut in two
# Zero-width, bidirectional, soft hyphen, tags, and the interlinear and variation oddities that
# hide text from a reader but not from a program.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001345f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Marks heaped on one letter cover the lines around it; no language needs more than three.
_HEAPED = re.compile("(?<=[\u0300-\u036f]{3})[\u0300-\u036f]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_CP1252 = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
_HIGH = "\u0080-\u00ff" + "".join(sorted(char for char in _CP1252 if char))
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{_HIGH}]+")
# What is left where a no-break space was part of the broken letter and then became a plain one:
# "attivit\u00c3 di" was "attività di", "job.\u00c2 You" was "job. You".
_LOST_A = re.compile("(?<![A-Z\u00c0-\u00de])\u00c3(?: (?=s\\b)|(?= |\\Z))")
_LOST_SPACE = re.compile(" ?\u00c2(?=[ \n]|\\Z)")
# A letter nobody can tell any more: what is left of it beside a space is dropped.
_LOST_SIGN = re.compile("[\u00e2\u00ee\u00ef\u00f0][\x80-\x9f]{1,2}(?=\\s|\\Z)")
_LOST_APOSTROPHE = re.compile(r"(?<=\w)\ufffd+(?=(?:s|t|re|ll|ve|d|m)\b)")
_LOST = re.compile(r"(?<!\w)\ufffd+|\ufffd+(?!\w)")
# How UTF-8 begins what _MOJIBAKE begins with, and what of _UNSEEN counts as printable: to look
# for bytes takes a fifth of the time of looking through sets of characters.
_BEFORE_MOJIBAKE = b"\xc3"
_MAY_BE_MOJIBAKE = re.compile(rb"\xc3[\x82-\xb4][\xc2-\xe2]")  # of _HIGH, each begins with these
_BEFORE_MARKS = (b"\xcc", b"\xcd")
_BEFORE_UNSEEN = (*_BEFORE_MARKS, b"\xe1", b"\xe3", b"\xef", b"\xf3")


def unescaped(text: str) -> str:
    """Resolve entities that end in a semicolon, however often they were escaped.

    `html.unescape` alone also reads "&region=" as "®ion=", which breaks links in texts.
    """
    for _ in range(4):
        if "&" not in text:
            return text
        if ";" not in text:
            break
        before, text = text, _ENTITY.sub(lambda found: unescape(found[0]), text)
        if text == before:
            break
    return _CUT_ENTITY.sub(lambda found: unescape(f"{found[0]};"), text)


def repaired(text: str) -> str:
    """Repair UTF-8 that was read as Windows-1252 or Latin-1 on its way ("PÃ¼r" was "Pür")."""
    for _ in range(3):
        if text.isascii():
            return text
        encoded = text.encode("utf-8", "surrogatepass")
        if _BEFORE_MOJIBAKE not in encoded:
            return text
        if not _MAY_BE_MOJIBAKE.search(encoded):
            break
        before, text = text, _MOJIBAKE.sub(_decoded, text)
        if text == before:
            break
    if "\u00c3 " in text or text.endswith("\u00c3"):
        text = _LOST_A.sub("à", text)
    if "\u00c2" in text:
        text = _LOST_SPACE.sub("", text)
    return text if text.isprintable() else _LOST_SIGN.sub("", text)


def is_clean(text: str) -> bool:
    """Tell whether nothing is there to clean, and every space is a plain one or a line end."""
    if not text.replace("\n", " ").isprintable():
        return False
    if text.isascii():
        return True
    encoded = text.encode()
    return not any(byte in encoded for byte in _BEFORE_UNSEEN)


def cleaned(text: str) -> str:
    """Remove what has no shape on the screen, and use one kind of line end."""
    if not text.isprintable():
        text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    if text.isascii():
        return text
    text = _UNSEEN.sub("", text)
    if "\ufffd" in text:
        text = _LOST.sub("", _LOST_APOSTROPHE.sub("’", text))
    encoded = text.encode("utf-8", "surrogatepass")
    return _HEAPED.sub("", text) if any(byte in encoded for byte in _BEFORE_MARKS) else text


def _decoded(found: re.Match[str]) -> str:
    """Read the run as bytes again; a run that is no UTF-8 stays as it is."""
    codes = (_CP1252.get(char, ord(char)) for char in found[0])
    try:
        return bytes(codes).decode()
    except ValueError:
        return found[0]
