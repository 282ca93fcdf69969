"""Arbeitnow: a board for Germany and remote work, page by page, the newest first.

API: https://www.arbeitnow.com/blog/job-board-api
Terms: https://www.arbeitnow.com/terms (link back to the posting)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://www.arbeitnow.com/api/job-board-api"


@dataclass(frozen=True, slots=True)
class Arbeitnow:
    """Reads a page and names the next one."""

    name: str = "arbeitnow"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the first page."""
        yield Fetch(url=_API)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the page says it all
        """Read one page."""
        page = r.document(body)
        following = r.text(r.fields(page.get("links")).get("next"))
        follow = [Fetch(url=following)] if following.startswith(f"{_API}?") else []
        return read_each(r.rows(page["data"]), _posting, follow=follow)


def _posting(job: Any) -> RawPosting:
    return RawPosting(
        external_id=r.text(job.get("slug")) or r.needed(job, "url"),
        url=r.needed(job, "url"),
        title=r.needed(job, "title"),
        company=r.text(job.get("company_name")),
        locations=r.places(job.get("location")),
        workplace="Remote" if job.get("remote") is True else "",
        posted_at=r.moment(job.get("created_at")),
        employment=", ".join(r.texts(job.get("job_types"))),
        tags=r.texts(r.items(job.get("tags"))),
        html=r.text(job.get("description")),
    )


SOURCE: Source = Arbeitnow()
