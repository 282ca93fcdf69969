"""What a source asks for and reads: requests, and postings in the source's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from scoring.model.postings import Pay
from scoring.model.words import Value


class Fetch(Value):
    """One request that a source wants done; `label` is kept for the source's own use in parse.

    `detail` marks the page of a single posting, to which its board's list leads; with `first_bytes`
    no more than so much of the answer is read, and the rest left.
    """

    url: str
    method: Literal["GET", "POST"] = "GET"
    params: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    json_body: Mapping[str, Any] | None = None
    label: str = ""
    detail: bool = False
    first_bytes: int | None = None


class Ask(Value):
    """What a source may use to build its fetches: keys, search terms, boards, a date."""

    keys: Mapping[str, str] = Field(default_factory=dict, repr=False)
    terms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # the only ones that are asked for, where any are named
    wanted: tuple[str, ...] = ()  # countries to look in first, where none are named
    boards: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    since: datetime | None = None


class RawPosting(Value):
    """One posting in the source's own words; nothing is cleaned yet."""

    external_id: str
    url: str
    title: str
    company: str
    locations: tuple[str, ...] = ()
    workplace: str = ""  # the source's word for remote, hybrid or on site
    pay: Pay | str = ""
    posted_at: datetime | None = None
    posted_text: str = ""  # a relative date, "3 days ago", where there is no other
    deadline: datetime | None = None
    employment: str = ""
    level: str = ""
    degree: str = ""
    sponsorship: str = ""
    tags: tuple[str, ...] = ()
    html: str = ""  # HTML or plain text
    site: str = ""  # where it was published, if that is not the source itself
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that a source could not read: where it stands and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One page read: its postings, the entries that were odd, and the pages to read next."""

    postings: tuple[RawPosting, ...] = ()
    unread: tuple[Unread, ...] = ()
    follow: tuple[Fetch, ...] = ()
