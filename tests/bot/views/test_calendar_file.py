"""Appointments as calendar files, read back by the library that calendars are read with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.stores.tracking.tracks import Appointment
from bot.views.calendar_file import calendar_file
from bot.views.html import cut
from tests.factories import NOW, posting

TALK = Appointment(
    id=1,
    kind="interview",
    at=NOW + timedelta(days=3),
    text="Zoom",
    uid="a1",
    sequence=0,
    changed_at=NOW,
)


def event_of(content: bytes) -> Any:
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_the_whole_file() -> None:
    name, content = calendar_file(TALK.model_copy(update={"minutes": 45}), posting())

    assert name == "interview-kestrel-robotics.ics"
    assert content.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Daily Job Picks//daily-job-picks//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "SUMMARY:Interview at Kestrel Robotics",
        "DTSTART:20260105T080000Z",
        "DTEND:20260105T084500Z",
        "DTSTAMP:20260102T080000Z",
        "UID:a1@daily-job-picks",
        "SEQUENCE:0",
        "DESCRIPTION:Backend Engineer\\nhttps://jobs.example.com/1",
        "LOCATION:Zoom",
        "URL:https://jobs.example.com/1",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Interview at Kestrel Robotics",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_deadline_is_a_whole_day_that_makes_nobody_busy() -> None:
    last = Appointment(
        id=1, kind="deadline", day=date(2026, 1, 22), uid="a1", sequence=2, changed_at=NOW
    )

    name, content = calendar_file(last, posting(company="Harbour", employer="Copper & Sons"))

    event = event_of(content)
    assert name == "deadline-copper-sons.ics"
    assert str(event["summary"]) == "Apply at Copper & Sons by today"
    assert event.decoded("dtstart") == date(2026, 1, 22)
    assert event.decoded("dtend") == date(2026, 1, 23)
    assert (event["transp"], event["sequence"]) == ("TRANSPARENT", 2)


HOSTILE = st.text(
    st.characters(codec="utf-8") | st.sampled_from(list("\r\n;:,\\\"'<>é漢😀\x00\u2028")),
    max_size=300,
)


@settings(max_examples=50)
@given(title=HOSTILE, company=HOSTILE, place=HOSTILE)
def test_text_of_others_adds_no_line_to_the_file_and_is_read_back_whole(
    title: str, company: str, place: str
) -> None:
    job = posting(title=title, company=company, url="https://jobs.example.com/1")

    name, content = calendar_file(TALK.model_copy(update={"text": place}), job)

    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert sum(line.startswith((b"BEGIN:", b"END:")) for line in lines) == 6
    assert b"\n" not in content.replace(b"\r\n", b"")
    event = event_of(content)
    assert str(event.get("location", "")) == cut(place, 200)
    assert event.decoded("dtstart") == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert "/" not in name
    assert name.endswith(".ics")
