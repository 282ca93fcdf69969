"""Greenhouse job boards: one request gives a company's whole board with texts.

API: https://developers.greenhouse.io/job-board.html
Terms: https://www.greenhouse.com/legal (the board API is public and made for job listings)
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, joined, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link, token

_BOARDS = "https://boards-api.greenhouse.io/v1/boards"
# Companies name these custom fields themselves; these names are the usual ones.
_WORKPLACE = frozenset({"location type", "workplace type", "work type", "remote status", "remote"})
_NOWHERE = re.compile(
    r"(?:fully )?remote|hybrid|on-?site|in-?office|flexible|distributed|(?:multiple|various|\d+) "
    r"locations?",
    re.IGNORECASE,
)
_EMPLOYMENT = frozenset({"employment type", "time type", "job type", "worker type"})
_SITES = frozenset(
    f"{boards}{region}.greenhouse.io"
    for boards in ("boards", "job-boards")
    for region in ("", ".eu")
)
_APIS = frozenset({"boards-api.greenhouse.io", "api.greenhouse.io"})


@dataclass(frozen=True, slots=True)
class Greenhouse:
    """Reads a board, and a single job."""

    name: str = "greenhouse"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("greenhouse.io",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each board with its texts."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=f"{_board(label)}/jobs", params=(("content", "true"),), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the board to which a link leads; boards on European hosts share the API."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        if found.host in _SITES:
            embeds = found.parts[:1] == ("embed",)
            return token(found.query.get("for", "")) if embeds else first(found.parts)
        return after(found.parts, "v1", "boards") if found.host in _APIS else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one job to which a link leads, also a job's frame."""
        found, board = link(url), self.board_at(url)
        if found is None or board is None or found.host not in _SITES:
            return None
        number = found.query.get("token") or found.query.get("gh_jid") or found.parts[-1]
        known = number.isascii() and number.isdecimal()
        url = f"{_board(board)}/jobs/{number}"
        return Fetch(url=url, label=board, detail=True) if known else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a board; one that came without texts is followed to each job's own page."""
        page = r.document(body)
        if "id" in page and "title" in page:
            return read_each([page], lambda job: posting(job, fetch.label))
        jobs = _jobs(page)
        found = read_each(
            jobs,
            lambda job: posting(job, fetch.label),
            follow=[each for job in jobs for each in _detail(job, fetch.label)],
        )
        return found if "jobs" in page else joined(found)  # a job may stand in two groups


def _jobs(page: Any) -> list[Any]:
    """Return the jobs of a board, also where they stand in its departments or offices."""
    if "jobs" in page:
        return r.rows(page["jobs"])
    groups = r.rows(page["departments" if "departments" in page else "offices"])
    inner = [[each, *r.items(r.fields(each).get("departments"))] for each in groups]
    return [job for each in inner for one in each for job in r.items(r.fields(one).get("jobs"))]


def _board(label: str) -> str:
    return f"{_BOARDS}/{quote(r.board(label)[0], safe='')}"


def _detail(job: Any, label: str) -> Iterable[Fetch]:
    """Yield the page of a job that has no text here."""
    if label and "content" not in r.fields(job) and (number := r.text(r.fields(job).get("id"))):
        url = f"{_board(label)}/jobs/{quote(number, safe='')}"
        yield Fetch(url=url, label=label, detail=True)


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job; without a label the employer is known only where the job names it."""
    token, employer = r.board(label)
    number = r.needed(job, "id")
    custom = _custom(job)
    return RawPosting(
        external_id=number,
        url=r.text(job.get("absolute_url"))
        or f"https://job-boards.greenhouse.io/{token}/jobs/{number}",
        title=r.needed(job, "title"),
        company=r.text(job.get("company_name")) or employer,
        locations=_places(job),
        workplace=_first(custom, _WORKPLACE),
        pay=_pay(job),
        posted_at=r.moment(job.get("first_published")) or r.moment(job.get("updated_at")),
        deadline=r.moment(job.get("application_deadline")),
        employment=_first(custom, _EMPLOYMENT),
        tags=r.texts([r.fields(each).get("name") for each in r.items(job.get("departments"))]),
        html=_markup(r.text(job.get("content"))),
    )


def _markup(content: str) -> str:
    """Return the HTML, which the API escapes once.

    A posting has some six hundred marks: plain replacing takes a third of the time. "&amp;" is
    left to the last, so that what was escaped twice stays escaped once.
    """
    for mark, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        content = content.replace(mark, char)
    return html.unescape(content)


def _places(job: Any) -> tuple[str, ...]:
    """Return the places; the offices, where the place is left open or is only a way to work."""
    found = r.places(r.fields(job.get("location")).get("name"))
    if any(not _NOWHERE.fullmatch(each) for each in found):
        return found
    offices = map(r.fields, r.items(job.get("offices")))
    return r.texts(list(found), [each.get("location") or each.get("name") for each in offices])


def _custom(job: Any) -> dict[str, str]:
    """Return the company's own fields that hold text, by their names in lower case."""
    found = (r.fields(each) for each in r.items(job.get("metadata")))
    return {
        r.text(each.get("name")).lower(): ", ".join(r.texts(each.get("value"))) for each in found
    }


def _first(custom: dict[str, str], names: frozenset[str]) -> str:
    return next((value for name, value in custom.items() if name in names and value), "")


def _pay(job: Any) -> Pay | str:
    """Return the range of a board that shows its pay; the API counts in cents.

    Without one, a field of the company's own may be a range of money.
    """
    for each in map(r.fields, r.items(job.get("pay_input_ranges"))):
        low, high = r.amount(each.get("min_cents")), r.amount(each.get("max_cents"))
        found = r.pay(
            low and low / 100,
            high and high / 100,
            currency=each.get("currency_type"),
            period=each.get("title"),
        )
        if found:
            return found
    for each in map(r.fields, r.items(job.get("metadata"))):
        money, name = r.fields(each.get("value")), r.text(each.get("name")).lower()
        if money and any(word in name for word in ("salary", "pay", "compensation")):
            found = r.pay(
                money.get("min_value"),
                money.get("max_value"),
                currency=money.get("unit"),
                period="hour" if "hour" in name else "year",
            )
            if found:
                return found
    return ""


SOURCE: Source = Greenhouse()
