"""/feed in the chat, and the feed itself over HTTP: one secret link, and 404 for all others."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
from defusedxml import ElementTree

from bot.stores.feeds import hashed
from bot.web.server import serving
from scoring.model import RawPosting
from tests.bot.chat import Chat
from tests.factories import raw

_WEB: dict[str, Any] = {"web_port": 8080, "web_url": "https://picks.example.com/"}
_JOBS = [
    raw(
        external_id="1", title="Backend Engineer <b>&amp;", url="https://jobs.example.com/1?a=1&b=2"
    ),
    raw(
        external_id="2",
        title="Python Developer\x07",
        company="Wren ]]> Mills",
        url="https://jobs.example.com/2",
        html="<p>Looms that weave themselves: you write their Python firmware.</p>",
    ),
]
_HOME = "https://t.me/daily_job_picks_bot"
_LINK = re.compile(r"https://picks\.example\.com(/feed/([\w-]{43})\.(?:xml|json))")


@asynccontextmanager
async def _served(
    jobs: Sequence[RawPosting] = _JOBS,
) -> AsyncIterator[tuple[Chat, httpx.AsyncClient]]:
    """A chat with a person who has picks, its web server, and somebody who asks it."""
    async with Chat(jobs=jobs, **_WEB) as chat:
        await chat.says("/start")
        await chat.says("Backend Engineer, Python")
        await chat.says("/picks")
        async with (
            serving(chat.services, listen="127.0.0.1", port=0, home=lambda: _HOME) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as web,
        ):
            yield chat, web


async def _link(chat: Chat) -> str:
    """Make the link in the chat; return the path of the RSS."""
    await chat.says("/feed")
    await chat.taps("Make the link")
    return _path(chat)


def _path(chat: Chat) -> str:
    found = _LINK.search(chat.text)
    assert found, chat.text
    return found[1]


def _read(content: bytes) -> Any:
    """Return the RSS, read as foreign XML is."""
    return ElementTree.fromstring(content)


async def test_the_rss_is_what_the_specification_asks_for() -> None:
    async with _served() as (chat, web):
        answer = await web.get(await _link(chat))

    rss = _read(answer.content)
    channel = rss.find("channel")
    items = channel.findall("item")
    assert (answer.status_code, rss.tag, rss.get("version")) == (200, "rss", "2.0")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert len(items) == 2
    assert {each.findtext("link") for each in items} == {
        "https://jobs.example.com/1?a=1&b=2",
        "https://jobs.example.com/2",
    }
    titles = " ".join(each.findtext("title") for each in items)
    assert "Backend Engineer &" in titles
    assert "Wren ]]> Mills" in titles
    for each in items:
        assert each.find("guid").get("isPermaLink") == "false"
        assert each.findtext("guid").startswith("urn:daily-job-picks:")
        assert parsedate_to_datetime(each.findtext("pubDate")) == chat.now
        assert each.findtext("description").startswith("<p>")


async def test_the_json_feed_is_what_the_specification_asks_for() -> None:
    async with _served() as (chat, web):
        path = (await _link(chat)).replace(".xml", ".json")
        answer = await web.get(path)

    feed = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Daily Job Picks"
    assert feed["home_page_url"] == _HOME
    assert feed["feed_url"] == f"https://picks.example.com{path}"
    assert len({each["id"] for each in feed["items"]}) == 2
    for each in feed["items"]:
        assert isinstance(each["id"], str)
        assert each["url"].startswith("https://jobs.example.com/")
        assert each["content_html"].startswith("<p>")
        assert datetime.fromisoformat(each["date_published"]) == chat.now


async def test_a_reader_that_has_it_gets_304_and_a_new_pick_changes_that() -> None:
    async with _served() as (chat, web):
        path = await _link(chat)
        first = await web.get(path)
        tag, date = first.headers["ETag"], first.headers["Last-Modified"]
        by_tag = await web.get(path, headers={"If-None-Match": tag})
        by_date = await web.get(path, headers={"If-Modified-Since": date})

        chat.now += timedelta(days=1)
        later = {"external_id": "3", "company": "Heron Kites", "url": "https://jobs.example.com/3"}
        await chat.publish(raw(**later, html="<p>Kites that steer themselves, in Python.</p>"))
        await chat.says("/picks")
        anew = await web.get(path, headers={"If-None-Match": tag, "If-Modified-Since": date})

    assert [each.status_code for each in (first, by_tag, by_date, anew)] == [200, 304, 304, 200]
    assert by_tag.content == by_date.content == b""
    assert by_tag.headers["ETag"] == by_date.headers["ETag"] == tag
    links = [each.findtext("link") for each in _read(anew.content).iter("item")]
    assert links[0] == "https://jobs.example.com/3"
    assert len(links) == 3


async def test_nobody_keeps_it_for_others_and_head_has_no_body() -> None:
    async with _served() as (chat, web):
        path = await _link(chat)
        whole, head = await web.get(path), await web.head(path)

    assert whole.headers["Cache-Control"].startswith("private")
    assert "noindex" in whole.headers["X-Robots-Tag"]
    assert "Server" not in whole.headers
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_whatever_is_not_there_looks_alike(method: str) -> None:
    wrong = "A" * 43
    ends = ("", "feed/", f"feed/{wrong}.xml", f"feed/{wrong}.txt", "feed/x.xml", "robots.txt")
    async with _served(()) as (_, web):
        answers = [await web.request(method, f"/{end}") for end in ends]
        health = await web.request(method, "/healthz")

    said = {(each.status_code, each.content, tuple(sorted(each.headers))) for each in answers}
    assert len(said) == 1
    assert answers[0].status_code == 404
    assert health.status_code == (200 if method in {"GET", "HEAD"} else 404)


async def test_healthz_says_ok_and_nothing_else() -> None:
    async with _served(()) as (_, web):
        answer = await web.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


async def test_a_new_link_ends_the_old_one_and_off_ends_all() -> None:
    async with _served() as (chat, web):
        old = await _link(chat)
        await chat.says("/feed")
        standing = chat.text
        await chat.taps("New link")
        new = _path(chat)
        codes = [(await web.get(path)).status_code for path in (old, new)]
        await chat.taps("Turn off")
        codes.append((await web.get(new)).status_code)

    assert old not in standing
    assert "made on 2 Jan 2026" in standing
    assert codes == [404, 200, 404]
    assert chat.text == "Your feed is off. Its link leads nowhere now."


async def test_a_button_that_is_pressed_twice_makes_one_link() -> None:
    async with _served() as (chat, web):
        await chat.says("/feed")
        for _ in range(2):  # the second before the first was answered
            chat.sandbox.press("Make the link", person=chat.person)
        await chat.settle()
        answer = await web.get(_path(chat))
        toasts = chat.sandbox.world.chats[chat.person].toasts

    assert answer.status_code == 200
    assert "has changed since" in str(toasts[-1])


async def test_only_a_hash_of_the_secret_is_in_the_files() -> None:
    async with _served() as (chat, _):
        path = await _link(chat)
        token = path.removeprefix("/feed/").removesuffix(".xml")
        feed = await chat.services.feeds.behind(token)
        folder = chat.services.settings.database.parent
        files = b"".join(
            each.read_bytes() for each in folder.glob("picks.db*") if "ballast" not in each.name
        )

    assert feed is not None
    assert feed.person_id == chat.person
    assert token.encode() not in files
    assert hashed(token).encode() in files


async def test_what_was_passed_over_is_not_in_the_feed_and_forgetting_ends_it() -> None:
    async with _served() as (chat, web):
        path = await _link(chat)
        await chat.says("/picks again")
        await chat.taps("1")
        await chat.taps("Not for me")
        await chat.taps("Seen it")
        fewer = _read((await web.get(path)).content).findall(".//item")
        await chat.says("/forget")
        await chat.taps("Delete everything")
        gone = await web.get(path)

    assert len(fewer) == 1
    assert gone.status_code == 404


async def test_who_asks_too_often_is_asked_to_wait() -> None:
    async with _served(()) as (chat, web):
        path = await _link(chat)
        codes = [(await web.get(path)).status_code for _ in range(31)]
        last = await web.get(path)

    assert codes == [200] * 30 + [429]
    assert int(last.headers["Retry-After"]) > 0


async def test_an_address_that_guesses_is_stopped_and_another_one_is_not() -> None:
    near = {"X-Forwarded-For": "spoofed, 198.51.100.7"}
    far = {"X-Forwarded-For": "198.51.100.8"}
    async with _served(()) as (_, web):
        wrong = f"/feed/{'A' * 43}.xml"
        codes = {(await web.get(wrong, headers=near)).status_code for _ in range(120)}
        stopped = await web.get(wrong, headers=near)
        other = await web.get(wrong, headers=far)

    assert codes == {404}
    assert (stopped.status_code, other.status_code) == (429, 404)


async def test_connections_without_end_leave_the_bot_its_own_files() -> None:
    async with (
        Chat(**_WEB) as chat,
        serving(chat.services, listen="127.0.0.1", port=0, home=lambda: _HOME) as port,
    ):
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(140)]
        refused, _ = silent[-1]
        end = await refused.read()
        for _, writer in silent:
            writer.close()
            await writer.wait_closed()
        async with httpx.AsyncClient(trust_env=False) as web:
            answer = await web.get(f"http://127.0.0.1:{port}/healthz")

    assert end == b""
    assert answer.text == "ok\n"


async def test_the_feed_speaks_the_persons_language() -> None:
    async with _served() as (chat, web):
        path = await _link(chat)
        await chat.services.people.change(chat.person, language="de")
        answer = await web.get(path)

    channel = _read(answer.content).find("channel")
    assert channel.findtext("language") == "de"


async def test_without_a_web_server_feed_says_what_the_owner_must_set() -> None:
    async with Chat() as chat:
        ben = chat.somebody(80808)
        for each in (chat, ben):
            await each.says("/start")
            await each.says("/feed")

        assert "WEB_PORT" in chat.messages[-1].words
        assert "WEB_URL" in chat.messages[-1].words
        assert "Its owner can turn it on" in ben.text
