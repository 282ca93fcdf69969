"""Any RSS or Atom feed of jobs. A board is the feed's address.

Forms: https://www.rssboard.org/rss-specification and RFC 4287; fields for jobs by their usual names
Terms: the feed's owner's; a feed is made to be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources import _xml as x

_TEXTS = ("encoded", "content", "description", "summary", "examplesofduties", "qualifications")


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
        owner = x.words(channel, "title")
        once = dict.fromkeys(items)
        return read_each(once, lambda item: _posting(item, owner=owner, page=fetch.url))


def _posting(item: Element, *, owner: str, page: str) -> RawPosting:
    link = r.needed({"link": _link(item)}, "link")
    author = next(x.children(item, "author"), None)
    employers = x.words(item, "company", "companyname", "employer", "creator", "department")
    return RawPosting(
        external_id=x.words(item, "jobid", "guid", "id") or link,
        url=urljoin(page, link),
        title=r.needed({"title": x.words(item, "title")}, "title"),
        company=employers or (x.words(author, "name") if author is not None else "") or owner,
        locations=x.every(item, "location", "city", "region"),
        pay=_pay(item),
        posted_at=x.moment(x.words(item, "pubdate", "published", "date", "updated")),
        deadline=x.moment(x.words(item, "expires", "deadline", "closingdate")),
        employment=x.words(item, "jobtype", "employmenttype", "type"),
        tags=r.texts([_category(each) for each in x.children(item, "category")]),
        html="\n".join(x.every(item, *_TEXTS)),
    )


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
