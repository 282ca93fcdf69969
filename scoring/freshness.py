"""How old a job is, by the posting's own date or by the day it was first seen. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from scoring.dedupe.keys import company_key, title_words
from scoring.model import Cluster, Posting
from scoring.phrases import phrase, plural

_HAPPENED = {
    "posted": phrase("posted {ago}"),
    "again": phrase("posted again {ago}"),
    "seen": phrase("first seen {ago}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How many days ago by the calendar of UTC, as boards give their dates, and what happened."""

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
    return _HAPPENED[found.by].of(ago=ago(found.days))


def ago(days: int) -> str:
    """Return "today", "3 days ago", "4 weeks ago" or "6 months ago"."""
    if days == 0:
        return phrase("today")
    if days < 28:
        return plural("{count} day ago", "{count} days ago", count=days)
    if days < 90:
        return plural("{count} week ago", "{count} weeks ago", count=days // 7)
    return plural("{count} month ago", "{count} months ago", count=days // 30)


def old(days: int) -> str:
    """Return "today", "3 days old", "4 weeks old" or "6 months old"."""
    if days == 0:
        return phrase("today")
    if days < 28:
        return plural("{count} day old", "{count} days old", count=days)
    if days < 90:
        return plural("{count} week old", "{count} weeks old", count=days // 7)
    return plural("{count} month old", "{count} months old", count=days // 30)


def _is_same(posting: Posting, best: Posting) -> bool:
    return (
        posting.source == best.source
        and posting.places == best.places
        and company_key(posting.company) == company_key(best.company)
        and title_words(posting.title) == title_words(best.title)
    )


def _days(then: datetime, *, now: datetime) -> int:
    return max((now.astimezone(UTC).date() - then.astimezone(UTC).date()).days, 0)
