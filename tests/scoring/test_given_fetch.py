"""Pages that people give links to, on a site that misbehaves in every way that sites do."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from scoring.edge.web.given import MOST_AN_HOUR, GivenReader, open_reader
from scoring.edge.web.http import Manners, PoliteWeb
from scoring.errors import InputError
from scoring.given import postings_of
from tests.factories import NOW
from tests.scoring.documents import pdf
from tests.scoring.site import QUICK, Site, answer, open_site

ONCE = replace(QUICK, attempts=1)

TEXT = """
<p>You will look after the machines that pack our bread, day and night.</p>
<h3>Requirements</h3><ul><li>At least 3 years of experience with Python and PLCs</li>
<li>You speak German</li></ul><p>We offer a salary of 60,000 EUR and 30 days of holiday.</p>
<p>Apply now: send us your CV. The role reports to the head of the plant in Leipzig.</p>
"""
DATA = (
    '<script type="application/ld+json">{"@type": "JobPosting", "title": "Baker",'
    '"hiringOrganization": {"name": "Kestrel Mills"}, "datePosted": "2026-01-01",'
    '"jobLocation": {"address": {"addressLocality": "Leipzig", "addressCountry": "DE"}},'
    '"description": "<p>Bread, every night.</p>"}</script>'
)


def page(body: str, *, title: str = "Automation Engineer - Kestrel Mills - Leipzig") -> bytes:
    menu = "<nav><a href=/>Home</a><a href=/jobs>All jobs</a></nav><div class='cookies'>Yes</div>"
    foot = "<footer>Imprint. Follow us.</footer>"
    head = (
        f"<head><title>{title}</title><meta property='og:site_name' content='Kestrel Mills'></head>"
    )
    return f"<!doctype html><html>{head}<body>{menu}{body}{foot}</body></html>".encode()


def html(body: bytes, **more: str) -> bytes:
    headers: dict[str, Any] = {"Content_Type": "text/html; charset=utf-8"} | more
    return answer(body, **headers)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@asynccontextmanager
async def reading(manners: Manners = ONCE, **more: Any) -> AsyncIterator[GivenReader]:
    async with PoliteWeb(manners) as web:
        settings: dict[str, Any] = {
            "one": web,
            "whole": web,
            "clock": lambda: NOW,
            "check": lambda link: link,
        }
        yield GivenReader(**(settings | more))


async def refusal(link: str, manners: Manners = ONCE, **more: Any) -> str:
    async with reading(manners, **more) as reader:
        with pytest.raises(InputError) as refused:
            await reader.link(link)
    return str(refused.value)


async def test_the_data_of_a_page_comes_before_its_text(site: Site) -> None:
    url = site.says("/jobs/1", html(page(DATA + TEXT)))

    async with reading() as reader:
        given = await reader.link(url)

    [raw] = given.raws
    assert (given.way, given.public) == ("data", False)
    assert (raw.title, raw.company, raw.locations) == ("Baker", "Kestrel Mills", ("Leipzig, DE",))


async def test_microdata_is_data_too(site: Site) -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1>'
        '<div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">'
        '<span itemprop="name">Kestrel Mills</span></div><meta itemprop="datePosted" '
        'content="2026-01-01"><div itemprop="description"><p>Bread, every <b>night</b>.</p></div>'
        "</div>"
    )
    url = site.says("/jobs/1", html(page(body)))

    async with reading() as reader:
        given = await reader.link(url)

    [raw] = given.raws
    assert given.way == "data"
    assert (raw.title, raw.company) == ("Baker", "Kestrel Mills")
    assert "every <b>night</b>" in raw.html


async def test_a_page_without_data_is_read_as_text_without_what_stands_around_it(
    site: Site,
) -> None:
    url = site.says("/jobs/1", html(page(f"<main><h1>Automation Engineer</h1>{TEXT}</main>")))

    async with reading() as reader:
        given = await reader.link(url)

    [raw] = given.raws
    assert (given.way, raw.title, raw.company) == ("page", "Automation Engineer", "Kestrel Mills")
    assert raw.locations == ("Leipzig",)
    assert "30 days of holiday" in raw.html
    for word in ("All jobs", "Imprint", "Yes"):
        assert word not in raw.html


async def test_an_old_page_is_read_in_its_own_letters(site: Site) -> None:
    body = page(f"<h1>Bäcker (m/w/d)</h1><p>Wir suchen Sie für Köln.</p>{TEXT}").decode()
    url = site.says(
        "/jobs/1", answer(body.encode("latin-1"), Content_Type="text/html; charset=iso-8859-1")
    )

    async with reading() as reader:
        given = await reader.link(url)

    assert given.raws[0].title == "Bäcker (m/w/d)"


async def test_a_posting_as_pdf_is_read(site: Site) -> None:
    lines = [
        "Automation Engineer at Kestrel Mills - Leipzig",
        "You will look after our machines.",
        "Requirements: at least 3 years of experience. Apply now, we are hiring.",
    ]
    url = site.says("/jobs/1.pdf", answer(pdf(lines), Content_Type="application/pdf"))

    async with reading() as reader:
        given = await reader.link(url)

    assert (given.raws[0].title, given.raws[0].company) == ("Automation Engineer", "Kestrel Mills")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://localhost:8080/",
        "http://metadata.google.internal/",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
async def test_a_redirect_to_an_inner_address_is_not_followed(site: Site, target: str) -> None:
    url = site.says("/jobs/1", answer(status="302 Found", Location=target))

    said = await refusal(url)

    assert said.startswith("I could not read that page: ")
    assert "text instead" in said
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "inner", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "::ffff:7f00:1"]
)
async def test_a_name_that_leads_to_an_inner_address_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    """Also where another of the name's addresses is public."""

    async def resolved(*_: object, **__: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80))
            for each in ("93.184.216.34", inner)
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    async with open_reader(clock=lambda: NOW) as reader:
        with pytest.raises(InputError, match="not a public address"):
            await reader.link("https://jobs.kestrel-mills.com/1")
    assert site.asked == []


