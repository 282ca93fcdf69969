"""Workable career sites: one request gives a company's whole list with texts.

API: https://help.workable.com/hc/en-us/articles/115012771647 (the widget of a company's own page);
read are also a career site's own list (/api/v3/accounts/<account>/jobs) and a single job of it
Terms: https://www.workable.com/terms (public postings; ask rarely, 429 comes soon)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, joined, read_each
from scoring.sources import _read as r
from scoring.sources._links import after, first, link, subdomain

_KINDS = {"full": "Full-time", "part": "Part-time"}
_DATES = ("published_on", "published", "created_at")


@dataclass(frozen=True, slots=True)
class Workable:
    """Reads an account."""

    name: str = "workable"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("workable.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each account with its texts."""
        for label in ask.boards.get(self.name, ()):
            account = quote(r.board(label)[0], safe="")
            url = f"https://apply.workable.com/api/v1/widget/accounts/{account}"
            yield Fetch(url=url, params=(("details", "true"),), label=label)

    def board_at(self, url: str) -> str | None:
        """Return the account to which a link leads; a short link to a job names none."""
        found = link(url)
        if found is None or found.domain not in self.hosts:
            return None
        if found.host != "apply.workable.com":
            name = subdomain(found, "workable.com")
            return None if name == "apply" else name
        widget = after(found.parts, "api", "v1", "widget", "accounts")
        return widget or (None if found.parts[:1] == ("j",) else first(found.parts))

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read an account, in either form, or one job; a job may stand once for each place."""
        page = r.document(body)
        employer = r.board(fetch.label)[1] or r.text(page.get("name"))
        jobs = (
            [page]
            if "shortcode" in page
            else r.rows(page["results" if "results" in page else "jobs"])
        )
        return joined(read_each(jobs, lambda job: posting(job, employer)))


def posting(job: Any, employer: str) -> RawPosting | None:
    """Read one job of an account; one for its own people only is left out."""
    code = r.needed(job, "shortcode")
    if job.get("isInternal") is True:
        return None
    where = r.fields(job.get("location"))
    every = [_place(each) for each in r.items(job.get("locations"))]
    kind = r.text(job.get("type"))
    return RawPosting(
        external_id=code,
        url=_link(job) or f"https://apply.workable.com/j/{quote(code, safe='')}",
        title=r.needed(job, "title"),
        company=employer,
        locations=r.texts(every) or r.texts(_place(where) or _place(job)),
        workplace=_workplace(job) or _workplace(where),
        posted_at=next(filter(None, (r.moment(job.get(each)) for each in _DATES)), None),
        employment=r.text(job.get("employment_type")) or _KINDS.get(kind, kind),
        level=r.text(job.get("experience")),
        degree=r.text(job.get("education")),
        tags=r.texts(job.get("department"), job.get("function")),
        html="\n".join(_parts(job)),
        # In the widget "state" is a part of a country.
        open=not where or r.text(job.get("state")) in {"", "published"},
    )


def _link(job: Any) -> str:
    """Return the page for people: the address of an interface for partners is none."""
    links = (r.text(job.get(each)) for each in ("url", "shortlink", "application_url"))
    return next((link for link in links if link and "/spi/" not in link), "")


def _workplace(entry: Any) -> str:
    """Return the way to work; the widget knows only whether one works from elsewhere."""
    words = r.text(entry.get("workplace")) or r.text(entry.get("workplace_type"))
    remote = entry.get("telecommuting") is True or entry.get("remote") is True
    return words.replace("_", " ") or ("Remote" if remote else "")


def _parts(job: Any) -> Iterator[str]:
    """Yield the text, and the parts that the career site keeps apart, under their headings."""
    yield r.text(job.get("full_description")) or r.text(job.get("description"))
    for name in () if job.get("full_description") else ("requirements", "benefits"):
        if text := r.text(job.get(name)):
            yield f"<h3>{name.title()}</h3>\n{text}"


def _place(entry: Any) -> str:
    entry = r.fields(entry)
    region = entry.get("region") or entry.get("state")
    return ", ".join(r.texts(entry.get("city"), region, entry.get("country")))


SOURCE: Source = Workable()
