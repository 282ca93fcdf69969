"""What an ingest remembers from one run to the next; `scoring/edge/` implements it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scoring.boards.seen import BoardKey, Sighting
from scoring.errors import SourceError
from scoring.ingest.report import SourceRun
from scoring.ingest.visit import BoardVisit
from scoring.model import Ask, Fetch
from scoring.ports import Intake, Page, Postings, Web

Forgives = Callable[[str, str, SourceError], bool]
"""Tells of a source, a board of it and an error whether the source is not to blame for it."""


class Visits(Protocol):
    """Remembers pages, so that an unchanged one is not sent again. May raise StoreError."""

    async def conditional(self, fetch: Fetch, *, now: datetime) -> Fetch:
        """Return the fetch with what makes it conditional, where the page is known."""
        ...

    async def confirm(self, fetch: Fetch, page: Page, *, now: datetime) -> None:
        """Remember a page whose postings are stored."""
        ...

    async def keep_run(self, run: SourceRun, *, now: datetime) -> None:
        """Keep a row of the report."""
        ...


class Samples(Protocol):
    """Keeps pages of a shape that is not known, for whoever mends the source."""

    def keep(
        self, source: str, body: bytes, *, now: datetime, secrets: Collection[str] = ()
    ) -> None:
        """Keep a part of the page, without these words. Blocks; never raises."""
        ...


class Boards(Protocol):
    """Remembers what each board lists. May raise StoreError."""

    async def gone(self, source: str, visit: BoardVisit, *, now: datetime) -> Sequence[str]:
        """Return the ids of the postings that a complete visit shows to be closed."""
        ...

    async def keep(self, source: str, visit: BoardVisit, *, now: datetime) -> None:
        """Remember a complete visit, when what is gone was closed."""
        ...

    async def note(self, source: str, visits: Sequence[BoardVisit], *, now: datetime) -> None:
        """Remember what each board gave, however its visit ended."""
        ...

    async def list_more(self, source: str, visit: BoardVisit, *, now: datetime) -> None:
        """Remember what a visit saw of a list that is never read to its end."""
        ...

    async def resting(self, source: str, *, now: datetime) -> frozenset[str]:
        """Return the boards of a source that are not due yet."""
        ...

    async def known(self, fetch: Fetch, *, now: datetime) -> frozenset[str] | None:
        """Return the postings of a job's page that needs no reading now; None where it does."""
        ...

    async def keep_detail(
        self, fetch: Fetch, *, ids: Collection[str], body: bytes | None, now: datetime
    ) -> None:
        """Remember a job's page that was read; without a body it was told to be as it was."""
        ...

    async def put_off(self, fetch: Fetch, *, now: datetime) -> None:
        """Let a job's page rest that could not be read."""
        ...


class Finds(Protocol):
    """Remembers the boards to which links led. May raise StoreError."""

    async def note(
        self, seen: Mapping[BoardKey, Sighting], *, found_in: str, now: datetime
    ) -> None:
        """Remember them, with the source that led there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the run of every source shares."""

    web: Web
    crawler: Web
    postings: Postings
    intake: Intake
    ask: Ask
    now: datetime
    visits: Visits | None
    boards: Boards | None
    samples: Samples | None
    finds: Finds | None
    forgives: Forgives
    only_due: bool
    progress: Callable[[SourceRun], None]
