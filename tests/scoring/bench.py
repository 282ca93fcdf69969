"""What an ingest needs: a source of our own, a site, a web client and a database, all real."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scoring.edge.boards.store import MIGRATIONS as BOARDS
from scoring.edge.boards.store import BoardsStore
from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS as POSTINGS
from scoring.edge.postings.store import PostingsStore
from scoring.edge.samples import SampleFolder
from scoring.edge.visits import MIGRATIONS as VISITS
from scoring.edge.visits import VisitsStore
from scoring.edge.web.http import PoliteWeb
from scoring.ingest.run import IngestReport, SourceRun, ingest
from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import read_each
from tests.scoring.site import QUICK, Site, open_site


@dataclass(frozen=True)
class Board:
    """A source that asks one address; a page is {"jobs": [...], "next": [urls]}."""

    url: str
    name: str = "board"
    needs: tuple[str, ...] = ()
    whole: bool = False

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - the contract's
        return [Fetch(url=self.url)] if self.url else []

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - the contract's
        page = json.loads(body)
        follow = [Fetch(url=each) for each in page.get("next", [])]
        return read_each(page["jobs"], posting, follow=follow)


def posting(job: Any) -> RawPosting:
    number = str(job["id"])
    return RawPosting(
        external_id=number,
        url=f"https://jobs.example.com/{number}",
        title=job["title"],
        company=job.get("company", "Kestrel Robotics"),
        html=f"<p>Job number {number} is about {job['title']}.</p>",
    )


def jobs(*titles: str, **page: Any) -> bytes:
    listed = [{"id": f"{title}-1", "title": title} for title in titles]
    return json.dumps({"jobs": listed} | page).encode()


@dataclass
class Bench:
    """Everything one ingest needs."""

    site: Site
    web: PoliteWeb
    store: Store
    now: datetime
    samples: Path
    seen: list[SourceRun] = field(default_factory=list)

    @property
    def boards(self) -> BoardsStore:
        return BoardsStore(self.store)

    @property
    def visits(self) -> VisitsStore:
        return VisitsStore(self.store)

    async def ingest(self, *sources: Any, only_due: bool = False, **keys: str) -> IngestReport:
        return await ingest(
            sources,
            web=self.web,
            postings=PostingsStore(self.store),
            visits=self.visits,
            boards=self.boards,
            samples=SampleFolder(self.samples),
            only_due=only_due,
            ask=Ask(keys=keys),
            now=self.now,
            progress=self.seen.append,
        )

    async def open(self) -> int:
        counts = await PostingsStore(self.store).counts()
        return counts.open

    async def stored(self) -> int:
        counts = await PostingsStore(self.store).counts()
        return counts.postings


@asynccontextmanager
async def open_bench(path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with (
        open_site() as site,
        PoliteWeb(QUICK) as web,
        Store(path / "picks.db", [POSTINGS, VISITS, BOARDS]) as store,
    ):
        yield Bench(site=site, web=web, store=store, now=now, samples=path / "samples")
