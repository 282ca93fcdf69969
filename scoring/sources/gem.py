"""Gem job boards: one request gives a company's whole board with texts.

API: https://api.gem.com/job_board/v0/reference (in the shape of Greenhouse's)
Terms: https://www.gem.com/legal (the job board API is public and made for job listings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link

_BOARDS = "https://api.gem.com/job_board/v0"


@dataclass(frozen=True, slots=True)
class Gem:
    """Reads a board, and a single job."""

    name: str = "gem"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("gem.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each board."""
        for label in ask.boards.get(self.name, ()):
            yield _posts(label)

    def board_at(self, url: str) -> str | None:
        """Return the board to which a link leads."""
        found = link(url)
        if found is None:
            return None
        paths = {"jobs.gem.com": (), "api.gem.com": ("job_board", "v0")}
        return after(found.parts, *paths[found.host]) if found.host in paths else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the job behind a link to its page."""
        found, board = link(url), self.board_at(url)
        number = first(found.parts[1:]) if found and found.host == "jobs.gem.com" else None
        return _posts(board, number) if board and number else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a board or a job."""
        page = r.document(body)
        if isinstance(page, dict):
            r.needed(page, "id")  # an error page is no job
            page = [page]
        return read_each(r.rows(page), lambda job: posting(job, fetch.label))


def _posts(label: str, number: str = "") -> Fetch:
    url = f"{_BOARDS}/{quote(r.board(label)[0], safe='')}/job_posts/{quote(number, safe='')}"
    return Fetch(url=url, label=label, detail=bool(number))


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one job; without a label the employer is taken from its address."""
    number, url = r.needed(job, "id"), r.text(job.get("absolute_url"))
    found = link(url)
    return RawPosting(
        external_id=number,
        url=url or f"https://jobs.gem.com/{quote(r.board(label)[0], safe='')}/{number}",
        title=r.needed(job, "title"),
        company=r.board(label or (first(found.parts) if found else "") or "")[1],
        locations=_places(job),
        workplace=r.text(job.get("location_type")).replace("_", " "),
        posted_at=r.moment(job.get("first_published_at")) or r.moment(job.get("created_at")),
        employment=r.text(job.get("employment_type")).replace("_", " "),
        tags=r.texts([r.fields(each).get("name") for each in r.items(job.get("departments"))]),
        html=r.markup(job.get("content"), job.get("content_plain")),
    )


def _places(job: Any) -> tuple[str, ...]:
    """Return every place: the job's own, and those of its offices, which may have only a name."""
    offices = [r.fields(each) for each in r.items(job.get("offices"))]
    named = [r.text(r.fields(each.get("location")).get("name")) for each in (job, *offices)]
    return r.texts(
        [words or each.get("name") for words, each in zip(named, ({}, *offices), strict=True)]
    )


SOURCE: Source = Gem()
