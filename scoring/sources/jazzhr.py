"""JazzHR career sites: a page of links, and a page with schema.org data for each job.

Form: https://<company>.applytojob.com/apply, and JobPosting data on each job's page
Terms: https://www.jazzhr.com/terms-of-use/ (public postings)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._jobposting import job_posting
from scoring.sources._lines import job_links, line_of, words
from scoring.sources._links import link, subdomain
from scoring.sources._pages import job_postings

_DOMAIN = "applytojob.com"
_JOB = re.compile(r"/apply/[A-Za-z0-9]{6,16}/[^/]+$")


@dataclass(frozen=True, slots=True)
class JazzHR:
    """Reads a list of links and a job's page."""

    name: str = "jazzhr"
    needs: tuple[str, ...] = ()
    crawls: bool = True
    hosts: tuple[str, ...] = (_DOMAIN,)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list."""
        for label in ask.boards.get(self.name, ()):
            company = quote(r.board(label)[0], safe="")
            yield Fetch(url=f"https://{company}.{_DOMAIN}/apply", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return subdomain(found, _DOMAIN) if found else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or not _JOB.search("/" + "/".join(found.parts)):
            return None
        path = "/".join(quote(part, safe="") for part in found.parts)
        return Fetch(url=f"https://{found.host}/{path}", label=board, detail=True)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a job's page, or the links of a list."""
        employer = r.board(fetch.label)[1]
        if found := job_postings(body):
            url = fetch.url.partition("?")[0]
            return read_each(found, lambda job: job_posting(job, url=url, company=employer))
        jobs = job_links(body, page=fetch.url, path=_JOB, domain=_DOMAIN)
        if not jobs and b"resumator" not in body:
            raise ValueError("the page has neither a JobPosting nor links to jobs")
        follow = [Fetch(url=url, label=fetch.label, detail=True) for url in jobs]
        return read_each(jobs.items(), lambda job: _card(*job, employer=employer), follow=follow)


def _card(url: str, node: LexborNode, *, employer: str) -> RawPosting:
    """Read a line of a list: a title and where it is."""
    marker = line_of(node, _JOB).css_first(".fa-map-marker")
    return RawPosting(
        external_id=url,
        url=url,
        title=r.needed({"title": words(node)}, "title"),
        company=employer,
        locations=r.texts(words(marker.parent if marker else None)),
    )


SOURCE: Source = JazzHR()
