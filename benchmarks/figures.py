"""What a benchmark measures: one value of one scorer on one set, with its interval."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value with its 95% interval."""

    set: str
    scorer: str
    metric: str
    value: float
    low: float
    high: float
