"""Lines of JSON, packed or not, whose fields go by several names."""

import gzip
import json
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path
from typing import Any


class LabelsUnreadableError(Exception):
    """A set cannot be read; the message says the file, the line and what is wrong."""


def file_in(folder: Path, name: str) -> Path | None:
    """Return `name`.jsonl or `name`.jsonl.gz of a folder, None where it has neither."""
    both = (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz")
    return next((path for path in both if path.is_file()), None)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield every line that is not empty; raises LabelsUnreadableError for one that is odd."""
    reader = gzip.open if path.suffix == ".gz" else open
    try:
        with reader(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _line(line, where=f"{path}, line {number}")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise LabelsUnreadableError(f"{path}: {error}") from error


def text(line: dict[str, Any], names: Sequence[str]) -> str:
    """Return the first of these fields that says something, lists joined, or ""."""
    for name in names:
        value = line.get(name)
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value is not None and str(value).strip():
            return str(value).strip()
    return ""


def number(line: dict[str, Any], names: Sequence[str], *, where: Path) -> float:
    """Return the first of these fields as a number; raises LabelsUnreadableError without one."""
    try:
        value = float(text(line, names))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise LabelsUnreadableError(f"{where}: no number {names[0]!r} in {line!r:.120}")
    return value


def _line(line: str, *, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise LabelsUnreadableError(f"{where}: {error}") from error
    if not isinstance(found, dict):
        raise LabelsUnreadableError(f"{where}: not an object")
    return found
