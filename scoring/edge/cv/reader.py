"""A CV as a file, read to plain text in a child process that cannot hurt this one.

What the file is is told by its content, never by its name. The child has a limit on memory and
on CPU time, no environment and so no secrets, and is killed when it takes too long.
"""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from scoring.errors import FileUnreadable
from scoring.phrases import phrase, read_back

MAX_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot download
_TIMEOUT_S = 30.0
_CHILDREN = 2  # at once; each may take the memory that cv_child allows
_ROOT = Path(__file__).resolve().parents[3]

_TOO_HARD = phrase(
    "takes too much memory or time to read. Save it again as a plain PDF, or send the text."
)

_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class CvText:
    """The text of a file, and plain sentences about what was left out of it."""

    text: str
    notes: tuple[str, ...] = ()


async def read_cv(data: bytes, *, name: str) -> str:
    """Return the text of a CV. Raises FileUnreadable with a sentence that says what to do."""
    return (await read_cv_text(data, name=name)).text


async def read_cv_text(data: bytes, *, name: str) -> CvText:
    """Return the text of a CV and what was left out of it. Raises FileUnreadable."""
    if not data.strip():
        empty = phrase("is empty. Send a PDF, DOCX or text file.")
        raise _unreadable(name, empty)
    if len(data) > MAX_BYTES:
        too_large = phrase(
            "has {size} MB; at most {most} MB are read. "
            "Save it without pictures, or send the text.",
            size=round(len(data) / 2**20),
            most=MAX_BYTES // 2**20,
        )
        raise _unreadable(name, too_large)
    slot = _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_CHILDREN))
    async with slot:
        answer = await _asked_of_a_child(data, name=name)
    return _understood(answer, name=name)


async def _asked_of_a_child(data: bytes, *, name: str) -> bytes:
    """Return what the child wrote; it is dead when this returns or raises."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scoring.edge.cv.child"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,  # a parser's complaints may quote the CV
        cwd=_ROOT,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            written, _ = await child.communicate(data)
    except TimeoutError:
        raise _too_hard(name) from None
    finally:
        await _ended(child)
    return written


async def _ended(child: Process) -> None:
    """Kill the child if it still runs, and collect it even while this task is cancelled."""
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):  # it ended in this very moment
            child.kill()
        await asyncio.shield(child.wait())


def _environment() -> dict[str, str]:
    """Return the little that Python needs to start; tokens and keys stay here."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def _understood(answer: bytes, *, name: str) -> CvText:
    try:
        reply = json.loads(answer)
        error, notes = read_back(reply.get("error", "")), reply.get("notes", ())
        said = tuple(read_back(note) for note in notes)
    except ValueError:  # nothing, or half of it: the child ran into its limits
        raise _too_hard(name) from None
    if error:
        raise _unreadable(name, error)
    return CvText(text=reply["text"], notes=said)


def _too_hard(name: str) -> FileUnreadable:
    return _unreadable(name, _TOO_HARD)


def _unreadable(name: str, why: str) -> FileUnreadable:
    return FileUnreadable(phrase("{file} {why}", file=_shown(name), why=why))


def _shown(name: str) -> str:
    """Return the file's name fit for a sentence: one line, short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return repr(f"{line[:56]}..." if len(line) > 60 else line) if line else phrase("The file")
