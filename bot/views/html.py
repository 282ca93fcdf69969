"""Telegram HTML: escaping, links, and lengths in UTF-16 units.

Only what passes through `escape` or `link` may stand in a message: text comes from others.
"""

import re
import unicodedata
from html import escape as _escape
from html import unescape
from urllib.parse import urlsplit

from bot.language.text import said

MOST_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage, after entity parsing
_LONGEST_URL = 2048  # characters; more is no link a person can use

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
# Before these Telegram finds a domain, a link, a name, a command, a hashtag, a cashtag, a number.
_ACTS = re.compile(
    r"(?<=\w)\.(?=[^\W\d_]{2})|:(?=//)|@(?=\w)|(?<![\w/<>])/(?=\w)"
    r"|(?<!\w)#(?=\w)|(?<!\w)\$(?=[A-Za-z])|\+(?=\(?\d[\d ().-]{6})"
)
_TAG = re.compile(r"<[^>]*>")
_UNSAFE = str.maketrans({"<": "%3C", ">": "%3E", '"': "%22"})
_ISOLATE, _POP = "\u2068", "\u2069"


def plain(text: str) -> str:
    """Return the text on one line, without control, direction or zero-width characters.

    A sentence of ours comes in the language that is spoken; text of others as it is.
    """
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", said(text))).split())


def units(text: str) -> int:
    """Return the length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(html: str) -> int:
    """Return the UTF-16 units of what is left after entity parsing."""
    return units(unescape(_TAG.sub("", html)))


def cut(text: str, most: int) -> str:
    """Return clean text of at most `most` UTF-16 units; what is left out becomes an ellipsis."""
    return _shortened(plain(text), most)


def escape(text: str, *, most: int = 600) -> str:
    """Return text of others as it may stand in a message: it cannot act, nor become a link.

    Right-to-left words are isolated, so that they do not turn the line around them.
    """
    return _escaped(_shortened(_ACTS.sub(_inert, plain(text)), most))


def address(url: str) -> str | None:
    """Return a whole http(s) address as Telegram takes it; None for anything else."""
    if len(url) > _LONGEST_URL or plain(url) != url or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and "." in host.strip(".") and not parts.username
    return url.translate(_UNSAFE) if usable else None


def link(label: str, url: str, *, most: int = 200) -> str:
    """Return the label as a link; only as text where the address is not http(s)."""
    to = address(url)
    if to is None:
        return escape(label, most=most)
    text = _escaped(cut(label, most))  # inside a link nothing else becomes one
    return f'<a href="{_escape(to)}">{text}</a>'


def _shortened(text: str, most: int) -> str:
    if units(text) <= most:
        return text
    head = text.encode("utf-16-le")[: 2 * max(most - 1, 0)].decode("utf-16-le", "ignore")
    words, _, _ = head.rpartition(" ")
    kept = words if 3 * len(words) > 2 * len(head) else head
    return f"{kept.rstrip(' ,;:·-')}…"


def _inert(match: re.Match[str]) -> str:
    """Return the sign with a word joiner, where Telegram would find a link, name or command."""
    return f"{match.group()}\u2060"


def _escaped(text: str) -> str:
    if any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text):
        text = f"{_ISOLATE}{text}{_POP}"
    return _escape(text, quote=False)
