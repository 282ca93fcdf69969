"""Links before they are sent: what is dead, what is a wall, and what is asked only once."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.edge import links
from scoring.edge.db import Store
from scoring.edge.http import PoliteWeb
from scoring.edge.links import Links
from scoring.liveness import says_closed
from tests.factories import NOW
from tests.scoring.site import QUICK, Site, answer, open_site

URL = "https://jobs.example.com/1234"


def closed(page: str, *, landed: str = URL) -> bool:
    return says_closed(page.encode(), asked=URL, landed=landed, now=NOW)


@pytest.mark.parametrize(
    "line",
    [
        "This job is no longer available.",
        "Sorry, this position has been filled",
        "The job posting has expired",
        "We are no longer accepting applications for this role.",
        "Job not found",
        "Applications are now closed",
        "Diese Stelle ist leider bereits besetzt.",
        "Die Stellenanzeige ist nicht mehr verfügbar",
        "Cette offre n’est plus disponible",
        "Ce poste a été pourvu.",
        "Esta oferta ya no está disponible",
        "La vacante ha sido cubierta",
        "Esta vaga foi encerrada",
        "Inscrições encerradas",
    ],
)
def test_a_page_that_says_so_in_a_line_is_closed(line: str) -> None:
    assert closed(f"<html><body><h1>Jobs</h1><p>{line}</p></body></html>")


@pytest.mark.parametrize(
    "line",
    [
        "Backend Engineer, apply now",
        "If the position has been filled, we will tell you.",
        "Once applications are closed we read all of them.",
        "You will keep pages that are no longer available out of our index. " * 4,
        "Wenn die Stelle bereits besetzt ist, melden wir uns.",
    ],
    ids=["open", "if", "once", "long", "german"],
)
def test_a_page_that_speaks_of_something_else_is_open(line: str) -> None:
    assert not closed(f"<p>{line}</p>")


def test_what_stands_in_a_script_closes_nothing() -> None:
    assert not closed('<script>var words = "This job is no longer available";</script><p>Hi</p>')


def test_a_date_in_the_pages_own_data_closes_it() -> None:
    def page(end: datetime) -> str:
        data = {"@type": "JobPosting", "validThrough": end.isoformat()}
        return f'<script type="application/ld+json">{json.dumps(data)}</script>'

    assert closed(page(NOW - timedelta(days=1)))
    assert not closed(page(NOW + timedelta(days=1)))


def test_a_redirect_to_an_error_page_closes_it() -> None:
    assert closed("<p>All jobs</p>", landed="https://jobs.example.com/jobs?error=true")
    assert not closed("<p>The job</p>", landed="https://jobs.example.com/1234-cook")


@given(st.binary(max_size=300))
def test_no_page_breaks_the_reader(body: bytes) -> None:
    says_closed(body, asked=URL, landed=URL, now=NOW)


# --- with a site ----------------------------------------------------------------------------


@dataclass
class Bench:
    site: Site
    store: Store
    links: Links
    now: list[datetime] = field(default_factory=lambda: [NOW])

    @property
    def asked(self) -> int:
        return len(self.site.asked)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    now = [NOW]
    async with (
        open_site() as site,
        PoliteWeb(QUICK) as web,
        Store(tmp_path / "links.db", [links.MIGRATIONS]) as store,
    ):
        yield Bench(site=site, store=store, links=Links(store, web, clock=lambda: now[0]), now=now)


async def test_dead_links_are_found_and_walls_are_not_taken_for_it(bench: Bench) -> None:
    site = bench.site
    urls = {
        "open": site.says("/open", answer(b"<p>Apply</p>")),
        "gone": site.says("/gone", answer(b"", status="404 Not Found")),
        "filled": site.says("/filled", answer(b"<p>This position has been filled.</p>")),
        "wall": site.says("/wall", answer(b"Are you human?", status="403 Forbidden")),
        "slow": site.says("/slow", answer(b"", status="503 Busy")),
        "inner": "http://169.254.169.254/latest/meta-data",
    }

    assert await bench.links.closed([*urls.values()]) == {urls["gone"], urls["filled"]}


async def test_a_link_is_asked_once_a_day(bench: Bench) -> None:
    url = bench.site.says("/open", answer(b"<p>Apply</p>"))

    for _ in range(2):
        await bench.links.closed([url, url])
    assert bench.asked == 1

    bench.now[0] += timedelta(hours=21)
    await bench.links.closed([url])
    assert bench.asked == 2


async def test_a_dead_link_is_never_asked_again(bench: Bench) -> None:
    url = bench.site.says("/gone", answer(b"", status="410 Gone"))

    assert await bench.links.closed([url]) == {url}
    bench.now[0] += timedelta(days=30)
    assert await bench.links.closed([url]) == {url}
    assert bench.asked == 1


async def test_what_does_not_answer_in_time_holds_nobody_up(bench: Bench) -> None:
    async def never(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3600)

    slow = bench.site.says("/never", never)

    async with PoliteWeb(replace(QUICK, timeout_s=60, whole_s=60)) as patient:
        hasty = Links(bench.store, patient, clock=lambda: NOW, patience_s=0.05)
        assert await hasty.closed([slow]) == frozenset()


@pytest.mark.parametrize(
    "url",
    ["https://jobs.example.com/1", "https://kestrel.example/1", "ftp://kestrel.com/1", "/1", ""],
)
async def test_what_leads_nowhere_on_purpose_is_not_asked(bench: Bench, url: str) -> None:
    assert await bench.links.closed([url]) == frozenset()
    assert await bench.store.read(lambda db: db.table("link_checks").count) == 0


async def test_no_links_ask_nobody(bench: Bench) -> None:
    assert await bench.links.closed([]) == frozenset()
