"""Who is asked about a person's postings, and what is known of the person beside the profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.judges.local import LocalJudge
from scoring.model import Profile
from scoring.ports import Judge, Links, Summariser
from scoring.taste.model import Taste

LOCAL = LocalJudge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Those who have a say. `local` must need nothing from outside: it stands in for the judge."""

    judge: Judge | None = None  # None: the local judge alone
    local: Judge = LOCAL
    summariser: Summariser | None = None  # None: each line is taken from the posting's own text
    links: Links | None = None  # None: every link is taken for open


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a person has seen and was. `seen` are the clusters they were shown or hid."""

    seen: frozenset[str] = frozenset()
    new_since: datetime | None = None  # their last digest; None: everything is new
    earlier: Sequence[Profile] = ()  # the profiles before this one, see `opinions.judged`
    taste: Taste | None = None  # decides which of the postings that fit are judged
