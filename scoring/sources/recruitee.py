"""Recruitee career sites: one request gives a company's whole list with texts and pay.

API: https://docs.recruitee.com/reference/offers (the careers site's own offers endpoint)
Terms: https://recruitee.com/terms-of-service (public postings)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link, subdomain

_TEXTS = ("highlight", "description", "requirements")


@dataclass(frozen=True, slots=True)
class Recruitee:
    """Reads a company's offers."""

    name: str = "recruitee"
    needs: tuple[str, ...] = ()
    whole: bool = True
    hosts: tuple[str, ...] = ("recruitee.com",)

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each company's offers."""
        for label in ask.boards.get(self.name, ()):
            company = quote(r.board(label)[0], safe="")
            yield Fetch(url=f"https://{company}.recruitee.com/api/offers/", label=label)

    def board_at(self, url: str) -> str | None:
        """Return the company to which a link leads."""
        found = link(url)
        return subdomain(found, "recruitee.com") if found else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read the offers, or one."""
        page = r.document(body)
        offers = [page["offer"]] if "offer" in page else r.rows(page["offers"])
        return read_each(offers, lambda offer: posting(offer, fetch.label))


def posting(offer: Any, label: str = "") -> RawPosting:
    """Read one offer."""
    salary = r.fields(offer.get("salary"))
    every = [_place(each) for each in r.items(offer.get("locations"))]
    return RawPosting(
        external_id=r.text(offer.get("id")) or r.needed(offer, "careers_url"),
        url=r.needed(offer, "careers_url"),
        title=r.needed(offer, "title"),
        company=r.text(offer.get("company_name")) or r.board(label)[1],
        locations=r.texts(every) or r.texts(_place(offer)) or r.texts(offer.get("location")),
        workplace=_workplace(offer),
        pay=r.pay(
            salary.get("min"),
            salary.get("max"),
            currency=salary.get("currency"),
            period=salary.get("period"),
        )
        or "",
        posted_at=r.moment(offer.get("published_at")) or r.moment(offer.get("created_at")),
        deadline=r.moment(offer.get("close_at")),
        employment=r.text(offer.get("employment_type_code")).replace("_", " "),
        level=r.text(offer.get("experience_code")).replace("_", " "),
        degree=r.text(offer.get("education_code")).replace("_", " "),
        tags=r.texts(offer.get("department"), r.items(offer.get("tags"))),
        html="\n".join(r.texts([offer.get(each) for each in _TEXTS])),
        open=r.text(offer.get("status")) in {"", "published"},
    )


def _place(entry: Any) -> str:
    entry = r.fields(entry)
    region = r.text(entry.get("state")) or r.text(entry.get("state_name"))
    return ", ".join(r.texts(entry.get("city"), region, entry.get("country")))


def _workplace(offer: Any) -> str:
    ways = (("remote", "Remote"), ("hybrid", "Hybrid"), ("on_site", "On site"))
    return next((word for field, word in ways if offer.get(field) is True), "")


SOURCE: Source = Recruitee()
