"""Jibe career sites, which iCIMS makes for large employers: a list in pages with texts.

Form: https://<host>/api/jobs, the JSON behind such a site's own search
Terms: each employer's site; only the newest pages are asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_PAGE = 100  # the most it gives at once
_PAGES = 3
_TEXTS = ("description", "responsibilities", "qualifications")
_WAYS = {"on-site": "On site", "onsite": "On site", "hybrid": "Hybrid", "remote": "Remote"}


@dataclass(frozen=True, slots=True)
class Jibe:
    """Reads a page of a list. A board is the site's host: "careers.acme.com=Acme"."""

    name: str = "jibe"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each site's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 1)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page."""
        page = r.document(body)
        jobs = r.rows(page["jobs"])
        number = int(r.amount(dict(fetch.params).get("page")) or _PAGES)
        total = r.amount(page.get("totalCount")) or r.amount(page.get("count")) or 0
        more = fetch.label and jobs and number * _PAGE < total and number < _PAGES
        return read_each(
            jobs,
            lambda job: posting(job, fetch.label),
            follow=[_page(fetch.label, number + 1)] if more else [],
        )


def _site(label: str) -> str:
    return f"https://{quote(r.board(label)[0], safe='.-')}"


def _page(label: str, number: int) -> Fetch:
    newest = (("sortBy", "posted_date"), ("descending", "true"), ("internal", "false"))
    params = (("page", str(number)), ("limit", str(_PAGE)), *newest)
    return Fetch(url=f"{_site(label)}/api/jobs", params=params, label=label)


def posting(entry: Any, label: str = "") -> RawPosting | None:
    """Read one job; one for the employer's own people is left out."""
    job = entry["data"]
    number = r.text(job.get("slug")) or r.needed(job, "req_id")
    if job.get("internal") is True:
        return None
    address = r.text(r.fields(job.get("meta_data")).get("canonical_url"))
    groups = [r.fields(each).get("name") for each in r.items(job.get("categories"))]
    tags = [job.get(f"tags{number}") for number in range(1, 10)]
    return RawPosting(
        external_id=number,
        url=address or f"{_site(label)}/jobs/{quote(number, safe='')}",
        title=r.needed(job, "title"),
        company=r.text(job.get("hiring_organization")) or r.board(label)[1],
        locations=_places(job),
        workplace=_workplace(tags, r.text(job.get("location_type"))),
        posted_at=r.moment(job.get("posted_date")) or r.moment(job.get("create_date")),
        employment=r.text(job.get("employment_type")).replace("_", " "),
        tags=r.texts(groups, *(each for each in tags[:2] if isinstance(each, list))),
        html="\n".join(r.texts([job.get(each) for each in _TEXTS])),
    )


def _places(job: Any) -> tuple[str, ...]:
    """Return every place; without parts, the words for all of them."""
    several = [job, *map(r.fields, r.items(job.get("additional_locations")))]
    every = [
        ", ".join(r.texts(each.get("city"), each.get("state"), each.get("country")))
        for each in several
    ]
    return r.texts(every) or r.places(job.get("full_location"))


def _workplace(tags: list[Any], kind: str) -> str:
    """Return the way to work, which employers keep in one of their own fields."""
    words = (each.lower() for each in r.texts(*tags))
    found = next((_WAYS[each] for each in words if each in _WAYS), "")
    return found or ("Remote" if kind.upper() == "ANY" else "")


SOURCE: Source = Jibe()
