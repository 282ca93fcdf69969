"""What a job's title says without its trimmings. Pure."""

import re

from scoring.model import Posting

_MOST = 60  # characters
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TAIL = re.compile(r"\s[-–—|/:@]\s.*|,.*")


def role(posting: Posting) -> str:
    """Return the title's core: "Sales Engineer" of "Sales Engineer (m/f/d) - Berlin, 2026"."""
    return " ".join(_TAIL.sub("", _ASIDE.sub(" ", posting.title)).split())[:_MOST].strip()
