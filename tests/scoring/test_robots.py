"""Pages that are made for people are read as their site's robots.txt allows it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.edge.db import Store
from scoring.edge.postings.store import MIGRATIONS as POSTINGS
from scoring.edge.postings.store import PostingsStore
from scoring.edge.web.http import PoliteWeb
from scoring.edge.web.robots import MIGRATIONS, ObedientWeb, delay_s, read_rules
from scoring.errors import SourceUnavailable
from scoring.ingest.run import ingest
from scoring.model import Ask, Fetch
from scoring.sources import discover, is_crawler
from tests.scoring.bench import Board, jobs
from tests.scoring.site import QUICK, Site, answer, open_site

STAY_AWAY = answer(b"User-agent: *\nDisallow: /private/")


@dataclass
class Bench:
    """A site, a store, and a client that obeys."""

    site: Site
    store: Store
    plain: PoliteWeb
    now: datetime
    slept: list[float] = field(default_factory=list)

    def web(self) -> ObedientWeb:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return ObedientWeb(self.plain, self.store, now=self.now, sleep=sleep)

    def asked(self) -> list[str]:
        return [path for path, _ in self.site.asked]


@asynccontextmanager
async def opened(folder: Path, now: datetime) -> AsyncIterator[Bench]:
    async with (
        open_site() as site,
        PoliteWeb(QUICK) as plain,
        Store(folder / "picks.db", [POSTINGS, MIGRATIONS]) as store,
    ):
        site.says("/jobs", answer(b"fine"))
        site.says("/private/jobs", answer(b"secret"))
        yield Bench(site=site, store=store, plain=plain, now=now)


@pytest.fixture
async def bench(tmp_path: Path, now: datetime) -> AsyncIterator[Bench]:
    async with opened(tmp_path, now) as each:
        yield each


async def may(bench: Bench, *paths: str) -> Iterable[bool]:
    """Return which of the paths one client may read."""
    web, allowed = bench.web(), []
    for path in paths:
        try:
            await web.get(Fetch(url=bench.site.url + path))
            allowed.append(True)
        except SourceUnavailable:
            allowed.append(False)
    return allowed


async def test_what_is_forbidden_is_not_asked_for(bench: Bench) -> None:
    bench.site.says("/robots.txt", STAY_AWAY)

    assert await may(bench, "/jobs", "/private/jobs") == [True, False]
    assert bench.asked() == ["/robots.txt", "/jobs"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(status="404 Gone"), True),
        (answer(status="500 Oops"), True),
        (answer(status="403 No"), False),
        (answer(status="401 Who"), False),
        (answer(b"<html>welcome</html>"), True),
        (answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), False),
        (answer(b"User-agent: daily-job-picks\nDisallow: /jobs\n\nUser-agent: *\nAllow: /"), False),
        (answer(b"User-agent: otherbot\nDisallow: /"), True),
    ],
    ids=["none", "unreachable", "forbidden", "unknown", "html", "mark", "us alone", "others"],
)
async def test_what_the_answer_means(
    bench: Bench,
    robots: bytes,
    allowed: bool,
) -> None:
    bench.site.says("/robots.txt", robots)

    assert await may(bench, "/jobs") == [allowed]


async def test_rules_are_kept_for_a_day(bench: Bench) -> None:
    bench.site.says("/robots.txt", STAY_AWAY)
    for hours in (0, 1, 22, 2):
        bench.now += timedelta(hours=hours)
        await may(bench, "/jobs")

    assert bench.asked().count("/robots.txt") == 2


async def test_rules_that_cannot_be_reached_are_asked_for_again(bench: Bench) -> None:
    bench.site.says("/robots.txt", *[answer(status="500 Oops")] * 3, STAY_AWAY)

    assert await may(bench, "/private/jobs") == [True]
    assert await may(bench, "/private/jobs") == [False]


async def test_the_wanted_pause_is_kept_between_pages(bench: Bench) -> None:
    bench.site.says("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 3"))

    await may(bench, "/jobs", "/jobs", "/jobs")

    assert bench.slept == [3.0, 3.0]


def test_a_pause_has_a_bound() -> None:
    assert delay_s(read_rules("User-agent: *\nCrawl-delay: 86400")) == 10.0
    assert delay_s(read_rules("User-agent: *\nAllow: /")) == 0.0


@given(st.text(max_size=300))
def test_whatever_stands_in_it_is_read(text: str) -> None:
    rules = read_rules(text)

    assert rules.can_fetch("daily-job-picks", "https://jobs.example.com/1") in {True, False}
    assert 0 <= delay_s(rules) <= 10


async def test_an_ingest_obeys_for_pages_and_not_for_an_api(bench: Bench) -> None:
    @dataclass(frozen=True)
    class Pages(Board):
        crawls: bool = True

    bench.site.says("/robots.txt", STAY_AWAY)
    url = bench.site.says("/private/list", answer(jobs("Baker")))

    report = await ingest(
        [Pages(url, name="pages"), Board(url, name="api")],
        web=bench.plain,
        crawler=bench.web(),
        postings=PostingsStore(bench.store),
        ask=Ask(),
        now=bench.now,
    )

    assert [row.fetched for row in report.rows] == [0, 1]
    assert "robots.txt asks programs to stay away" in report.rows[0].error


def test_the_sources_that_read_pages_for_people_say_so() -> None:
    crawlers = {name for name, source in discover().items() if is_crawler(source)}

    assert {"page", "icims", "join"} <= crawlers
    assert not crawlers & {"greenhouse", "lever", "ashby", "workday"}
