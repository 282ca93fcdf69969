"""Workday career sites: a list in pages of twenty, and a page with the text for each job.

Form: the JSON behind a career site's own search page (POST .../wday/cxs/<tenant>/<site>/jobs)
Terms: each employer's site; only the newest pages are asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, named, token

_PAGE = 20  # the most it gives at once
_NEWEST = 100  # of sites with thousands: the newest come first
_COUNTED = re.compile(r"\d+ Locations?")  # what a list says of a job in several places
_CENTRE = re.compile(r"wd\d{1,3}")
_NO_SITES = frozenset({"wday", "job"})  # "Careers" and "Jobs" are sites, though


@dataclass(frozen=True, slots=True)
class Workday:
    """Reads a page of a list, and a single posting. A board is "tenant@wd5/Site"."""

    name: str = "workday"
    needs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("myworkdayjobs.com", "myworkdaysite.com")

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each site's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 0)

    def board_at(self, url: str) -> str | None:
        """Return the site to which a link leads."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        names, parts = found.host.split(".")[:-2], found.unlocalised
        if found.domain == "myworkdaysite.com":
            names, parts = [*parts[1:2], *names], parts[2:] if parts[:1] == ("recruiting",) else ()
        tenant, centre = names if len(names) == 2 else ("", "")
        if found.parts[1:2] == ("job",):  # a site of two letters, not a language
            parts = found.parts
        site = _site(parts)
        known = token(tenant) and _CENTRE.fullmatch(centre) and site
        return f"{tenant}@{centre}/{site}" if known else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one posting to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or "job" not in found.parts:
            return None
        path = [part for part in found.parts[found.parts.index("job") :] if part != "apply"]
        address = "/".join(quote(part, safe="") for part in path)
        return Fetch(url=f"{_api(board)}/{address}", label=board, detail=True)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list or a posting; the list leads to the texts."""
        page = r.document(body)
        if "jobPostingInfo" in page:
            return read_each([page], lambda each: detail(each, fetch))
        jobs = r.rows(page["jobPostings"])
        follow = _follow(page, jobs, fetch) if fetch.label else ()
        return read_each(jobs, lambda job: posting(job, fetch.label), follow=follow)


def _site(parts: tuple[str, ...]) -> str | None:
    """Return the site that a path names, a person's page or the one behind it."""
    site = "".join(parts[3:4] if parts[:2] == ("wday", "cxs") else parts[:1])
    return site if named(site) and site not in _NO_SITES else None


def _page(label: str, offset: int) -> Fetch:
    body = {"appliedFacets": {}, "limit": _PAGE, "offset": offset, "searchText": ""}
    return Fetch(url=f"{_api(label)}/jobs", method="POST", json_body=body, label=label)


def _parts(label: str) -> tuple[str, str, str]:
    """Return the tenant, its data centre and its site, fit for an address."""
    tenant, _, rest = r.board(label)[0].partition("@")
    centre, _, site = rest.partition("/")
    return quote(tenant, safe=""), quote(centre or "wd1", safe=""), quote(site or tenant, safe="")


def _host(label: str) -> str:
    tenant, centre, _ = _parts(label)
    return f"https://{tenant}.{centre}.myworkdayjobs.com"


def _api(label: str) -> str:
    tenant, _, site = _parts(label)
    return f"{_host(label)}/wday/cxs/{tenant}/{site}"


def _follow(page: Any, jobs: list[Any], fetch: Fetch) -> Iterator[Fetch]:
    """Yield the texts of these jobs and the next page."""
    for job in jobs:
        path = r.text(r.fields(job).get("externalPath"))
        if path.startswith("/"):
            yield Fetch(url=f"{_api(fetch.label)}{quote(path)}", label=fetch.label, detail=True)
    offset = int(r.amount(r.fields(fetch.json_body).get("offset")) or 0) + len(jobs)
    if jobs and offset < min(r.amount(page.get("total")) or 0, _NEWEST):
        yield _page(fetch.label, offset)


def posting(job: Any, label: str = "") -> RawPosting | None:
    """Read one line of a list: no text, and a date in words."""
    if r.items(job.get("bulletFields")) and not {"externalPath", "title"} & {*job}:
        return None  # a job that is hidden meanwhile leaves only its number in the list
    path = r.needed(job, "externalPath")
    return RawPosting(
        external_id=path.rpartition("/")[2],
        url=f"{_host(label)}/{_parts(label)[2]}{quote(path)}",
        title=r.needed(job, "title"),
        company=r.board(label)[1],
        locations=_listed(r.places(job.get("locationsText")), path),
        workplace=r.text(job.get("remoteType")),
        posted_text=r.text(job.get("postedOn")),
    )


def _listed(places: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Return the places; of "3 Locations" only the first is told, in the address."""
    if not any(_COUNTED.fullmatch(each) for each in places):
        return places
    found = re.match(r"/job/([^/]+)/[^/]+$", path)
    return r.texts(found[1] if found else "")


def detail(page: Any, fetch: Fetch) -> RawPosting:
    """Read a posting's own page."""
    job = page["jobPostingInfo"]
    # Without an address of its own the posting is at the interface's, less the interface.
    url = r.text(job.get("externalUrl")) or re.sub(r"/wday/cxs/[^/]+/", "/", fetch.url)
    path = url.rpartition("/")[2]
    employer = r.text(r.fields(page.get("hiringOrganization")).get("name"))
    country = r.text(r.fields(job.get("country")).get("descriptor"))
    first = r.text(job.get("location"))
    if first and "," not in first and first != country:  # a site's or a bare city's name
        first = ", ".join(r.texts(first, country))
    every = r.texts(first, r.items(job.get("additionalLocations")))
    return RawPosting(
        external_id=r.text(job.get("jobPostingId")) or path or r.needed(job, "id"),
        url=url,
        title=r.needed(job, "title"),
        company=r.board(fetch.label)[1] or employer,
        locations=every or r.texts(country),
        workplace=r.text(job.get("remoteType")),
        posted_at=r.moment(job.get("startDate")),
        posted_text=r.text(job.get("postedOn")),
        deadline=r.moment(job.get("endDate")),
        employment=r.text(job.get("timeType")),
        html=r.text(job.get("jobDescription")),
        open=job.get("posted") is not False,
    )


SOURCE: Source = Workday()
