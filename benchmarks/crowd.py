"""People who do everything at once, alone and in groups, on the real bot and the strict Bot API.

    uv run python -m benchmarks.crowd --seconds 120 --people 32 --seed 7

Runs twice: without rate limits, as fast as it goes, and with Telegram's, on both sides. Prints what
was done and how long answers took, then everything that is wrong; ends with 1 if anything is. Who
does what comes from the seed; what comes first among people at once does not.
"""

import argparse
import asyncio
import logging
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bot.chat import Chat
from tests.bot.crowd import Crowd
from tests.bot.crowd_faults import faults_of_database, refused, said_sorry
from tests.bot.crowd_jobs import jobs

_SHOWN = 20  # of each kind of fault


def main() -> int:
    """Run, print, and return 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--people", type=int, default=32)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limits", choices=("on", "off", "both"), default="both")
    given = parser.parse_args()
    wrong = 0
    for limits in {"on": (True,), "off": (False,), "both": (False, True)}[given.limits]:
        print(f"\n{given.people} people for {given.seconds:g} s, seed {given.seed}, ", end="")
        print("with rate limits" if limits else "without rate limits")
        run = _run(given.seconds, people=given.people, seed=given.seed, limits=limits)
        faults = asyncio.run(run)
        wrong += len(faults)
        print("\n".join(faults[:_SHOWN]) or "nothing is wrong")
    return int(bool(wrong))


async def _run(seconds: float, *, people: int, seed: int, limits: bool) -> list[str]:
    """Let a crowd act, print what it did, and return what is wrong."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picks.db"
        async with Chat(jobs=jobs(seed), rate_limits=limits, database=path) as chat:
            crowd = Crowd(chat, people=people, seed=seed)
            await crowd.act_for(seconds)
            _print_done(crowd)
            faults = await _faults(crowd, limits=limits)
        faults += [f"the database: {each}" for each in faults_of_database(path)]
    logging.getLogger().removeHandler(errors)
    return [f"logged: {each}" for each in errors.said] + faults  # why comes before what


async def _faults(crowd: Crowd, *, limits: bool) -> list[str]:
    calls, queries = crowd.chat.sandbox.calls, crowd.chat.sandbox.world.queries.values()
    bad = refused(calls, limits=limits)
    faults = [f"refused: {each.method} {each.code} {each.why}" for each in bad]
    faults += [f"an error was said in {each.params['chat_id']}" for each in said_sorry(calls)]
    faults += [f"press {each.id} was not answered" for each in queries if not each.answered]
    faults += [f"nothing was said to: {what}" for what in crowd.seen.silent]
    faults += [f"lost: {each}" for each in await crowd.lost()]
    rooms = crowd.rooms
    faults += [f"nothing was said to: {what}" for what in rooms.silent]
    faults += rooms.personal() + (rooms.metered.floods() if limits else [])
    if len(crowd.seen.handled) != crowd.updates:
        faults.append(f"of {crowd.updates} updates {len(crowd.seen.handled)} were handled")
    return faults


def _print_done(crowd: Crowd) -> None:
    seen = crowd.seen
    print("   times  longest  what was done")
    for what, count in sorted(
        (seen.done | crowd.rooms.done).items(), key=lambda each: (-each[1], each[0])
    ):
        waits = seen.waits_s.get(what)
        print(
            f"  {count:6,}  {max(waits):5.2f} s  {what}"
            if waits
            else f"  {count:6,}           {what}"
        )
    waits_s = [each for waits in seen.waits_s.values() for each in waits]
    cuts = statistics.quantiles(waits_s, n=100)
    print(f"{crowd.updates:,} updates, {len(crowd.chat.sandbox.calls):,} calls of the Bot API;")
    print(f"an answer took {cuts[49]:.2f} s (p50), {cuts[94]:.2f} s (p95), {max(waits_s):.2f} s")


class _Errors(logging.Handler):
    """Keeps what is logged as an error: the last line says which."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.said.append(self.format(record))


if __name__ == "__main__":
    sys.exit(main())
