"""Landing.jobs: a board for technical work in Portugal and Europe, fifty to a page.

API: https://landing.jobs/api/v1/jobs (described at https://landing.jobs/api)
Terms: https://landing.jobs/terms-and-conditions (link back to the posting)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, link

_API = "https://landing.jobs/api/v1/jobs"
_PAGE = 50
_PAGES = 4
_PARTS = (
    ("role_description", ""),
    ("main_requirements", "Main requirements"),
    ("nice_to_have", "Nice to have"),
    ("perks", "Perks"),
)


@dataclass(frozen=True, slots=True)
class LandingJobs:
    """Reads a page and names the next one; the label is the page's number."""

    name: str = "landingjobs"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the first page."""
        yield _page(1)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page: a bare list, which does not say how long it is."""
        jobs = r.rows(r.document(body))
        number = int(r.amount(fetch.label) or _PAGES)
        more = len(jobs) >= _PAGE and number < _PAGES
        return read_each(jobs, _posting, follow=[_page(number + 1)] if more else [])


def _page(number: int) -> Fetch:
    params = (("limit", str(_PAGE)), ("offset", str((number - 1) * _PAGE)))
    return Fetch(url=_API, params=params, label=str(number))


def _posting(job: Any) -> RawPosting:
    """Read one job; its employer stands in its address alone: /at/<company>/<job>."""
    url = r.needed(job, "url")
    found = link(url)
    token = after(found.parts, "at") if found else None
    return RawPosting(
        external_id=r.text(job.get("id")) or url,
        url=url,
        title=r.needed(job, "title"),
        company=r.named(token or ""),
        locations=r.texts([_place(each) for each in r.items(job.get("locations"))]),
        workplace="Remote" if job.get("remote") is True else "",
        pay=r.pay(
            job.get("gross_salary_low"),
            job.get("gross_salary_high"),
            currency=job.get("currency_code"),
            period="year",
        )
        or "",
        posted_at=r.moment(job.get("published_at")) or r.moment(job.get("created_at")),
        deadline=r.moment(job.get("expires_at")),
        employment=r.text(job.get("type")),
        tags=r.texts(r.items(job.get("tags"))),
        html="\n".join(_parts(job)),
    )


def _place(entry: Any) -> str:
    return ", ".join(r.texts(r.fields(entry).get("city"), r.fields(entry).get("country_code")))


def _parts(job: Any) -> Iterable[str]:
    """Yield the parts of the text, each under its heading."""
    for field, heading in _PARTS:
        if text := r.text(job.get(field)):
            yield f"<h3>{heading}</h3>\n{text}" if heading else text
    if job.get("relocation_paid") is True:
        yield "<p>Relocation is paid.</p>"


SOURCE: Source = LandingJobs()
