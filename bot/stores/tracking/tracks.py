"""What is kept of one job: its stages, notes and appointments, as values and as they are read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import Field
from sqlite_utils import Database

from bot.stores.tracking import stages
from bot.stores.tracking.stages import Step
from scoring.dedupe.keys import company_key
from scoring.model import Value

SILENCE = timedelta(days=14)  # without a word, after which somebody is reminded
AppointmentKind = Literal["interview", "deadline"]
_HOPEFUL = ("applied", "interview")  # stages in which an answer is waited for


class Note(Value):
    """What a person wrote about a job."""

    id: int
    text: str
    at: datetime


class Arranged(Value):
    """When something is: an instant, or a day of its own."""

    kind: AppointmentKind
    at: datetime | None = None
    day: date | None = None
    text: str = ""  # the place, or whatever the person wrote beside the time
    minutes: int = 0  # how long it lasts; 0: nobody said


class Appointment(Arranged):
    """What is kept of it. `uid` names it in calendars."""

    id: int
    uid: str
    sequence: int = Field(ge=0)  # how often it was moved
    changed_at: datetime

    @property
    def arranged(self) -> Arranged:
        """Return what was arranged, without what only we keep."""
        return Arranged(**{name: getattr(self, name) for name in Arranged.model_fields})


class Track(Value):
    """All that is kept of one job: oldest stages first, newest notes first."""

    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    waiting_at: datetime | None = None  # when the person last said that they wait on

    @property
    def step(self) -> Step | None:
        """Return the stage that the application is at; None where there is none."""
        return self.steps[-1] if self.steps else None

    def heard(self, now: datetime) -> datetime | None:
        """Return the last sign of life of an application; None where there is none.

        An interview is one when it was arranged, and again when it took place.
        """
        if self.step is None:
            return None
        told = (*(each.at for each in self.notes), *(each.changed_at for each in self.appointments))
        took_place = (each.at for each in self.appointments if each.at and each.at <= now)
        waited = (self.waiting_at,) if self.waiting_at else ()
        return max(self.step.at, *told, *took_place, *waited, self.step.at)

    def silent_days(self, now: datetime) -> int:
        """Return for how many days an answer is overdue; 0 where it is not.

        It is not while an interview is still to come.
        """
        heard = self.heard(now)
        if heard is None or self.step is None or self.step.stage not in _HOPEFUL:
            return 0
        silent = now - heard >= SILENCE and self.appointment("interview", after=now) is None
        return (now - heard).days if silent else 0

    def appointment(self, kind: AppointmentKind, *, after: datetime) -> Appointment | None:
        """Return the appointment of this kind that is still to come; a day lasts until it ends."""
        day = (after - timedelta(days=1)).date()  # somewhere it is still that day
        coming = (
            each
            for each in self.appointments
            if each.kind == kind
            and ((each.at and each.at > after) or (each.day and each.day >= day))
        )
        return next(coming, None)


class Applied(Value):
    """One application as others of its company see it: where it was, and how it went."""

    cluster_id: str
    company: str = ""
    employer: str | None = None
    agency: bool = False
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        """Return the key of who hires; "" for an agency's job whose employer nobody names."""
        return hirer_key(self.company, employer=self.employer, agency=self.agency)


def hirer_key(company: str, *, employer: str | None, agency: bool) -> str:
    """Return the key of who hires: an agency's other jobs are those of other employers."""
    if employer:
        return company_key(employer)
    return "" if agency else company_key(company)


def tracks_in(
    db: Database, person_id: int, cluster_ids: Sequence[str] | None = None
) -> Mapping[str, Track]:
    """Return the tracks of a person's jobs, of these alone where they are given."""
    found: dict[str, dict[str, list[Any]]] = {}

    def parts(table: str) -> None:
        for row in stages.rows(db, table, person_id, cluster_ids):
            found.setdefault(row["cluster_id"], {}).setdefault(table, []).append(row)

    for table in ("stages", "notes", "appointments", "nudges"):
        parts(table)
    return {cluster_id: _track(rows) for cluster_id, rows in found.items()}


def _track(rows: Mapping[str, list[Any]]) -> Track:
    nudge = rows.get("nudges", [{}])[0]
    return Track(
        steps=tuple(Step.model_validate(_of(Step, row)) for row in rows.get("stages", ())),
        notes=tuple(Note.model_validate(_of(Note, row)) for row in reversed(rows.get("notes", ()))),
        appointments=tuple(
            Appointment.model_validate(_of(Appointment, row))
            for row in rows.get("appointments", ())
        ),
        waiting_at=nudge.get("waiting_at"),
    )


def _of(kind: type[Value], row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in kind.model_fields}
