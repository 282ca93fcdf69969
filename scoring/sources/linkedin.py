"""LinkedIn: the alert e-mails that a person gets anyway, and, switched on, its public guest pages.

The e-mails break no terms: from a mailbox (`scoring.ingest.mailbox`), sent to the bot, or saved as
.eml (`picks today --from alert.eml`). The guest pages do (https://www.linkedin.com/legal/user-agreement,
8.2), and LinkedIn's robots.txt allows them to no program that it does not know. So they are asked
only where the owner sets LINKEDIN_GUEST_PAGES, who then decides in the place of robots.txt: a few
searches a round, one request in five seconds, and each job's page once until it is due again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.normalise.trees import tree_of
from scoring.places.gazetteer import country_name
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._alert_mail import is_mail, jobs_in, read_html
from scoring.sources._links import link

_GUEST = "https://www.linkedin.com/jobs-guest/jobs/api"
_DAY = "r86400"  # posted within so many seconds
_LEAST_DIGITS = 6  # of a job's number
_MOST_SEARCHES = 4  # of a term in a country
_A_PAGE = 10  # cards
_PAGES = 2  # of a search
_FRAME = re.compile(rb"\s*(?:<!doctype html>)?\s*(?:<!--[^>]{0,200}-->)?\s*", re.IGNORECASE)
_ENDS = (b"</li>", b"</html>", b"-->", b"</body>", b"</code>")


@dataclass(frozen=True, slots=True)
class LinkedIn:
    """Reads an alert e-mail, a page of search results, and a job's page."""

    name: str = "linkedin"
    needs: tuple[str, ...] = ("LINKEDIN_GUEST_PAGES",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the newest results of a few terms, in the countries where people look."""
        places = [name for each in ask.countries or ask.wanted if (name := country_name(each))]
        searches = ((term, place) for term in ask.terms for place in places[:2] or [""])
        for term, place in islice(searches, _MOST_SEARCHES):
            where = (("location", place),) if place else ()
            yield _page((("keywords", term), *where, ("f_TPR", _DAY)), start=0)

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the guest page of the one job to which a link leads."""
        found = link(url)
        if found is None or found.domain != "linkedin.com" or found.parts[:1] != ("jobs",):
            return None
        number = found.query.get("currentJobId") or "".join(found.parts[-1:]).rpartition("-")[2]
        known = number.isascii() and number.isdecimal() and len(number) >= _LEAST_DIGITS
        return Fetch(url=f"{_GUEST}/jobPosting/{number}", detail=True) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page, whichever of the three it is."""
        if is_mail(body):
            return Parsed(postings=tuple(jobs_in(body)))
        tree = tree_of(body)
        if _ends_search(fetch, body):
            return Parsed()
        if not body.rstrip().endswith(_ENDS):
            raise ValueError("the page is cut off")
        if cards := tree.css("[data-entity-urn^='urn:li:jobPosting:']"):
            return read_each(cards, _card, follow=(*_next(fetch, cards), *_details(cards)))
        if tree.css_first(".top-card-layout__title"):
            return read_each([tree], _detail)
        found = tuple(read_html(body.decode("utf-8", "replace")))  # of an alert, saved as a page
        if not found:
            raise ValueError("the page has neither jobs nor a job")
        return Parsed(postings=found)


def _page(params: tuple[tuple[str, str], ...], *, start: int) -> Fetch:
    return Fetch(url=f"{_GUEST}/seeMoreJobPostings/search", params=(*params, ("start", str(start))))


def _next(fetch: Fetch, cards: list[LexborNode]) -> Iterator[Fetch]:
    """Yield the next page of a search, where this one is full."""
    start = int(dict(fetch.params).get("start", _A_PAGE * _PAGES))
    if len(cards) >= _A_PAGE and start + _A_PAGE < _A_PAGE * _PAGES:
        params = tuple(each for each in fetch.params if each[0] != "start")
        yield _page(params, start=start + len(cards))


def _details(cards: list[LexborNode]) -> Iterator[Fetch]:
    for card in cards:
        yield Fetch(url=f"{_GUEST}/jobPosting/{_number(card)}", detail=True)


def _ends_search(fetch: Fetch, body: bytes) -> bool:
    """Tell a search's page without a job: nothing but its frame, or nothing after the first."""
    params = dict(fetch.params)
    later = params.get("start", "0") != "0"
    return "keywords" in params and bool(_FRAME.fullmatch(body)) and (later or bool(body.strip()))


def _number(card: LexborNode) -> str:
    return (card.attributes.get("data-entity-urn") or "").rpartition(":")[2]


def _card(card: Any) -> RawPosting:
    number = r.needed({"id": _number(card)}, "id")
    time = card.css_first("time[datetime]")
    return RawPosting(
        external_id=number,
        url=f"https://www.linkedin.com/jobs/view/{number}",
        title=r.needed({"title": _words(card, ".base-search-card__title")}, "title"),
        company=_words(card, ".base-search-card__subtitle"),
        locations=r.texts(_words(card, ".job-search-card__location")),
        pay=_words(card, ".job-search-card__salary-info"),
        posted_at=r.moment(time.attributes.get("datetime")) if time else None,
    )


def _detail(tree: Any) -> RawPosting:
    """Read a job's own page; what it says of level and kind stands in pairs."""
    link = tree.css_first("a.topcard__link, link[rel=canonical]")
    address = (link.attributes.get("href") or "") if link else ""
    number = address.partition("?")[0].rstrip("/").rpartition("-")[2].rpartition("/")[2]
    facts = {
        _words(item, "h3").lower(): _words(item, "span")
        for item in tree.css(".description__job-criteria-item")
    }
    text = tree.css_first(".show-more-less-html__markup")
    return RawPosting(
        external_id=r.needed({"id": number}, "id"),
        url=f"https://www.linkedin.com/jobs/view/{number}",
        title=r.needed({"title": _words(tree, ".top-card-layout__title")}, "title"),
        company=_words(tree, ".topcard__org-name-link") or _words(tree, ".topcard__flavor"),
        locations=r.texts(_words(tree, ".topcard__flavor--bullet")),
        posted_text=_words(tree, ".posted-time-ago__text"),
        employment=facts.get("employment type", ""),
        level=facts.get("seniority level", ""),
        tags=r.texts(facts.get("job function"), facts.get("industries")),
        html=text.html or "" if text else "",
    )


def _words(node: Any, selector: str) -> str:
    found = node.css_first(selector)
    return " ".join(found.text().split()) if found else ""


SOURCE: Source = LinkedIn()
