"""The Muse: a large board, twenty to a page.

API and terms: https://www.themuse.com/developers/api/v2 (500 requests an hour without a key)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://www.themuse.com/api/public/jobs"
_PAGES = 20  # of tens of thousands: the first 400, which are its newest


@dataclass(frozen=True, slots=True)
class TheMuse:
    """Reads a page and names the next one."""

    name: str = "themuse"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the first page."""
        yield _page(1)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the page says it all
        """Read one page."""
        page = r.document(body)
        jobs, number = r.rows(page["results"]), int(r.amount(page.get("page")) or 1)
        more = jobs and number < min(r.amount(page.get("page_count")) or 0, _PAGES)
        return read_each(jobs, _posting, follow=[_page(number + 1)] if more else [])


def _page(number: int) -> Fetch:
    return Fetch(url=_API, params=(("page", str(number)), ("descending", "true")))


def _posting(job: Any) -> RawPosting:
    url = r.needed(r.fields(job.get("refs")), "landing_page")
    places = r.texts([r.fields(each).get("name") for each in r.items(job.get("locations"))])
    return RawPosting(
        external_id=r.text(job.get("id")) or url,
        url=url,
        title=r.needed(job, "name"),
        company=r.text(r.fields(job.get("company")).get("name")),
        locations=tuple(each for each in places if "remote" not in each.lower()),
        workplace="Remote" if any("remote" in each.lower() for each in places) else "",
        posted_at=r.moment(job.get("publication_date")),
        level=", ".join(
            r.texts([r.fields(each).get("name") for each in r.items(job.get("levels"))])
        ),
        tags=r.texts([r.fields(each).get("name") for each in r.items(job.get("categories"))]),
        html=r.text(job.get("contents")),
    )


SOURCE: Source = TheMuse()
