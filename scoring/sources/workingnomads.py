"""Working Nomads: a small board for remote work, in one request.

Form: https://www.workingnomads.com/api/exposed_jobs/
Terms: https://www.workingnomads.com/terms (link back to the posting)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r


@dataclass(frozen=True, slots=True)
class WorkingNomads:
    """Reads the list."""

    name: str = "workingnomads"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - one call fits everybody
        """Ask for the list."""
        yield Fetch(url="https://www.workingnomads.com/api/exposed_jobs/")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - there is one page
        """Read the list."""
        return read_each(r.rows(r.document(body)), _posting)


def _posting(job: Any) -> RawPosting:
    url = r.needed(job, "url")
    return RawPosting(
        external_id=url.rstrip("/").rpartition("/")[2] or url,
        url=url,
        title=r.needed(job, "title"),
        company=r.text(job.get("company_name")),
        locations=r.texts(r.text(job.get("location")).split(",")),
        workplace="Remote",
        posted_at=r.moment(job.get("pub_date")),
        tags=r.texts(job.get("category_name"), r.text(job.get("tags")).split(",")),
        html=r.text(job.get("description")),
    )


SOURCE: Source = WorkingNomads()
