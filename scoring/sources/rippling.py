"""Rippling career sites: one request gives a company's list, without texts and dates.

Form: https://api.rippling.com/platform/api/ats/v1/board/<company>/jobs, behind its own job page,
and its second version in pages (.../v2/board/<company>/jobs?page=0&pageSize=50)
Terms: https://www.rippling.com/legal (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, joined, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link

_PAGES = "https://ats.rippling.com"
_API = "https://api.rippling.com/platform/api/ats/v1/board"


@dataclass(frozen=True, slots=True)
class Rippling:
    """Reads a company's list, and a single job."""

    name: str = "rippling"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("rippling.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=_jobs(label), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        if found.host == "api.rippling.com":
            return after(found.parts, "platform", "api", "ats", "v1", "board")
        if found.host.partition(".")[0] != "ats":
            return None
        parts = found.unlocalised
        return after(parts, "embed") or first(parts)

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or "jobs" not in found.parts:
            return None
        number = after(found.parts[found.parts.index("jobs") + 1 :])
        url = f"{_jobs(board)}/{quote(number or '', safe='')}"
        return Fetch(url=url, label=board, detail=True) if number else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list of either version, which leads to the texts, or one job."""
        page = r.document(body)
        if isinstance(page, dict) and "items" not in page:
            r.needed(page, "uuid")  # an error page is no job
            return read_each([page], lambda job: posting(job, fetch.label))
        jobs = r.rows(page["items"] if isinstance(page, dict) else page)
        follow = [*_texts(jobs, fetch.label), *_next(r.fields(page), fetch)] if fetch.label else []
        return joined(read_each(jobs, lambda job: posting(job, fetch.label), follow=follow))


def _jobs(label: str) -> str:
    return f"{_API}/{quote(r.board(label)[0], safe='')}/jobs"


def _texts(jobs: list[Any], label: str) -> Iterable[Fetch]:
    """Yield the page of each job, once."""
    for number in dict.fromkeys(filter(None, (_number(r.fields(job)) for job in jobs))):
        url = f"{_jobs(label)}/{quote(number, safe='')}"
        yield Fetch(url=url, label=label, detail=True)


def _next(page: Any, fetch: Fetch) -> Iterable[Fetch]:
    """Yield the next page of the second version, which counts from zero."""
    number = int(r.amount(page.get("page")) or 0) + 1
    if number < (r.amount(page.get("totalPages")) or 0):
        size = r.text(page.get("pageSize")) or "50"
        params = (("page", str(number)), ("pageSize", size))
        yield Fetch(url=fetch.url.partition("?")[0], params=params, label=fetch.label)


def _number(job: Any) -> str:
    return r.text(job.get("uuid")) or r.text(job.get("id"))


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job; a job in several places is listed once for each."""
    number = _number(job) or r.needed(job, "uuid")
    parts, kind = r.fields(job.get("description")), r.fields(job.get("employmentType"))
    lists = (job.get("workLocations"), job.get("locations"))
    places = [job.get("workLocation"), *(each for value in lists for each in r.items(value))]
    group = r.fields(job.get("department"))
    return RawPosting(
        external_id=number,
        url=r.text(job.get("url")) or f"{_PAGES}/{quote(r.board(label)[0], safe='')}/jobs/{number}",
        title=r.needed(job, "name"),
        company=r.text(job.get("companyName")) or r.board(label)[1],
        locations=r.texts([_place(each) for each in places]),
        workplace=_workplace(places),
        pay=_pay(job),
        posted_at=r.moment(job.get("createdOn")),
        # The words stand now in one, now in the other: {"label": "SALARIED_FT", "id": "Salaried…"}.
        employment=" ".join(r.texts(kind.get("id"), kind.get("label"))).replace("_", " "),
        tags=r.texts(group.get("label"), group.get("name")),
        html="\n".join(r.texts(job.get("description"), parts.get("company"), parts.get("role"))),
    )


def _place(entry: Any) -> str:
    """Return a place's words; the second version also takes it apart, and its parts are clearer."""
    place = r.fields(entry)
    parts = r.texts(place.get("city"), place.get("state"), place.get("country"))
    return (
        r.text(entry) or r.text(place.get("label")) or ", ".join(parts) or r.text(place.get("name"))
    )


def _workplace(places: list[Any]) -> str:
    """Return the way to work that all places share, or the freest."""
    ways = {r.text(r.fields(each).get("workplaceType")).upper() for each in places}
    known = (("REMOTE", "Remote"), ("HYBRID", "Hybrid"), ("ON_SITE", "On site"))
    return next((word for code, word in known if code in ways), "")


def _pay(job: Any) -> Pay | str:
    """Return the range over all places: the bands of a job differ by where one works."""
    bands = [r.fields(each) for each in r.items(job.get("payRangeDetails"))]
    lows = [low for each in bands if (low := r.amount(each.get("rangeStart")))]
    highs = [high for each in bands if (high := r.amount(each.get("rangeEnd")))]
    first = bands[0] if bands else {}
    return (
        r.pay(
            min(lows, default=None),
            max(highs, default=None),
            currency=first.get("currency"),
            period=first.get("frequency"),
        )
        or ""
    )


SOURCE: Source = Rippling()
