"""An appointment as a calendar file, which every calendar opens: RFC 5545, by `icalendar`. Pure.

https://www.rfc-editor.org/rfc/rfc5545 · https://icalendar.readthedocs.io
"""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.stores.tracking.tracks import Appointment
from bot.texts import tracking as texts
from bot.views.html import address, cut
from scoring.model import Posting

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PRODUCT = "-//Daily Job Picks//daily-job-picks//EN"
_LENGTH = timedelta(hours=1)  # of an interview of which nobody said how long it lasts
_BEFORE = timedelta(hours=1)
_THE_EVENING_BEFORE = timedelta(hours=-6)  # of a day that begins at midnight
_NAME = re.compile(r"[^\w-]+")
_MOST = 200


def calendar_file(appointment: Appointment, posting: Posting) -> tuple[str, bytes]:
    """Return the name and the content of an .ics file with this one appointment.

    It says the same each time: sent again after the appointment moved, its entry moves.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and seldom needed

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(appointment, posting))
    content: bytes = calendar.to_ical()
    return _file_name(appointment, posting), content


def _event(appointment: Appointment, posting: Posting) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{appointment.uid}@daily-job-picks")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at)
    event.add("summary", _summary(appointment, posting))
    if appointment.at:
        event.add("dtstart", appointment.at)
        length = timedelta(minutes=appointment.minutes) if appointment.minutes else _LENGTH
        event.add("dtend", appointment.at + length)
    elif appointment.day:
        event.add("dtstart", appointment.day)
        event.add("dtend", appointment.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a whole day does not make somebody busy
    if appointment.text:
        event.add("location", cut(appointment.text, _MOST))
    url = address(posting.url)
    event.add("description", "\n".join(filter(None, (cut(posting.title, _MOST), url))))
    if url:
        event.add("url", url)
    event.add_component(_alarm(appointment, _summary(appointment, posting)))
    return event


def _alarm(appointment: Appointment, summary: str) -> "Alarm":
    from icalendar import Alarm  # noqa: PLC0415

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -_BEFORE if appointment.at else _THE_EVENING_BEFORE)
    return alarm


def _summary(appointment: Appointment, posting: Posting) -> str:
    company, title = cut(posting.hirer, _MOST), cut(posting.title, _MOST)
    if appointment.kind == "deadline":
        if company:
            return texts.ENTRY_DEADLINE(company=company)
        return texts.ENTRY_DEADLINE_ALONE(title=title)
    if company:
        return texts.ENTRY_INTERVIEW(company=company)
    return texts.ENTRY_INTERVIEW_ALONE(title=title)


def _file_name(appointment: Appointment, posting: Posting) -> str:
    """Return "interview-kestrel-robotics.ics"."""
    company = _NAME.sub("-", cut(posting.hirer or posting.title, 40).lower()).strip("-_")
    return f"{appointment.kind}-{company or 'job'}.ics"
