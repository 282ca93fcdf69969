"""No Fluff Jobs: a board for Poland and its neighbours, in one request, with pay and no texts.

Form: https://nofluffjobs.com/api/posting, the JSON behind the board's own list
Terms: https://nofluffjobs.com/terms (link back to the offer)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, joined, read_each
from scoring.sources import _read as r

_HOME = frozenset({"PL", "CZ", "SK", "HU", "UA"})
_PAGE_OF = "https://nofluffjobs.com/job"


@dataclass(frozen=True, slots=True)
class NoFluffJobs:
    """Reads the list."""

    name: str = "nofluffjobs"
    needs: tuple[str, ...] = ()
    whole: bool = True

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the list, unless only other countries are wanted."""
        if not ask.countries or _HOME.intersection(ask.countries):
            yield Fetch(url="https://nofluffjobs.com/api/posting")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - there is one page
        """Read the list; an offer that stands once for each city is one offer."""
        return joined(read_each(r.rows(r.document(body)["postings"]), _posting))


def _posting(job: Any) -> RawPosting:
    number, salary = r.needed(job, "id"), r.fields(job.get("salary"))
    where, tiles = r.fields(job.get("location")), r.fields(job.get("tiles"))
    places = [r.fields(each) for each in r.items(where.get("places"))]
    seniority = r.texts(job.get("seniority"))
    words = [r.fields(each).get("value") for each in r.items(tiles.get("values"))]
    return RawPosting(
        external_id=r.text(job.get("reference")) or number,
        url=f"{_PAGE_OF}/{quote(r.text(job.get('url')) or number, safe='')}",
        title=r.needed(job, "title"),
        company=r.text(job.get("name")),
        locations=r.texts([_place(each) for each in places]),
        workplace=_workplace(where, places),
        pay=r.pay(
            salary.get("from"), salary.get("to"), currency=salary.get("currency"), period="month"
        )
        or "",
        posted_at=r.moment(job.get("renewed")) or r.moment(job.get("posted")),
        employment=r.text(salary.get("type")).replace("zlecenie", "contract"),
        level=", ".join(seniority),
        tags=r.texts(job.get("category"), job.get("technology"), words),
    )


def _place(entry: Any) -> str:
    """Return a city and its country; "Remote" is no city."""
    city = r.text(entry.get("city"))
    country = r.text(r.fields(entry.get("country")).get("name"))
    return "" if city.lower() == "remote" else ", ".join(r.texts(city, country))


def _workplace(where: Any, places: list[Any]) -> str:
    if where.get("fullyRemote") is True:
        return "Remote"
    remote = any(r.text(each.get("city")).lower() == "remote" for each in places)
    return "Hybrid" if r.text(where.get("hybridDesc")) else "Remote" if remote else ""


SOURCE: Source = NoFluffJobs()
