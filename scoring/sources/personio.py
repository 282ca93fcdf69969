"""Personio career sites: one XML page gives a company's whole list with texts.

API: https://developer.personio.de/docs/retrieving-open-job-positions
Terms: https://www.personio.com/terms-and-conditions/ (the feed is public)
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree.ElementTree import Element

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources import _xml as x
from scoring.sources._links import link, subdomain

_YEARS = {"lt-1": "less than 1", "gt-15": "more than 15"}


@dataclass(frozen=True, slots=True)
class Personio:
    """Reads a company's list. A board "acme@com" lives on jobs.personio.com, others on .de."""

    name: str = "personio"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("personio.de", "personio.com")

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list in English, where it has one."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=f"{_site(label)}/xml?language=en", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads, with its domain where that is not .de."""
        found = link(url)
        if found is None:
            return None
        international = subdomain(found, "jobs.personio.com")
        return f"{international}@com" if international else subdomain(found, "jobs.personio.de")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list."""
        page = x.root(body)
        if x.local(page) != "workzag-jobs":
            raise ValueError(f"expected a list of positions, not <{x.local(page)[:40]}>")
        return read_each(x.children(page, "position"), lambda job: posting(job, fetch.label))


def _site(label: str) -> str:
    company, _, domain = r.board(label)[0].partition("@")
    return f"https://{quote(company, safe='')}.jobs.personio.{'com' if domain == 'com' else 'de'}"


def posting(job: Element, label: str = "") -> RawPosting:
    """Read one position."""
    number = r.needed({"id": x.words(job, "id")}, "id")
    offices = [x.every(each, "office") for each in x.children(job, "additionaloffices")]
    return RawPosting(
        external_id=number,
        url=f"{_site(label)}/job/{quote(number, safe='')}",
        title=r.needed({"name": x.words(job, "name")}, "name"),
        company=r.board(label)[1] or x.words(job, "subcompany"),
        locations=r.texts(x.words(job, "office"), [place for each in offices for place in each]),
        posted_at=x.moment(x.words(job, "createdat")),
        employment=", ".join(r.texts(x.words(job, "schedule"), x.words(job, "employmenttype"))),
        level=x.words(job, "seniority"),
        tags=r.texts(
            x.words(job, "department"),
            x.words(job, "recruitingcategory"),
            x.words(job, "keywords").split(","),
        ),
        html="\n".join(_text(job)),
    )


def _text(job: Element) -> Iterator[str]:
    """Yield each section under its heading, and the years, which stand in a field of their own."""
    for part in x.children(job, "jobdescriptions"):
        for each in x.children(part, "jobdescription"):
            heading = html.escape(x.words(each, "name"), quote=False)
            yield f"<h3>{heading}</h3>\n{x.words(each, 'value')}"
    if years := x.words(job, "yearsofexperience"):
        yield f"<p>Experience: {html.escape(_YEARS.get(years, years))} years</p>"


SOURCE: Source = Personio()
