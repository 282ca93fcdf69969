"""The table of /export: every job a person was shown, as CSV that a spreadsheet cannot run. Pure.

https://www.rfc-editor.org/rfc/rfc4180, with a byte order mark, without which Excel takes UTF-8 for
another encoding; https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.text import said
from bot.stores.feedback import Mark
from bot.stores.tracking.tracks import Track
from bot.texts import cards as card_texts
from bot.texts import export as texts
from bot.texts import tracking as tracking_texts
from bot.views.html import address, plain
from bot.views.words import company_text, pay_text, place_names, title_text
from scoring.model import Pick

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Excel splits at ";" wherever the comma is the decimal mark, with no regard for quotes inside a
# line: what would begin a cell there must be no formula either.
_SPLIT = re.compile('([;\t\r\n][\\s"]*)(?=[=+@＝＋－＠-])')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When a mark was set, and why."""

    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is told of a pick, as plain text: thousands of picks themselves would fill memory."""

    score: int
    title: str
    company: str
    places: str
    pay: str
    posted: datetime | None
    link: str  # "" where there is none that may be followed
    source: str
    search: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job that a person was shown or marked, and all that became of it."""

    facts: Facts
    shown: datetime | None = None  # the first time
    marks: Mapping[Mark, Done] = field(default_factory=dict)
    track: Track = field(default_factory=Track)


def facts_of(pick: Pick) -> Facts:
    """Return what is told of a pick, in the language that is spoken."""
    best = pick.cluster.best
    return Facts(
        score=pick.verdict.fit,
        title=title_text(best),
        company=company_text(best),
        places=", ".join(place_names(pick.cluster.places)),
        pay=pay_text(best.pay),
        posted=best.posted_at,
        link=address(best.url) or "",
        source=best.source,
        search=plain(pick.search),
        why=plain(said(pick.verdict.reason)),
    )


def table(jobs: Iterable[Job], *, zone: str) -> bytes:
    """Return the jobs as CSV in the language that is spoken, dates as YYYY-MM-DD in the zone."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([cell(name()) for name in texts.COLUMNS.values()])
    for job in jobs:
        row = _row(job, zone=ZoneInfo(zone))
        writer.writerow([cell(row[name]) for name in texts.COLUMNS])
    return (_MARK + out.getvalue()).encode()


def cell(value: str) -> str:
    """Return a cell that a spreadsheet shows and does not compute."""
    text = _SPLIT.sub(r"\1'", _CONTROL.sub("", value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(job: Job, *, zone: ZoneInfo) -> dict[str, str]:
    facts, step = job.facts, job.track.step
    days = {mark: _day(done.at, zone) for mark, done in job.marks.items()}
    hidden = job.marks.get("hidden")
    return {
        "shown": _day(job.shown, zone),
        "score": str(facts.score),
        "title": facts.title,
        "company": facts.company,
        "places": facts.places,
        "pay": facts.pay,
        "posted": _day(facts.posted, zone),
        "link": facts.link,
        "source": facts.source,
        "profile": facts.search,
        "saved": days.get("saved", ""),
        "applied": days.get("applied", ""),
        "hidden": days.get("hidden", ""),
        "reason": reason_text(hidden.reason) if hidden else "",
        "stage": tracking_texts.STAGES[step.stage]() if step else "",
        "since": _day(step.at, zone) if step else "",
        "notes": "\n".join(note.text for note in reversed(job.track.notes)),
        "why": facts.why,
    }


def reason_text(reason: str) -> str:
    """Return why a job was passed over, in the words of its button."""
    known = card_texts.REASONS.get(reason.rstrip("+"))
    return known() if known else plain(reason)


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat() if moment else ""
