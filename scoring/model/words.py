"""The closed sets of words that facts are said in, and what every value is built on."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

Remote = Literal["remote", "hybrid", "onsite"]
Level = Literal["intern", "entry", "mid", "senior", "lead", "manager", "executive"]
Degree = Literal["bachelor", "master", "phd"]
Employment = Literal["full_time", "part_time", "contract", "internship", "temporary", "volunteer"]
Period = Literal["hour", "day", "week", "month", "year"]
Sponsorship = Literal["offered", "not_offered", "citizens_only"]
Clearance = Literal["held", "obtainable"]  # one has it already, or can get it

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


def content_hash(*parts: str) -> str:
    """Hash the parts into 20 hexadecimal digits; a separator keeps ("a", "bc") from ("ab", "c")."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
