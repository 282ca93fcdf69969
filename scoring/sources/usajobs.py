"""USAJobs: the US government's own board. It needs a free key and the e-mail it was given to.

API and terms: https://developer.usajobs.gov/api-reference/get-api-search
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, Pay, Period, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://data.usajobs.gov/api/Search"
_PAGE = 250
_PAGES = 4
_DAYS = 7  # how far back the first page reaches
_MOST_TERMS = 6
_SECTIONS = {
    "KeyRequirements": "Key requirements",
    "Requirements": "Requirements",
    "Education": "Education",
    "OtherInformation": "Other information",
    "Benefits": "Benefits",
}
_PERIODS: Mapping[str, Period] = {
    "PA": "year",
    "PH": "hour",
    "PD": "day",
    "PW": "week",
    "PM": "month",
}


@dataclass(frozen=True, slots=True)
class USAJobs:
    """Reads a page of the newest postings and names the next one."""

    name: str = "usajobs"
    needs: tuple[str, ...] = ("USAJOBS_KEY", "USAJOBS_EMAIL")

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the first page of all, and of each of the first terms."""
        yield _page(1, headers=_headers(ask.keys))
        for term in ask.terms[:_MOST_TERMS]:
            yield _page(1, headers=_headers(ask.keys), term=term)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page."""
        found = r.document(body)["SearchResult"]
        items = r.rows(found["SearchResultItems"])
        number = int(r.amount(dict(fetch.params).get("Page")) or 1)
        more = number * _PAGE < (r.amount(found.get("SearchResultCountAll")) or 0)
        more = more and "Keyword" not in dict(fetch.params)  # of a search the first page will do
        follow = [_page(number + 1, headers=fetch.headers)] if more and number < _PAGES else []
        return read_each(items, _posting, follow=follow)


def _headers(keys: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        ("Authorization-Key", keys["USAJOBS_KEY"]),
        ("User-Agent", keys["USAJOBS_EMAIL"]),
    )


def _page(number: int, *, headers: tuple[tuple[str, str], ...], term: str = "") -> Fetch:
    params = (("DatePosted", str(_DAYS)), ("ResultsPerPage", str(_PAGE)), ("Page", str(number)))
    wanted = (("Keyword", term),) if term else ()
    return Fetch(url=_API, params=(*params, *wanted), headers=headers)


def _posting(item: Any) -> RawPosting:
    job = item["MatchedObjectDescriptor"]
    details = r.fields(r.fields(job.get("UserArea")).get("Details"))
    places = [r.fields(each).get("LocationName") for each in r.items(job.get("PositionLocation"))]
    schedule = [r.fields(each).get("Name") for each in r.items(job.get("PositionSchedule"))]
    url = r.needed(job, "PositionURI").replace(":443/", "/")
    offers = [r.fields(each).get("Name") for each in r.items(job.get("PositionOfferingType"))]
    groups = [r.fields(each).get("Name") for each in r.items(job.get("JobCategory"))]
    return RawPosting(
        external_id=r.text(item.get("MatchedObjectId")) or r.text(job.get("PositionID")) or url,
        url=url,
        title=r.needed(job, "PositionTitle"),
        company=r.text(job.get("OrganizationName")),
        locations=r.texts(places) or r.texts(job.get("PositionLocationDisplay")),
        workplace="Remote" if r.said(details.get("RemoteIndicator")) else "",
        pay=_pay(job),
        posted_at=r.moment(job.get("PublicationStartDate")),
        deadline=r.moment(job.get("ApplicationCloseDate")),
        employment=", ".join(r.texts(schedule, offers)),
        tags=r.texts(groups),
        html="\n".join(_parts(job, details)),
    )


def _parts(job: Any, details: Any) -> Iterator[str]:
    """Yield the text, section by section, and the facts that stand in fields of their own."""
    for name in ("JobSummary", "MajorDuties"):
        yield from (f"<p>{each}</p>" for each in r.texts(details.get(name)))
    yield from (f"<p>{each}</p>" for each in r.texts(job.get("QualificationSummary")))
    for name, heading in _SECTIONS.items():
        if texts := r.texts(details.get(name)):
            yield f"<h3>{heading}</h3>\n" + "\n".join(f"<p>{each}</p>" for each in texts)
    clearance = r.text(details.get("SecurityClearance"))
    if clearance and clearance.lower() not in {"not required", "other"}:
        yield f"<p>Security clearance: {html.escape(clearance)}</p>"
    if r.said(details.get("TeleworkEligible")):
        yield "<p>Telework eligible.</p>"


def _pay(job: Any) -> Pay | str:
    for each in map(r.fields, r.items(job.get("PositionRemuneration"))):
        found = r.pay(each.get("MinimumRange"), each.get("MaximumRange"), currency="USD")
        if found:
            period = _PERIODS.get(r.text(each.get("RateIntervalCode")))
            return found.model_copy(update={"period": period})
    return ""


SOURCE: Source = USAJobs()
