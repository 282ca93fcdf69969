"""Workable career sites: one request gives a company's whole list with texts.

API: https://help.workable.com/hc/en-us/articles/115012771647 (the widget of a company's own page)
Terms: https://www.workable.com/terms (public postings; ask rarely, 429 comes soon)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link, subdomain


@dataclass(frozen=True, slots=True)
class Workable:
    """Reads an account."""

    name: str = "workable"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("workable.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each account with its texts."""
        for label in ask.boards.get(self.name, ()):
            account = quote(r.board(label)[0], safe="")
            url = f"https://apply.workable.com/api/v1/widget/accounts/{account}"
            yield Fetch(url=url, params=(("details", "true"),), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the account to which a link leads; a short link to a job names none."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        if found.host != "apply.workable.com":
            name = subdomain(found, "workable.com")
            return None if name == "apply" else name
        widget = after(found.parts, "api", "v1", "widget", "accounts")
        return widget or (None if found.parts[:1] == ("j",) else first(found.parts))

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read an account."""
        page = r.document(body)
        employer = r.board(fetch.label)[1] or r.text(page.get("name"))
        return read_each(r.rows(page["jobs"]), lambda job: posting(job, employer))


def posting(job: Any, employer: str) -> RawPosting:
    """Read one job of an account."""
    code = r.needed(job, "shortcode")
    every = [_place(each) for each in r.items(job.get("locations"))]
    return RawPosting(
        external_id=code,
        url=r.text(job.get("url")) or f"https://apply.workable.com/j/{quote(code, safe='')}",
        title=r.needed(job, "title"),
        company=employer,
        locations=r.texts(every) or r.texts(_place(job)),
        workplace="Remote" if job.get("telecommuting") is True else "",
        posted_at=r.moment(job.get("published_on")) or r.moment(job.get("created_at")),
        employment=r.text(job.get("employment_type")),
        level=r.text(job.get("experience")),
        degree=r.text(job.get("education")),
        tags=r.texts(job.get("department"), job.get("function")),
        html=r.text(job.get("description")),
    )


def _place(entry: Any) -> str:
    entry = r.fields(entry)
    region = entry.get("region") or entry.get("state")
    return ", ".join(r.texts(entry.get("city"), region, entry.get("country")))


SOURCE: Source = Workable()
