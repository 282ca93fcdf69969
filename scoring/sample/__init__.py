"""The sample day that ships: fictional postings of many trades, dated back from any moment.

Written for this project, so that `picks try` works without a network. Every employer and link is
made up (the domain `.example` belongs to nobody).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from scoring.model import RawPosting

SOURCE = "sample"  # the source's name in the store

_FILES = ("postings_1.toml", "postings_2.toml", "postings_3.toml")


def load(now: datetime) -> tuple[RawPosting, ...]:
    """Return the sample day as if it were fetched now; the same postings for the same moment."""
    employers = _read("employers.toml")
    entries = [entry for name in _FILES for entry in _read(name)["posting"]]
    return tuple(
        _posting(copy, number=number, employers=employers, now=now)
        for number, copy in enumerate(copy for entry in entries for copy in _copies(entry))
    )


def _copies(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the posting and the same job elsewhere: another board, city or an agency."""
    yield {**entry, "author": entry["employer"]}
    for also in entry.get("also", ()):
        yield {**entry, "author": entry["employer"], **also}


def _posting(
    entry: Mapping[str, Any], *, number: int, employers: Mapping[str, Any], now: datetime
) -> RawPosting:
    employer = employers[entry["employer"]]
    slug = re.sub(r"\W+", "-", f"{entry['title']} {entry['at'][0]}".lower()).strip("-")
    host = re.sub(r"\W+", "-", (entry.get("site") or employer["name"]).lower()).strip("-")
    # Spread over the day, so that the order by date is not the order of the file.
    posted = now - timedelta(days=entry["days"], minutes=number * 97 % 600)
    left = entry.get("left")
    return RawPosting(
        external_id=f"{host}-{slug}",
        url=f"https://{host}.example/jobs/{slug}",
        title=entry["title"],
        company=employer["name"],
        locations=tuple(entry["at"]),
        workplace=entry.get("workplace", ""),
        pay=entry.get("pay", ""),
        posted_at=posted,
        deadline=None if left is None else now + timedelta(days=left),
        employment=entry.get("employment", "Full-time"),
        level=entry.get("level", ""),
        html=_html(entry, author=employers[entry["author"]], employer=employer),
        site=entry.get("site", ""),
        open=left is None or left > 0,
    )


def _html(
    entry: Mapping[str, Any], *, author: Mapping[str, Any], employer: Mapping[str, Any]
) -> str:
    """Return the text of a posting; an agency puts its own words around its client's."""
    if not entry.get("text", True):
        return ""
    framed = author is not employer
    opening = [employer["about"], author["about"]] if framed else [employer["about"]]
    closing = [employer[key] for key in ("offer", "hiring") if key in employer]
    lists = (("What you will do", entry["do"]), ("What you bring", entry["ask"]))
    body = _paragraphs(opening)
    for heading, lines in lists:
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        body += f"<h3>{heading}</h3><ul>{items}</ul>"
    return body + _paragraphs(closing)


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("scoring").joinpath("sample", name).read_text("utf-8"))
