"""The nouns of the project: frozen values that every step reads and none changes.

What is stored, sent or received is a frozen pydantic model; what only passes between two steps
is a frozen dataclass. No behaviour here beyond what derives from a value's own fields.
"""

from scoring.model.people import Profile
from scoring.model.picks import Aside, Candidate, Digest, Funnel, Part, Pick, Signal, Verdict
from scoring.model.postings import Cluster, Pay, Place, Posting
from scoring.model.said import Said
from scoring.model.sources import Ask, Fetch, Parsed, RawPosting, Unread
from scoring.model.words import (
    DEGREES,
    LEVELS,
    PERIODS_A_YEAR,
    Clearance,
    Degree,
    Employment,
    Level,
    Period,
    Remote,
    Sponsorship,
    Value,
)

__all__ = [
    "DEGREES",
    "LEVELS",
    "PERIODS_A_YEAR",
    "Aside",
    "Ask",
    "Candidate",
    "Clearance",
    "Cluster",
    "Degree",
    "Digest",
    "Employment",
    "Fetch",
    "Funnel",
    "Level",
    "Parsed",
    "Part",
    "Pay",
    "Period",
    "Pick",
    "Place",
    "Posting",
    "Profile",
    "RawPosting",
    "Remote",
    "Said",
    "Signal",
    "Sponsorship",
    "Unread",
    "Value",
    "Verdict",
]
