"""Gathers everything that is kept of a person into three files, page by page and off the loop."""

import asyncio
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.export_jobs import jobs_of
from bot.context import Services
from bot.model import Person
from bot.stores.records import Row
from bot.views.export import Job, table
from bot.views.report import Known, report

MOST_BYTES = 50_000_000  # of one file; https://core.telegram.org/bots/api#sending-files
PACKED_FROM = 10_000_000  # bytes; all three go in one request, and packed in a tenth of the time
_FORMAT = "daily-job-picks-export-1"
_ABOUT = (
    "Every row that is kept of you, by table; columns that hold JSON are opened. Times are UTC."
    " 'outbox' is how each message fared: ready, intent (on its way), sent, dead (refused), doubt"
    " and asked (perhaps sent). Of a feed only a hash of its secret is kept, which is left out."
    " 'llm_calls' is what language models cost for you."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it is sent."""

    name: str
    content: bytes

    @property
    def packed(self) -> bool:
        """Tell whether it is packed."""
        return self.name.endswith(".zip")


async def exported(services: Services, person: Person, *, now: datetime) -> tuple[File, ...]:
    """Return all that is kept as JSON, the jobs as CSV, and what is to be read as Markdown.

    No name of a file says whose it is. One over 10 MB is packed; it may still be over MOST_BYTES.
    """
    everything = await _json(services, person, now=now)
    jobs = await jobs_of(services, person)
    known = await _known(services, person, jobs)
    rows = await asyncio.to_thread(table, jobs, zone=person.zone)
    words = await asyncio.to_thread(report, known, now=now)
    day = now.astimezone(ZoneInfo(person.zone)).date().isoformat()
    files = (
        File(name=f"daily-job-picks-{day}.json", content=everything),
        File(name=f"daily-job-picks-{day}.csv", content=rows),
        File(name=f"daily-job-picks-{day}.md", content=words),
    )
    return tuple([await asyncio.to_thread(fitting, each) for each in files])


def parted(
    files: Sequence[File], *, most: int = MOST_BYTES
) -> tuple[tuple[File, ...], tuple[str, ...]]:
    """Return the files that Telegram takes, and the names of those that are larger."""
    fit = tuple(each for each in files if len(each.content) <= most)
    return fit, tuple(each.name for each in files if each not in fit)


async def _known(services: Services, person: Person, jobs: Sequence[Job]) -> Known:
    return Known(
        person=person,
        profiles=await services.profiles.all(person.id),
        jobs=jobs,
        taste=(await services.tastes.get(person.id)).taste,
        watched=await services.watches.of(person.id),
        rows=await services.records.kept(person.id),
    )


async def _json(services: Services, person: Person, *, now: datetime) -> bytes:
    """Return every row of every table that names the person, a line each."""
    out = io.BytesIO()
    head = {"format": _FORMAT, "made_at": now.isoformat(), "about": _ABOUT}
    out.write(json.dumps(head)[:-1].encode() + b', "tables": {')
    mark = b"\n"
    for name in services.records.tables:
        out.write(mark + json.dumps(name).encode() + b": [")
        mark, comma = b",\n", b"\n "
        async for page in services.records.pages(person.id, name):
            lines = await asyncio.to_thread(_lines, page)
            out.write(comma + b",\n ".join(lines))
            comma = b",\n "
        out.write(b"]")
    out.write(b"}}\n")
    return out.getvalue()


def _lines(page: Sequence[Row]) -> list[bytes]:
    return [
        json.dumps({name: _opened(value) for name, value in row.items()}, ensure_ascii=False)
        # Half a character of a broken text stands as its escape, which JSON reads back.
        .encode("utf-8", "backslashreplace")
        for row in page
    ]


def _opened(value: object) -> object:
    """Return a column that holds JSON as what it says; any other as it is."""
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def fitting(file: File, *, most: int = PACKED_FROM) -> File:
    """Return the file, packed where it is larger than `most` bytes."""
    if len(file.content) <= most:
        return file
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(file.name, file.content)
    return File(name=f"{file.name}.zip", content=out.getvalue())
