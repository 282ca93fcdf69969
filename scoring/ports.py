"""What the core needs from the outside world, and the errors that may come back.

`scoring/edge/` implements these; tests have fakes of them.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from scoring.errors import JudgeError
from scoring.model import (
    Candidate,
    Cluster,
    Fetch,
    Place,
    Posting,
    Profile,
    RawPosting,
    Unread,
    Verdict,
)

if TYPE_CHECKING:
    from scoring.cv.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What a fetch cost the other side: requests with retries and redirects, bytes as sent."""

    requests: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer to a fetch. `unchanged` is HTTP 304: the page is as it was; body is empty."""

    body: bytes
    url: str
    unchanged: bool = False
    etag: str = ""  # what makes the next fetch of it conditional, as the site gave it
    last_modified: str = ""
    kind: str = ""  # its Content-Type, in lower case
    traffic: Traffic = Traffic()


class Web(Protocol):
    """Asks other machines, politely."""

    async def get(self, fetch: Fetch) -> Page:
        """Return the page. Raises SourceUnavailable, after retries where they can help.

        What the fetch cost stands at the page, or at the error: `requests` and `bytes`.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdicts a judge reached, by posting id; candidates without one were not judged."""

    verdicts: Mapping[str, Verdict]
    notes: tuple[str, ...] = ()  # plain sentences for the person
    cost_usd: float = 0.0
    failure: JudgeError | None = None  # why some have no verdict, where something went wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom verdicts are asked, and where the cut of their list lies.

    A judge may look twice at what stands near the cut; a kept verdict does not depend on it.
    """

    person: str = ""  # who it is paid for, as the ledger names people; "" for nobody in particular
    count: int = 20  # as many picks are wanted at most
    lowest: int = 60  # and none below this score
    known: tuple[int, ...] = ()  # the scores of the same list that were kept from earlier
    language: str = "en"  # ISO 639-1, in which new reasons are written; no score depends on it


ANY_OCCASION = Occasion()


class Judge(Protocol):
    """Has opinions. `name` carries everything an opinion depends on beside posting and profile."""

    @property
    def name(self) -> str:
        """Return the judge's versioned name: verdicts are cached under it."""
        ...

    async def judge(
        self, profile: Profile, candidates: Sequence[Candidate], *, occasion: Occasion
    ) -> Judgement:
        """Return the verdicts. Raises JudgeError when there is none at all."""
        ...


@runtime_checkable
class Chained(Judge, Protocol):
    """A judge whose verdicts may come from one of several models, each under a name of its own."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that a verdict may be kept under, the first choice first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Summaries:
    """A line about each posting alone, by posting id, and what new ones cost."""

    lines: Mapping[str, str]
    cost_usd: float = 0.0


class Summariser(Protocol):
    """Says in a line what a posting is, the same for everybody."""

    async def summaries(
        self,
        clusters: Sequence[Cluster],
        *,
        person: str,
        language: str = "en",
        kept_only: bool = False,
    ) -> Summaries:
        """Return the lines that there are; never raises JudgeError. May raise StoreError."""
        ...


class Drafter(Protocol):
    """Reads a CV or a sentence better than words and tables do."""

    async def improved(self, local: "Draft", *, text: str, person: str) -> "Draft":
        """Return a better draft, or `local`; never raises JudgeError. May raise StoreError."""
        ...


class Links(Protocol):
    """Knows whether a link still leads to a job."""

    async def closed(self, urls: Sequence[str]) -> frozenset[str]:
        """Return those that surely lead to none any more, in bounded time. May raise StoreError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a batch: postings never seen before, known ones, and postings reopened."""

    new: int = 0
    known: int = 0
    reposted: int = 0  # new ids that joined a cluster that is already there


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a batch of raw postings."""

    ids: frozenset[str]  # of the postings that are stored now
    new: int = 0  # of them, never seen before
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A cluster as the filters and the index see it: no text, but its hashed terms."""

    cluster_id: str
    best: Posting  # text is empty here
    places: tuple[Place, ...] = ()  # of the whole cluster
    first_seen: datetime
    terms: bytes = field(repr=False, default=b"")  # see scoring.rank.terms.pack
    meaning: bytes = field(repr=False, default=b"")  # of its title, see scoring.rank.meaning.packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of the listings since a revision, up to another one."""

    revision: int
    listings: tuple[Listing, ...]  # new, or no longer what they were
    gone: tuple[str, ...]  # clusters that are listed no more, or never were


class Intake(Protocol):
    """The way of raw postings into the store, while one ingest runs."""

    def take(
        self, raws: Sequence[RawPosting], *, source: str, now: datetime
    ) -> AsyncIterator[Taken]:
        """Store postings in their order, and tell after each batch what came of it.

        What is known just as it came is only seen again. May raise StoreError.
        """
        ...

    async def same(
        self, fetch: Fetch, body: bytes, *, source: str, now: datetime
    ) -> frozenset[str] | None:
        """Return the ids of a page's postings where it was kept just as it is, else None.

        They are seen again. May raise StoreError.
        """
        ...

    async def keep(self, fetch: Fetch, body: bytes, *, source: str, ids: Collection[str]) -> None:
        """Remember a page whose postings are all stored. May raise StoreError."""
        ...


class Verdicts(Protocol):
    """Where verdicts are kept: each is given once. Every method may raise StoreError."""

    async def verdicts(
        self, *, text_keys: Sequence[str], profile_version: str, judge: str
    ) -> dict[str, Verdict]:
        """Return the verdicts kept under these keys, by text key."""
        ...

    async def keep_verdicts(
        self, verdicts: Mapping[str, Verdict], *, profile_version: str, judge: str, now: datetime
    ) -> None:
        """Keep verdicts by text key; one that is already there stays as it is."""
        ...


class Postings(Verdicts, Protocol):
    """The store of postings and verdicts. Every method may raise StoreError."""

    def intake(self) -> AbstractContextManager[Intake]:
        """Return the way in for raw postings; what it starts ends with it."""
        ...

    async def save(self, postings: Sequence[Posting], *, now: datetime) -> Saved:
        """Store postings, each in its cluster; a known id is refreshed, never doubled."""
        ...

    async def listings(self, *, since: datetime) -> tuple[Listing, ...]:
        """Return every open cluster that was posted or, undated, first seen after `since`."""
        ...

    async def changes(self, *, since: datetime, after: int) -> Changes:
        """Return the listings that are new or others after a revision, and those that are gone."""
        ...

    async def revision(self) -> int:
        """Return a number that is another one whenever the listings may have changed."""
        ...

    async def clusters(self, ids: Sequence[str]) -> dict[str, Cluster]:
        """Return clusters with their texts, by id; unknown ids are left out."""
        ...

    async def current(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the clusters that these have become part of, by id; the others are left out."""
        ...

    async def at(self, links: Sequence[str]) -> Cluster | None:
        """Return the job, with its texts, one of whose postings has one of these links."""
        ...

    async def given_at(self, *, text_key: str, profile_version: str, judge: str) -> datetime | None:
        """Return when the verdict under this key was kept; None where there is none."""
        ...

    async def mark_closed(self, ids: Sequence[str], *, now: datetime) -> int:
        """Close these postings, and the clusters that have no open one left; return how many."""
        ...
