"""Lever job sites: one request gives a company's whole site with texts.

API: https://github.com/lever/postings-api
Terms: https://www.lever.co/legal (the postings API is public and made for job listings)
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link

# Countries whose codes are also codes of states of the US.
_CLEAR = {"CA": "Canada", "CO": "Colombia", "DE": "Germany", "IL": "Israel", "IN": "India"}


@dataclass(frozen=True, slots=True)
class Lever:
    """Reads a site, and a single posting. A board "acme@eu" lives on Lever's European host."""

    name: str = "lever"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("lever.co",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each site."""
        for label in ask.boards.get(self.name, ()):
            yield _postings(label)

    def board_at(self, url: str) -> str | None:
        """Return the site to which a link leads, with its region."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        kind, _, region = found.host.removesuffix(".lever.co").partition(".")
        paths = {"jobs": (), "api": ("v0", "postings")}
        if kind not in paths or region not in {"", "eu"}:
            return None
        site = after(found.parts, *paths[kind])
        return f"{site}@eu" if site and region else site

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one posting to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or not found.host.startswith("jobs."):
            return None
        number = after(found.parts[1:])
        return _postings(board, number) if number else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list of postings or a single one."""
        page = r.document(body)
        if isinstance(page, dict):
            r.needed(page, "id")  # an error page is no posting
            page = [page]
        return read_each(_every(r.rows(page)), lambda job: posting(job, fetch.label))


def _every(entries: list[Any]) -> list[Any]:
    """Return the postings, also of a list that is grouped by team or place."""
    found = [each.get("postings") for each in map(r.fields, entries)]
    groups = [each for each in found if isinstance(each, list)]
    if groups and len(groups) == len(entries):
        return [job for each in groups for job in each]
    return entries


def _postings(label: str, number: str = "") -> Fetch:
    """Return the request for a whole site, or for one posting of it."""
    site, _, region = r.board(label)[0].partition("@")
    host = "api.eu.lever.co" if region == "eu" else "api.lever.co"
    url = f"https://{host}/v0/postings/{quote(site, safe='')}"
    url = f"{url}/{quote(number, safe='')}" if number else url
    return Fetch(url=url, params=(("mode", "json"),), label=label, detail=bool(number))


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one posting; without a label the employer is taken from its address."""
    number = r.needed(job, "id")
    url = r.text(job.get("hostedUrl")) or r.text(job.get("applyUrl"))
    categories, salary = r.fields(job.get("categories")), r.fields(job.get("salaryRange"))
    workplace = r.text(job.get("workplaceType"))
    return RawPosting(
        external_id=number,
        url=url or f"https://jobs.lever.co/{r.board(label)[0].partition('@')[0]}/{number}",
        title=r.needed(job, "text"),
        company=r.board(label or urlsplit(url).path.strip("/").partition("/")[0])[1],
        locations=_locations(categories, r.text(job.get("country"))),
        workplace="" if workplace == "unspecified" else workplace,
        pay=r.pay(
            salary.get("min"),
            salary.get("max"),
            currency=salary.get("currency"),
            period=salary.get("interval"),
        )
        or r.text(job.get("salaryDescriptionPlain")),
        posted_at=r.moment(job.get("createdAt")),
        employment=r.text(categories.get("commitment")),
        tags=r.texts(categories.get("department"), categories.get("team")),
        html="\n".join(filter(None, _parts(job))),
    )


def _locations(categories: Any, country: str) -> tuple[str, ...]:
    """Return every place; the country is the first one's, and makes a bare city clear."""
    first = r.text(categories.get("location"))
    every = r.texts(first, r.items(categories.get("allLocations")))
    if country and first and "," not in first and len(every) == 1:
        return (f"{first}, {_CLEAR.get(country, country)}",)
    return every or r.texts(country)


def _parts(job: Any) -> Iterable[str]:
    """Yield the pieces of the text in the order in which Lever's own page shows them."""
    body = job.get("description") or job.get("descriptionBody")
    yield r.markup(body, job.get("descriptionPlain") or job.get("descriptionBodyPlain"))
    for each in map(r.fields, r.items(job.get("lists"))):
        yield f"<h3>{html.escape(r.text(each.get('text')), quote=False)}</h3>"
        yield f"<ul>{r.text(each.get('content'))}</ul>"
    yield r.markup(job.get("salaryDescription"), job.get("salaryDescriptionPlain"))
    yield r.markup(job.get("additional"), job.get("additionalPlain"))


SOURCE: Source = Lever()