async def test_behind_a_proxy_too_an_inner_name_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy connects, so nothing but a look at the name stands before its inner network."""

    async def resolved(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]

    monkeypatch.setenv("HTTPS_PROXY", site.url)
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    async with open_reader(clock=lambda: NOW) as reader:
        with pytest.raises(InputError, match="not a public address"):
            await reader.link("https://jobs.kestrel-mills.com/1")
    assert site.asked == []


async def test_the_reader_of_the_program_opens_no_address_of_this_machine(site: Site) -> None:
    url = site.says("/jobs/1", html(page(DATA)))

    async with open_reader(clock=lambda: NOW) as reader:
        with pytest.raises(InputError, match="no public site"):
            await reader.link(url)
    assert site.asked == []


async def test_nothing_of_a_person_goes_along(site: Site) -> None:
    url = site.says("/jobs/1", html(page(DATA), Set_Cookie="who=anna"))

    async with reading() as reader:
        await reader.link(url, person="7")
        await reader.link(url, person="7")

    assert all({"cookie", "authorization", "referer"}.isdisjoint(each) for _, each in site.asked)


async def test_a_page_that_never_ends_is_left_at_the_size_cap(site: Site) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"<p>we are hiring</p>" * 1_000)
            await writer.drain()

    assert "larger than" in await refusal(site.says("/jobs/1", endless))


async def test_a_bomb_does_not_go_off(site: Site) -> None:
    bomb = gzip.compress(b"<p>hiring</p>" * 1_000_000)
    url = site.says("/jobs/1", html(bomb, Content_Encoding="gzip"))

    assert "larger than" in await refusal(url)


async def test_a_page_that_drips_is_left_in_time(site: Site) -> None:
    async def drips(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    assert "too long to answer" in await refusal(site.says("/jobs/1", drips), whole_s=0.2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(status="404 Not Found"), "is gone"),
        (answer(status="410 Gone"), "is gone"),
        (answer(status="403 Forbidden"), "does not let me read"),
        (answer(status="401 No"), "does not let me read"),
        (answer(status="500 Oops"), "it answered 500"),
        (answer(status="999 No"), "it answered 999"),
        (answer(b"\x89PNG\r\n", Content_Type="image/png"), "no page that I can read"),
        (answer(b"PK\x03\x04", Content_Type="application/zip"), "no page that I can read"),
        (answer(b'{"a": 1}', Content_Type="application/json"), "no page that I can read"),
        (html(b""), "no job posting"),
        (html(page(TEXT, title="Baker Jobs in Leipzig - 12 found")), "no job posting"),
        (html(page("<p>Our bread is the best bread in town.</p>" * 20, title="Bread")), "no job"),
        (html(page("<h1>Sorry</h1><p>This position has been filled.</p>")), "is closed"),
        (html(page("<h1>Checking your browser</h1>", title="Just a moment...")), "does not let me"),
        (html(page("<p>Please sign in to continue.</p>", title="Log in")), "logged in"),
        (html(page("<div id=root></div><script>go()</script>", title="Jobs")), "without a browser"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_stands_in_the_way_is_said(site: Site, given: bytes, said: str) -> None:
    assert said in await refusal(site.says("/jobs/1", given))


async def test_a_redirect_to_the_login_is_said(site: Site) -> None:
    site.says("/login", html(page("<form><input name=user></form>", title="Welcome")))
    url = site.says("/jobs/1", answer(status="302 Found", Location="/login?next=1"))

    assert "logged in" in await refusal(url)


async def test_a_job_whose_last_day_is_over_is_closed(site: Site) -> None:
    over = DATA.replace('"datePosted"', '"validThrough": "2025-12-01", "datePosted"')

    assert "closed" in await refusal(site.says("/jobs/1", html(page(over))))


async def test_linkedin_is_not_opened_unless_its_owner_allows_it() -> None:
    async with reading() as reader:
        for link in ("https://de.linkedin.com/jobs/view/3812345678", "https://lnkd.in/abc"):
            with pytest.raises(InputError, match="terms"):
                await reader.link(link)


async def test_one_person_has_so_many_links_opened_an_hour(site: Site) -> None:
    moments = [NOW]
    url = site.says("/jobs/1", html(page(DATA)))

    def clock() -> datetime:
        return moments[-1]

    async with reading(clock=clock) as reader:
        for _ in range(MOST_AN_HOUR):
            await reader.link(url, person="7")
        with pytest.raises(InputError, match="many links"):
            await reader.link(url, person="7")
        await reader.link(url, person="8")
        moments.append(NOW + timedelta(hours=1, seconds=1))
        await reader.link(url, person="7")


async def test_a_page_may_not_claim_the_address_of_another_site(site: Site) -> None:
    claimed = DATA.replace('"title"', '"url": "https://bank.example/login", "title"')
    url = site.says("/jobs/1", html(page(claimed)))

    async with reading() as reader:
        given = await reader.link(url)

    [posting] = postings_of(given, seen_at=NOW)
    assert "bank.example" not in posting.url
