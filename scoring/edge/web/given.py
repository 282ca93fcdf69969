"""Reads what a person gives: a link, which is fetched under guard, a file's bytes, or a text.

One page that a person asks for, as they would open it, is no crawling: robots.txt, which speaks
to robots that follow links (RFC 9309), is not asked. The client says its name all the same, asks
once, and a refusal ends it. Nobody's name, key or cookie goes along.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from scoring.edge.cv.reader import read_cv_text
from scoring.edge.web.http import Manners, PoliteWeb
from scoring.edge.web.reasons import why_of
from scoring.errors import InputError, SourceError, SourceGone, SourceRefused
from scoring.given import Given, picked, says
from scoring.given.links import checked, host_of, is_linkedin, is_whole_board
from scoring.given.mails import is_mail_file, read_mail
from scoring.given.pages import decoded, embedded_job, is_html, read_page, wall_of
from scoring.given.words import is_job, read_words
from scoring.liveness import says_closed
from scoring.model import Ask, Fetch, RawPosting
from scoring.normalise.trees import is_bottomless
from scoring.ports import Page, Web
from scoring.sources import Source, board_at, discover, posting_at, read
from scoring.sources._alert_text import alert_text

ONE = Manners(timeout_s=8.0, whole_s=15.0, attempts=1, most_bytes=3_000_000, pause_s=0.2)
"""For the one page that a link leads to."""

LIST = Manners(timeout_s=10.0, whole_s=25.0, attempts=1, most_bytes=30_000_000, pause_s=0.2)
"""For a company's whole list, where one posting cannot be asked for alone."""

