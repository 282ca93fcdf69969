"""Bundesagentur für Arbeit: Germany's public employment service, searched by words.

API: https://jobsuche.api.bund.dev (its key is the public one of the service's own site)
Terms: https://www.arbeitsagentur.de/nutzungsbedingungen (link to the posting)
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scoring.model import Ask, Fetch, Parsed, Pay, Period, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r

_API = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"
_KEY = (("X-API-Key", "jobboerse-jobsuche"),)
_PAGE_OF = "https://www.arbeitsagentur.de/jobsuche/jobdetail"
_PAGE = 50
_PAGES = 2  # a word: the newest hundred, and their texts
_WORDS = 8
_DAYS = 7
_PERIODS: Mapping[str, Period] = {
    "JAHRESGEHALT": "year",
    "MONATSGEHALT": "month",
    "STUNDENLOHN": "hour",
}
_KINDS = {
    "UNBEFRISTET": "permanent",
    "BEFRISTET": "temporary",
    "AUSBILDUNG": "apprenticeship",
    "PRAKTIKUM_TRAINEE": "internship",
    "SELBSTAENDIGKEIT": "freelance",
}


@dataclass(frozen=True, slots=True)
class Arbeitsagentur:
    """Reads a page of a search and one posting; the label is the search's words and page."""

    name: str = "arbeitsagentur"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each of the first search words, unless only other countries are wanted."""
        if not ask.countries or "DE" in ask.countries:
            for words in ask.terms[:_WORDS]:
                yield _page(words, 1)

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page, which leads to the texts, or one posting."""
        page = r.document(body)
        if {"stellenangebotsBeschreibung", "stellenangebotsTitel"} & {*page}:
            return read_each([page], _posting)
        jobs = _listed(page)
        words, _, number = fetch.label.rpartition(" ")
        follow = [_text(each) for job in jobs if words and (each := _number(r.fields(job)))]
        done = int(r.amount(number) or _PAGES)
        if words and done < _PAGES and done * _PAGE < (r.amount(page.get("maxErgebnisse")) or 0):
            follow.append(_page(words, done + 1))
        return read_each(jobs, _posting, follow=follow)


def _page(words: str, number: int) -> Fetch:
    params = (("was", words), ("veroeffentlichtseit", str(_DAYS)), ("angebotsart", "1"))
    paging = (("page", str(number)), ("size", str(_PAGE)))
    label = f"{words} {number}"
    return Fetch(url=f"{_API}/v6/jobs", params=(*params, *paging), headers=_KEY, label=label)


def _text(number: str) -> Fetch:
    code = quote(b64encode(number.encode()).decode(), safe="")
    return Fetch(url=f"{_API}/v4/jobdetails/{code}", headers=_KEY, detail=True)


def _listed(page: Any) -> list[Any]:
    """Return the list of a search, also in its form until 2025; a search may find nothing."""
    if "maxErgebnisse" in page and not {"ergebnisliste", "stellenangebote"} & {*page}:
        return []
    return r.rows(page["ergebnisliste" if "ergebnisliste" in page else "stellenangebote"])


def _number(job: Any) -> str:
    return r.text(job.get("referenznummer")) or r.text(job.get("refnr"))


def _posting(job: Any) -> RawPosting:
    """Read one posting, with its text or without."""
    number = _number(job) or r.needed(job, "referenznummer")
    title = r.text(job.get("stellenangebotsTitel")) or r.text(job.get("titel"))
    outside = r.text(job.get("externeURL")) or r.text(job.get("externeUrl"))
    return RawPosting(
        external_id=number,
        url=outside or f"{_PAGE_OF}/{quote(number, safe='')}",
        title=title or r.needed(job, "hauptberuf"),
        company=r.text(job.get("firma")) or r.text(job.get("arbeitgeber")),
        locations=_places(job),
        workplace="Hybrid" if job.get("homeofficemoeglich") is True else "",
        pay=_pay(job),
        posted_at=r.moment(job.get("datumErsteVeroeffentlichung"))
        or r.moment(job.get("aktuelleVeroeffentlichungsdatum")),
        employment=_employment(job),
        tags=r.texts(job.get("hauptberuf"), job.get("beruf")),
        html=r.markup("", job.get("stellenangebotsBeschreibung")),
    )


def _places(job: Any) -> tuple[str, ...]:
    """Return city, state and country of each place; the codes write "NORDRHEIN_WESTFALEN"."""
    entries = [r.fields(each) for each in r.items(job.get("stellenlokationen"))]
    addresses = [r.fields(each.get("adresse")) for each in entries]
    found = []
    for each in (*addresses, r.fields(job.get("arbeitsort"))):
        region = r.text(each.get("region")).replace("_", "-").title()
        country = r.text(each.get("land")).title() or ("Deutschland" if each else "")
        city = r.text(each.get("ort")).partition(", ")[0]  # "München, Oberbayern"
        found.append(", ".join(r.texts(city, region, country)))
    return r.texts(found)


def _employment(job: Any) -> str:
    """Return what is said of hours and length, in words."""
    codes = (r.text(job.get(each)) for each in ("vertragsdauer", "stellenangebotsart"))
    hours = [
        words
        for field, words in (
            ("arbeitszeitVollzeit", "full-time"),
            ("arbeitszeitTeilzeit", "part-time"),
        )
        if any(value is True for name, value in job.items() if name.startswith(field))
    ]
    return ", ".join(r.texts(hours, [_KINDS.get(code, "") for code in codes]))


def _pay(job: Any) -> Pay | str:
    period = _PERIODS.get(r.text(job.get("verguetungsangabe")))
    low, high = job.get("gehaltsspanneVon"), job.get("gehaltsspanneBis")
    return r.pay(low, high, currency="EUR", period=period) or ""


SOURCE: Source = Arbeitsagentur()
