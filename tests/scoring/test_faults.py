"""A morning on which every source but one misbehaves: a line for each, and the good one is stored.

The whole ingest with the real client and the real database, against a site on loopback.
"""

import asyncio
import codecs
import gzip
import json
import tracemalloc
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it comes without types
import pytest

from scoring.edge.boards.store import MIGRATIONS as BOARDS
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS as POSTINGS
from scoring.edge.postings.store import PostingsStore
from scoring.edge.samples import SampleFolder
from scoring.edge.visits import MIGRATIONS as VISITS
from scoring.edge.visits import VisitsStore
from scoring.edge.web.http import PoliteWeb
from scoring.edge.web.robots import MIGRATIONS as ROBOTS
from scoring.edge.web.robots import ObedientWeb
from scoring.ingest.run import IngestReport, ingest
from scoring.model import Ask, Fetch, Parsed
from scoring.ports import Page
from scoring.sources import _read, read_each
from tests.scoring.bench import Board, jobs, posting
from tests.scoring.site import QUICK, Answer, Site, answer, open_site

PATIENT = replace(
    QUICK,
    attempts=2,
    at_once=8,  # every source here has the same host
    most_bytes=1_000_000,
    inner=(ip_network("127.0.0.1/32"),),
)
HASTY = replace(PATIENT, timeout_s=0.1, whole_s=0.2)
SECRET = "hush-hush-hush"
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"


