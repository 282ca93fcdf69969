"""How much memory this process and those it started take together."""

import asyncio
import multiprocessing
import os
import resource
from pathlib import Path

_EVERY_S = 1.0


def resident_mb() -> float:
    """Return the megabytes of all processes now; what they share is counted once (Linux).

    Elsewhere the most that this process ever took.
    """
    children = [child.pid for child in multiprocessing.active_children() if child.pid]
    found = [_share_mb(pid) for pid in (os.getpid(), *children)]
    if found[0] is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(each for each in found if each is not None)


async def watch(most: list[float]) -> None:
    """Note the most that was seen, as the one element of a list, until it is cancelled."""
    while True:
        now = await asyncio.to_thread(resident_mb)
        most[:] = [max(now, *most)] if most else [now]
        await asyncio.sleep(_EVERY_S)


def _share_mb(pid: int) -> float | None:
    """Return a process's proportional share (PSS), or None where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), None)
