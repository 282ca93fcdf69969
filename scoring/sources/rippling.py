"""Rippling career sites: one request gives a company's list, without texts and dates.

Form: https://api.rippling.com/platform/api/ats/v1/board/<company>/jobs, behind its own job page
Terms: https://www.rippling.com/legal (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link

_API = "https://api.rippling.com/platform/api/ats/v1/board"


@dataclass(frozen=True, slots=True)
class Rippling:
    """Reads a company's list, and a single job."""

    name: str = "rippling"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("rippling.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=_jobs(label), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        if found.host == "api.rippling.com":
            return after(found.parts, "platform", "api", "ats", "v1", "board")
        if found.host.partition(".")[0] != "ats":
            return None
        parts = found.unlocalised
        return after(parts, "embed") or first(parts)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list, which leads to the texts, or one job."""
        page = r.document(body)
        if isinstance(page, dict):
            r.needed(page, "uuid")  # an error page is no job
            return read_each([page], lambda job: posting(job, fetch.label))
        jobs = r.rows(page)
        numbers = [r.text(r.fields(job).get("uuid")) for job in jobs if fetch.label]
        follow = [
            Fetch(
                url=f"{_jobs(fetch.label)}/{quote(number, safe='')}",
                label=fetch.label,
                detail=True,
            )
            for number in dict.fromkeys(filter(None, numbers))
        ]
        return read_each(jobs, lambda job: posting(job, fetch.label), follow=follow)


def _jobs(label: str) -> str:
    return f"{_API}/{quote(r.board(label)[0], safe='')}/jobs"


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job; a job in several places is listed once for each."""
    parts = r.fields(job.get("description"))
    places = [job.get("workLocation"), *r.items(job.get("workLocations"))]
    return RawPosting(
        external_id=r.needed(job, "uuid"),
        url=r.needed(job, "url"),
        title=r.needed(job, "name"),
        company=r.text(job.get("companyName")) or r.board(label)[1],
        locations=r.texts([r.text(each) or r.fields(each).get("label") for each in places]),
        posted_at=r.moment(job.get("createdOn")),
        employment=r.text(r.fields(job.get("employmentType")).get("label")),
        tags=r.texts(r.fields(job.get("department")).get("label")),
        html="\n".join(r.texts(parts.get("company"), parts.get("role"))),
    )


SOURCE: Source = Rippling()
