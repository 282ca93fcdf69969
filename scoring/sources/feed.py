"""Any RSS or Atom feed of jobs. A board is the feed's address.

Forms: https://www.rssboard.org/rss-specification and RFC 4287; fields for jobs by their usual names
Terms: the feed's owner's; a feed is made to be read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources import _xml as x

_TEXTS = (
    "encoded",
    "content",
    "description",
    "summary",
    "examplesofduties",
    "qualifications",
    "supplementalinformation",
    "benefits",
)
_EMPLOYERS = ("company", "companyname", "company_name", "employer", "hiringorganization")
# What stands around an employer's name in a feed's title: "City of Lamps: All Jobs".
_AROUND = re.compile(
    r"\s*[:|–-]?\s*\b(?:(?:all|open|current|latest)\s+)*(?:jobs|positions|vacancies|careers|"
    r"job listings)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Feed:
    """Reads a feed."""

    name: str = "feed"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each feed that has an https address."""
        for address in ask.boards.get(self.name, ()):
            if address.startswith("https://"):
                yield Fetch(url=address)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read RSS 2.0, RSS 1.0 or Atom."""
        page = x.root(body)
        channel = next(x.children(page, "channel"), page)
        items = [*x.children(channel, "item", "entry"), *x.children(page, "item")]
        if not items and x.local(page) not in {"rss", "rdf", "feed"}:
            raise ValueError(f"expected a feed, not <{x.local(page)[:40]}>")
        owner = _owner(channel)
        once = dict.fromkeys(items)
        return read_each(once, lambda item: _posting(item, owner=owner, page=fetch.url))


def _posting(item: Element, *, owner: str, page: str) -> RawPosting:
    link = r.needed({"link": _link(item)}, "link")
    parts = [*x.children(item, "category"), *_inside(item, "categories", "category")]
    return RawPosting(
        external_id=x.words(item, "jobid", "guid", "id") or link,
        url=urljoin(page, link),
        title=r.needed({"title": x.words(item, "title")}, "title"),
        company=x.words(item, *_EMPLOYERS) or _author(item) or owner,
        locations=_places(item),
        workplace=x.words(item, "remotestatus", "workplacetype", "joblocationtype"),
        pay=_pay(item),
        posted_at=x.moment(x.words(item, "pubdate", "published", "date", "updated")),
        deadline=_deadline(item),
        employment=x.words(item, "jobtype", "job_type", "employmenttype", "type"),
        tags=r.texts([_category(each) for each in parts], x.words(item, "department")),
        html="\n".join(x.every(item, *_TEXTS)),
    )


def _owner(channel: Element) -> str:
    """Return whose feed it is; one that is named after its software tells that elsewhere."""
    title = x.words(channel, "title")
    if re.search(r"\bfeed$", title, re.IGNORECASE) and x.words(channel, "generator"):
        return x.words(channel, "generator")
    return _AROUND.sub("", title) or title


def _author(item: Element) -> str:
    """Return the author where it may be an employer: not a code, an address or a login."""
    author = next(x.children(item, "author"), None)
    name = (x.words(author, "name") if author is not None else "") or x.words(item, "creator")
    return "" if re.search(r"\d|@", name) or name.islower() else name


def _inside(item: Element, outer: str, inner: str) -> Iterator[Element]:
    for each in x.children(item, outer):
        yield from x.children(each, inner)


def _places(item: Element) -> tuple[str, ...]:
    """Return every place; a city, its state and its country may stand in elements of their own."""
    several = [
        ", ".join(r.texts([x.words(each, name) for name in ("city", "state", "country")]))
        or x.words(each, "name")
        for each in _inside(item, "locations", "location")
    ]
    found = x.every(item, "location", "job_location", "city", "region")
    beyond = r.texts(x.words(item, "state"), x.words(item, "country"))
    if len(found) <= 1 and beyond:
        found = (", ".join((*found, *(each for each in beyond if each not in "".join(found)))),)
    return r.texts(several, list(found))


def _deadline(item: Element) -> datetime | None:
    """Return the last day; NEOGOV writes "Sun, 20 Sep 2026 04:59:00:0"."""
    words = x.words(item, "expires", "deadline", "closingdate", "advertisetodatetimeutc")
    return x.moment(re.sub(r"(:\d\d):\d+$", r"\1", words))


def _link(item: Element) -> str:
    """Return the address: RSS writes it as text, Atom into an attribute; a guid may be one."""
    written = x.words(item, "link")
    inside = (each.get("href", "") for each in x.children(item, "link"))
    guid = x.words(item, "guid")
    return written or next(filter(None, inside), "") or (guid if guid.startswith("http") else "")


def _category(element: Element) -> str:
    return element.get("term") or "".join(element.itertext())


def _pay(item: Element) -> Pay | str:
    found = r.pay(
        x.words(item, "minimumsalary", "salarymin"),
        x.words(item, "maximumsalary", "salarymax"),
        currency=x.words(item, "salarycurrency", "currency"),
        period=x.words(item, "salaryinterval", "salaryperiod"),
    )
    return found or x.words(item, "salary", "compensation")


SOURCE: Source = Feed()
