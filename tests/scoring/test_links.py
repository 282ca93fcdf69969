"""Links before they are sent: what is dead, what is a wall, and what is asked only once."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.edge.db import Store
from scoring.edge.web import links
from scoring.edge.web.http import PoliteWeb
from scoring.edge.web.links import Links
from scoring.liveness import closes, look, says_closed
from scoring.model import RawPosting
from scoring.normalise.text import plain_text
from scoring.sources.file import read_file
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
        "No longer accepting applications",
        "The job you are looking for is no longer open.",
        "The job posting you're looking for might have closed, or it has been removed.",
        "This job post is no longer active",
        "Sorry, we couldn’t find that job",
        "Job closed",
        "This vacancy is closed",
        "Job not found",
        "404 - Page not found",
        "Applications are now closed",
        "The application deadline has passed",
        "Diese Stelle ist leider bereits besetzt.",
        "Die Stellenanzeige ist nicht mehr verfügbar",
        "Dieses Stellenangebot ist leider nicht mehr online.",
        "Die von Ihnen gesuchte Stelle ist nicht mehr aktiv",
        "Cette offre n’est plus disponible",
        "L'offre que vous souhaitez afficher n'est plus disponible",
        "Cette offre a été pourvue.",
        "Ce poste a été pourvu.",
        "Offre d'emploi expirée",
        "Esta oferta ya no está disponible",
        "La oferta de empleo ya no se encuentra activa",
        "La vacante ha sido cubierta",
        "Esta oferta ha caducado",
        "Esta vaga foi encerrada",
        "Esta vaga não está mais recebendo candidaturas.",
        "A vaga já não está disponível",
        "Vaga não encontrada",
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
        "InformationOnce this job has closed, the job advert will no longer be available.",
        "You will keep pages that are no longer available out of our index. " * 4,
        "Visa sponsorship is no longer available for this role.",
        "For this role relocation support is no longer available",
        "You retire systems that are no longer active.",
        "This role is no longer available to people outside of the EU.",
        "Build closed-loop controllers and expired-token handling",
        "You lead the team whose last job not found by monitoring was a cron job",
        "Wenn die Stelle bereits besetzt ist, melden wir uns.",
        "Du löst Systeme ab, die nicht mehr verfügbar sind",
        "Nous remplaçons un outil qui n’est plus disponible",
        "Si la vacante ha sido cubierta, te avisaremos",
        "Sistemas que ya no están disponibles",
        "Mantener software que não está mais disponível",
    ],
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
    assert not closed(page(NOW.replace(hour=0)))  # a day lasts to its end


@pytest.mark.parametrize(
    "landed",
    [
        "https://job-boards.greenhouse.io/kestrel?error=true",
        "https://apply.workable.com/kestrel/?not_found=true",
        "https://www.linkedin.com/jobs/cook-jobs?trk=expired_jd_redirect",
        "https://jobs.example.com/job-expired",
        "https://jobs.example.com/404.html",
    ],
)
def test_a_redirect_to_a_page_for_what_is_gone_closes_it(landed: str) -> None:
    assert closed("<p>All jobs</p>", landed=landed)


@pytest.mark.parametrize(
    "landed",
    [
        "https://jobs.example.com/1234-cook",
        "https://jobs.example.com/1234-closed-loop-control-engineer",
        "https://jobs.example.com/error-budget-owner?source=expired-list",
        "https://jobs.example.com/1234?error=",
        "https://jobs.example.com/",
    ],
)
def test_a_redirect_to_anywhere_else_says_nothing(landed: str) -> None:
    assert not closed("<p>The job</p>", landed=landed)


def test_an_ashby_page_without_its_posting_is_closed() -> None:
    """Its words come by a script, so that only the data in it tell."""
    shell = '<title>Jobs</title><script>window.__appData = {{"posting":{posting}}};</script>'
    url = "https://jobs.ashbyhq.com/kestrel/1234"

    def is_closed(posting: str, at: str) -> bool:
        page = shell.format(posting=posting).encode()
        return says_closed(page, asked=at, landed=at, now=NOW)

    assert is_closed("null", url)
    assert not is_closed('{"title":"Cook"}', url)
    assert not is_closed("null", URL)


@pytest.mark.parametrize(
    "page",
    [
        "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>",
        "<title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked</p>",
        "<p>Please verify you are a human</p>",
        "<title>Access Denied</title>",
        "<h1>Pardon Our Interruption</h1>",
    ],
)
def test_a_wall_is_no_answer(page: str) -> None:
    assert look(page.encode(), asked=URL, landed=URL, now=NOW) == "unknown"


def test_a_job_that_is_about_walls_is_open() -> None:
    page = f"<p>{'You build our captcha and verify that each bot is a bot. ' * 80}</p>"

    assert look(page.encode(), asked=URL, landed=URL, now=NOW) == "open"


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


async def test_a_wall_is_asked_again_sooner_than_an_open_page(bench: Bench) -> None:
    url = bench.site.says("/wall", answer(b"<title>Just a moment...</title>"))

    await bench.links.closed([url])
    bench.now[0] += timedelta(hours=5)
    await bench.links.closed([url])

    assert bench.asked == 2


@pytest.mark.shared
def test_no_real_posting_that_was_open_is_taken_for_closed(shared: Path) -> None:
    """Every line of 300 postings that were read while they were open, in three languages."""
    folder = shared / "data" / "postings"
    names = ("gupy_brazil_2026", "greenhouse_mix_2026", "hackernews_who_is_hiring_2026")
    raws = [
        each
        for name in names
        for each in islice(read_file(folder / f"{name}.jsonl.gz"), 100)
        if isinstance(each, RawPosting)
    ]

    lines = [line for raw in raws for line in plain_text(raw.html).splitlines()]

    assert len(raws) > 250
    assert [line for line in lines if len(line) <= 200 and closes(line)] == []
