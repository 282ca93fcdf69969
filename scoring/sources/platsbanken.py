"""Platsbanken: Sweden's public employment service, searched by words; every text is in the list.

API: https://jobsearch.api.jobtechdev.se (JobTech's JobSearch, open and without a key)
Terms: https://jobtechdev.se (open data; meant for searches of people, not for copies of all)
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources._links import link

_API = "https://jobsearch.api.jobtechdev.se"
_SITE = "arbetsformedlingen.se"
_PAGE = 100
_PAGES = 2  # a word
_WORDS = 8
_WEEK = 7 * 24 * 60  # minutes
_ENGLISH = {
    "heltid": "full-time",
    "deltid": "part-time",
    "heltid/deltid": "full-time, part-time",
    "tillsvidare": "permanent",
    "tillsvidareanställning": "permanent",
    "tidsbegränsad anställning": "temporary",
    "behovsanställning": "on call",
    "sommarjobb / feriejobb": "summer job",
    "säsongsanställning": "seasonal",
}
_PLAIN = {"vanlig anställning"}  # ordinary employment: it says nothing
# What Swedish pay is written with, in the words that pay is read by.
_PAY = (
    (re.compile(r"\s?tkr\b\.?", re.IGNORECASE), "k SEK"),
    (re.compile(r"(?<=\d):-|\b(?:kr(?:onor)?)\b(?!:)\.?", re.IGNORECASE), " SEK"),
    (re.compile(r"(?:/|\bper |\bi )\s?m[åa]n(?:ad(?:en)?)?\b\.?", re.IGNORECASE), " per month"),
    (re.compile(r"(?:/|\bper |\bi )\s?tim(?:me|men)?\b\.?", re.IGNORECASE), " per hour"),
    (re.compile(r"(?:/|\bper |\bom )\s?år(?:et)?\b", re.IGNORECASE), " per year"),
    (re.compile(r"^([^$€£]*\d\d)$"), r"\1 SEK"),
    (re.compile(r"\bmånadslön", re.IGNORECASE), "monthly"),
    (re.compile(r"\btimlön", re.IGNORECASE), "hourly"),
)
_TEXTS = ("company_information", "needs", "requirements", "conditions")
_WISHES = {"must_have": "Krav", "nice_to_have": "Meriterande"}


@dataclass(frozen=True, slots=True)
class Platsbanken:
    """Reads a page of a search and one posting; the label is the search's words and page."""

    name: str = "platsbanken"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:
        """Ask for each of the first search words, unless only other countries are wanted."""
        if not ask.countries or "SE" in ask.countries:
            for words in ask.terms[:_WORDS]:
                yield _page(words, 1)

    def posting_at(self, url: str) -> Fetch | None:
        """Return the request for the posting behind a link to its page."""
        found = link(url)
        if found is None or found.domain != _SITE or "annonser" not in found.parts[:-1]:
            return None
        number = found.parts[-1]
        usable = number.isascii() and number.isdigit() and found.parts[-2] == "annonser"
        return Fetch(url=f"{_API}/ad/{number}", detail=True) if usable else None

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:
        """Read a page of a search, or one posting."""
        page = r.document(body)
        if "headline" in page:
            return read_each([page], _posting)
        words, _, number = fetch.label.rpartition(" ")
        done = int(r.amount(number) or _PAGES)
        follow = []
        total = page.get("total")
        if words and done < _PAGES and done * _PAGE < (r.amount(r.fields(total).get("value")) or 0):
            follow.append(_page(words, done + 1))
        return read_each(r.rows(page["hits"]), _posting, follow=follow)


def _page(words: str, number: int) -> Fetch:
    params = (("q", words), ("published-after", str(_WEEK)), ("sort", "pubdate-desc"))
    paging = (("offset", str((number - 1) * _PAGE)), ("limit", str(_PAGE)))
    return Fetch(url=f"{_API}/search", params=(*params, *paging), label=f"{words} {number}")


def _posting(job: Any) -> RawPosting | None:
    """Read one posting, unless it was taken back."""
    if job.get("removed") is True:
        return None
    number, employer = r.needed(job, "id"), r.fields(job.get("employer"))
    return RawPosting(
        external_id=number,
        url=r.text(job.get("webpage_url")) or f"https://{_SITE}/platsbanken/annonser/{number}",
        title=r.needed(job, "headline"),
        company=r.text(employer.get("name")) or r.text(employer.get("workplace")),
        locations=_places(r.fields(job.get("workplace_address"))),
        pay=_pay(r.text(job.get("salary_description"))),
        posted_at=r.moment(job.get("publication_date")),
        deadline=r.moment(job.get("application_deadline")),
        employment=_employment(job),
        tags=r.texts(
            *(_labels(job.get(each)) for each in ("occupation", "occupation_field")),
            *(_labels(r.fields(job.get(each)).get("skills")) for each in _WISHES),
        ),
        html="\n".join(_html(job)),
    )


def _labels(value: Any) -> list[str]:
    """Return the label of a term, or those of a list of terms."""
    terms = value if isinstance(value, list) else [value]
    return [found for each in terms if (found := r.text(r.fields(each).get("label")))]


def _places(address: Any) -> tuple[str, ...]:
    town = r.text(address.get("municipality")) or r.text(address.get("city"))
    region = r.text(address.get("region"))
    region = "" if region.startswith("Ospecificerad") else region
    return r.texts(", ".join(r.texts(town, region, address.get("country"))))


def _pay(told: str) -> str:
    """Return the pay as it is told, its currency and period in words that others use too."""
    for words, instead in _PAY:
        told = words.sub(instead, told)
    return " ".join(told.split())


def _employment(job: Any) -> str:
    """Return kind, hours and length, the usual ones in English."""
    fields = ("employment_type", "working_hours_type", "duration")
    found = [label for each in fields for label in _labels(job.get(each))]
    named = [_ENGLISH.get(each.lower(), each) for each in found if each.lower() not in _PLAIN]
    return ", ".join(r.texts(named))


def _html(job: Any) -> Iterator[str]:
    """Return the text, what stands only beside it, and what is wanted."""
    told = r.fields(job.get("description"))
    whole = r.text(told.get("text"))
    yield r.markup(told.get("text_formatted"), whole)
    for part in r.texts(*(told.get(each) for each in _TEXTS)):
        if part not in whole:
            yield f"<p>{r.markup('', part)}</p>"
    for name, heading in _WISHES.items():
        groups = r.fields(job.get(name)).values()
        wishes = [label for group in groups for label in _labels(group)]
        if name == "must_have" and job.get("driving_license_required") is True:
            wishes += [f"Körkort {each}" for each in _labels(job.get("driving_license"))]
        if found := r.texts(wishes):
            lines = "".join(f"<li>{html.escape(each, quote=False)}</li>" for each in found)
            yield f"<h3>{heading}</h3>\n<ul>{lines}</ul>"
    if job.get("experience_required") is False:
        yield "<p>Ingen erfarenhet krävs.</p>"


SOURCE: Source = Platsbanken()
