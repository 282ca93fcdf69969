"""Makes raw postings ready to be stored: on a thread, or on every core where there are many."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from scoring.edge.postings.memory import uncollected
from scoring.edge.postings.rows import Prepared, prepare
from scoring.model import Posting, RawPosting, Unread
from scoring.normalise import normalise

_log = logging.getLogger(__name__)

_MANY = 2_000  # postings; fewer are read before two more processes have started
_MOST_PROCESSES = 4  # each takes some 100 MB
_NICE = 5  # the chat goes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Postings that only wait to be written, and what could not be read."""

    prepared: Sequence[Prepared] = ()
    unread: Sequence[Unread] = ()


def clean(raws: Sequence[RawPosting], source: str, seen_at: datetime) -> Cleaned:
    """Normalise and prepare; slow. May run in a process of its own."""
    found: list[Posting] = []
    unread: list[Unread] = []
    with uncollected():
        for raw in raws:
            try:
                found.append(normalise(raw, source=source, seen_at=seen_at))
            except ValueError as error:
                unread.append(Unread(where=raw.external_id, why=str(error)))
        return Cleaned(prepared=prepare(found), unread=unread)


class Workers:
    """The thread and processes of one run: `with Workers() as workers`. No process for a few."""

    def __init__(self, *, many: int = _MANY) -> None:
        """Take after how many postings processes are worth their start."""
        self._many = many
        self._taken = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._processes: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what still runs, without waiting for it."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._end_processes()

    async def cleaned(
        self, raws: Sequence[RawPosting], *, source: str, seen_at: datetime
    ) -> Cleaned:
        """Return what `clean` returns, without holding the loop."""
        if not raws:
            return Cleaned()
        loop = asyncio.get_running_loop()
        self._taken += len(raws)
        executor = self._executor()
        try:
            return await loop.run_in_executor(executor, clean, raws, source, seen_at)
        except BrokenProcessPool:
            # Killed from outside, most often for want of memory: one thread needs the least.
            _log.warning("a reading process was killed; one thread goes on")
            self._many = _NEVER
            self._end_processes()
        return await loop.run_in_executor(self._thread, clean, raws, source, seen_at)

    @property
    def processes(self) -> Sequence[int]:
        """Return the ids of the processes that run."""
        return tuple(self._processes._processes) if self._processes else ()  # noqa: SLF001 - no public way

    def _executor(self) -> Executor:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        if cores < 2 or self._taken <= self._many:
            return self._thread
        if self._processes is None:
            # "spawn": a fork would copy the locks of the store's thread.
            self._processes = ProcessPoolExecutor(
                min(cores, _MOST_PROCESSES),
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
            )
        return self._processes

    def _end_processes(self) -> None:
        if self._processes is not None:
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = None


_NEVER = 1 << 62


def _begin() -> None:
    """Leave Ctrl-C to the parent, step back behind it, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
