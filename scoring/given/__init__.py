"""What a person gives - a link, a page, a text - to postings. Pure; scoring.edge.web.given fetches.

What a company's own board says of a job is public and the same for everybody. Whatever else
somebody gives may be private, or made up: its postings are theirs alone, with ids of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scoring.given.links import host_of
from scoring.model import Posting, RawPosting
from scoring.model.words import content_hash
from scoring.normalise import normalise
from scoring.normalise.text import one_line
from scoring.normalise.urls import clean_url

OWN = "given"  # the source of postings that are one person's own

_LEAST_ID = 4  # characters: a shorter part of an address may be anything
_ENDS = frozenset({"apply", "application", "en", "en-us", "thanks", "c", "new"})

Way = Literal["board", "data", "page", "text", "alert", "mail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Postings that were given, the source that speaks for them, and how they were read."""

    raws: tuple[RawPosting, ...]
    way: Way
    source: str = OWN
    url: str = ""  # the page that was read, as it was reached
    trusted: bool = False  # who gave it vouches for it

    @property
    def public(self) -> bool:
        """Tell whether everybody may see the postings: a board listed them, or the owner did."""
        return self.way == "board" or self.trusted


def postings_of(given: Given, *, seen_at: datetime) -> tuple[Posting, ...]:
    """Return the postings, cleaned; one without a title is left out."""
    raws = given.raws if given.public else [_own(raw, given=given) for raw in given.raws]
    return tuple(
        normalise(raw, source=given.source, seen_at=seen_at) for raw in raws if one_line(raw.title)
    )


def picked(raws: Sequence[RawPosting], *, link: str) -> RawPosting | None:
    """Return the one of a board's postings to which a link leads; None where that is not clear."""
    wanted = _trail(link)
    same = [raw for raw in raws if _trail(raw.url) == wanted]
    if not same:
        parts = {part for part in wanted if len(part) >= _LEAST_ID}
        same = [raw for raw in raws if raw.external_id in parts]
    return same[0] if same else None


def _trail(link: str) -> tuple[str, ...]:
    """Return a link's path and parameters in parts, so that an /apply behind it does not count."""
    bare = clean_url(link).partition("//")[2].partition("/")[2]
    parts = re.split("[/?&#]", bare)
    ids = [part.partition("=")[2] or part for part in parts if part]
    return tuple(part for part in ids if part.lower() not in _ENDS)


def _own(raw: RawPosting, *, given: Given) -> RawPosting:
    """Return a posting under an id that nothing else has, with a link to where it was read.

    A page may name any address as its own; only one on the same site is believed.
    """
    url = raw.url if raw.url and host_of(raw.url) == host_of(given.url) else given.url or raw.url
    own = raw.external_id or url
    number = content_hash(host_of(url), own, raw.title, raw.html if not url else "")
    return raw.model_copy(update={"external_id": number, "url": url})
