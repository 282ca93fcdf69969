"""Pinpoint career sites: one request gives a company's whole list with texts and pay.

Form: https://<company>.pinpointhq.com/postings.json (developers.pinpointhq.com)
Terms: https://www.pinpointhq.com/terms/ (public postings)
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, subdomain

_SECTIONS = ("key_responsibilities", "skills_knowledge_expertise", "benefits")


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Reads a company's list."""

    name: str = "pinpoint"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("pinpointhq.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's list."""
        for label in ask.boards.get(self.name, ()):
            yield Fetch(url=f"{_site(label)}/postings.json", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return subdomain(found, "pinpointhq.com") if found else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a list."""
        jobs = r.rows(r.document(body)["data"])
        return read_each(jobs, lambda job: posting(job, fetch.label))


def _site(label: str) -> str:
    return f"https://{quote(r.board(label)[0], safe='')}.pinpointhq.com"


def posting(job: Any, label: str = "") -> RawPosting:
    """Read one posting."""
    details, where = r.fields(job.get("job")), r.fields(job.get("location"))
    groups = [
        r.fields(each.get(kind)).get("name")
        for each in (details, job)
        for kind in ("department", "division", "structure_custom_group_one")
    ]
    return RawPosting(
        external_id=r.needed(job, "id"),
        url=r.text(job.get("url")) or f"{_site(label)}{r.needed(job, 'path')}",
        title=r.needed(job, "title"),
        company=r.board(label)[1],
        locations=r.texts(
            ", ".join(r.texts(where.get("city"), where.get("province"), where.get("name")))
        ),
        workplace=r.text(job.get("workplace_type")),
        pay=_pay(job),
        deadline=r.moment(job.get("deadline_at")),
        employment=r.text(job.get("employment_type")).replace("_", " "),
        tags=r.texts(groups),
        html="\n".join(_parts(job)),
    )


def _pay(job: Any) -> Pay | str:
    """Return what the employer shows, and nothing of what it keeps to itself."""
    if job.get("compensation_visible") is False:
        return ""
    found = r.pay(
        job.get("compensation_minimum"),
        job.get("compensation_maximum"),
        currency=job.get("compensation_currency"),
        period=job.get("compensation_frequency"),
    )
    return found or r.text(job.get("compensation"))


def _parts(job: Any) -> Iterator[str]:
    yield r.text(job.get("description"))
    for name in _SECTIONS:
        if text := r.text(job.get(name)):
            heading = r.text(job.get(f"{name}_header"))
            yield f"<h3>{html.escape(heading, quote=False)}</h3>\n{text}"


SOURCE: Source = Pinpoint()
