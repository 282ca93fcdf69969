"""Jobicy: a board for remote work, its newest hundred in one request, and a hundred of a term.

API and terms: https://github.com/Jobicy/remote-jobs-api (link back, ask rarely)
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://jobicy.com/api/v2/remote-jobs"
_MOST_TERMS = 3  # it wants to be asked rarely


@dataclass(frozen=True, slots=True)
class Jobicy:
    """Reads the list."""

    name: str = "jobicy"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the newest hundred, the most it gives, and for those of the first terms."""
        for wanted in ((), *((("tag", term),) for term in ask.terms[:_MOST_TERMS])):
            yield Fetch(url=_API, params=(("count", "100"), *wanted))

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - each page is alone
        """Read the list."""
        return read_each(r.rows(r.document(body)["jobs"]), _posting)


def _posting(job: Any) -> RawPosting:
    """Read one job; its words are HTML, also the title's."""
    kinds = r.texts(job.get("jobType"))
    tags = r.texts(job.get("jobIndustry"))
    return RawPosting(
        external_id=r.text(job.get("id")) or r.needed(job, "url"),
        url=r.needed(job, "url"),
        title=html.unescape(r.needed(job, "jobTitle")),
        company=html.unescape(r.text(job.get("companyName"))),
        locations=r.texts(html.unescape(r.text(job.get("jobGeo"))).split(",")),
        workplace="Remote",
        pay=r.pay(
            job.get("salaryMin") or job.get("annualSalaryMin"),  # by the year, until 2025
            job.get("salaryMax") or job.get("annualSalaryMax"),
            currency=job.get("salaryCurrency"),
            period=job.get("salaryPeriod") or "year",
        )
        or "",
        posted_at=r.moment(job.get("pubDate")),
        employment=", ".join(kinds),
        level=r.text(job.get("jobLevel")),
        tags=tuple(html.unescape(each) for each in tags),
        html=r.text(job.get("jobDescription")) or r.text(job.get("jobExcerpt")),
    )


SOURCE: Source = Jobicy()
