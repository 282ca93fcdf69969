"""LinkedIn: the alert e-mails that a person gets anyway, and, switched on, its public guest pages.

The e-mails break no terms: save one as .eml (`picks today --from alert.eml`). The guest pages do
(https://www.linkedin.com/legal/user-agreement, 8.2), so they are asked only where the owner sets
LINKEDIN_GUEST_PAGES, and then seldom.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._alert_mail import is_mail, jobs_in, read_html
from scoring.sources._links import link

_GUEST = "https://www.linkedin.com/jobs-guest/jobs/api"
_DAY = "r86400"  # posted within so many seconds
_LEAST_DIGITS = 6  # of a job's number
_MOST_TERMS = 3
_ENDS = (b"</li>", b"</html>", b"-->", b"</body>", b"</code>")


@dataclass(frozen=True, slots=True)
class LinkedIn:
    """Reads an alert e-mail, a page of search results, and a job's page."""

    name: str = "linkedin"
    needs: tuple[str, ...] = ("LINKEDIN_GUEST_PAGES",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the newest results of a few terms."""
        for term in ask.terms[:_MOST_TERMS]:
            params = (("keywords", term), ("f_TPR", _DAY), ("start", "0"))
            yield Fetch(url=f"{_GUEST}/seeMoreJobPostings/search", params=params)

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the guest page of the one job to which a link leads."""
        found = link(url)
        if found is None or found.domain != "linkedin.com" or found.parts[:1] != ("jobs",):
            return None
        number = found.query.get("currentJobId") or "".join(found.parts[-1:]).rpartition("-")[2]
        known = number.isascii() and number.isdecimal() and len(number) >= _LEAST_DIGITS
        return Fetch(url=f"{_GUEST}/jobPosting/{number}", detail=True) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the page says it all
        """Read a page, whichever of the three it is."""
        if is_mail(body):
            return Parsed(postings=tuple(jobs_in(body)))
        tree = LexborHTMLParser(body)
        if not body.rstrip().endswith(_ENDS):
            raise ValueError("the page is cut off")
        if cards := tree.css("[data-entity-urn^='urn:li:jobPosting:']"):
            return read_each(cards, _card, follow=_details(cards))
        if tree.css_first(".top-card-layout__title"):
            return read_each([tree], _detail)
        found = tuple(read_html(body.decode("utf-8", "replace")))  # of an alert, saved as a page
        if not found:
            raise ValueError("the page has neither jobs nor a job")
        return Parsed(postings=found)


def _details(cards: list[LexborNode]) -> Iterator[Fetch]:
    for card in cards:
        yield Fetch(url=f"{_GUEST}/jobPosting/{_number(card)}")


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
