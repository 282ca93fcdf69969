"""The texts that a table of meanings is fitted to: names of occupations, titles and sentences."""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Group = tuple[str, ...]

_TITLES = ("title", "role_title", "name")
_TEXTS = ("description", "descriptionPlain", "full_description", "text")
_SENTENCES = 8_000
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"[\n•;]|(?<=[.!?])\s+")
_WORDS = range(4, 31)  # of a sentence that says something
_LATIN = 0.75  # of the characters of a text that the model can read
_HELD_OUT = 5  # every fifth occupation is for checking, not for fitting


def own_groups(path: Path) -> list[Group]:
    """Read our own table: the names of each occupation, its English name first."""
    lines = path.read_text("utf-8").splitlines()
    entries = (
        entry
        for line in lines
        if line and not line.startswith("#")
        for entry in line.partition(":")[2].split(";")
    )
    return [_names(re.split(r" = |,", entry)) for entry in entries]


def esco_groups(path: Path, *, held_out: bool) -> list[Group]:
    """Read ESCO's occupations with their other names: those to fit to, or those held out."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["conceptUri"])
    return [
        _names([row["preferredLabel"], *row["altLabels"].split("\n")])
        for at, row in enumerate(rows)
        if (at % _HELD_OUT == 0) == held_out
    ]


def posting_texts(folder: Path) -> list[str]:
    """Return the titles of real postings, and some of their sentences; the same in every run."""
    titles: set[str] = set()
    sentences: set[str] = set()
    for record in _records(folder):
        titles.add(" ".join(_first(record, _TITLES).split())[:120])
        text = _TAG.sub(" ", _first(record, _TEXTS))
        sentences.update(
            " ".join(words) for part in _BREAK.split(text) if len(words := part.split()) in _WORDS
        )
    chosen = sorted(filter(_latin, sentences))
    random.Random(1).shuffle(chosen)
    return [*sorted(filter(_latin, titles)), *chosen[:_SENTENCES]]


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _first(record: dict[str, Any], names: Sequence[str]) -> str:
    return next((str(record[name]) for name in names if record.get(name)), "")


def _names(names: Sequence[str]) -> Group:
    return tuple(dict.fromkeys(name for each in names if (name := " ".join(each.split()))))


def _latin(text: str) -> bool:
    return bool(text) and sum(char.isascii() for char in text) > _LATIN * len(text)
