"""iCIMS career sites: a page of links, and a page with schema.org data for each job.

Form: https://careers-<company>.icims.com/jobs/search, and JobPosting data on each job's page
Terms: https://www.icims.com/legal/ (public postings; only the first page is asked)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborNode

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._jobposting import job_posting
from scoring.sources._links import link, subdomain
from scoring.sources._pages import job_postings, nodes

_LABEL = re.compile(r"^Job (?:Locations?|Title)\s+")
_LINK = "a[href*='/job']"
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
        jobs = _jobs(fetch.url, body)
        if not jobs:
            raise ValueError("the page has neither a JobPosting nor links to jobs")
        return read_each(
            jobs.items(),
            lambda job: _card(*job, employer=employer),
            follow=[
                Fetch(url=f"{url}?in_iframe=1", label=fetch.label, detail=True) for url in jobs
            ],
        )


def _jobs(page: str, body: bytes) -> dict[str, LexborNode]:
    """Return the links to jobs, each once: the first that has words, since pictures link too."""
    found: dict[str, LexborNode] = {}
    for node in nodes(body, "a[href]"):
        url = _job(page, node)
        if url and (url not in found or not found[url].text(strip=True)):
            found[url] = node
    return found


def _job(page: str, node: LexborNode) -> str:
    """Return a link to a job on the page's own host, without its query; others are ""."""
    parts = urlsplit(urljoin(page, node.attributes.get("href") or ""))
    own = urlsplit(page)
    saved = own.scheme == "file" and parts.netloc.endswith(".icims.com")
    if (parts.netloc != own.netloc and not saved) or not _JOB.search(parts.path):
        return ""
    return urlunsplit(("https", parts.netloc, parts.path, "", ""))


def _card(url: str, node: LexborNode, *, employer: str) -> RawPosting | None:
    """Read a line of a list: a title and where it is. Its page has the rest."""
    title = _words(node.css_first("h2, h3, h4") or node)
    if not title:
        return None
    line = _line(node)
    facts = _facts(line)
    return RawPosting(
        external_id=url,
        url=url,
        title=title,
        company=employer,
        locations=r.places(_first(line, ".header.left")),
        workplace=facts.get("work arrangement", ""),
        posted_text=_first(line, ".header.right span[title]"),
        employment=facts.get("position type", ""),
        tags=r.texts(facts.get("category")),
        html=_first(line, ".description"),
    )


def _line(node: LexborNode) -> LexborNode:
    """Return the line of the list in which a link stands: as far up as no other link does."""
    while node.parent is not None and len(node.parent.css(_LINK)) <= 1:
        node = node.parent
    return node


def _first(line: LexborNode, selector: str) -> str:
    found = line.css_first(selector)
    return _words(found) if found else ""


def _facts(line: LexborNode) -> dict[str, str]:
    """Return the named fields of a line, by their names in lower case."""
    pairs = zip(line.css("dt"), line.css("dd"), strict=False)
    return {_words(name).lower(): _words(value) for name, value in pairs}


def _words(node: LexborNode) -> str:
    """Return what a node shows, without what is only read aloud."""
    words = " ".join(node.text(separator=" ").split())
    for each in filter(None, (" ".join(part.text().split()) for part in node.css(".sr-only"))):
        words = words.replace(each, "", 1)
    return _LABEL.sub("", words.strip())


SOURCE: Source = ICIMS()
