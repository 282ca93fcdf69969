"""The rounds of a bot that knows one list, with the hosts of the job boards on loopback."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.rounds.ingests import Ingests
from bot.settings import Settings
from bot.stores.people import People
from bot.stores.profiles import Profiles
from scoring.edge.boards.found import FoundBoard, FoundBoards
from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.ingest.run import SourceRun
from tests.factories import NOW, person, profile, verdict
from tests.hosts import Hosts

LIST = "simplify:avocet/List"
API = "https://boards-api.greenhouse.io/v1/boards"


@dataclass
class Rounds:
    """The rounds of a bot that knows one list."""

    hosts: Hosts
    store: Store
    settings: Settings
    now: datetime = NOW
    rows: dict[str, SourceRun] = field(default_factory=dict)

    async def round(self, **later: float) -> list[str]:
        """Ask once, some time later, and return which boards were asked on Greenhouse."""
        self.now += timedelta(**later)
        self.hosts.asked.clear()
        ingests = Ingests(self.store, PostingsStore(self.store), self.settings)
        report = await ingests.run(now=self.now, web=self.hosts)
        self.rows = {row.source: row for row in report.rows}
        asked = [url.split("/")[5] for url in self.hosts.asked if url.startswith(API)]
        return sorted(asked)

    async def found(self) -> dict[str, FoundBoard]:
        return {each.key: each for each in await FoundBoards(self.store).all()}

    async def judge(self, board: str, *, fit: int) -> None:
        """Let each posting of a board get this score for the person who is here."""
        query = (
            "SELECT posting_id FROM board_postings JOIN boards ON boards.id = board_id"
            " WHERE name = ?"
        )
        ids = await self.store.read(lambda db: db.execute(query, [board]).fetchall())
        await PostingsStore(self.store).keep_verdicts(
            {each: verdict(posting_id=each, fit=fit) for (each,) in ids},
            profile_version=profile().judged_version,
            judge="local",
            now=self.now,
        )

    async def join(self) -> None:
        await People(self.store).add(person(created_at=self.now))
        await Profiles(self.store).save(7, profile(), now=self.now)


def settings(path: Path, **more: Any) -> Settings:
    defaults: dict[str, Any] = {"boards": (LIST,), "find_boards": 5, "sources": SOURCES}
    return Settings(database=path / "picks.db", **(defaults | more))


SOURCES = ("simplify", "greenhouse", "lever")
