"""A chat whose bot finds the hosts of the job boards on loopback, and what a round would find."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from scoring.edge.boards.finder import BoardFinder
from scoring.edge.boards.store import BoardsStore
from scoring.ingest.visit import BoardVisit
from scoring.normalise import normalise
from tests.bot.chat import Chat
from tests.factories import person, profile, raw
from tests.hosts import Hosts, open_hosts

LEVER = "https://api.lever.co/v0/postings"


@asynccontextmanager
async def talk(**settings: object) -> AsyncIterator[tuple[Chat, Hosts]]:
    """Open a chat whose bot finds the job boards' hosts on loopback."""
    async with open_hosts() as hosts, Chat(**settings) as chat:  # type: ignore[arg-type]
        store = chat.services.watches._store
        finder = BoardFinder(store, web=hosts, clock=lambda: chat.now)
        chat.services = replace(chat.services, finder=finder)
        chat.app.bot_data["services"] = chat.services
        await chat.services.people.add(person(id=chat.person))
        await chat.services.profiles.save(chat.person, profile(), now=chat.now)
        yield chat, hosts


def lever(hosts: Hosts, site: str, *titles: str) -> None:
    url = f"{LEVER}/{site}"
    jobs = [{"id": each, "text": each, "hostedUrl": f"https://x/{each}"} for each in titles]
    hosts.says(url, jobs)


async def listed(chat: Chat, *titles: str, board: str = "kestrel") -> None:
    """Let a board list these jobs, as a round at this moment would find them."""
    jobs = [
        raw(
            external_id=f"{board}-{title}",
            url=f"https://boards.greenhouse.io/{board}/jobs/{title.replace(' ', '-')}",
            title=title,
            company=board.title(),
            html=f"<p>You will be our {title}. Bring a driving licence for number {at}.</p>",
            posted_at=chat.now,
        )
        for at, title in enumerate(titles)
    ]
    await chat.publish(*jobs)
    ids = {normalise(job, source="greenhouse", seen_at=chat.now).id for job in jobs}
    boards = BoardsStore(chat.services.watches._store)
    await boards.keep("greenhouse", BoardVisit(board=board, seen=ids), now=chat.now)


async def watching(chat: Chat, hosts: Hosts) -> None:
    hosts.greenhouse("kestrel", "Baker")
    await chat.says("/watch kestrel")
    await chat.taps("Watch")
