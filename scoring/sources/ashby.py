"""Ashby job boards: one request gives a company's whole board with texts and pay.

API: https://developers.ashbyhq.com/docs/public-job-posting-api
Terms: https://www.ashbyhq.com/terms-of-service (the posting API is public)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link

_GROUPS = ("department", "departmentName", "team", "teamName")


@dataclass(frozen=True, slots=True)
class Ashby:
    """Reads a board."""

    name: str = "ashby"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("ashbyhq.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each board with its pay."""
        for label in ask.boards.get(self.name, ()):
            token = quote(r.board(label)[0], safe="")
            url = f"https://api.ashbyhq.com/posting-api/job-board/{token}"
            yield Fetch(url=url, params=(("includeCompensation", "true"),), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the board to which a link leads."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        paths = {"jobs.ashbyhq.com": (), "api.ashbyhq.com": ("posting-api", "job-board")}
        lead = paths.get(found.host)
        return after(found.parts, *lead) if lead is not None else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a board, also as its own page and an employer's interface list it."""
        page = r.document(body)
        board = r.fields(r.fields(page.get("data")).get("jobBoard"))
        lists = (page.get("jobs"), board.get("jobPostings"), page.get("results"))
        jobs = next((each for each in lists if isinstance(each, list)), None)
        return read_each(r.rows(jobs), lambda job: posting(job, fetch.label))


def posting(job: Any, label: str = "") -> RawPosting | None:
    """Read one posting; one that its employer does not list is left out."""
    number, title = r.needed(job, "id"), r.needed(job, "title")
    if job.get("isListed") is False:
        return None
    links = ("jobUrl", "externalLink", "applyUrl", "applyLink")
    url = next(filter(None, (r.text(job.get(each)) for each in links)), "")
    where = label or unquote(urlsplit(url).path.strip("/").partition("/")[0])
    remote = "Remote" if job.get("isRemote") is True else ""
    return RawPosting(
        external_id=number,
        url=url or f"https://jobs.ashbyhq.com/{quote(r.board(label)[0], safe='')}/{number}",
        title=title,
        company=r.board(where)[1],
        locations=r.texts(
            [_place(each) for each in (job, *r.items(job.get("secondaryLocations")))]
        ),
        workplace=r.text(job.get("workplaceType")) or remote,
        pay=_pay(r.fields(job.get("compensation"))) or r.text(job.get("compensationTierSummary")),
        posted_at=r.moment(job.get("publishedAt")) or r.moment(job.get("publishedDate")),
        deadline=r.moment(job.get("applicationDeadline")),
        employment=r.text(job.get("employmentType")),
        tags=r.texts([job.get(each) for each in _GROUPS]),
        html=r.markup(job.get("descriptionHtml"), job.get("descriptionPlain")),
    )


def _place(entry: Any) -> str:
    """Return the board's own words, made clear by the address where they are an inside name."""
    entry = r.fields(entry)
    words = r.text(entry.get("location")) or r.text(entry.get("locationName"))
    address = r.fields(r.fields(entry.get("address")).get("postalAddress"))
    city, region, country = (
        r.text(address.get(f"address{part}")) for part in ("Locality", "Region", "Country")
    )
    if city and "remote" not in words.lower():
        return ", ".join(r.texts(city, region, country))
    if country and country.lower() not in words.lower():
        return ", ".join(r.texts(words, country))
    return words


def _pay(compensation: Mapping[str, Any]) -> Pay | str:
    """Return the salary's range, or the board's words for it."""
    tiers = [
        r.fields(each).get("components") for each in r.items(compensation.get("compensationTiers"))
    ]
    parts = [compensation.get("summaryComponents"), *tiers]
    for each in (r.fields(part) for group in parts for part in r.items(group)):
        if each.get("compensationType") == "Salary":
            found = r.pay(
                each.get("minValue"),
                each.get("maxValue"),
                currency=each.get("currencyCode"),
                period=each.get("interval"),
            )
            if found:
                return found
    return r.text(compensation.get("compensationTierSummary"))


SOURCE: Source = Ashby()
