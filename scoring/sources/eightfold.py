"""Eightfold career sites: a list in pages, and a page with the text for each position.

Form: https://<company>.eightfold.ai/api/apply/v2/jobs, the JSON behind a career site's own search
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
from scoring.sources._links import link, subdomain

_PAGE = 10  # the most it gives at once
_NEWEST = 100
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3}")


@dataclass(frozen=True, slots=True)
class Eightfold:
    """Reads a page of a list, and one position. A board is "company@domain.com"."""

    name: str = "eightfold"
    needs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("eightfold.ai",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 0)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads; one that names no domain has the usual one."""
        found = link(url)
        company = subdomain(found, "eightfold.ai") if found else None
        if found is None or company is None:
            return None
        domain = found.query.get("domain", "").lower()
        return f"{company}@{domain if _DOMAIN.fullmatch(domain) else f'{company}.com'}"

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list or a position."""
        page = r.document(body)
        if "positions" not in page:
            r.needed(page, "id")
            return read_each([page], lambda job: posting(job, fetch.label))
        jobs = r.rows(page["positions"])
        follow = _follow(page, jobs, fetch) if fetch.label else ()
        return read_each(jobs, lambda job: posting(job, fetch.label), follow=follow)


def _api(label: str) -> tuple[str, str]:
    """Return the address of a company's list, and the domain that it is asked for."""
    company, _, domain = r.board(label)[0].partition("@")
    return f"https://{quote(company, safe='')}.eightfold.ai/api/apply/v2/jobs", domain


def _page(label: str, offset: int) -> Fetch:
    url, domain = _api(label)
    ordered = (("start", str(offset)), ("num", str(_PAGE)), ("sort_by", "timestamp"))
    return Fetch(url=url, params=(("domain", domain), *ordered), label=label)


def _follow(page: Any, jobs: list[Any], fetch: Fetch) -> Iterator[Fetch]:
    url, domain = _api(fetch.label)
    for job in map(r.fields, jobs):
        number = r.text(job.get("id"))
        if number and not job.get("job_description"):
            where = f"{url}/{quote(number, safe='')}"
            domain_only = (("domain", domain),)
            yield Fetch(url=where, params=domain_only, label=fetch.label, detail=True)
    offset = int(r.amount(dict(fetch.params).get("start")) or 0) + len(jobs)
    if jobs and offset < min(r.amount(page.get("count")) or 0, _NEWEST):
        yield _page(fetch.label, offset)


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one position, with its text or without."""
    return RawPosting(
        external_id=r.needed(job, "id"),
        url=r.needed(job, "canonicalPositionUrl"),
        title=r.needed(job, "name"),
        company=r.board(label)[1],
        locations=r.texts(r.items(job.get("locations"))) or r.texts(job.get("location")),
        workplace=r.text(job.get("work_location_option")),
        posted_at=r.moment(job.get("t_create")) or r.moment(job.get("t_update")),
        tags=r.texts(job.get("department")),
        html=r.text(job.get("job_description")),
        open=job.get("isPrivate") is not True,
    )


SOURCE: Source = Eightfold()
