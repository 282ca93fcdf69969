"""iCIMS career sites: a page of links, and a page with schema.org data for each job.

Form: https://careers-<company>.icims.com/jobs/search, and JobPosting data on each job's page
Terms: https://www.icims.com/legal/ (public postings; only the first page is asked)
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

_LABEL = re.compile(r"^Job (?:Locations?|Title)\s+")
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

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads, as its own page frames it."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or not _JOB.search("/" + "/".join(found.parts)):
            return None
        path = "/".join(quote(part, safe="") for part in found.parts)
        url = f"https://{found.host}/{path}?in_iframe=1"
        return Fetch(url=url, label=board, detail=True)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a job's page, or follow the links of a list."""
        employer = r.board(fetch.label)[1]
        if found := job_postings(body):
            url = fetch.url.partition("?")[0]
            return read_each(found, lambda job: job_posting(job, url=url, company=employer))
        jobs = job_links(body, page=fetch.url, path=_JOB, domain="icims.com")
        if not jobs:
            raise ValueError("the page has neither a JobPosting nor links to jobs")
        return read_each(
            jobs.items(),
            lambda job: _card(*job, employer=employer),
            follow=[
                Fetch(url=f"{url}?in_iframe=1", label=fetch.label, detail=True) for url in jobs
            ],
        )


def _card(url: str, node: LexborNode, *, employer: str) -> RawPosting | None:
    """Read a line of a list: a title and where it is. Its page has the rest."""
    title = _LABEL.sub("", words(node.css_first("h2, h3, h4") or node))
    if not title:
        return None
    line = line_of(node, _JOB)
    facts = _facts(line)
    return RawPosting(
        external_id=url,
        url=url,
        title=title,
        company=employer,
        locations=r.places(_LABEL.sub("", words(line.css_first(".header.left")))),
        workplace=facts.get("work arrangement", ""),
        posted_text=words(line.css_first(".header.right span[title]")),
        employment=facts.get("position type", ""),
        tags=r.texts(facts.get("category")),
        html=words(line.css_first(".description")),
    )


def _facts(line: LexborNode) -> dict[str, str]:
    """Return the named fields of a line, by their names in lower case."""
    pairs = zip(line.css("dt"), line.css("dd"), strict=False)
    return {words(name).lower(): words(value) for name, value in pairs}


SOURCE: Source = ICIMS()
