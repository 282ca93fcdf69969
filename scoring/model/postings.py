"""A posting that is understood, and the postings that are one job."""

from datetime import date, datetime, timedelta
from typing import Literal

from scoring.model.words import (
    PERIODS_A_YEAR,
    Clearance,
    Degree,
    Employment,
    Level,
    Period,
    Remote,
    Sponsorship,
    Value,
    content_hash,
)


class Pay(Value):
    """A pay range in the currency (ISO 4217) and period that the posting states."""

    low: float | None = None
    high: float | None = None
    currency: str | None = None
    period: Period | None = None

    def yearly(self) -> float | None:
        """Return the upper end for a year (40-hour weeks), or None where the posting is silent."""
        amount = self.high if self.high is not None else self.low
        if amount is None:
            return None
        return amount * PERIODS_A_YEAR[self.period or "year"]


class Place(Value):
    """Where a job is: the source's words, and the city and country (ISO 3166 alpha-2) in them."""

    text: str
    city: str | None = None
    region: str | None = None
    country: str | None = None


def end_of(deadline: datetime) -> datetime:
    """Return the last moment of a deadline: a date without a time is read as its midnight."""
    is_day = (deadline.hour, deadline.minute, deadline.second) == (0, 0, 0)
    return deadline + timedelta(days=1) if is_day else deadline


class Posting(Value):
    """One posting, cleaned. `id` is a stable hash of the source and its own id."""

    id: str
    source: str
    url: str
    title: str
    company: str
    places: tuple[Place, ...] = ()
    remote: Remote | None = None
    pay: Pay | None = None
    level: Level | None = None
    degree: Degree | None = None  # the lowest degree that is asked for
    years: int | None = None  # the least years of experience that are asked for
    employment: Employment | None = None
    sponsorship: Sponsorship | None = None
    posted_at: datetime | None = None
    seen_at: datetime
    deadline: datetime | None = None
    starts_on: date | Literal["now"] | None = None  # when the work begins, if the text says so
    language: str | None = None  # of the text, ISO 639-1
    speaks: tuple[str, ...] = ()  # languages that one must speak, ISO 639-1
    clearance: Clearance | None = None  # a security clearance that is a must
    tags: tuple[str, ...] = ()
    text: str = ""
    agency: bool = False
    employer: str | None = None  # who really hires, where an agency's or board's text names it
    open: bool = True

    @property
    def hirer(self) -> str:
        """Return who hires as far as is known: the employer behind an agency, or the company."""
        return self.employer or self.company

    @property
    def closes_at(self) -> datetime | None:
        """Return when the deadline is over; one that is a day lasts to its end."""
        return end_of(self.deadline) if self.deadline else None

    @property
    def text_key(self) -> str:
        """Return a hash of what is judged, so that a verdict outlives a new id or a new link."""
        return content_hash(self.title, self.company, self.text)


class Cluster(Value):
    """One job: its best posting and the same job's other postings, boards and cities."""

    id: str
    best: Posting
    twins: tuple[Posting, ...] = ()

    @property
    def postings(self) -> tuple[Posting, ...]:
        """Return every posting of the job, the best first."""
        return (self.best, *self.twins)

    @property
    def standing(self) -> tuple[Posting, ...]:
        """Return the postings that one may apply to: the open ones, or all where none is."""
        return tuple(each for each in self.postings if each.open) or self.postings

    @property
    def places(self) -> tuple[Place, ...]:
        """Return every place of an open posting once, in the order of the postings."""
        return tuple(dict.fromkeys(place for each in self.standing for place in each.places))

    @property
    def links(self) -> tuple[str, ...]:
        """Return every link of an open posting once, the best posting's first."""
        return tuple(dict.fromkeys(each.url for each in self.standing if each.url))
