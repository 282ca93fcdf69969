"""Remotive: a board for remote work, a day late, in one request.

API and terms: https://github.com/remotive-com/remote-jobs-api (link back, few calls a day)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r


@dataclass(frozen=True, slots=True)
class Remotive:
    """Reads the list."""

    name: str = "remotive"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - one call fits everybody
        """Ask for the list."""
        yield Fetch(url="https://remotive.com/api/remote-jobs")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - there is one page
        """Read the list."""
        return read_each(r.rows(r.document(body)["jobs"]), _posting)


def _posting(job: Any) -> RawPosting:
    wanted = r.text(job.get("candidate_required_location"))
    return RawPosting(
        external_id=r.text(job.get("id")) or r.needed(job, "url"),
        url=r.needed(job, "url"),
        title=r.needed(job, "title"),
        company=r.text(job.get("company_name")),
        locations=r.texts(re.split(r"\s*,\s*", wanted)),  # countries and continents, no cities
        workplace="Remote",
        pay=r.text(job.get("salary")),
        posted_at=r.moment(job.get("publication_date")),
        employment=r.text(job.get("job_type")),
        tags=r.texts(job.get("category"), r.items(job.get("tags"))),
        html=r.text(job.get("description")),
    )


SOURCE: Source = Remotive()