async def silent(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    while True:
        writer.write(b"x" * 50_000)
        await writer.drain()


async def dropped(writer: asyncio.StreamWriter) -> None:
    writer.close()


def moved(to: str) -> bytes:
    return answer(status="302 Found", Location=to)


def later(value: str) -> bytes:
    return answer(status="429 Slow", Retry_After=value)


BOMB = b"\0" * 30_000_000
HALF = jobs("Baker")[:20]
TOMORROW = format_datetime(datetime.now().astimezone() + timedelta(hours=30))

FAULTS: Mapping[str, tuple[Answer, str]] = {
    "silent": (silent, "it did not answer in time, 2 times"),
    "dripping": (dripping, "it did not answer in time, 2 times"),
    "forbidden": (answer(status="403 No"), "it answered 403 (it lets no programs in)"),
    "gone": (answer(status="404 No"), "it answered 404 (there is no such page)"),
    "later": (
        later("3600"),
        "it answered 429 (it is asked too often), and asks to wait 60 minutes",
    ),
    "tomorrow": (
        later(TOMORROW),
        "it answered 429 (it is asked too often), and asks to wait more than a day",
    ),
    "never": (
        later("9" * 40),
        "it answered 429 (it is asked too often), and asks to wait more than a day",
    ),
    "broken": (answer(status="500 Oops"), "it answered 500 (it has a fault of its own), 2 times"),
    "dropped": (dropped, "it broke its answer off (RemoteProtocolError), 2 times"),
    "half": (
        answer(HALF, length=500),
        "it broke its answer off (RemoteProtocolError), 2 times",
    ),
    "endless": (endless, "it is larger than 1 MB"),
    "inward": (moved("http://127.0.0.2/"), "it redirects to an address that is not public"),
    "metadata": (
        moved("http://169.254.169.254/latest/meta-data"),
        "it redirects to an address that is not public",
    ),
    "localhost": (moved("http://localhost/"), "it redirects to an address that is not public"),
    "circle": (moved("/circle"), "it redirects too often"),
    "elsewhere": (moved("ftp://jobs.example.com/"), "it redirects away from https"),
    "bomb": (answer(gzip.compress(BOMB), Content_Encoding="gzip"), "it is larger than 1 MB"),
    "brotli-bomb": (
        answer(brotli.compress(BOMB, quality=1), Content_Encoding="br"),
        "it is larger than 1 MB",
    ),
    "unasked": (
        answer(b"??", Content_Encoding="zstd"),
        "it came packed as 'zstd', which was not asked for",
    ),
    "page": (answer(b"<html>Are you human?</html>"), "does not fit its parser"),
    "cut": (answer(HALF), "does not fit its parser"),
    "another": (answer(b'{"items": []}'), "does not fit its parser (KeyError('jobs'))"),
    "empty": (answer(b""), "does not fit its parser"),
}

UMLAUT = '{"jobs": [{"id": "1", "title": "Bäckerin"}]}'
ENCODINGS: Mapping[str, bytes] = {
    "utf-8": UMLAUT.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + UMLAUT.encode(),
    "utf-16": UMLAUT.encode("utf-16"),
    "latin-1 called utf-8": UMLAUT.encode("latin-1"),
}


@dataclass(frozen=True)
class Faulty(Board):
    """The board of the other tests, whose pages are read as those of real sources are."""

    crawls: bool = False

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the contract's
        return read_each(_read.document(body)["jobs"], posting)


@dataclass(frozen=True)
class Clients:
    """Two clients as one: what never ends is soon left, a busy machine is waited for."""

    patient: PoliteWeb
    hasty: PoliteWeb

    async def get(self, fetch: Fetch) -> Page:
        never_ends = fetch.url.endswith(("/silent", "/dripping"))
        return await (self.hasty if never_ends else self.patient).get(fetch)


@dataclass
class Morning:
    """A site, a client, a database, and what an ingest of them reports."""

    site: Site
    web: Clients
    store: Store
    folder: Path
    now: datetime

    async def ingest(self, *sources: Faulty) -> IngestReport:
        async def no_wait(_: float) -> None:
            return

        return await ingest(
            sources,
            web=self.web,
            crawler=ObedientWeb(self.web, self.store, now=self.now, sleep=no_wait),
            postings=PostingsStore(self.store),
            visits=VisitsStore(self.store),
            boards=BoardsStore(self.store),
            samples=SampleFolder(self.folder / "samples"),
            ask=Ask(keys={"A_KEY": SECRET}),
            now=self.now,
        )

    async def stored(self) -> int:
        return (await PostingsStore(self.store).counts()).postings


@pytest.fixture
async def morning(tmp_path: Path, now: datetime) -> AsyncIterator[Morning]:
    tables = [POSTINGS, VISITS, BOARDS, ROBOTS]
    async with (
        open_site() as site,
        PoliteWeb(PATIENT) as patient,
        PoliteWeb(HASTY) as hasty,
        Store(tmp_path / "picks.db", tables) as store,
    ):
        web = Clients(patient=patient, hasty=hasty)
        yield Morning(site=site, web=web, store=store, folder=tmp_path, now=now)


@asynccontextmanager
async def no_tls() -> AsyncIterator[str]:
    """Yield an https address behind which nobody speaks TLS."""

    async def answers(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD)
        writer.close()

    server = await asyncio.start_server(answers, "127.0.0.1", 0)
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/jobs"


async def test_every_fault_is_one_line_and_the_morning_goes_on(morning: Morning) -> None:
    sources = [
        Faulty(morning.site.says(f"/{name}", fault), name=name)
        for name, (fault, _) in FAULTS.items()
    ]
    good = morning.site.says("/good", answer(jobs("Baker", "Brewer")))
    sources.append(Faulty(good, name="good"))

    async with no_tls() as address:
        sources.append(Faulty(address, name="insecure"))
        tracemalloc.start()
        rows = {row.source: row for row in (await morning.ingest(*sources)).rows}
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    said = {name: row.error for name, row in rows.items()}
    wanted = {name: words for name, (_, words) in FAULTS.items()}
    wanted |= {"insecure": "no safe connection to it was possible (ConnectError), 2 times"}
    assert {name: words for name, words in wanted.items() if words not in said[name]} == {}
    assert not any("\n" in line or len(line) > 500 for line in said.values())
    assert not any("169.254" in line or "127.0.0.2" in line for line in said.values())
    assert (rows["good"].fetched, rows["good"].error, await morning.stored()) == (2, "", 2)
    assert most < 40_000_000


@pytest.mark.parametrize("name", ENCODINGS)
async def test_a_wrong_encoding_costs_nothing(morning: Morning, name: str) -> None:
    page = answer(ENCODINGS[name], Content_Type="application/json; charset=utf-8")

    [row] = (await morning.ingest(Faulty(morning.site.says("/jobs", page)))).rows

    [listing] = await PostingsStore(morning.store).listings(since=morning.now - timedelta(days=9))
    assert (row.error, listing.best.title) == ("", "Bäckerin")


async def test_an_endless_robots_txt_stops_nobody(morning: Morning) -> None:
    morning.site.says("/robots.txt", endless)
    url = morning.site.says("/jobs", answer(jobs("Baker")))

    [row] = (await morning.ingest(Faulty(url, crawls=True))).rows

    assert (row.fetched, row.error) == (1, "")


async def test_a_sample_is_kept_without_the_key_that_the_page_tells_back(morning: Morning) -> None:
    page = json.dumps({"error": f"the key {SECRET} is not known"}).encode()

    [row] = (await morning.ingest(Faulty(morning.site.says("/jobs", answer(page))))).rows

    [kept] = (morning.folder / "samples").iterdir()
    assert row.changed
    assert json.loads(kept.read_bytes()) == {"error": "the key KEY is not known"}
