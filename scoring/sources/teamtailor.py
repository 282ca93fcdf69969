"""Teamtailor career sites: a JSON feed of a company's jobs, each with its schema.org JobPosting.

Form: https://www.jsonfeed.org/version/1.1/ at https://<company>.teamtailor.com/jobs.json; read is
also the RSS beside it (/jobs.rss), which tells the way to work and fewer facts
Terms: https://www.teamtailor.com/en/terms/ (the feed is public)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources import _xml as x
from scoring.sources._jobposting import job_posting
from scoring.sources._links import link, subdomain

_WAYS = {"fully": "Remote", "hybrid": "Hybrid", "none": "On site"}


@dataclass(frozen=True, slots=True)
class Teamtailor:
    """Reads a feed and names its next page. A board is the company's name in its address."""

    name: str = "teamtailor"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("teamtailor.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's feed."""
        for label in ask.boards.get(self.name, ()):
            company = quote(r.board(label)[0], safe="")
            yield Fetch(url=f"https://{company}.teamtailor.com/jobs.json", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads; "acme.na" has its site in North America."""
        found = link(url)
        if found is None:
            return None
        american = subdomain(found, "na.teamtailor.com")
        return f"{american}.na" if american else subdomain(found, "teamtailor.com")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a feed of either form."""
        if body.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
            return _rss(x.root(body), r.board(fetch.label)[1])
        page = r.document(body)
        employer = r.board(fetch.label)[1] or r.text(page.get("title"))
        follow = _next(fetch, r.text(page.get("next_url")))
        return read_each(r.rows(page["items"]), lambda item: posting(item, employer), follow=follow)


def _next(fetch: Fetch, url: str) -> list[Fetch]:
    """Follow to the next page on the same host, and nowhere else."""
    here, there = urlsplit(fetch.url), urlsplit(url)
    same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return [Fetch(url=url, label=fetch.label)] if url and same else []


def posting(item: Any, employer: str = "") -> RawPosting:
    """Read one item of a feed."""
    url = r.needed(item, "url")
    job = dict(r.fields(item.get("_jobposting"))) | {"title": r.needed(item, "title"), "url": url}
    found = job_posting(job, company=employer)
    return found.model_copy(
        update={
            "external_id": r.text(item.get("id")) or url,
            "posted_at": found.posted_at or r.moment(item.get("date_published")),
            "html": r.text(item.get("content_html")) or found.html,
        }
    )


def _rss(page: Element, employer: str) -> Parsed:
    channel = next(x.children(page, "channel"), None)
    if channel is None:
        raise ValueError("the page is no feed of jobs")
    named = employer or x.words(channel, "title")
    return read_each(x.children(channel, "item"), lambda item: _item(item, named))


def _item(item: Element, employer: str) -> RawPosting:
    """Read one item of the RSS."""
    url = r.needed({"link": x.words(item, "link")}, "link")
    every = [
        ", ".join(r.texts(x.words(place, "city"), x.words(place, "country")))
        or x.words(place, "name")
        for places in x.children(item, "locations")
        for place in x.children(places, "location")
    ]
    return RawPosting(
        external_id=x.words(item, "guid") or url,
        url=url,
        title=r.needed({"title": x.words(item, "title")}, "title"),
        company=employer,
        locations=r.texts(every),
        workplace=_WAYS.get(x.words(item, "remotestatus"), ""),
        posted_at=x.moment(x.words(item, "pubdate")),
        tags=r.texts(x.words(item, "department"), x.words(item, "role")),
        html=x.words(item, "description"),
    )


SOURCE: Source = Teamtailor()
