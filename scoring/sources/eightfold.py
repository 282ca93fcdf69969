"""Eightfold career sites: a list in pages, and a page with the text for each position.

Form: https://<company>.eightfold.ai/api/apply/v2/jobs, the JSON behind a career site's own search;
newer sites answer at /api/pcsx/search and /api/pcsx/position_details, inside "data"
Terms: each employer's site; only the newest pages are asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, subdomain

_PAGE = 10  # the most it gives at once
_NEWEST = 100
_OLD, _NEW = "/api/apply/v2/jobs", "/api/pcsx"
_DATES = ("t_create", "postedTs", "t_update", "creationTs")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3}")


@dataclass(frozen=True, slots=True)
class Eightfold:
    """Reads a page of a list, and one position. A board is "company@domain.com".

    A site on a host of its own is written with it: "careers.company.com@company.com".
    """

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

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one position to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None:
            return None
        number = found.query.get("pid") or "".join(found.parts[-1:]).partition("-")[0]
        known = number.isascii() and number.isdecimal()
        return _text_of(number, board, form=_OLD) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list or a position."""
        whole = r.document(body)
        page = whole["data"] if _NEW in fetch.url or "data" in whole else whole
        if "positions" in page:
            jobs = r.rows(page["positions"])
            follow = _follow(page, jobs, fetch) if fetch.label else ()
            return read_each(jobs, lambda job: posting(job, fetch), follow=follow)
        if {"domain"} == {*page} and fetch.label:  # what the old form says on a newer site
            return Parsed(follow=(_page(fetch.label, 0, form=_NEW),))
        r.needed(page, "id")
        return read_each([page], lambda job: posting(job, fetch))


def _site(label: str) -> tuple[str, str]:
    """Return the address of a company's site, and the domain that its lists are asked for."""
    company, _, domain = r.board(label)[0].partition("@")
    host = company if "." in company else f"{company}.eightfold.ai"
    return f"https://{quote(host, safe='.-')}", domain


def _page(label: str, offset: int, *, form: str = _OLD) -> Fetch:
    site, domain = _site(label)
    ordered = (("start", str(offset)), ("num", str(_PAGE)), ("sort_by", "timestamp"))
    url = f"{site}{form}/search" if form == _NEW else f"{site}{form}"
    return Fetch(url=url, params=(("domain", domain), *ordered), label=label)


def _text_of(number: str, label: str, *, form: str) -> Fetch:
    site, domain = _site(label)
    url = f"{site}{form}/position_details" if form == _NEW else f"{site}{form}/{quote(number)}"
    params: tuple[tuple[str, str], ...] = (("domain", domain),)
    if form == _NEW:
        params = (("position_id", number), *params)
    return Fetch(url=url, params=params, label=label, detail=True)


def _follow(page: Any, jobs: list[Any], fetch: Fetch) -> Iterator[Fetch]:
    form = _NEW if _NEW in fetch.url else _OLD
    for job in map(r.fields, jobs):
        number = r.text(job.get("id"))
        if number and not job.get("job_description"):
            yield _text_of(number, fetch.label, form=form)
    offset = int(r.amount(dict(fetch.params).get("start")) or 0) + len(jobs)
    if jobs and offset < min(r.amount(page.get("count")) or 0, _NEWEST):
        yield _page(fetch.label, offset, form=form)


def posting(job: Any, fetch: Fetch) -> RawPosting:
    """Read one position of either form, with its text or without."""
    number = r.needed(job, "id")
    return RawPosting(
        external_id=number,
        url=_link(job, fetch) or f"{_site(fetch.label)[0]}/careers/job/{quote(number, safe='')}",
        title=r.needed(job, "name"),
        company=r.board(fetch.label)[1],
        locations=_places(job),
        workplace=r.text(job.get("work_location_option") or job.get("workLocationOption")),
        posted_at=next(filter(None, (r.moment(job.get(each)) for each in _DATES)), None),
        employment=", ".join(r.texts(job.get("efcustomTextEmploymentType"))),
        tags=r.texts(job.get("department")),
        html=r.text(job.get("job_description") or job.get("jobDescription")),
        open=job.get("isPrivate") is not True,
    )


def _link(job: Any, fetch: Fetch) -> str:
    """Return the page for people; the newer form tells it from the site's root."""
    links = (r.text(job.get(each)) for each in ("canonicalPositionUrl", "publicUrl", "positionUrl"))
    url = next(filter(None, links), "")
    return urljoin(_site(fetch.label)[0] if fetch.label else fetch.url, url) if url else ""


def _places(job: Any) -> tuple[str, ...]:
    """Return every place, in the site's own tidy form where it tells as many."""
    words = r.texts(job.get("locations")) or r.texts(job.get("location"))
    tidy = r.texts(job.get("standardizedLocations"))
    return tidy if len(tidy) >= max(1, len(words)) else words


SOURCE: Source = Eightfold()
