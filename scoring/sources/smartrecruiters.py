"""SmartRecruiters career sites: a list in pages, and a page with the text for each job.

API: https://developers.smartrecruiters.com/docs/posting-api
Terms: https://www.smartrecruiters.com/legal/ (the posting API is public)
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link

_API = "https://api.smartrecruiters.com/v1/companies"
_PAGE = 100
_GROUPS = ("department", "function", "industry")
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
_NUMBER = re.compile(r"\d{9,20}(?=-|$)|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=-|$)")
_SITES: Mapping[str, tuple[str, ...]] = {
    "jobs.smartrecruiters.com": (),
    "careers.smartrecruiters.com": (),
    "api.smartrecruiters.com": ("v1", "companies"),
}


@dataclass(frozen=True, slots=True)
class SmartRecruiters:
    """Reads a page of a company's list, and a single posting."""

    name: str = "smartrecruiters"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("smartrecruiters.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 0)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        if found is None or found.host not in _SITES:
            return None
        one_click = after(found.parts, "oneclick-ui", "company")
        return one_click or after(found.parts, *_SITES[found.host])

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one posting to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None:
            return None
        number = _NUMBER.match("".join(found.parts[-1:]))
        url = f"{_postings(board)}/{number[0]}" if number else ""
        return Fetch(url=url, label=board, detail=True) if url else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list or a posting; the list leads to the texts."""
        page = r.document(body)
        if "content" not in page:
            r.needed(page, "id")  # an error page is no posting
            return read_each([page], lambda job: posting(job, fetch.label))
        jobs = r.rows(page["content"])
        return read_each(
            jobs, lambda job: posting(job, fetch.label), follow=_follow(page, jobs, fetch.label)
        )


def _page(label: str, offset: int) -> Fetch:
    url = f"{_postings(label)}?limit={_PAGE}&offset={offset}"
    return Fetch(url=url, label=label)


def _postings(label: str) -> str:
    return f"{_API}/{quote(r.board(label)[0], safe='')}/postings"


def _follow(page: Any, jobs: list[Any], label: str) -> Iterator[Fetch]:
    """Yield the texts of these jobs and the next page."""
    if not label:
        return
    for job in jobs:
        if number := r.text(r.fields(job).get("id")):
            url = f"{_postings(label)}/{quote(number, safe='')}"
            yield Fetch(url=url, label=label, detail=True)
    offset = int(r.amount(page.get("offset")) or 0) + len(jobs)
    if jobs and offset < (r.amount(page.get("totalFound")) or 0):
        yield _page(label, offset)


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job, with its text or without."""
    number, company = r.needed(job, "id"), r.fields(job.get("company"))
    where = r.fields(job.get("location"))
    site = quote(r.text(company.get("identifier")) or r.board(label)[0], safe="")
    return RawPosting(
        external_id=number,
        url=r.text(job.get("postingUrl"))
        or f"https://jobs.smartrecruiters.com/{site}/{quote(number, safe='')}",
        title=r.needed(job, "name"),
        company=r.text(company.get("name")) or r.board(label)[1],
        locations=r.texts(_place(where)),
        workplace=_workplace(where),
        posted_at=r.moment(job.get("releasedDate")),
        employment=_worded(r.fields(job.get("typeOfEmployment"))),
        level=_worded(r.fields(job.get("experienceLevel"))),
        tags=r.texts([r.fields(job.get(each)).get("label") for each in _GROUPS]),
        html=_text(r.fields(r.fields(job.get("jobAd")).get("sections"))),
        open=job.get("active") is not False,
    )


def _place(where: Any) -> str:
    full = ", ".join(r.texts(r.text(where.get("fullLocation")).split(", ")))
    parts = r.texts(where.get("city"), where.get("region"), r.text(where.get("country")).upper())
    return full or ", ".join(parts)


def _worded(value: Any) -> str:
    """Return a choice in the company's language, and its code, which is English everywhere."""
    label, code = r.text(value.get("label")), r.text(value.get("id")).replace("_", " ")
    return label if not code or label.isascii() else f"{label} ({code})"


def _workplace(where: Any) -> str:
    if where.get("remote") is True:
        return "Remote"
    return "Hybrid" if where.get("hybrid") is True else ""


def _text(sections: Any) -> str:
    """Return the sections in the order of the company's own page, each under its heading."""
    parts = []
    for name in _SECTIONS:
        section = r.fields(sections.get(name))
        if text := r.text(section.get("text")):
            heading = html.escape(r.text(section.get("title")), quote=False)
            parts.append(f"<h3>{heading}</h3>\n{text}")
    return "\n".join(parts)


SOURCE: Source = SmartRecruiters()
