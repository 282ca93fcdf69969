"""The file of /export that is to be read: profile, settings, applications, what was learned. Pure.

Markdown (https://commonmark.org), in the language that is spoken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.language.numbers import date_text
from bot.model import Person
from bot.stores.feedback import Mark
from bot.stores.profiles import Named
from bot.stores.watches import Watched
from bot.texts import export as texts
from bot.texts import learned as learned_texts
from bot.texts import profile as profile_texts
from bot.texts import settings as settings_texts
from bot.texts import tracking as tracking_texts
from bot.views import settings as settings_view
from bot.views.export import Job, reason_text
from bot.views.fields import entries
from bot.views.forget import kinds
from bot.views.markdown import escaped, link, quoted
from scoring.model import Profile
from scoring.taste.model import Taste

_ORDER: tuple[Mark, ...] = ("applied", "saved", "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the file tells of a person."""

    person: Person
    profiles: Sequence[Named]
    jobs: Sequence[Job]
    taste: Taste
    watched: Sequence[Watched]
    rows: Mapping[str, int]  # by table


def report(known: Known, *, now: datetime) -> bytes:
    """Return the whole file."""
    zone = ZoneInfo(known.person.zone)
    day = date_text(now.astimezone(zone).date())
    parts = [f"# {texts.TITLE()}", texts.MADE(day=day)]
    for each in known.profiles:
        title = texts.NAMED(name=escaped(each.name)) if each.name else texts.PROFILE()
        parts.append(_section(title, _profile(each.profile)))
    parts.append(_section(texts.SETTINGS(), _settings(known.person)))
    for mark in _ORDER:
        jobs = [each for each in known.jobs if mark in each.marks]
        jobs.sort(key=lambda job, mark=mark: job.marks[mark].at, reverse=True)  # type: ignore[misc]
        lines = [_job(each, mark, zone=zone) for each in jobs]
        parts.append(_section(texts.MARKS[mark](), lines))
    parts.append(_section(texts.LEARNED(), _learned(known.taste)))
    parts.append(_section(texts.WATCHED(), [_watched(each) for each in known.watched]))
    parts.append(_section(texts.COUNTS(), list(kinds(known.rows))))
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _section(title: str, lines: Sequence[str] | Iterator[str]) -> str:
    items = [f"- {line}" for line in lines]
    return "\n".join([f"## {title}", "", *(items or [texts.NOTHING()])])


def _profile(profile: Profile) -> Iterator[str]:
    for field, name in profile_texts.FIELDS.items():
        value = ", ".join(entries(profile, field))
        if value:
            yield texts.FIELD(field=name(), value=escaped(value))


def _settings(person: Person) -> Iterator[str]:
    for name, label in settings_texts.BUTTONS.items():
        if name != "access":
            value = escaped(settings_view.value(person, name))
            yield texts.FIELD(field=label(), value=value)


def _job(job: Job, mark: Mark, *, zone: ZoneInfo) -> str:
    facts, done = job.facts, job.marks[mark]
    line = texts.JOB(
        title=link(facts.title, facts.link),
        company=escaped(facts.company),
        score=facts.score,
        when=texts.DATES[mark](day=_day(done.at, zone)),
    )
    reason = f" ({escaped(reason_text(done.reason))})" if done.reason else ""
    told = mark == "applied" or (mark == "saved" and "applied" not in job.marks)
    return "\n".join([line + reason, *(_track(job, zone=zone) if told else ())])


def _track(job: Job, *, zone: ZoneInfo) -> Iterator[str]:
    for step in job.track.steps:
        stage = tracking_texts.STAGES[step.stage]()
        yield f"  - {texts.STEP(day=_day(step.at, zone), stage=stage)}"
    for each in job.track.appointments:
        day = each.day or (each.at.astimezone(zone).date() if each.at else None)
        when = date_text(day) if day else ""
        yield f"  - {texts.APPOINTMENT(when=when, text=escaped(each.text))}".rstrip()
    for note in reversed(job.track.notes):
        first, _, rest = note.text.partition("\n")
        yield f"  - {texts.NOTE(day=_day(note.at, zone), text=escaped(first))}"
        if rest.strip():
            yield quoted(rest, indent="    ")


def _learned(taste: Taste) -> Iterator[str]:
    for each in taste.conclusions if taste.usable else ():
        if each.hash not in taste.dropped:
            name = learned_texts.KINDS[each.kind](name=escaped(each.plain))
            yield texts.LEARNED_LINE(name=name, points=round(each.points, 1))


def _watched(watched: Watched) -> str:
    return escaped(f"{watched.company or watched.board} ({watched.source})")


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return date_text(moment.astimezone(zone).date())
