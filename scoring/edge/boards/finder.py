"""Finds a company's board: among those that are known, behind a link, or where it likely is.

The hosts of job boards are asked politely and a bounded number of times. What leaves is the
company's name, and nothing of who asked for it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.boards import starter
from scoring.boards.guess import guesses, second_guesses, squashed
from scoring.boards.seen import BoardKey, boards_in, key_of
from scoring.edge.boards.found import FoundBoards
from scoring.edge.boards.yields import yields
from scoring.edge.db import Store
from scoring.edge.web.http import Manners
from scoring.errors import InputError, SourceChanged, SourceGone, SourceUnavailable
from scoring.given.links import is_linkedin
from scoring.model import Ask, Fetch
from scoring.phrases import phrase, plural
from scoring.ports import Web
from scoring.sources import board_at, discover, read

MANNERS = Manners(timeout_s=8.0, whole_s=20.0, attempts=1, most_bytes=30_000_000, pause_s=0.2)
"""For a look at a board that a person waits for."""

MOST_AN_HOUR = 20  # searches of one person
MOST_FOUND = 5  # boards that are offered
_PATIENCE_S = 40.0  # for all that one search asks
_AT_ONCE = 6
_MOST_PEOPLE = 10_000  # whose searches are counted
_PAGE = ("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1")
_LINKEDIN = phrase(
    "LinkedIn's terms do not let a program read its pages, so I do not open that link. "
    "Send me the company's name, or a link to its own careers page."
)

Board = tuple[str, str]  # the source, and the board as `Ask.boards` has it
Progress = Callable[[int], Awaitable[None]]  # is told at how many places it looks at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A board that may be the one: its company, and how many open postings its first page has."""

    source: str
    board: str
    company: str
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a search found, the largest board first, and how many places did not answer."""

    offers: tuple[Offer, ...] = ()
    silent: int = 0
    looked: int = 0


class BoardFinder:
    """Looks for boards. May raise StoreError."""

    def __init__(self, store: Store, *, web: Web, clock: Callable[[], datetime]) -> None:
        """Take the open store, the client and the clock."""
        self._store = store
        self._web = web
        self._clock = clock
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._searches: dict[str, deque[datetime]] = {}

    async def named(
        self, company: str, *, person: str, named: Sequence[Board] = (), progress: Progress
    ) -> Finding:
        """Return the boards of a company of this name; `named` are boards that the settings name.

        Raises InputError where one person searches too often.
        """
        self._count(person)
        known = await self._known(company, named)
        if known:
            found = await self._looked(known)
            if found.offers:
                return found
        places, others = guesses(company), second_guesses(company)
        if not places:
            return Finding()
        await progress(len(places) + len(others))
        first = await self._looked(places, empty=False)
        if first.offers:
            return first
        second = await self._looked(others, empty=False)
        return Finding(
            offers=second.offers,
            silent=first.silent + second.silent,
            looked=first.looked + second.looked,
        )

    async def behind(self, url: str, *, person: str) -> Finding:
        """Return the boards behind a link: to a board, or to a page that links to some.

        `url` was checked before. Raises InputError where one person searches too often, and for
        a link to LinkedIn.
        """
        if is_linkedin(url):
            raise InputError(_LINKEDIN)
        self._count(person)
        if board := board_at(url):
            return await self._looked([board])
        try:
            page = await self._web.get(Fetch(url=url, headers=(_PAGE,)))
        except SourceUnavailable:
            return Finding(silent=1, looked=1)
        if is_linkedin(page.url):
            raise InputError(_LINKEDIN)
        text = page.body.decode("utf-8", "replace")
        moved = board_at(page.url)
        boards = [moved] if moved else await asyncio.to_thread(boards_in, text)
        found = await self._looked(boards[:MOST_FOUND])
        return Finding(offers=found.offers, silent=found.silent, looked=found.looked + 1)

    async def _known(self, company: str, named: Sequence[Board]) -> list[Board]:
        """Return the boards that are known under this name."""
        wanted = squashed(company)
        lists = [(source, each) for source, many in starter().items() for each in many]
        found = [
            (each.source, each.label)
            for each in await FoundBoards(self._store).all()
            if each.state != "removed"
        ]
        fit = [each for each in (*named, *lists, *found) if _fits(each, wanted)]
        unique = {key_of(*each): each for each in reversed(fit) if each[0] in discover()}
        return list(unique.values())[:MOST_FOUND]

    async def _looked(self, boards: Iterable[Board], *, empty: bool = True) -> Finding:
        """Ask each board once; without `empty` one that lists nothing counts as not there."""
        gave = await yields(self._store, now=self._clock())
        listed = {key: each.listed for key, each in gave.items() if not each.failing}
        results: dict[Board, Offer | bool | None] = dict.fromkeys(boards)

        async def look(board: Board) -> None:
            results[board] = await self._look(board, listed)

        with suppress(TimeoutError):  # who did not answer in time is silent
            async with asyncio.timeout(_PATIENCE_S), asyncio.TaskGroup() as group:
                for each in tuple(results):
                    group.create_task(look(each))
        found = [each for each in results.values() if isinstance(each, Offer)]
        offers = [each for each in found if each.listed or empty]
        offers.sort(key=lambda each: (-each.listed, each.source, each.board))
        silent = sum(each is None for each in results.values())
        return Finding(offers=tuple(offers[:MOST_FOUND]), silent=silent, looked=len(results))

    async def _look(self, board: Board, listed: dict[BoardKey, int]) -> Offer | bool | None:
        """Return the board's offer, False where it is not there, None where nobody answered."""
        source, (token, _, company) = board[0], board[1].partition("=")
        if known := listed.get(key_of(source, token)):
            return Offer(source=source, board=token, company=company, listed=known)
        async with self._gate:
            fetch = next(iter(discover()[source].start(Ask(boards={source: (board[1],)}))))
            try:
                page = await self._web.get(fetch)
                parsed = await asyncio.to_thread(read, discover()[source], fetch, page.body)
            except (SourceGone, SourceChanged):
                return False
            except SourceUnavailable:
                return None
        name = company or next((each.company for each in parsed.postings if each.company), "")
        ids = {each.external_id for each in parsed.postings if each.open}
        return Offer(source=source, board=token, company=name, listed=len(ids))

    def forget(self, person: str) -> None:
        """Forget who searched."""
        self._searches.pop(person, None)

    def _count(self, person: str) -> None:
        """Count a search. Raises InputError for one too many within the hour."""
        now = self._clock()
        if len(self._searches) > _MOST_PEOPLE:
            self._searches.clear()
        recent = self._searches.setdefault(person, deque(maxlen=MOST_AN_HOUR))
        if len(recent) == MOST_AN_HOUR and recent[0] > now - timedelta(hours=1):
            raise InputError(
                plural(
                    "I looked for {count} boards within the hour for you; ask again later.",
                    "I looked for {count} boards within the hour for you; ask again later.",
                    count=MOST_AN_HOUR,
                )
            )
        recent.append(now)


def _fits(board: Board, wanted: str) -> bool:
    """Tell whether a board's token or its company's name is the one that is looked for."""
    token, _, company = board[1].partition("=")
    names = (squashed(token.partition("@")[0]), squashed(company))
    return bool(wanted) and wanted in names
