"""Jobvite career sites: a list of links in pages, and a page with schema.org data for each job.

Form: https://jobs.jobvite.com/<company>/search, and JobPosting data on each job's page
Terms: https://www.jobvite.com/legal/ (public postings; only the first pages are asked)
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
from scoring.sources._links import first, link, token
from scoring.sources._pages import job_postings

_HOST = "jobs.jobvite.com"
_PAGES = 4
_JOB = re.compile(r"^/[^/]+/job/(?P<number>[A-Za-z0-9]{6,16})$")


@dataclass(frozen=True, slots=True)
class Jobvite:
    """Reads a page of links and a job's page."""

    name: str = "jobvite"
    needs: tuple[str, ...] = ()
    crawls: bool = True
    hosts: tuple[str, ...] = ("jobvite.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 0)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return first(found.parts) if found and found.host == _HOST else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or found.parts[1:2] != ("job",):
            return None
        number = token(found.parts[2]) if len(found.parts) > 2 else None
        return (
            Fetch(url=f"{_site(board)}/job/{number}", label=board, detail=True) if number else None
        )

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a job's page, or the links of a page, which may lead to the next."""
        employer = r.board(fetch.label)[1]
        if found := job_postings(body):
            url = fetch.url.partition("?")[0]
            return read_each(found, lambda job: job_posting(job, url=url, company=employer))
        jobs = job_links(body, page=fetch.url, path=_JOB, domain="jobvite.com")
        if not jobs and b"jv-page-search" not in body:
            raise ValueError("the page has neither a JobPosting nor links to jobs")
        follow = [Fetch(url=url, label=fetch.label, detail=True) for url in jobs]
        done = int(r.amount(dict(fetch.params).get("p")) or 0) + 1
        if jobs and fetch.label and done < _PAGES and b"jv-pagination-next" in body:
            follow.append(_page(fetch.label, done))
        return read_each(jobs.items(), lambda job: _card(*job, employer=employer), follow=follow)


def _site(label: str) -> str:
    return f"https://{_HOST}/{quote(r.board(label)[0], safe='')}"


def _page(label: str, number: int) -> Fetch:
    return Fetch(url=f"{_site(label)}/search", params=(("p", str(number)),), label=label)


def _card(url: str, node: LexborNode, *, employer: str) -> RawPosting:
    """Read a line of a list, under the number that the job's own page gives."""
    where = words(line_of(node, _JOB).css_first(".jv-job-list-location"))
    return RawPosting(
        external_id=url.rpartition("/")[2],
        url=url,
        title=r.needed({"title": words(node)}, "title"),
        company=employer,
        locations=r.texts(where),
    )


SOURCE: Source = Jobvite()
