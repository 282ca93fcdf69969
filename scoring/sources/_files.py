"""Takes files apart into records: bytes into lines, lines into JSON or rows, none of it at once.

Sizes are counted after unpacking, so that a bomb ends in FileUnreadable and not in no memory.
"""

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.errors import FileUnreadable
from scoring.model import Unread

_PIECE = 1_000_000  # bytes read at once
_LONGEST = 16_000_000  # bytes of one record; the longest real posting has under 100,000
_LARGEST_DOCUMENT = 256_000_000  # bytes of JSON that can only be read as a whole
_LARGEST = 8_000_000_000  # bytes of one file, unpacked
_TIGHTEST = 200  # bytes unpacked for one packed byte; postings stay under 40
_DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"
_BETWEEN = re.compile(r"[,\s]*")  # what stands between two elements of a list
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as it stands in the file, and where."""

    where: str
    value: Any


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as the older encoding that writes such files."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("scoring.latin_1", _as_latin_1)


def entries(path: Path) -> Iterator[Entry | Unread]:
    """Yield the records of a file. Raises FileUnreadable, at the first one where it can."""
    read = 0
    try:
        for entry in _by_kind(path):
            yield entry
            read += 1
    except _BROKEN as error:
        if not read:
            raise FileUnreadable(f"{path.name!r} is a broken gzip file") from error
        yield Unread(where=f"after record {read}", why="the gzip file is cut off or broken here")
    except OSError as error:
        raise FileUnreadable(f"{path.name!r} cannot be read: {error.strerror}") from error
    if not read:
        raise FileUnreadable(f"{path.name!r} holds no postings")


def whole(path: Path) -> bytes:
    """Return a file's bytes, unpacked. Raises FileUnreadable."""
    try:
        return _whole(path)
    except _BROKEN as error:
        raise FileUnreadable(f"{path.name!r} is a broken gzip file") from error
    except OSError as error:
        raise FileUnreadable(f"{path.name!r} cannot be read: {error.strerror}") from error


def _by_kind(path: Path) -> Iterator[Entry | Unread]:
    """Choose how to read by the name and, where it does not tell, by how the file begins."""
    kind = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    start = _beginning(path)
    if kind in {"jsonl", "ndjson"}:
        return _json_lines(path)
    if kind in {"csv", "tsv"}:
        return _table(path)
    if start[:1] == "[":
        return _array(path)
    if start[:1] == "{":
        return _json_lines(path) if _many_objects(start) else _document(path)
    if any(mark in start.partition("\n")[0] for mark in _DELIMITERS):
        return _table(path)
    raise FileUnreadable(f"{path.name!r} is none of JSON lines, JSON and CSV")


def _beginning(path: Path) -> str:
    return _text(next(_pieces(path), b"")).lstrip()


def _many_objects(start: str) -> bool:
    """Tell whether a whole object stands in the first line and something in the next."""
    first, _, rest = start.partition("\n")
    try:
        return isinstance(json.loads(first), dict) and bool(rest.strip())
    except ValueError:
        return False


# --- bytes and lines ------------------------------------------------------------------------


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield the file unpacked, piece by piece, up to what such a file can hold."""
    most = min(_LARGEST, max(_LARGEST_DOCUMENT, path.stat().st_size * _TIGHTEST))
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        stream = gzip.GzipFile(fileobj=file) if packed else file
        total = 0
        # read1 gives what is there: of a file that breaks off only the last few lines are lost.
        while piece := stream.read1(_PIECE):
            total += len(piece)
            if total > most:
                raise FileUnreadable(f"{path.name!r} unpacks to over {most // 1_000_000} MB")
            yield piece


def _whole(path: Path) -> bytes:
    found = bytearray()
    for piece in _pieces(path):
        found += piece
        if len(found) > _LARGEST_DOCUMENT:
            most = _LARGEST_DOCUMENT // 1_000_000
            raise FileUnreadable(f"{path.name!r} has over {most} MB in one piece; use JSON lines")
    return bytes(found)


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileUnreadable("The file is UTF-16; save it as UTF-8")
    return data.decode("utf-8-sig", "scoring.latin_1")


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines with their ends."""
    rest = b""
    for piece in _pieces(path):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield _text(line) + "\n"
        if len(rest) > _LONGEST:
            raise FileUnreadable(f"{path.name!r} has a line of over {_LONGEST // 1_000_000} MB")
    if rest:
        yield _text(rest)


# --- JSON -----------------------------------------------------------------------------------


def _json_lines(path: Path) -> Iterator[Entry | Unread]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            yield Entry(where=f"line {number}", value=json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Unread(where=f"line {number}", why=_no_json(error))


def _array(path: Path) -> Iterator[Entry | Unread]:
    """Yield the elements of a list one by one, without ever holding the whole of it."""
    unpack = codecs.getincrementaldecoder("utf-8-sig")("scoring.latin_1").decode
    pieces, read = map(unpack, _pieces(path)), json.JSONDecoder().raw_decode
    buffer, number = next(pieces).lstrip(), 0
    at = 1  # behind the bracket
    while True:
        at = _BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if buffer[at : at + 1] == "]":
            return
        try:
            value, at = read(buffer, at)
        except (ValueError, RecursionError) as error:
            more = next(pieces, "") if len(buffer) - at < _LONGEST else ""
            if not more:
                why = f"{_no_json(error)}; the file cannot be read from here on"
                yield Unread(where=f"entry {number + 1}", why=why)
                return
            buffer, at = buffer[at:] + more, 0
        else:
            number += 1
            yield Entry(where=f"entry {number}", value=value)


def _document(path: Path) -> Iterator[Entry | Unread]:
    """Yield a file that is one object, as a whole."""
    try:
        yield Entry(where="", value=json.loads(_text(_whole(path))))
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(f"{path.name!r} is no JSON: {_no_json(error)}") from error


def _no_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON at column {error.colno} ({error.msg})"
    return "not valid JSON (nested too deeply or with an impossible number)"


# --- CSV ------------------------------------------------------------------------------------


def _table(path: Path) -> Iterator[Entry | Unread]:
    """Yield the rows by their column names."""
    csv.field_size_limit(_LONGEST)
    lines = _Quoted(_lines(path))
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        columns = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        raise FileUnreadable(f"{path.name!r} is no table: {error}") from error
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        start, lines.quotes = lines.number + 1, 0
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(where=f"line {start}", why=f"not a row of a table ({error})")
            continue
        if lines.quotes % 2 and lines.ended:
            yield Unread(where=f"line {start}", why="a quote opens here and never closes")
        elif any(row):
            yield Entry(where=f"line {start}", value=dict(zip(columns, row, strict=False)))


class _Quoted:
    """Lines that count themselves and their quotes: an open quote swallows the rest of a file."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.number = 0
        self.quotes = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.number += 1
        self.quotes += line.count('"')
        return line
