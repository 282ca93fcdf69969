"""What an ingest reports: a row for each source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

_FEW = 3  # boards; when more of them fail and nothing comes, it is the source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """What came of one source: a row of the report."""

    source: str
    fetched: int = 0  # postings read
    new: int = 0  # of them, never seen before
    unread: int = 0  # entries that could not be read
    unchanged: int = 0  # pages that are as they were at the last visit: not modified, not sent
    pages: int = 0
    seconds: float = 0.0
    error: str = ""
    skipped: str = ""  # why the source was not asked at all
    requests: int = 0  # with retries and redirects
    bytes: int = 0  # that came, as they were sent
    closed: int = 0  # postings that their board no longer lists
    changed: bool = False  # a page came in a shape that is not known

    def plus(self, **more: int) -> Self:
        """Return the row with so much more of each count."""
        return replace(self, **{name: getattr(self, name) + n for name, n in more.items()})

    def ended(self, errors: Sequence[str], *, forgiven: Sequence[str], rested: bool) -> Self:
        """Return the row of a visit that is over, with its errors in one line.

        Errors of boards are forgiven as long as they are few, or anything else came.
        """
        if not self.pages and not errors:
            why = "nothing of it is due yet" if rested else "no boards are named for it"
            return replace(self, skipped=why)
        if len(forgiven) > _FEW and not (errors or self.fetched or self.unchanged):
            errors = (f"none of its {len(forgiven)} boards could be read: {forgiven[0]}",)
        if self.unread and not self.fetched:
            errors = (*errors, f"none of its {self.unread} entries could be read")
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        return replace(self, error=(errors[0] + more) if errors else "")

    @property
    def failed(self) -> bool:
        """Tell whether nothing came and something went wrong."""
        return bool(self.error) and not (self.fetched or self.unchanged)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """A row for each source, in the order in which they were given."""

    rows: tuple[SourceRun, ...] = ()

    @property
    def new(self) -> int:
        """Return how many postings were never seen before."""
        return sum(row.new for row in self.rows)

    @property
    def requests(self) -> int:
        """Return how many requests were made, with retries and redirects."""
        return sum(row.requests for row in self.rows)

    @property
    def bytes(self) -> int:
        """Return how many bytes came, as they were sent."""
        return sum(row.bytes for row in self.rows)

    @property
    def all_failed(self) -> bool:
        """Tell whether sources were asked and not one of them gave anything."""
        asked = [row for row in self.rows if not row.skipped]
        return bool(asked) and all(row.failed for row in asked)
