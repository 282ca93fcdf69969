"""Telegram HTML: escaping, links, lengths in UTF-16 units, and packing blocks into messages.

Only what passes through `escape` or `link` may stand in a message: text comes from others.
"""

import re
import unicodedata
from collections.abc import Sequence
from html import escape as _escape
from html import unescape
from urllib.parse import urlsplit

MOST_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage, after entity parsing
_LONGEST_URL = 2048  # characters; more is no link a person can use

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_TAG = re.compile(r"<[^>]*>")
_ISOLATE, _POP = "\u2068", "\u2069"


def plain(text: str) -> str:
    """Return the text on one line, without control, direction or zero-width characters."""
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())


def units(text: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(html: str) -> int:
    """Return the UTF-16 units of what is left after entity parsing."""
    return units(unescape(_TAG.sub("", html)))


def cut(text: str, most: int) -> str:
    """Return clean text of at most `most` UTF-16 units; what is left out becomes an ellipsis."""
    text = plain(text)
    if units(text) <= most:
        return text
    head = text.encode("utf-16-le")[: 2 * max(most - 1, 0)].decode("utf-16-le", "ignore")
    words, _, _ = head.rpartition(" ")
    kept = words if 3 * len(words) > 2 * len(head) else head
    return f"{kept.rstrip(' ,;:·-')}…"


def escape(text: str, *, most: int = 600) -> str:
    """Return text of others as it may stand in a message.

    Right-to-left words are isolated, so that they do not turn the line around them.
    """
    text = cut(text, most)
    if any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text):
        text = f"{_ISOLATE}{text}{_POP}"
    return _escape(text, quote=False)


def is_link(url: str) -> bool:
    """Tell whether this is a whole http(s) address that Telegram will take."""
    if len(url) > _LONGEST_URL or plain(url) != url or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host)


def link(label: str, url: str, *, most: int = 200) -> str:
    """Return the label as a link; only as text where the address is not http(s)."""
    text = escape(label, most=most)
    return f'<a href="{_escape(url)}">{text}</a>' if is_link(url) else text


def pack(blocks: Sequence[str], *, between: str = "\n\n") -> list[list[str]]:
    """Share the blocks out on as few messages as hold them, evenly where that fits.

    Each block is at most MOST_UNITS long and stays whole. Order is kept.
    """
    pages = _greedy(blocks, between=between)
    each = -(-len(blocks) // len(pages)) if pages else 1
    even = [list(blocks[at : at + each]) for at in range(0, len(blocks), each)]
    return even if all(_fits(page, between=between) for page in even) else pages


def _greedy(blocks: Sequence[str], *, between: str) -> list[list[str]]:
    pages: list[list[str]] = []
    for block in blocks:
        if pages and _fits([*pages[-1], block], between=between):
            pages[-1].append(block)
        else:
            pages.append([block])
    return pages


def _fits(page: Sequence[str], *, between: str) -> bool:
    return length(between.join(page)) <= MOST_UNITS
