"""BambooHR career sites: one request gives a company's list, without texts and dates.

Form: https://<company>.bamboohr.com/careers/list, the JSON behind a company's careers page
Terms: https://www.bamboohr.com/legal/terms-of-service (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, subdomain

_ELSEWHERE = {"1": "Remote", "2": "Hybrid"}


@dataclass(frozen=True, slots=True)
class BambooHR:
    """Reads a company's list, and a single opening."""

    name: str = "bamboohr"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("bamboohr.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=f"{_careers(label)}/list", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return subdomain(found, "bamboohr.com") if found else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one opening to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or found.parts[:1] not in {("careers",), ("jobs",)}:
            return None
        number = "".join(found.parts[1:2]) or found.query.get("id", "")
        known = number.isascii() and number.isdecimal()
        url = f"{_careers(board)}/{number}/detail"
        return Fetch(url=url, label=board, detail=True) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list, which leads to the texts, or one opening's page."""
        found = r.document(body)["result"]
        if isinstance(found, dict):
            return read_each([found["jobOpening"]], lambda job: detail(job, fetch))
        jobs = r.rows(found)
        follow = [
            Fetch(
                url=f"{_careers(fetch.label)}/{quote(number, safe='')}/detail",
                label=fetch.label,
                detail=True,
            )
            for job in jobs
            if fetch.label and (number := r.text(r.fields(job).get("id")))
        ]
        return read_each(jobs, lambda job: posting(job, fetch.label), follow=follow)


def _careers(label: str) -> str:
    return f"https://{quote(r.board(label)[0], safe='')}.bamboohr.com/careers"


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one line of a list."""
    number = r.needed(job, "id")
    shared = r.text(job.get("jobOpeningShareUrl"))
    return RawPosting(
        external_id=number,
        url=shared or f"{_careers(label)}/{quote(number, safe='')}",
        title=r.needed(job, "jobOpeningName"),
        company=r.board(label)[1],
        locations=r.texts(_place(r.fields(job.get("location")), r.fields(job.get("atsLocation")))),
        workplace=_workplace(job),
        employment=r.text(job.get("employmentStatusLabel")),
        tags=r.texts(job.get("departmentLabel")),
    )


def detail(job: Any, fetch: Fetch) -> RawPosting:
    """Read an opening's own page; its number stands in addresses alone."""
    shared = r.text(r.fields(job).get("jobOpeningShareUrl"))
    numbers = (url.rpartition("/careers/")[2].partition("/")[0] for url in (fetch.url, shared))
    number = next(filter(str.isdecimal, numbers), "")
    found = posting({**r.fields(job), "id": number}, fetch.label)
    return found.model_copy(
        update={
            "level": r.text(job.get("minimumExperience")),
            "open": r.text(job.get("jobOpeningStatus")) in {"", "Open"},
            "pay": r.text(job.get("compensation")),
            "posted_at": r.moment(job.get("datePosted")),
            "html": r.text(job.get("description")),
        }
    )


def _place(*entries: Any) -> str:
    """Return city, region and country, each from the first of the addresses that has it."""
    parts = (("city",), ("state", "province"), ("country", "addressCountry"))
    found = ([each.get(name) for each in entries for name in names] for names in parts)
    return ", ".join(r.texts([next(iter(r.texts(values)), "") for values in found]))


def _workplace(job: Any) -> str:
    remote = "Remote" if job.get("isRemote") is True else ""
    return remote or _ELSEWHERE.get(r.text(job.get("locationType")), "")


SOURCE: Source = BambooHR()
