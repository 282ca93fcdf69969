"""Comeet career sites: one page holds a company's whole board with texts.

Form: https://www.comeet.com/jobs/<company>/<uid>, with the positions as JSON in a script
Fields: https://developers.comeet.com/reference/careers-api-positions (the API needs a token)
Terms: https://www.comeet.com/terms-of-use (public postings)
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, token

_SITE = "https://www.comeet.com/jobs"
_UID = re.compile(r"[0-9A-Z]{1,4}\.[0-9A-Z]{3}")
_LIST = re.compile(r"\bCOMPANY_POSITIONS_DATA\s*=\s*(?=\[)")
# Codes of countries that are those of states too: a town alone does not tell them apart.
_COUNTRIES = {
    "AR": "Argentina",
    "CA": "Canada",
    "CO": "Colombia",
    "DE": "Germany",
    "IL": "Israel",
    "IN": "India",
}


@dataclass(frozen=True, slots=True)
class Comeet:
    """Reads a company's page, which holds every position."""

    name: str = "comeet"
    needs: tuple[str, ...] = ()
    whole: bool = True
    crawls: bool = True
    hosts: tuple[str, ...] = ("comeet.com", "comeet.co")

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's page."""
        for label in ask.boards.get(self.name, ()):
            company, _, uid = r.board(label)[0].partition("/")
            yield Fetch(url=f"{_SITE}/{quote(company, safe='')}/{quote(uid, safe='')}", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company and its number to which a link leads."""
        found = link(url)
        if found is None or found.domain not in self.hosts or len(found.parts) < 3:
            return None
        start, company, uid = found.parts[:3]
        usable = start == "jobs" and token(company) and _UID.fullmatch(uid)
        return f"{company}/{uid}" if usable else None

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the one position to which a link leads."""
        found, board = link(url), self.board_at(url)
        if not found or not board or len(found.parts) < 5 or not _UID.fullmatch(found.parts[4]):
            return None
        path = "/".join(quote(part, safe="") for part in found.parts[1:5])
        return Fetch(url=f"{_SITE}/{path}", label=board, detail=True)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read the positions of a page; that of one position holds the others too."""
        jobs = r.rows(_positions(body))
        if fetch.detail:
            uid = fetch.url.partition("?")[0].rpartition("/")[2]
            jobs = [job for job in jobs if r.fields(job).get("uid") == uid]
        return read_each(jobs, lambda job: _posting(job, fetch.label))


def _positions(body: bytes) -> Any:
    """Return the positions that stand in a page's script, or a saved answer of the API."""
    if body.lstrip()[:1] in (b"[", b"{"):
        found = r.document(body)
        return found["positions"] if isinstance(found, dict) else found
    page = body.decode(errors="replace")
    if not (script := _LIST.search(page)):
        raise ValueError("the page holds no COMPANY_POSITIONS_DATA")
    return json.JSONDecoder().raw_decode(page, script.end())[0]


def _posting(job: Any, label: str) -> RawPosting | None:
    """Read one position, unless it is only for the company's own people."""
    if job.get("is_internal") is True:
        return None
    board, _, employer = label.partition("=")
    number, place = r.needed(job, "uid"), job.get("location")
    more = r.fields(job.get("custom_fields"))
    remote = r.said(r.fields(place).get("is_remote"))
    return RawPosting(
        external_id=number,
        url=r.text(job.get("url_comeet_hosted_page"))
        or r.text(job.get("url_active_page"))
        or f"{_SITE}/{board}/position/{number}",
        title=r.needed(job, "name"),
        company=employer or r.text(job.get("company_name")) or r.named(board.partition("/")[0]),
        locations=_places(place),
        # Hybrid positions are "is_remote" too.
        workplace=r.text(job.get("workplace_type")) or ("Remote" if remote else ""),
        posted_at=r.moment(job.get("time_updated")),
        employment=r.text(job.get("employment_type")),
        level=r.text(job.get("experience_level")),
        tags=r.texts(job.get("department"), _categories(job) or _categories(more)),
        html=_html(job.get("details") or more.get("details")),
    )


def _places(place: Any) -> tuple[str, ...]:
    """Return the place: its parts, or the name that the company gave it."""
    if not isinstance(place, dict):
        return r.texts(place)
    code = r.text(place.get("country"))
    town = place.get("city") or place.get("name")
    return r.texts(", ".join(r.texts(town, place.get("state"), _COUNTRIES.get(code, code))))


def _categories(job: Any) -> list[str]:
    return [r.text(r.fields(each).get("value")) for each in r.items(job.get("categories"))]


def _html(sections: Any) -> str:
    """Return the sections in their order, each under its name."""
    found = sorted(map(r.fields, r.items(sections)), key=lambda each: each.get("order") or 0)
    texts = [(r.text(each.get("name")), r.text(each.get("value"))) for each in found]
    return "\n".join(
        f"<h3>{html.escape(name, quote=False)}</h3>\n{text}" for name, text in texts if text
    )


SOURCE: Source = Comeet()
