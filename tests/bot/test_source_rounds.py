"""A week of real rounds of one feed, its silence, and what the owner and a restart know of it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.compose import open_services
from scoring.model import Fetch
from scoring.ports import Page
from tests.bot.chat import Chat

FEED = "https://jobs.example.com/jobs.xml"


@dataclass
class OnePage:
    """A web of one page."""

    body: bytes = b""

    async def get(self, fetch: Fetch) -> Page:
        return Page(body=self.body, url=fetch.url)


def feed(count: int) -> bytes:
    items = "".join(
        f"<item><title>Baker {n}</title><link>https://jobs.example.com/{n}</link>"
        f"<guid>{n}</guid><description>You bake loaf number {n}.</description></item>"
        for n in range(count)
    )
    return f"<rss><channel><title>Jobs</title>{items}</channel></rss>".encode()


async def test_a_feed_falls_silent_changes_its_shape_and_comes_back() -> None:
    web = OnePage()
    async with Chat(sources=("feed",), boards=(f"feed:{FEED}",)) as chat:
        await chat.says("/start")
        ingests = chat.services.ingests
        assert ingests is not None
        for web.body in (*(feed(30),) * 6, feed(1), b"<html>Are you human?</html>"):
            await ingests.run(now=chat.now, web=web)
            chat.now += timedelta(days=1)
        chat.now -= timedelta(hours=23)

        assert ingests.quiet_sources() == ("feed",)
        async with open_services(chat.services.settings, clock=lambda: chat.now) as again:
            assert again.quiet_sources() == ("feed",)

        await chat.wait(minutes=1)
        assert "The source RSS and Atom feeds is quiet: it lists 1 postings" in chat.text
        await chat.says("/sources")
        assert "RSS and Atom feeds: it sent a page that I cannot read" in chat.text
        await chat.taps("In detail")
        assert "feed-2026-01-09.sample" in chat.text

        web.body = feed(31)
        for _ in range(2):
            chat.now += timedelta(days=1)
            await ingests.run(now=chat.now, web=web)
        await chat.wait(minutes=1)
        assert "RSS and Atom feeds is well again: it lists 31 postings." in chat.text
