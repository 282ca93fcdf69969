"""RawPosting to Posting: every source's words become the same plain, checked facts."""

import hashlib
from datetime import datetime

from scoring.model import Place, Posting, RawPosting
from scoring.normalise.agency import is_agency
from scoring.normalise.clearance import read_clearance
from scoring.normalise.cues import lowered
from scoring.normalise.dates import plausible, read_date
from scoring.normalise.days import read_deadline, read_start
from scoring.normalise.degree import read_degree
from scoring.normalise.employer import employer_behind
from scoring.normalise.employment import read_employment
from scoring.normalise.language import read_language
from scoring.normalise.level import read_level
from scoring.normalise.pay import read_pay
from scoring.normalise.remote import read_remote
from scoring.normalise.speaks import read_speaks
from scoring.normalise.sponsorship import read_sponsorship
from scoring.normalise.text import one_line, plain_text
from scoring.normalise.urls import clean_url
from scoring.normalise.years import read_years
from scoring.places import read_places

__all__ = ["normalise", "posting_id"]

_FACT_CHARS = 20_000  # beyond that a description repeats itself
_MOST_TAGS = 40


def normalise(raw: RawPosting, *, source: str, seen_at: datetime) -> Posting:
    """Return the posting, cleaned. Raises ValueError when there is no title."""
    title = one_line(raw.title)
    if not title:
        raise ValueError("a posting without a title")
    company, text, url = one_line(raw.company), plain_text(raw.html), clean_url(raw.url)
    places = _places(raw)
    facts = lowered(text[:_FACT_CHARS])
    years = read_years(facts)
    posted_at = _posted_at(raw, seen_at=seen_at)
    agency = is_agency(company, text=facts)
    return Posting(
        id=posting_id(raw, source=source),
        source=source,
        url=url,
        title=title[:300],
        company=company[:200],
        places=places,
        remote=read_remote(
            word=raw.workplace, title=title, places=" | ".join(raw.locations), text=facts
        ),
        pay=read_pay(raw.pay, text=facts, country=places[0].country if places else None),
        level=read_level(title=title, word=raw.level, years=years),
        degree=read_degree(word=raw.degree, text=facts),
        years=years,
        employment=read_employment(word=raw.employment, title=title, text=facts),
        sponsorship=read_sponsorship(word=raw.sponsorship, text=facts),
        posted_at=posted_at,
        seen_at=seen_at,
        deadline=raw.deadline or read_deadline(facts, seen_at=posted_at or seen_at),
        starts_on=read_start(facts, seen_at=posted_at or seen_at),
        language=read_language(facts),
        speaks=read_speaks(facts),
        clearance=read_clearance(facts),
        tags=_tags(raw.tags),
        text=text,
        agency=agency,
        employer=employer_behind(company, title=title, text=text) if agency else None,
        open=raw.open,
    )


def posting_id(raw: RawPosting, *, source: str) -> str:
    """Hash what names the posting at its source: its id, else its link, else what it says."""
    own = raw.external_id.strip() or clean_url(raw.url)
    parts = (source, own) if own else (source, raw.title, raw.company, *raw.locations)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def _places(raw: RawPosting) -> tuple[Place, ...]:
    found = (place for words in raw.locations for place in read_places(one_line(words)))
    return tuple(dict.fromkeys(found))


def _posted_at(raw: RawPosting, *, seen_at: datetime) -> datetime | None:
    own = plausible(raw.posted_at, seen_at=seen_at)
    return own or plausible(read_date(raw.posted_text, seen_at=seen_at), seen_at=seen_at)


def _tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    clean = (one_line(tag)[:60] for tag in tags[:_MOST_TAGS])
    return tuple(dict.fromkeys(tag for tag in clean if tag))
