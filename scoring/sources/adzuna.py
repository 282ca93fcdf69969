"""Adzuna: a search over many boards, country by country. It needs a free id and key.

API and terms: https://developer.adzuna.com/docs/search (name Adzuna; texts are excerpts)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://api.adzuna.com/v1/api/jobs"
_PAGE = 50  # the most it gives at once
_PAGES = 4  # of a country's newest
_MOST = 24  # requests of one visit: 2,500 a month are free, for three visits a day
_CURRENCIES = {
    "at": "EUR", "au": "AUD", "be": "EUR", "br": "BRL", "ca": "CAD", "ch": "CHF", "de": "EUR",
    "es": "EUR", "fr": "EUR", "gb": "GBP", "in": "INR", "it": "EUR", "mx": "MXN", "nl": "EUR",
    "nz": "NZD", "pl": "PLN", "sg": "SGD", "us": "USD", "za": "ZAR",
}  # fmt: skip
"""The countries it knows, with the currency of their salaries."""


@dataclass(frozen=True, slots=True)
class Adzuna:
    """Reads a page of a country's newest postings and names the next one."""

    name: str = "adzuna"
    needs: tuple[str, ...] = ("ADZUNA_ID", "ADZUNA_KEY")

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for a page of each term in each country that it knows; without any, in the US.

        Without terms for the first pages of each country.
        """
        named = [each.lower() for each in ask.countries or ask.wanted]
        known = [each for each in named if each in _CURRENCIES] or ["us"]
        keys = (("app_id", ask.keys["ADZUNA_ID"]), ("app_key", ask.keys["ADZUNA_KEY"]))
        if not ask.terms:
            yield from (_page(each, 1, keys=keys) for each in known[: _MOST // _PAGES])
            return
        searches = ((term, each) for term in ask.terms for each in known)
        for term, country in islice(searches, _MOST):
            yield _page(country, 1, keys=keys, term=term)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read one page; the label is its country and number, and the term of a search."""
        page = r.document(body)
        jobs = r.rows(page["results"])
        country, number, term = (*fetch.label.split(" ", 2), "", "", "")[:3]
        done = int(r.amount(number) or 1)
        follow = []
        if (
            number
            and not term
            and done < _PAGES
            and done * _PAGE < (r.amount(page.get("count")) or 0)
        ):
            keys = tuple(each for each in fetch.params if each[0].startswith("app_"))
            follow = [_page(country, done + 1, keys=keys)]
        return read_each(jobs, lambda job: _posting(job, country), follow=follow)


def _page(country: str, number: int, *, keys: tuple[tuple[str, str], ...], term: str = "") -> Fetch:
    newest = (("results_per_page", str(_PAGE)), ("sort_by", "date"), ("max_days_old", "3"))
    what = (("what", term),) if term else ()
    return Fetch(
        url=f"{_API}/{country}/search/{number}",
        params=(*keys, *newest, *what),
        label=f"{country} {number} {term}".rstrip(),
    )


def _posting(job: Any, country: str) -> RawPosting:
    url = _bare(r.needed(job, "redirect_url"))
    return RawPosting(
        external_id=r.text(job.get("id")) or url,
        url=url,
        title=r.needed(job, "title"),
        company=r.text(r.fields(job.get("company")).get("display_name")),
        locations=r.texts(_place(r.fields(job.get("location")))),
        pay=_pay(job, country),
        posted_at=r.moment(job.get("created")),
        employment=" ".join(r.texts(job.get("contract_time"), job.get("contract_type"))).replace(
            "_", " "
        ),
        tags=r.texts(r.fields(job.get("category")).get("label")),
        html=r.text(job.get("description")),
    )


def _bare(url: str) -> str:
    """Return the address without its query, which names who asked."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def _place(where: Any) -> str:
    """Return the names from the smallest to the country."""
    area = r.texts(r.items(where.get("area")))
    return ", ".join((*reversed(area[1:]), area[0])) if area else r.text(where.get("display_name"))


def _pay(job: Any, country: str) -> Pay | str:
    """Return what the employer states; a salary that Adzuna predicted is none."""
    if r.text(job.get("salary_is_predicted")) == "1":
        return ""
    currency = _CURRENCIES.get(country)
    low, high = job.get("salary_min"), job.get("salary_max")
    return r.pay(low, high, currency=currency, period="year") or ""


SOURCE: Source = Adzuna()
