"""Himalayas: a board for remote work, twenty to a page, the newest first.

API and terms: https://himalayas.app/api (link back to the posting)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://himalayas.app/jobs/api"
_PAGE = 20  # the most it gives at once
_MOST_TERMS = 6
_SEARCHED = "searched"  # a page of a search leads to no other
_NEWEST = 400  # of about 100,000: three days' worth, so that an hourly visit misses none


@dataclass(frozen=True, slots=True)
class Himalayas:
    """Reads a page and names the next one, up to the newest few hundred."""

    name: str = "himalayas"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the first page of all, and for the newest of each of the first terms."""
        yield _page(0)
        for term in ask.terms[:_MOST_TERMS]:
            wanted = (("q", term), ("sort", "recent"))
            yield Fetch(url=f"{_API}/search", params=wanted, label=f"{_SEARCHED} {term}")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page; the label counts what was read before it."""
        page = r.document(body)
        jobs = r.rows(page["jobs"])
        done = int(r.amount(fetch.label) or r.amount(page.get("offset")) or 0) + len(jobs)
        more = jobs and done < min(r.amount(page.get("totalCount")) or 0, _NEWEST)
        more = more and not fetch.label.startswith(_SEARCHED)
        cursor = r.text(page.get("nextCursor"))
        return read_each(jobs, _posting, follow=[_page(done, cursor=cursor)] if more else [])


def _page(done: int, *, cursor: str = "") -> Fetch:
    """Ask for what follows: by the cursor, which replaces the offset since August 2026."""
    where = ("cursor", cursor) if cursor else ("offset", str(done))
    return Fetch(url=_API, params=(("limit", str(_PAGE)), where), label=str(done or ""))


def _posting(job: Any) -> RawPosting:
    url = r.text(job.get("applicationLink")) or r.needed(job, "guid")
    company = r.text(job.get("companyName"))
    return RawPosting(
        external_id=r.text(job.get("guid")) or url,
        url=url,
        title=r.needed(job, "title"),
        # The API sometimes sends the name of the field in place of the company's.
        company=r.named(r.text(job.get("companySlug"))) if company in {"", "name"} else company,
        locations=r.texts([_place(each) for each in r.items(job.get("locationRestrictions"))]),
        workplace="Remote",
        pay=r.pay(
            job.get("minSalary"),
            job.get("maxSalary"),
            currency=job.get("currency"),
            period=job.get("salaryPeriod"),
        )
        or "",
        posted_at=r.moment(job.get("pubDate")),
        deadline=r.moment(job.get("expiryDate")),
        employment=r.text(job.get("employmentType")),
        level=", ".join(r.texts(job.get("seniority"))),
        tags=r.texts(r.items(job.get("parentCategories")), r.items(job.get("categories"))),
        html=r.text(job.get("description")) or r.text(job.get("excerpt")),
    )


def _place(entry: Any) -> str:
    """Return a country's name, which newer answers wrap in an object."""
    return r.text(entry) or r.text(r.fields(entry).get("name"))


SOURCE: Source = Himalayas()
