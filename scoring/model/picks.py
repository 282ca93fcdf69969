"""Opinions of postings, and what is chosen by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from scoring.model.postings import Cluster
from scoring.model.said import Said
from scoring.model.words import Value


class Part(Value):
    """One part of a score: its name, its points out of its most, and the evidence in words."""

    name: Said
    points: float
    most: float
    evidence: Said = ""


class Verdict(Value):
    """One judge's opinion of one posting for one profile; given once and then kept."""

    posting_id: str
    fit: int = Field(ge=0, le=100)
    reason: Said
    summary: Said
    confidence: Literal["low", "medium", "high"] = "medium"
    parts: tuple[Part, ...] = ()
    against: tuple[Said, ...] = ()
    cap: Said | None = None  # the constraint that capped the score
    judge: str = "local"
    exact: float = 0.0  # before caps and rounding: the finer order of equal scores; 0 is unknown


Kind = Literal["fee", "messenger", "free_mail", "marketplace", "stale", "reposted", "no_pay"]


class Signal(Value):
    """What a careful friend would point at: its kind, and the evidence in words or in numbers."""

    kind: Kind
    evidence: str


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
    signals: tuple[Signal, ...] = ()  # as they were when it was chosen; they move no score
    watched: str = ""  # the company's name, where the person watches it
    applied: Said = ""  # that the person applied at this company before, and how it went
    search: str = ""  # the named profile that it was chosen for; "" where a person has one


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


class Aside(Value):
    """A line of a morning message beside its picks, and a button under it where it has one."""

    words: Said
    label: Said = ""  # of the button
    leads_to: str = ""  # what the button carries


class Digest(Value):
    """What one person gets today; with no picks, `note` and the funnel say why."""

    day: date
    picks: tuple[Pick, ...] = ()
    near: tuple[Pick, ...] = ()  # near misses, the best first
    funnel: Funnel = Funnel()
    notes: tuple[Said, ...] = ()  # plain sentences: the judge fell back, sources are quiet ...
    judge: str = "local"
    cost_usd: float = 0.0
    asides: tuple[Aside, ...] = ()  # what a morning message says beside the picks
    quiet_sources: tuple[str, ...] = ()  # those that gave nothing of late
    profile_version: str = ""  # of the profile that the picks were chosen for
    searches: Mapping[str, str] = Field(default_factory=dict)  # name -> version, where of several

    def version_of(self, pick: Pick) -> str:
        """Return the version of the profile that this pick was chosen for."""
        return self.searches.get(pick.search, self.profile_version)
