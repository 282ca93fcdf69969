"""Breezy HR career sites: one request gives a company's whole list.

API: https://developer.breezy.hr (the public list at https://<company>.breezy.hr/json)
Terms: https://breezy.hr/terms-of-service (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, subdomain


@dataclass(frozen=True, slots=True)
class Breezy:
    """Reads a company's list."""

    name: str = "breezy"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("breezy.hr",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list with its texts."""
        for label in ask.boards.get(self.name, ()):
            company = quote(r.board(label)[0], safe="")
            url = f"https://{company}.breezy.hr/json"
            yield Fetch(url=url, params=(("verbose", "true"),), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return subdomain(found, "breezy.hr") if found else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list."""
        return read_each(r.rows(r.document(body)), lambda job: posting(job, fetch.label))


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one position."""
    where = r.fields(job.get("location"))
    every = [_place(each) for each in (where, *r.items(job.get("locations")))]
    return RawPosting(
        external_id=r.text(job.get("id")) or r.needed(job, "url"),
        url=r.needed(job, "url"),
        title=r.needed(job, "name"),
        company=r.text(r.fields(job.get("company")).get("name")) or r.board(label)[1],
        locations=r.texts(every),
        workplace="Remote" if where.get("is_remote") is True else "",
        pay=r.text(job.get("salary")),
        posted_at=r.moment(job.get("published_date")),
        employment=r.text(r.fields(job.get("type")).get("name")),
        tags=r.texts(job.get("department")),
        html=r.text(job.get("description")),
    )


def _place(entry: Any) -> str:
    entry = r.fields(entry)
    region, country = (r.fields(entry.get(each)).get("name") for each in ("state", "country"))
    return ", ".join(r.texts(entry.get("city"), region, country)) or r.text(entry.get("name"))


SOURCE: Source = Breezy()
