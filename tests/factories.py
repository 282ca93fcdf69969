"""Builders with sensible defaults, so that a test shows only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from bot.model import Person
from scoring.model import (
    Cluster,
    Digest,
    Funnel,
    Pick,
    Place,
    Posting,
    Profile,
    RawPosting,
    Verdict,
)

NOW = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
BERLIN = Place(text="Berlin, Germany", city="Berlin", country="DE")


def raw(**fields: Any) -> RawPosting:
    """Return a raw posting of a fictional employer."""
    defaults: dict[str, Any] = {
        "external_id": "1",
        "url": "https://jobs.example.com/1",
        "title": "Backend Engineer",
        "company": "Kestrel Robotics",
        "locations": ("Berlin, Germany",),
        "posted_at": NOW,
        "html": "<p>You build services in <b>Python</b> and PostgreSQL.</p>",
    }
    return RawPosting(**(defaults | fields))


def posting(**fields: Any) -> Posting:
    """Return a cleaned posting of a fictional employer."""
    defaults: dict[str, Any] = {
        "id": "p1",
        "source": "greenhouse",
        "url": "https://jobs.example.com/1",
        "title": "Backend Engineer",
        "company": "Kestrel Robotics",
        "places": (BERLIN,),
        "posted_at": NOW,
        "seen_at": NOW,
        "text": "You build services in Python and PostgreSQL, and run them on Kubernetes.",
    }
    return Posting(**(defaults | fields))


def cluster(*, twins: tuple[Posting, ...] = (), **fields: Any) -> Cluster:
    """Return a job whose best posting has these fields."""
    best = posting(**fields)
    return Cluster(id=f"c-{best.id}", best=best, twins=twins)


def profile(**fields: Any) -> Profile:
    """Return what a fictional backend engineer wants."""
    defaults: dict[str, Any] = {
        "titles": ("Backend Engineer",),
        "skills": ("Python", "PostgreSQL", "Kubernetes"),
    }
    return Profile(**(defaults | fields))


def verdict(**fields: Any) -> Verdict:
    """Return a good opinion."""
    defaults: dict[str, Any] = {
        "posting_id": "p1",
        "fit": 88,
        "reason": "Matches Python, PostgreSQL and Kubernetes.",
        "summary": "Backend services for warehouse robots.",
    }
    return Verdict(**(defaults | fields))


def pick(**fields: Any) -> Pick:
    """Return a pick; posting fields by name, the verdict's as `fit`, `reason`, `summary`."""
    opinion = {key: fields.pop(key) for key in ("fit", "reason", "summary") if key in fields}
    job = cluster(**fields)
    return Pick(cluster=job, verdict=verdict(posting_id=job.best.id, **opinion))


def digest(*picks: Pick, **fields: Any) -> Digest:
    """Return a digest of these picks with a funnel that adds up."""
    count = len(picks)
    funnel = Funnel(new=count, met=count, scored=count, picked=count)
    return Digest(**({"day": NOW.date(), "picks": picks, "funnel": funnel} | fields))


def person(**fields: Any) -> Person:
    """Return an active person in Berlin."""
    return Person(**({"id": 7, "zone": "Europe/Berlin", "created_at": NOW} | fields))
