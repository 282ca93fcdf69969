"""iCIMS career sites: a page of links, and a page with schema.org data for each job.

Form: https://careers-<company>.icims.com/jobs/search, and JobPosting data on each job's page
Terms: https://www.icims.com/legal/ (public postings; only the first page is asked)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from scoring.model import Ask, Fetch, Parsed
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._jobposting import job_posting
from scoring.sources._links import link, subdomain
from scoring.sources._pages import job_postings, links

_JOB = re.compile(r"/jobs/\d+/[^/]+/job$")


@dataclass(frozen=True, slots=True)
class ICIMS:
    """Reads a list of links and a job's page. A board is the host's first part."""

    name: str = "icims"
    needs: tuple[str, ...] = ()
    crawls: bool = True
    hosts: tuple[str, ...] = ("icims.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list, as its own page frames it."""
        for label in ask.boards.get(self.name, ()):
            host = f"https://{quote(r.board(label)[0], safe='')}.icims.com"
            yield Fetch(url=f"{host}/jobs/search?ss=1&in_iframe=1", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the site to which a link leads."""
        found = link(url)
        return subdomain(found, "icims.com") if found else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a job's page, or follow the links of a list."""
        employer = r.board(fetch.label)[1]
        if found := job_postings(body):
            url = fetch.url.partition("?")[0]
            return read_each(found, lambda job: job_posting(job, url=url, company=employer))
        pages = dict.fromkeys(filter(None, (_job(fetch.url, link) for link in links(body))))
        if not pages:
            raise ValueError("the page has neither a JobPosting nor links to jobs")
        return Parsed(
            follow=tuple(
                Fetch(url=f"{page}?in_iframe=1", label=fetch.label, detail=True) for page in pages
            )
        )


def _job(page: str, link: str) -> str:
    """Return a link to a job on the page's own host, without its query; others are ""."""
    parts = urlsplit(urljoin(page, link))
    if parts.netloc != urlsplit(page).netloc or not _JOB.search(parts.path):
        return ""
    return urlunsplit(("https", parts.netloc, parts.path, "", ""))


SOURCE: Source = ICIMS()
