"""Postings from a file: JSON lines, JSON, CSV, gzip too, in the shape of whoever wrote it; .eml.

The one reader of the folder that opens something itself; so it has no SOURCE.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scoring.errors import FileUnreadable
from scoring.model import RawPosting, Unread
from scoring.sources import _read as r
from scoring.sources import ashby, greenhouse, hackernews, lever, read_each, simplify
from scoring.sources._alert_mail import jobs_in
from scoring.sources._fields import read_record
from scoring.sources._files import entries
from scoring.sources._files import whole as read_whole

__all__ = ["read_file", "read_whole"]

_LISTS = ("jobs", "data", "results", "postings", "items", "listings", "offers", "positions")
_MORE_LISTS = ("hits", "comments", "children", "records", "entries", "content", "vacancies")
_DEEPEST = 2  # {"data": {"jobs": [...]}}
_LEFT_OUT = "left out: a reply, small talk or an unlisted job"


def read_file(path: Path | str) -> Iterator[RawPosting | Unread]:
    """Yield every record in the order of the file: a posting, or where and why it is none.

    Raises FileUnreadable, while it is read, when the file as a whole cannot be read.
    """
    path = Path(path)
    if not path.is_file():
        raise FileUnreadable(f"There is no file {str(path)!r}")
    if path.suffix.lower() == ".eml":
        yield from _mailed(path)
        return
    for entry in entries(path):
        if isinstance(entry, Unread):
            yield entry
            continue
        many = not entry.where
        records = _records(entry.value, path) if many else [entry.value]
        for number, record in enumerate(records, start=1):
            yield _read(record, f"entry {number}" if many else entry.where)


def _mailed(path: Path) -> Iterator[RawPosting]:
    """Yield the jobs of an alert e-mail. Raises FileUnreadable for another e-mail."""
    try:
        yield from jobs_in(read_whole(path))
    except ValueError as error:
        raise FileUnreadable(f"{path.name!r} cannot be read: {error}") from error


def _read(record: Any, where: str) -> RawPosting | Unread:
    parsed = read_each([record], _posting)
    for found in parsed.postings:
        return found
    for odd in parsed.unread:
        return Unread(where=where, why=odd.why)
    return Unread(where=where, why=_LEFT_OUT)


def _records(value: Any, path: Path, *, depth: int = 0) -> list[Any]:
    """Return the list that an object holds under one of the usual names, or the object itself."""
    for name in (*_LISTS, *_MORE_LISTS):
        inner = value.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and depth < _DEEPEST and (found := _nested(inner, path, depth)):
            return found
    if depth == 0 and not any(isinstance(each, str) for each in value.values()):
        raise FileUnreadable(f"{path.name!r} holds no list of postings")
    return [value] if depth == 0 else []


def _nested(inner: Mapping[str, Any], path: Path, depth: int) -> list[Any]:
    return _records(inner, path, depth=depth + 1)


def _posting(record: Any) -> RawPosting | None:
    """Read a record by the source whose shape it has, else by the names of its fields."""
    if not isinstance(record, dict):
        raise ValueError(f"a record is an object, not {type(record).__name__}")  # noqa: TRY004
    for site, fits, reader in _SHAPES:
        if fits(record):
            found = reader(record)
            return found and _identified(found.model_copy(update={"site": site}))
    return _identified(read_record(record))


def _identified(raw: RawPosting) -> RawPosting:
    """Give an id that holds beyond this file.

    Two files both have a number 1, one address can list many jobs, and
    some exports number their rows anew each day: so number and address count together.
    """
    home = raw.site or urlsplit(raw.url).netloc
    parts = [home, raw.external_id, raw.url]
    if not raw.url and not (raw.site and raw.external_id):
        parts += [raw.title, raw.company, *raw.locations, raw.html]
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]
    return raw.model_copy(update={"external_id": digest})


_Record = Mapping[str, Any]
_SHAPES: tuple[tuple[str, Callable[[_Record], bool], Callable[[Any], RawPosting | None]], ...] = (
    (
        "ashby",
        lambda job: "jobUrl" in job and ("descriptionPlain" in job or "descriptionHtml" in job),
        lambda job: ashby.posting(job, r.text(job.get("_board"))),
    ),
    (
        "hackernews",
        lambda job: ("by" in job and "text" in job) or "comment_text" in job,
        hackernews.posting,
    ),
    ("lever", lambda job: isinstance(job.get("categories"), dict) and "text" in job, lever.posting),
    (
        "greenhouse",
        lambda job: "absolute_url" in job and "internal_job_id" in job,
        greenhouse.posting,
    ),
    ("simplify", lambda job: "is_visible" in job and "date_updated" in job, simplify.posting),
)
