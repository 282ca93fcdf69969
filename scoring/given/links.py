"""The links in what a person sends, and which of them are opened at all. Pure.

Whether a name leads to a public address is known only when it is resolved: see
scoring.edge.web.transports.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit, urlunsplit

from scoring.errors import InputError
from scoring.phrases import phrase
from scoring.sources import board_at, posting_at

_MOST_CHARS = 2_000  # more is no link to a posting
_PORTS = frozenset({None, 80, 443})
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»\u0000-\u0020]+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-zA-Z]{2})?")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\\]")

_NO_WEB = phrase(
    "I read links that begin with http:// or https://, and {link} does not. "
    "Send the posting's link or its text."
)
_LONG = phrase("That link is too long to be one to a posting. Send the posting's text instead.")
_CREDENTIALS = phrase(
    "That link holds a user name or a password, and I open none of those. "
    "Send it without them, or the posting's text."
)
_NO_SITE = phrase(
    "{link} leads to no public site, so I do not open it. Send the posting's text instead."
)
_ALIKE = phrase(
    "The name in that link mixes letters of several alphabets, as look-alikes do, so I do not "
    "open it. Send the posting's text instead."
)


def links_in(text: str) -> tuple[str, ...]:
    """Return the http and https links of a text, each once, without the sentence around them."""
    found = (_trimmed(each[0]) for each in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if "." in link))


def only_link(text: str) -> str:
    """Return the link that a text is, also one without its https://; "" for anything else.

    A link in another scheme counts too: `checked` says what is wrong with it.
    """
    text = text.strip().strip("<>")
    if not text or len(text.split()) != 1:
        return ""
    found = links_in(text)
    if found:
        return found[0] if len(found[0]) >= len(text) - 2 else ""
    if _BARE.fullmatch(text) and "/" in text:
        return f"https://{text}"
    return text if _SCHEME.match(text) and ("//" in text or "script" in text[:12]) else ""


def checked(link: str) -> str:
    """Return the link in the form that is fetched. Raises InputError for what is not opened.

    Not opened: other schemes than http and https, names and passwords, ports of their own, hosts
    that are a number or no public name, and names in letters that only look alike.
    """
    link = link.strip().strip("<>")
    if len(link) > _MOST_CHARS:
        raise InputError(_LONG)
    try:
        parts = urlsplit(link)
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise InputError(_NO_SITE.of(link=_shown(link))) from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise InputError(_NO_WEB.of(link=_shown(link)))
    if "@" in parts.netloc:
        raise InputError(_CREDENTIALS)
    if _UNSEEN.search(link) or port not in _PORTS or not _is_public_name(host):
        raise InputError(_NO_SITE.of(link=_shown(link)))
    return _rebuilt(parts, host=host)


def leads_to_posting(link: str) -> bool:
    """Tell whether a link leads to one posting on a board that we know."""
    return posting_at(link) is not None or (board_at(link) is not None and _is_within(link))


def is_whole_board(link: str) -> bool:
    """Tell whether a link leads to a company's board and to none of its postings."""
    return board_at(link) is not None and not leads_to_posting(link)


def _is_within(link: str) -> bool:
    """Tell whether a link to a board says more than the board's name."""
    parts = urlsplit(link)
    steps = [step for step in parts.path.split("/") if step and not _LOCALE.fullmatch(step)]
    return len(steps) > 1 or any(map(str.isdigit, parts.query))


def is_linkedin(link: str) -> bool:
    """Tell whether a link is one of LinkedIn, whose terms let no program read its pages."""
    host = host_of(link)
    return any(host == site or host.endswith(f".{site}") for site in ("linkedin.com", "lnkd.in"))


def host_of(link: str) -> str:
    """Return a link's host in lower case, without "www."; "" where it has none."""
    try:
        return (urlsplit(link).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _rebuilt(parts: SplitResult, *, host: str) -> str:
    """Put the link together with the host as it is asked for."""
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=host))


def _ascii(host: str) -> str:
    """Return a host as DNS knows it. Raises InputError for look-alikes, ValueError for no host.

    The codec maps full-width letters and dots first, as browsers do, so "127。0。0。1" is a number.
    """
    if host.isascii():
        return host.lower().rstrip(".")
    for label in unicodedata.normalize("NFKC", host).split("."):
        if len(set(_alphabets(label))) > 1:
            raise InputError(_ALIKE)
    return host.encode("idna").decode("ascii").lower().rstrip(".")


def _alphabets(label: str) -> Iterator[str]:
    """Yield the alphabet of each letter: LATIN, CYRILLIC, GREEK ...; kana goes with Chinese."""
    for letter in label:
        if letter.isalpha():
            name = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
            yield "CJK" if name in {"HIRAGANA", "KATAKANA", "HANGUL"} else name


def _is_public_name(host: str) -> bool:
    """Tell whether a host is a name with a dot and no number: nobody posts a job at an address."""
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or ":" in host:
        return False
    return not _NUMBER.fullmatch(labels[-1]) and len(host) < 254


def _trimmed(link: str) -> str:
    """Return a link without the marks that end the sentence it stands in."""
    while link:
        last = link[-1]
        opens = _CLOSING.get(last)
        if last in ".,;:!?'*_`|~…" or (opens and link.count(last) > link.count(opens)):
            link = link[:-1]
        else:
            break
    return f"https://{link}" if link[:4].lower() == "www." else link


def _shown(link: str) -> str:
    """Return a link short enough for a sentence."""
    line = " ".join("".join(c if c.isprintable() else " " for c in link).split())
    return repr(line if len(line) <= 60 else f"{line[:57]}...")
