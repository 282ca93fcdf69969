"""Oracle Recruiting career sites: a list in pages, and a page with the text for each job.

Form: https://<host>/hcmRestApi/resources/latest/recruitingCEJobRequisitions, behind the site's
own search (https://docs.oracle.com/en/cloud/saas/human-resources/farws/)
Terms: each employer's site; only the newest pages are asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link, named

_PAGE = 25
_NEWEST = 100
_TEXTS = (
    "ExternalDescriptionStr",
    "ExternalResponsibilitiesStr",
    "ExternalQualificationsStr",
    "CorporateDescriptionStr",
    "OrganizationDescriptionStr",
)
_HOST = re.compile(r"[a-z0-9-]+\.fa(?:\.[a-z0-9-]+)*\.oraclecloud\.com")
_KINDS = ("JobSchedule", "JobType", "ContractType", "WorkerType")


@dataclass(frozen=True, slots=True)
class Oracle:
    """Reads a page of a list, and one job. A board is "host.oraclecloud.com/CX_1=Employer"."""

    name: str = "oracle"
    needs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ("oraclecloud.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each site's first page."""
        for label in ask.boards.get(self.name, ()):
            yield _page(label, 0)

    def board_at(self, url: str) -> str | None:
        """Return the host and site to which a link leads."""
        found = link(url)
        if found is None or not _HOST.fullmatch(found.host):
            return None
        parts = found.parts
        if parts[:2] != ("hcmUI", "CandidateExperience") or parts[3:4] != ("sites",):
            return None
        site = "".join(parts[4:5])
        return f"{found.host}/{site}" if named(site) else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or "job" not in found.parts:
            return None
        number = after(found.parts[found.parts.index("job") + 1 :])
        return _detail(number, board) if number else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list or a job: both come as items."""
        page = r.document(body)
        items = r.rows(page["items"]) if "Id" not in page else [page]
        found = r.fields(items[0]) if items else {}
        if "requisitionList" not in found:
            return read_each(items, lambda job: posting(job, fetch.label))
        jobs = r.rows(found["requisitionList"])
        follow = _follow(found, jobs, fetch) if fetch.label else ()
        return read_each(jobs, lambda job: posting(job, fetch.label), follow=follow)


def _site(label: str) -> tuple[str, str]:
    """Return a board's host and site number, fit for an address."""
    host, _, number = r.board(label)[0].partition("/")
    return quote(host, safe=".-"), quote(number or "CX_1", safe="")


def _api(label: str) -> str:
    return f"https://{_site(label)[0]}/hcmRestApi/resources/latest"


def _page(label: str, offset: int) -> Fetch:
    site = _site(label)[1]
    finder = f"findReqs;siteNumber={site},sortBy=POSTING_DATES_DESC,limit={_PAGE},offset={offset}"
    params = (("onlyData", "true"), ("expand", "requisitionList"), ("finder", finder))
    url = f"{_api(label)}/recruitingCEJobRequisitions"
    return Fetch(url=url, params=params, label=label)


def _follow(found: Any, jobs: list[Any], fetch: Fetch) -> Iterator[Fetch]:
    label = fetch.label
    for job in jobs:
        if number := r.text(r.fields(job).get("Id")):
            yield _detail(number, label)
    offset = int(r.amount(found.get("Offset")) or 0) + len(jobs)
    if jobs and offset < min(r.amount(found.get("TotalJobsCount")) or 0, _NEWEST):
        yield _page(label, offset)


def _detail(number: str, label: str) -> Fetch:
    """Return the request for one job."""
    finder = f'ById;Id="{quote(number, safe="")}",siteNumber={_site(label)[1]}'
    return Fetch(
        url=f"{_api(label)}/recruitingCEJobRequisitionDetails",
        params=(("onlyData", "true"), ("expand", "all"), ("finder", finder)),
        label=label,
        detail=True,
    )


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job, with its text or without."""
    number, (host, site) = r.needed(job, "Id"), _site(label)
    more = (r.fields(each).get("Name") for each in r.items(job.get("secondaryLocations")))
    texts = r.texts([job.get(each) for each in _TEXTS])
    page = f"https://{host}/hcmUI/CandidateExperience/en/sites/{site}/job"
    return RawPosting(
        external_id=number,
        url=f"{page}/{quote(number, safe='')}",
        title=r.needed(job, "Title"),
        company=r.board(label)[1],
        locations=r.texts(job.get("PrimaryLocation"), list(more)),
        workplace=r.text(job.get("WorkplaceType")),
        posted_at=r.moment(job.get("PostedDate")) or r.moment(job.get("ExternalPostedStartDate")),
        deadline=r.moment(job.get("PostingEndDate")) or r.moment(job.get("ExternalPostedEndDate")),
        employment=", ".join(r.texts([job.get(each) for each in _KINDS])),
        degree=r.text(job.get("StudyLevel")),
        tags=r.texts(job.get("JobFamily"), job.get("Category"), job.get("JobFunction")),
        html="\n".join(texts) or r.text(job.get("ShortDescriptionStr")),
    )


SOURCE: Source = Oracle()
