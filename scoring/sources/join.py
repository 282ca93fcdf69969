"""JOIN career sites: a company's page with its list as JSON inside.

Form: https://join.com/companies/<company>, what the page's framework left in __NEXT_DATA__
Terms: https://join.com/terms-and-conditions (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link
from scoring.sources._pages import script_json

_COMPANIES = "https://join.com/companies"
_PAGES = 5


@dataclass(frozen=True, slots=True)
class Join:
    """Reads a company's page and names the next one."""

    name: str = "join"
    needs: tuple[str, ...] = ()
    crawls: bool = True
    hosts: tuple[str, ...] = ("join.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 1)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        if found is None or found.host not in {"join.com", "www.join.com"}:
            return None
        return after(found.unlocalised, "companies")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page."""
        state = script_json(body, "#__NEXT_DATA__")["props"]["pageProps"]["initialState"]
        jobs, place = state["jobs"], r.fields(state["jobs"].get("pagination"))
        number = int(r.amount(place.get("page")) or 1)
        more = fetch.label and number < min(r.amount(place.get("pageCount")) or 0, _PAGES)
        employer = r.text(r.fields(state.get("company")).get("name"))
        return read_each(
            r.rows(jobs["items"]),
            lambda job: posting(job, label=fetch.label, employer=employer),
            follow=[_page(fetch.label, number + 1)] if more else [],
        )


def _company(label: str) -> str:
    return f"{_COMPANIES}/{quote(r.board(label)[0], safe='')}"


def _page(label: str, number: int) -> Fetch:
    return Fetch(url=_company(label), params=(("page", str(number)),), label=label)


def posting(job: Any, *, label: str = "", employer: str = "") -> RawPosting:
    """Read one line of a company's list."""
    city = r.fields(job.get("city"))
    pay_from, pay_to = (r.fields(job.get(f"salaryAmount{each}")) for each in ("From", "To"))
    return RawPosting(
        external_id=r.needed(job, "id"),
        url=f"{_company(label)}/{quote(r.needed(job, 'idParam'), safe='')}",
        title=r.needed(job, "title"),
        company=employer or r.board(label)[1],
        locations=r.texts(", ".join(r.texts(city.get("cityName"), city.get("countryName")))),
        workplace=r.text(job.get("workplaceType")),
        pay=r.pay(
            (r.amount(pay_from.get("amount")) or 0) / 100,  # in cents
            (r.amount(pay_to.get("amount")) or 0) / 100,
            currency=pay_from.get("currency"),
            period=r.text(job.get("salaryFrequency")).replace("PER_", ""),
        )
        or "",
        posted_at=r.moment(job.get("createdAt")),
        employment=r.text(r.fields(job.get("employmentType")).get("name")),
        tags=r.texts(r.fields(job.get("category")).get("name")),
    )


SOURCE: Source = Join()
