"""`picks try` as a newcomer runs it: a process of its own, an address, Ctrl-C."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx

from tests.bot.commands import picks
from tests.forks import FORKS

PATIENCE_S = 90
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    process: ForkServerProcess
    reader: asyncio.StreamReader
    said: str
    address: str

    async def end(self) -> tuple[int | None, str]:
        """Press Ctrl-C; return the exit code and what was said last."""
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGINT)
        out = await asyncio.wait_for(self.reader.read(), PATIENCE_S)
        await asyncio.to_thread(self.process.join, PATIENCE_S)
        return self.process.exitcode, out.decode().strip()


@asynccontextmanager
async def trial(
    *options: str, folder: Path, environment: Mapping[str, str] = {}
) -> AsyncIterator[Trial]:
    """Run it, on the sample day unless the options say otherwise, until it told the address."""
    own: dict[str, str] = {
        "TMPDIR": str(folder),
        "PATH": "/usr/bin:/bin",
        "WEBHOOK_URL": "https://example.com",
    }
    async with told(*options, environment={**own, **environment}) as (process, reader):
        said = (await asyncio.wait_for(reader.readuntil(b"to end."), PATIENCE_S)).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+/chat/[\w-]+/", said)
        assert address is not None
        yield Trial(process=process, reader=reader, said=said, address=address[0])


@asynccontextmanager
async def told(
    *options: str, environment: dict[str, str]
) -> AsyncIterator[tuple[ForkServerProcess, asyncio.StreamReader]]:
    """Run it; give the process and what it says."""
    ours, its = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours)
    command = ("try", "--no-open", "--no-live", *options)
    process = FORKS.Process(target=picks, args=(command, environment, str(ROOT), its))
    process.start()
    its.close()
    try:
        yield process, reader
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        writer.close()


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def hears(http: httpx.AsyncClient, words: str) -> str:
    """Return the bot's message with these words, waiting for it as the page does."""
    version = 0
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = (await http.get("state", params={"since": version})).json()
            version = state["version"]
            for message in state["messages"]:
                if not message["mine"] and words in message["text"]:
                    return str(message["text"])


async def test_a_newcomer_gets_picks_and_finds_them_the_next_time(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    async with (
        trial(f"--database={kept}", folder=tmp_path) as run,
        httpx.AsyncClient(base_url=run.address, timeout=60, trust_env=False) as http,
    ):
        await http.post("text", json={"text": "/start"})
        await hears(http, "Send me your CV")
        await http.post("text", json={"text": "Backend engineer with Python and PostgreSQL"})
        await hears(http, "PostgreSQL")
        await http.post("text", json={"text": "/picks"})
        picks = await hears(http, "new postings")
        await http.post("text", json={"text": "/feed"})
        await hears(http, "Your picks as a feed")

        assert "Nothing leaves this machine." in run.said
        assert "sample day of" in run.said
        assert "Backend Engineer" in picks
        assert await run.end() == (0, f"Ended. Everything is in {kept}.")

    async with (
        trial(f"--database={kept}", folder=tmp_path) as run,
        httpx.AsyncClient(base_url=run.address, timeout=60, trust_env=False) as http,
    ):
        await http.post("text", json={"text": "/profile"})

        assert "PostgreSQL" in await hears(http, "Your profile")


async def test_nothing_is_left_behind_without_a_database(tmp_path: Path) -> None:
    async with trial(folder=tmp_path) as run:
        during = left_in(tmp_path)

        assert await run.end() == (0, "Ended.")
        assert (len(during), left_in(tmp_path)) == (1, [])


async def test_the_sample_day_stands_in_when_no_live_source_gives_anything(tmp_path: Path) -> None:
    nobody = {"SOURCES": "lever", "BOARDS": "greenhouse:nobody"}  # so that nobody is asked
    async with (
        trial("--live", folder=tmp_path, environment=nobody) as run,
        httpx.AsyncClient(base_url=run.address, timeout=60, trust_env=False) as http,
    ):
        said = await asyncio.wait_for(run.reader.readuntil(b"stands in."), PATIENCE_S)
        await http.post("text", json={"text": "/start"})
        await hears(http, "Send me your CV")
        await http.post("text", json={"text": "Backend engineer with Python and PostgreSQL"})
        await hears(http, "PostgreSQL")
        await http.post("text", json={"text": "/picks"})

        assert b"No job board gave a posting" in said
        assert "Fictional postings, from a sample day" in await hears(http, "Backend Engineer")
        assert (await run.end())[0] == 0


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "try", "--no-open", "--no-live", f"--port={port}"),
            cwd=ROOT,
            env={"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(process.communicate(), PATIENCE_S)

    assert process.returncode == 1
    assert said.decode().strip() == f"picks: Port {port} cannot be used: Address already in use"
