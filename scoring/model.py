"""The nouns of the project: frozen values that every step reads and none changes.

What is stored, sent or received is a frozen pydantic model; what only passes between two steps
is a frozen dataclass. No behaviour here beyond what derives from a value's own fields.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Remote = Literal["remote", "hybrid", "onsite"]
Level = Literal["intern", "entry", "mid", "senior", "lead", "manager", "executive"]
Degree = Literal["bachelor", "master", "phd"]
Employment = Literal["full_time", "part_time", "contract", "internship", "temporary", "volunteer"]
Period = Literal["hour", "day", "week", "month", "year"]
Sponsorship = Literal["offered", "not_offered", "citizens_only"]

LEVELS: tuple[Level, ...] = ("intern", "entry", "mid", "senior", "lead", "manager", "executive")
DEGREES: tuple[Degree, ...] = ("bachelor", "master", "phd")

PERIODS_A_YEAR: Mapping[Period, int] = {
    "hour": 2080,  # 40 hours in each of 52 weeks
    "day": 260,
    "week": 52,
    "month": 12,
    "year": 1,
}


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- what a source asks for and reads -------------------------------------------------------


class Fetch(Value):
    """One request that a source wants done; `label` is kept for the source's own use in parse."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    params: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    json_body: Mapping[str, Any] | None = None
    label: str = ""


class Ask(Value):
    """What a source may use to build its fetches: keys, search terms, boards, a date."""

    keys: Mapping[str, str] = Field(default_factory=dict, repr=False)
    terms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    boards: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    since: datetime | None = None


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


class RawPosting(Value):
    """One posting in the source's own words; nothing is cleaned yet."""

    external_id: str
    url: str
    title: str
    company: str
    locations: tuple[str, ...] = ()
    workplace: str = ""  # the source's word for remote, hybrid or on site
    pay: Pay | str = ""
    posted_at: datetime | None = None
    posted_text: str = ""  # a relative date, "3 days ago", where there is no other
    deadline: datetime | None = None
    employment: str = ""
    level: str = ""
    degree: str = ""
    sponsorship: str = ""
    tags: tuple[str, ...] = ()
    html: str = ""  # HTML or plain text
    site: str = ""  # where it was published, if that is not the source itself
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that a source could not read: where it stands and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One page read: its postings, the entries that were odd, and the pages to read next."""

    postings: tuple[RawPosting, ...] = ()
    unread: tuple[Unread, ...] = ()
    follow: tuple[Fetch, ...] = ()


# --- a posting that is understood -----------------------------------------------------------


class Place(Value):
    """Where a job is: the source's words, and the city and country (ISO 3166 alpha-2) in them."""

    text: str
    city: str | None = None
    region: str | None = None
    country: str | None = None


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
    tags: tuple[str, ...] = ()
    text: str = ""
    agency: bool = False
    open: bool = True

    @property
    def text_key(self) -> str:
        """Return a hash of what is judged, so that a verdict outlives a new id or a new link."""
        return _digest(self.title, self.company, self.text)


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
    def places(self) -> tuple[Place, ...]:
        """Return every place once, in the order of the postings."""
        return tuple(dict.fromkeys(place for each in self.postings for place in each.places))

    @property
    def links(self) -> tuple[str, ...]:
        """Return every link once, the best posting's first."""
        return tuple(dict.fromkeys(each.url for each in self.postings if each.url))


# --- a person -------------------------------------------------------------------------------


class Profile(Value):
    """What one person wants. Lists that are empty and fields that are None ask for nothing.

    Musts (a failing posting is left out, with the reason): places with countries, remote, min_pay,
    levels, employment, needs_sponsorship, avoid, hidden, no_agencies, max_age_days.
    Wishes (they move the score): titles, skills, text.
    """

    titles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    remote: tuple[Remote, ...] = ()
    min_pay: Pay | None = None
    levels: tuple[Level, ...] = ()
    employment: tuple[Employment, ...] = ()
    degree: Degree | None = None  # the person's own highest degree
    years: int | None = None  # the person's own years of experience
    needs_sponsorship: bool = False
    avoid: tuple[str, ...] = ()  # words and companies that must not occur
    hidden: tuple[str, ...] = ()  # companies silenced from a card
    no_agencies: bool = False
    max_age_days: int | None = Field(default=30, ge=1, le=365)  # None: any age
    text: str = ""  # wishes in the person's words, or the CV without contact data

    @property
    def version(self) -> str:
        """Return a hash of the content: equal profiles have equal versions, on any machine."""
        return _digest(self.model_dump_json())

    @property
    def judged(self) -> "Profile":
        """Return what judges read: without the musts that only leave postings out."""
        return self.model_copy(
            update={"avoid": (), "hidden": (), "no_agencies": False, "max_age_days": None}
        )

    @property
    def judged_version(self) -> str:
        """Return the version of what judges read: hiding a company moves no score."""
        return self.judged.version

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to rank by."""
        return not (self.titles or self.skills or self.text.strip())


# --- opinions and picks ---------------------------------------------------------------------


class Part(Value):
    """One part of a score: its name, its points out of its most, and the evidence in words."""

    name: str
    points: float
    most: float
    evidence: str = ""


class Verdict(Value):
    """One judge's opinion of one posting for one profile; given once and then kept."""

    posting_id: str
    fit: int = Field(ge=0, le=100)
    reason: str
    summary: str
    confidence: Literal["low", "medium", "high"] = "medium"
    parts: tuple[Part, ...] = ()
    against: tuple[str, ...] = ()
    cap: str | None = None  # the constraint that capped the score
    judge: str = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A job that met the musts: its place in the local ranking (0 is best) and what matched."""

    cluster: Cluster
    rank: int
    hits: tuple[str, ...] = ()


class Pick(Value):
    """One job chosen for one person."""

    cluster: Cluster
    verdict: Verdict


class Funnel(Value):
    """How many jobs each step kept; every job of a step is counted in the next or its loss.

    new + earlier == sum(rejected) + met;  met == not_scored + scored;
    scored == below + held + picked.
    """

    new: int = 0  # first seen since the person's last digest
    earlier: int = 0  # older, still open, never shown to this person
    rejected: Mapping[str, int] = Field(default_factory=dict)  # reason -> count
    met: int = 0
    not_scored: int = 0  # met the musts, ranked below those that were scored
    scored: int = 0
    below: int = 0  # scored under the person's lowest score
    held: int = 0  # good enough, but over the wanted number or a fifth of one employer
    picked: int = 0


class Digest(Value):
    """What one person gets today; with no picks, `note` and the funnel say why."""

    day: date
    picks: tuple[Pick, ...] = ()
    near: tuple[Pick, ...] = ()  # near misses, the best first
    funnel: Funnel = Funnel()
    notes: tuple[str, ...] = ()  # plain sentences: the judge fell back, sources are quiet ...
    judge: str = "local"
    cost_usd: float = 0.0
    quiet_sources: tuple[str, ...] = ()  # those that gave nothing of late
    profile_version: str = ""  # of the profile that the picks were chosen for


def _digest(*parts: str) -> str:
    """Hash the parts into 20 hexadecimal digits; a separator keeps ("a", "bc") from ("ab", "c")."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
