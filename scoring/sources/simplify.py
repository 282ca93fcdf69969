"""Lists for graduates and interns in the form of SimplifyJobs: one listings.json a repository.

Form: https://github.com/SimplifyJobs/New-Grad-Positions (.github/scripts/listings.json)
Terms: the lists are public repositories; they link to the employer and hold no texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r


@dataclass(frozen=True, slots=True)
class Simplify:
    """Reads a list. A board is "owner/repository", or "owner/repository@branch"."""

    name: str = "simplify"
    needs: tuple[str, ...] = ()
    whole: bool = True

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each list."""
        for label in ask.boards.get(self.name, ()):
            repository, _, branch = r.board(label)[0].partition("@")
            path = f"{quote(repository)}/{quote(branch or 'dev')}/.github/scripts/listings.json"
            yield Fetch(url=f"https://raw.githubusercontent.com/{path}", label=label)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list."""
        employment = "Internship" if "intern" in fetch.label.lower() else ""
        return read_each(r.rows(r.document(body)), lambda job: posting(job, employment))


def posting(job: Any, employment: str = "") -> RawPosting:
    """Read one line of a list; one that is taken down is kept, and closed."""
    sponsorship = r.text(job.get("sponsorship"))
    return RawPosting(
        external_id=r.text(job.get("id")) or r.needed(job, "url"),
        url=r.needed(job, "url"),
        title=r.needed(job, "title"),
        company=r.text(job.get("company_name")),
        locations=r.texts(job.get("locations")),
        posted_at=r.moment(job.get("date_posted")) or r.moment(job.get("date_updated")),
        employment=employment,
        degree=", ".join(r.texts(job.get("degrees"))),
        sponsorship="" if sponsorship == "Other" else sponsorship,
        tags=r.texts(job.get("category"), job.get("terms"), job.get("season")),
        open=job.get("active") is not False and job.get("is_visible") is not False,
    )


SOURCE: Source = Simplify()
