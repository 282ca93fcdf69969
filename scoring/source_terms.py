"""What each source asks of whoever shows its postings: terms, credit, how often to ask.

The data stands in `scoring/sources/terms.toml`, where each entry links to the page it rests on.
"""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files

from pydantic import Field

from scoring.model import Posting
from scoring.model.words import Value


class SourceTerms(Value):
    """What one source asks for."""

    name: str  # how people call it
    terms: str  # where it says so
    credit: str = ""  # the words that stand beside each of its postings
    home: str = ""  # where the credit leads; without it, to the posting's page at the source
    asks: str = ""  # what else, in a sentence
    every_h: float = Field(default=0.0, ge=0)  # hours between two visits, at least
    pause_s: Mapping[str, float] = Field(default_factory=dict)  # between two requests, by host

    @property
    def links_back(self) -> bool:
        """Tell whether a link to the posting's page at the source has to be shown."""
        return bool(self.credit) and not self.home


@cache
def source_terms() -> Mapping[str, SourceTerms]:
    """Return the terms of every source, by its name in the code."""
    text = (files("scoring") / "sources" / "terms.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text).items()
    return {source: SourceTerms.model_validate(entry) for source, entry in entries}


def name_of(source: str) -> str:
    """Return how people call a source."""
    known = source_terms().get(source)
    return known.name if known else source


def credit_of(posting: Posting) -> tuple[str, str] | None:
    """Return the words that a posting's source asks for, and where they lead; None for none."""
    known = source_terms().get(posting.source)
    if known is None or not known.credit:
        return None
    return known.credit, known.home or posting.url


def rest_of(source: str) -> timedelta:
    """Return how long a source wants to be left alone between two visits."""
    known = source_terms().get(source)
    return timedelta(hours=known.every_h) if known else timedelta()


@cache
def pauses_s() -> Mapping[str, float]:
    """Return the seconds that hosts want between two requests."""
    return {host: s for each in source_terms().values() for host, s in each.pause_s.items()}
