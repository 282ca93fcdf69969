"""How old a job is, by the posting's own date or by the day it was first seen. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from scoring.dedupe.keys import company_key, title_words
from scoring.model import Cluster, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How long ago, in whole days, and what happened then."""

    days: int
    by: Literal["posted", "again", "seen"]


def age(cluster: Cluster, *, now: datetime) -> Age:
    """Return a job's age by its best posting's own date, or since it was first seen without one."""
    posted = cluster.best.posted_at
    if posted is None:
        return Age(days=_days(first_seen(cluster), now=now), by="seen")
    again = len(posting_days(cluster)) > 1
    return Age(days=_days(posted, now=now), by="again" if again else "posted")


def first_seen(cluster: Cluster) -> datetime:
    """Return when a posting of this job was first seen."""
    return min(each.seen_at for each in cluster.postings)


def posting_days(cluster: Cluster) -> tuple[date, ...]:
    """Return the days on which the best posting's source posted this very job, the first first.

    More than one: it was posted again. Other boards and other cities are no repost.
    """
    same = (each for each in cluster.postings if _is_same(each, cluster.best))
    return tuple(sorted({each.posted_at.date() for each in same if each.posted_at}))


def words(found: Age) -> str:
    """Return "posted today", "posted again 3 days ago" or "first seen 2 weeks ago"."""
    what = {"posted": "posted", "again": "posted again", "seen": "first seen"}[found.by]
    return f"{what} {ago(found.days)}"


def ago(days: int) -> str:
    """Return "today", "3 days ago", "4 weeks ago" or "6 months ago"."""
    if days == 0:
        return "today"
    if days < 28:
        number, unit = days, "day"
    elif days < 90:
        number, unit = days // 7, "week"
    else:
        number, unit = days // 30, "month"
    return f"{number} {unit} ago" if number == 1 else f"{number} {unit}s ago"


def _is_same(posting: Posting, best: Posting) -> bool:
    return (
        posting.source == best.source
        and posting.places == best.places
        and company_key(posting.company) == company_key(best.company)
        and title_words(posting.title) == title_words(best.title)
    )


def _days(then: datetime, *, now: datetime) -> int:
    return max((now - then).days, 0)