WHOLE_S = 40.0  # for all that one link needs
MOST_AN_HOUR = 40  # links that one person may have opened
_AT_ONCE = 4
_MOST_PEOPLE = 10_000  # whose counts are held at once
_MOST_LIST_PAGES = 5
_ACCEPT = ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.8,*/*;q=0.1")


class GivenReader:
    """Reads links, files and texts. Every method raises InputError with what is wrong.

    `one` fetches a page, `whole` a list; `check` says which links are opened at all.
    """

    def __init__(
        self,
        *,
        one: Web,
        whole: Web,
        clock: Callable[[], datetime],
        linkedin: bool = False,
        check: Callable[[str], str] = checked,
        whole_s: float = WHOLE_S,
    ) -> None:
        """Take the clients and the clock; `linkedin` says that the owner allows its guest pages."""
        self._one = one
        self._whole = whole
        self._clock = clock
        self._linkedin = linkedin
        self._check = check
        self._whole_s = whole_s
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._opened: dict[str, deque[datetime]] = {}

    async def link(self, link: str, *, person: str = "") -> Given:
        """Return the posting behind a link, for a person who may have so many opened an hour."""
        url = self._check(link)
        self._allow(url)
        if is_whole_board(url):
            raise InputError(says.BOARD)
        self._count(person)
        async with self._gate:
            try:
                async with asyncio.timeout(self._whole_s):
                    return await self._of_board(url) or await self._of_page(url)
            except TimeoutError as error:
                raise InputError(says.slow(host_of(url))) from error

    async def file(self, body: bytes, *, name: str, kind: str = "", url: str = "") -> Given:
        """Return the postings in an e-mail, a page, a PDF or Word file, or a text."""
        if is_mail_file(body, name=name, kind=kind):
            return await self._mail(body)
        if is_html(body, kind=kind):
            page = decoded(body, kind=kind)
            found = await asyncio.to_thread(read_page, page, url=url)
            if not found.postings:
                raise InputError(says.no_job(host_of(url)))
            return Given(raws=found.postings, way="data" if found.data else "page", url=url)
        return await self.text((await read_cv_text(body, name=name)).text, url=url)

    async def text(self, words: str, *, url: str = "") -> Given:
        """Return the posting that a text is, or those of an alert."""
        alerts = await asyncio.to_thread(alert_text, words)
        if alerts:
            return Given(raws=alerts, way="alert")
        found = await asyncio.to_thread(read_words, words, url=url)
        if found is None or not is_job(found):
            raise InputError(says.EMPTY)
        return Given(raws=(found,), way="text", url=url)

    async def _mail(self, body: bytes) -> Given:
        """Return the postings of an alert that was sent as a file, or the one that a mail tells."""
        alerts, words = await asyncio.to_thread(read_mail, body)
        if not alerts:
            return await self.text(words)
        return Given(raws=alerts, way="mail", source=alerts[0].site.partition(".")[0])

    def _allow(self, url: str) -> None:
        """Raise InputError for a site whose terms forbid what we would do."""
        if not self._linkedin and is_linkedin(url):
            raise InputError(says.LINKEDIN)

    def forget(self, person: str) -> None:
        """Forget whose links were opened."""
        self._opened.pop(person, None)

    def _count(self, person: str) -> None:
        """Note one more link of this person's. Raises InputError where it is one too many."""
        now = self._clock()
        if len(self._opened) > _MOST_PEOPLE:
            self._opened.clear()
        opened = self._opened.setdefault(person, deque())
        while opened and now - opened[0] > timedelta(hours=1):
            opened.popleft()
        if len(opened) >= MOST_AN_HOUR:
            raise InputError(says.TOO_OFTEN)
        opened.append(now)

    async def _of_board(self, url: str) -> Given | None:
        """Return the posting as its board gives it; None where the page itself has to be asked.

        A board that fails, or no longer lists the posting, says less than the page does.
        """
        asked = posting_at(url)
        try:
            raw = await self._alone(*asked, url=url) if asked else await self._listed(url)
        except SourceError:
            return None
        if raw is None:
            return None
        name = asked[0].name if asked else (board_at(url) or ("", ""))[0]
        if not raw.open:
            raise InputError(says.CLOSED)
        if not raw.html.strip():  # a list without texts: the posting's own page has it
            with suppress(InputError):  # if that does not say it either, the title is judged
                page = await self._of_page(url)
                raw = raw.model_copy(update={"html": page.raws[0].html})
        return Given(raws=(raw,), way="board", source=name, url=raw.url or url)

    async def _alone(self, source: Source, fetch: Fetch, *, url: str) -> RawPosting | None:
        page = await self._one.get(fetch)
        parsed = await asyncio.to_thread(read, source, fetch, page.body)
        one = parsed.postings[0] if len(parsed.postings) == 1 else None
        return one or picked(parsed.postings, link=url)

    async def _listed(self, url: str) -> RawPosting | None:
        """Look for the posting in its board's list, and read its own page where it has one."""
        found = board_at(url)
        if found is None:
            return None
        source = discover()[found[0]]
        fetches = deque(source.start(Ask(boards={source.name: (found[1],)})))
        for _ in range(_MOST_LIST_PAGES):
            if not fetches:
                return None
            fetch = fetches.popleft()
            page = await self._whole.get(fetch)
            parsed = await asyncio.to_thread(read, source, fetch, page.body)
            raw = picked(parsed.postings, link=url)
            if raw is not None:
                return await self._with_text(source, raw, follow=parsed.follow)
            fetches.extend(each for each in parsed.follow if not each.detail)
        return None

    async def _with_text(
        self, source: Source, raw: RawPosting, *, follow: tuple[Fetch, ...]
    ) -> RawPosting:
        """Return the posting with its text, from its own page where the list leads to one."""
        own = [each for each in follow if each.detail and raw.external_id in each.url]
        if raw.html.strip() or not own:
            return raw
        page = await self._one.get(own[0])
        parsed = await asyncio.to_thread(read, source, own[0], page.body)
        return parsed.postings[0] if parsed.postings else raw

    async def _of_page(self, url: str) -> Given:
        page = await self._page(url)
        self._allow(page.url)
        text = decoded(page.body, kind=page.kind)
        if not is_html(page.body, kind=page.kind):
            return await self._of_file(page)
        if await asyncio.to_thread(is_bottomless, text):
            raise InputError(says.no_job(host_of(page.url)))
        found = await asyncio.to_thread(read_page, text, url=page.url)
        if not found.data and (job := await asyncio.to_thread(embedded_job, text, url=page.url)):
            given = await self._of_board(job)
            if given:
                return given
        gone = await asyncio.to_thread(
            says_closed, page.body, asked=url, landed=page.url, now=self._clock()
        )
        if gone:
            raise InputError(says.CLOSED)
        if not found.postings:
            wall = await asyncio.to_thread(wall_of, text, asked=url, landed=page.url)
            raise InputError(says.wall(wall, host=host_of(page.url)))
        return Given(raws=found.postings, way="data" if found.data else "page", url=page.url)

    async def _of_file(self, page: Page) -> Given:
        """Read a page that is no HTML: a PDF or a text; anything else is refused."""
        name = urlsplit(page.url).path.rpartition("/")[2] or host_of(page.url)
        if not _is_readable(page):
            raise InputError(says.no_page(host_of(page.url)))
        return await self.file(page.body, name=name, kind=page.kind, url=page.url)

    async def _page(self, url: str) -> Page:
        """Fetch the page. Raises InputError in the words of what went wrong."""
        host = host_of(url)
        try:
            return await self._one.get(Fetch(url=url, headers=(_ACCEPT,)))
        except SourceGone as error:
            raise InputError(says.GONE) from error
        except SourceRefused as error:
            raise InputError(says.wall("bot", host=host)) from error
        except SourceError as error:
            raise InputError(says.failed(why_of(error, url=url))) from error


@asynccontextmanager
async def open_reader(
    *, clock: Callable[[], datetime], linkedin: bool = False
) -> AsyncIterator[GivenReader]:
    """Yield a reader with clients of its own, and close them."""
    async with PoliteWeb(ONE) as one, PoliteWeb(LIST) as whole:
        yield GivenReader(one=one, whole=whole, clock=clock, linkedin=linkedin)


def _is_readable(page: Page) -> bool:
    return page.body[:1024].lstrip().startswith(b"%PDF-") or page.kind.startswith("text/")
