"""RemoteOK: the newest hundred postings of a board for remote work, in one request.

API: https://remoteok.com/api (its first element is the terms: link back and name Remote OK)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r


@dataclass(frozen=True, slots=True)
class RemoteOk:
    """Reads the list; its first element is a legal notice."""

    name: str = "remoteok"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the list."""
        yield Fetch(url="https://remoteok.com/api")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - there is one page
        """Read the list."""
        return read_each(r.rows(r.document(body)), _posting)


def _posting(job: Any) -> RawPosting | None:
    if "legal" in job and "position" not in job:
        return None
    number = r.needed(job, "id")
    location = r.text(job.get("location"))
    return RawPosting(
        external_id=number,
        url=r.text(job.get("url")) or f"https://remoteok.com/remote-jobs/{number}",
        title=r.needed(job, "position"),
        company=r.text(job.get("company")),
        locations=r.places(location.rstrip(", ")),
        # The board also lists work on site, with "Town, " as its place; there the text decides.
        workplace="" if "," in location else "Remote",
        pay=r.pay(job.get("salary_min"), job.get("salary_max"), currency="USD", period="year")
        or "",
        posted_at=r.moment(job.get("date")) or r.moment(job.get("epoch")),
        tags=r.texts(r.items(job.get("tags"))),
        html=r.text(job.get("description")),
    )


SOURCE: Source = RemoteOk()
