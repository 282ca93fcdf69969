"""Reads links to boards. Strict about the host: a link is a stranger's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

_LONGEST = 2_000  # characters; what is longer is no link that a person clicks
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# "=" parts a board from its employer's name, and "@" a board from its region: neither is a token's.
_TOKEN = re.compile(r"[^\W_](?:[\w .&'()+!,~-]{0,98}[\w.)!~-])?")
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-zA-Z]{2,4})?")
_PORTS = {"https": {None, 443}, "http": {None, 80}}
# What these companies keep for themselves, on their hosts and in their paths.
_WORDS = """
    about account accounts admin api app apps ats auth blog board boards career careers cdn
    companies company default demo developer developers dist docs documentation embed go help
    hire info internal job job-boards jobs js login logout mail marketing media none null
    oneclick-ui partners postings privacy register search secure security settings signin signup
    static status support terms test tracking undefined users v0 v1 v2 v3 wday web widget www
    favicon.ico robots.txt sitemap.xml
"""
_OWN = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may lead to a board: https or http, to a named host at its usual port."""

    host: str  # in lower case
    parts: tuple[str, ...]  # of the path, unescaped, without empty ones
    query: Mapping[str, str]  # the first value of each name

    @property
    def domain(self) -> str:
        """Return the last two names of the host, "lever.co" for jobs.eu.lever.co."""
        return ".".join(self.host.rsplit(".", 2)[-2:])

    @property
    def unlocalised(self) -> tuple[str, ...]:
        """Return the path without a language such as "en-US" at its beginning."""
        return self.parts[1:] if self.parts and _LOCALE.fullmatch(self.parts[0]) else self.parts


@lru_cache(maxsize=256)  # `board_at` and the source that it finds both read the link
def link(url: str) -> Link | None:
    """Read a link; None for what is none. Never raises."""
    if not 0 < len(url) <= _LONGEST:
        return None
    try:
        split = urlsplit(url.strip())
        port = split.port
    except ValueError:
        return None
    host = split.hostname or ""
    if "@" in split.netloc or port not in _PORTS.get(split.scheme, ()):
        return None
    if not _HOST.fullmatch(host):
        return None
    query = dict(reversed(parse_qsl(split.query))) if split.query else {}
    return Link(host, tuple(unquote(part) for part in split.path.split("/") if part), query)


def named(text: str) -> bool:
    """Tell whether a text can name something in an address, whatever the host keeps for itself."""
    return _TOKEN.fullmatch(text) is not None


def token(text: str) -> str | None:
    """Return the text where it can be a board's token, and None for a page of the host's own."""
    return text if named(text) and text.lower() not in _OWN else None


def first(parts: tuple[str, ...]) -> str | None:
    """Return the first part of a path where it can be a board's token."""
    return token(parts[0]) if parts else None


def after(parts: tuple[str, ...], *lead: str) -> str | None:
    """Return the token that follows these parts of a path, which must begin with them."""
    return first(parts[len(lead) :]) if parts[: len(lead)] == lead else None


def subdomain(found: Link, domain: str) -> str | None:
    """Return the one name before a domain where it can be a board's token."""
    name = found.host.removesuffix(f".{domain}")
    if name == found.host or not _LABEL.fullmatch(name):
        return None
    return token(name)
