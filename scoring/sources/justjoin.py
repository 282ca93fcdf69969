"""JustJoin.it and RocketJobs.pl: Polish boards of one maker, page by page, the newest first.

Form: https://api.justjoin.it/v2/user-panel/offers, the JSON behind the boards' own lists
Terms: https://justjoin.it/terms (link back to the offer; lists hold no texts)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, joined, read_each
from scoring.sources import _read as r

_SITES = {
    "justjoin.it": (
        "https://api.justjoin.it/v2/user-panel/offers",
        "https://justjoin.it/job-offer",
    ),
    "rocketjobs.pl": (
        "https://api.rocketjobs.pl/v2/user-panel/offers",
        "https://rocketjobs.pl/oferta-pracy",
    ),
}
_PAGE = 100
_PAGES = 3
_RENAMED = {
    "companyName": "company_name",
    "countryCode": "country_code",
    "workplaceType": "workplace_type",
    "experienceLevel": "experience_level",
    "publishedAt": "published_at",
    "locations": "multilocation",
    "requiredSkills": "skills",
}
_KINDS = {"b2b": "B2B", "permanent": "permanent", "mandate_contract": "contract"}


@dataclass(frozen=True, slots=True)
class JustJoin:
    """Reads a page of either board and names the next one; the label is the board and page."""

    name: str = "justjoin"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for the first page of each board, unless other countries are wanted."""
        if not ask.countries or "PL" in ask.countries:
            for site in _SITES:
                yield _page(site, 1)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page."""
        page = r.document(body)
        if isinstance(page, list):
            return joined(read_each(page, _first_version))
        jobs = r.rows(page["data"])
        site, _, number = fetch.label.partition(" ")
        site = site if site in _SITES else "justjoin.it"
        done = int(r.amount(number) or _PAGES)
        more = len(jobs) >= _PAGE and done < _PAGES
        follow = [_page(site, done + 1)] if more else []
        return read_each(jobs, lambda job: _posting(job, site), follow=follow)


def _page(site: str, number: int) -> Fetch:
    return Fetch(
        url=_SITES[site][0],
        params=(("page", str(number)), ("perPage", str(_PAGE)), ("sortBy", "published")),
        headers=(("Version", "2"),),
        label=f"{site} {number}",
    )


def _posting(job: Any, site: str) -> RawPosting:
    slug = r.needed(job, "slug")
    kinds = [r.text(r.fields(each).get("type")) for each in r.items(job.get("employmentTypes"))]
    cities = [r.fields(each).get("city") for each in r.items(job.get("locations"))]
    skills = [r.fields(each).get("name") for each in r.items(job.get("requiredSkills"))]
    country = r.text(job.get("countryCode")) or "Poland"
    wished = [r.fields(each).get("name") for each in r.items(job.get("niceToHaveSkills"))]
    return RawPosting(
        external_id=r.text(job.get("guid")) or slug,
        url=f"{_SITES[site][1]}/{quote(slug, safe='')}",
        title=r.needed(job, "title"),
        company=r.text(job.get("companyName")),
        locations=tuple(f"{city}, {country}" for city in r.texts(cities or job.get("city"))),
        workplace=r.text(job.get("workplaceType")),
        pay=_pay(job),
        posted_at=r.moment(job.get("lastPublishedAt")) or r.moment(job.get("publishedAt")),
        deadline=r.moment(job.get("expiredAt")),
        employment=", ".join(
            r.texts(
                r.text(job.get("workingTime")).replace("_", " "),
                [_KINDS.get(kind, kind.replace("_", " ")) for kind in kinds],
            )
        ),
        level=r.text(job.get("experienceLevel")),
        tags=r.texts(r.fields(job.get("category")).get("key"), skills, wished),
        site=site,
    )


def _first_version(job: Any) -> RawPosting:
    """Read an offer of the first version, a bare list of all: saved lists have its names."""
    renamed = {new: job.get(old) for new, old in _RENAMED.items()}
    kinds = [
        {"type": each.get("type"), **r.fields(each.get("salary"))}
        for each in map(r.fields, r.items(job.get("employment_types")))
    ]
    return _posting({"slug": job["id"], **job, **renamed, "employmentTypes": kinds}, "justjoin.it")


def _pay(job: Any) -> Pay | str:
    """Return the offer's own range; the others are the same money in other currencies."""
    for each in map(r.fields, r.items(job.get("employmentTypes"))):
        if each.get("currencySource") in {None, "original"}:
            found = r.pay(
                each.get("from"),
                each.get("to"),
                currency=each.get("currency"),
                period=each.get("unit") or "month",
            )
            if found:
                return found
    return ""


SOURCE: Source = JustJoin()
