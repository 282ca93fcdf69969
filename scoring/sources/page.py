"""Any page with schema.org JobPosting data. A board is the page's address.

Form: https://schema.org/JobPosting as JSON-LD, which sites write for search engines
Terms: the site's own; the data is made for search engines to read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.model import Ask, Fetch, Parsed
from scoring.sources import Source, read_each
from scoring.sources._jobposting import job_posting
from scoring.sources._pages import job_postings


@dataclass(frozen=True, slots=True)
class Page:
    """Reads a page."""

    name: str = "page"
    needs: tuple[str, ...] = ()
    crawls: bool = True

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each page that has an https address."""
        for address in ask.boards.get(self.name, ()):
            if address.startswith("https://"):
                yield Fetch(url=address)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read every posting on a page; a page without any is not what it was."""
        found = job_postings(body)
        if not found:
            raise ValueError("the page has no JobPosting")
        return read_each(found, lambda job: job_posting(job, url=fetch.url))


SOURCE: Source = Page()
