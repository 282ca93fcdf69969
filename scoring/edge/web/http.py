"""The polite web client: one client for every source, with a name, patience and limits.

It waits between requests to one host, tries again where that can help, obeys Retry-After, stops
at a size, and follows redirects only to public addresses. httpx errors never leave it.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

from scoring.edge.web.addresses import Guard, Network, RefusedError
from scoring.edge.web.bodies import read_body
from scoring.edge.web.reasons import failure_text, page_and, status_text, wait_text, why_of
from scoring.edge.web.transports import OutwardTransport
from scoring.edge.web.waits import retry_after
from scoring.errors import SourceGone, SourceRefused, SourceUnavailable
from scoring.model import Fetch
from scoring.phrases import phrase, plural
from scoring.ports import Page, Traffic
from scoring.source_terms import pauses_s

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses that a later try may change
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403})
_MOST_HOSTS = 1_000  # whose queues are held; links that people give lead anywhere
_MOVED = frozenset({301, 302, 303, 307, 308})
# What may go to another host after a redirect; keys and cookies stay behind.
_HARMLESS = frozenset({"accept", "if-none-match", "if-modified-since"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How patient and how modest the client is; tests make the waits short."""

    timeout_s: float = 20.0  # for a connection, and between two pieces of an answer
    whole_s: float = 180.0  # for a whole answer, so that one that drips does not hold a place
    attempts: int = 3
    backoff_s: float = 1.0  # before the second attempt; doubles, with as much again at random
    longest_wait_s: float = 60.0  # a site that asks for more is asked again at the next ingest
    pause_s: float = 0.5  # between two requests to one host
    pauses_s: Mapping[str, float] = field(
        default_factory=pauses_s
    )  # where a host wants longer ones
    at_once: int = 2  # open requests to one host
    rest_s: float = 60.0  # a host that did not answer at all is left alone so long
    most_bytes: int = 64_000_000  # the largest list of listings has 30 MB
    most_redirects: int = 5
    inner: tuple[Network, ...] = ()  # networks that are not public and allowed all the same


@dataclass(slots=True)
class _Host:
    """One host's queue."""

    gate: asyncio.Semaphore
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    silent_until: float = 0.0
    pause_s: float = 0.0


@dataclass(slots=True)
class _Count:
    """What one fetch cost so far."""

    requests: int = 0
    bytes: int = 0


class _TryAgainError(Exception):
    """Something that a later attempt may change, and how long the site asked to wait."""

    def __init__(self, why: str, *, wait_s: float = 0.0, silent: bool = False) -> None:
        super().__init__(why)
        self.wait_s = wait_s
        self.silent = silent  # there was no answer at all


class PoliteWeb:
    """Implements `scoring.ports.Web`. `async with PoliteWeb() as web` opens and closes it."""

    def __init__(self, manners: Manners | None = None) -> None:
        """Take the manners; nothing is opened yet."""
        self._manners = manners or Manners()
        self._guard = Guard(inner=self._manners.inner)
        self._client = httpx.AsyncClient(
            headers={
                "User-Agent": _agent(),
                "Accept": "application/json, */*;q=0.5",
                "Accept-Encoding": "br, gzip",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # a visit tells no other
            timeout=self._manners.timeout_s,
            transport=OutwardTransport(self._guard),
        )
        self._hosts: dict[str, _Host] = {}

    async def __aenter__(self) -> Self:
        """Open the client."""
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def get(self, fetch: Fetch) -> Page:
        """Return the page. Raises SourceUnavailable, after retries where they can help."""
        count = _Count()
        try:
            page = await self._patiently(fetch, count)
        except SourceUnavailable as error:
            error.requests, error.bytes = count.requests, count.bytes
            raise
        return replace(page, traffic=Traffic(requests=count.requests, bytes=count.bytes))

    async def _patiently(self, fetch: Fetch, count: _Count) -> Page:
        attempts = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(_TryAgainError),
            stop=tenacity.stop_after_attempt(self._manners.attempts),
            wait=self._wait,
            reraise=True,
        )
        host, loop = self._host(fetch), asyncio.get_running_loop()
        if loop.time() < host.silent_until:
            raise _unavailable(fetch, phrase("its host did not answer a moment ago"))
        try:
            return await attempts(self._attempt, fetch, count)
        except _TryAgainError as error:
            if error.silent:
                host.silent_until = loop.time() + self._manners.rest_s
            tries = self._manners.attempts
            why = why_of(error)
            if tries > 1:
                why = plural("{why}, {count} time", "{why}, {count} times", count=tries, why=why)
            raise _unavailable(fetch, why) from error

    def _host(self, fetch: Fetch) -> _Host:
        try:
            parts = urlsplit(fetch.url)
            if parts.scheme in {"http", "https"} and parts.hostname and " " not in parts.netloc:
                return self._queue(parts.hostname)
        except ValueError as error:
            raise _unavailable(fetch, phrase("it has no address on the web")) from error
        raise _unavailable(fetch, phrase("it has no address on the web"))

    def _queue(self, name: str) -> _Host:
        """Return the queue of a host, with the pause that it wants."""
        if name not in self._hosts:
            if len(self._hosts) >= _MOST_HOSTS:
                self._forget_hosts()
            manners = self._manners
            pause_s = max(manners.pause_s, manners.pauses_s.get(name, 0.0))
            self._hosts[name] = _Host(gate=asyncio.Semaphore(manners.at_once), pause_s=pause_s)
        return self._hosts[name]

    def _forget_hosts(self) -> None:
        """Forget the hosts that are at rest: a pause is over, and nobody waits."""
        now = asyncio.get_running_loop().time()
        self._hosts = {k: v for k, v in self._hosts.items() if max(v.free_at, v.silent_until) > now}

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Return the seconds until the next attempt: what the site asks for, at least."""
        step = self._manners.backoff_s
        backoff = tenacity.wait_exponential(multiplier=step) + tenacity.wait_random(0, step)
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait_s if isinstance(error, _TryAgainError) else 0.0
        return max(asked, backoff(state))

    async def _attempt(self, fetch: Fetch, count: _Count) -> Page:
        """Ask once, redirects included. Raises _TryAgainError or SourceUnavailable."""
        try:
            return await self._follow(fetch, count)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _TryAgainError(phrase("it did not answer in time")) from error
        except (RefusedError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise _unavailable(fetch, why_of(error)) from error
        except httpx.HTTPError as error:
            silent = isinstance(error, httpx.ConnectError)
            raise _TryAgainError(failure_text(error), silent=silent) from error

    async def _follow(self, fetch: Fetch, count: _Count) -> Page:
        request = self._request(fetch)
        for _ in range(self._manners.most_redirects + 1):
            async with self._answer(request, count) as response:
                if response.status_code not in _MOVED:
                    return await self._page(fetch, response)
                request = self._redirected(request, response)
        raise RefusedError(phrase("it redirects too often"))

    def _request(self, fetch: Fetch) -> httpx.Request:
        return self._client.build_request(
            fetch.method,
            fetch.url,
            params=fetch.params or None,
            headers=list(fetch.headers),
            json=dict(fetch.json_body) if fetch.json_body is not None else None,
        )

    @asynccontextmanager
    async def _answer(self, request: httpx.Request, count: _Count) -> AsyncIterator[httpx.Response]:
        """Yield the answer when it is this host's turn, and close it after."""
        host = self._queue(request.url.host)
        async with host.gate:
            await self._turn(host)
            async with asyncio.timeout(self._manners.whole_s):
                count.requests += 1
                response = await self._client.send(request, stream=True)
                try:
                    yield response
                finally:
                    count.bytes += response.num_bytes_downloaded
                    await response.aclose()

    async def _turn(self, host: _Host) -> None:
        """Wait until the pause since the last request to this host is over."""
        loop = asyncio.get_running_loop()
        async with host.turn:
            await asyncio.sleep(max(0.0, host.free_at - loop.time()))
            host.free_at = loop.time() + host.pause_s

    async def _page(self, fetch: Fetch, response: httpx.Response) -> Page:
        status, headers = response.status_code, response.headers
        if status in _AGAIN:
            wait_s = retry_after(headers.get("Retry-After", ""))
            if wait_s > self._manners.longest_wait_s:
                asked = phrase(
                    "{answer}, and asks to wait {time}",
                    answer=status_text(status),
                    time=wait_text(wait_s),
                )
                raise _unavailable(fetch, asked)
            raise _TryAgainError(status_text(status), wait_s=wait_s)
        if status in _GONE:
            raise SourceGone(page_and(status_text(status), url=fetch.url))
        if status in _REFUSED:
            raise SourceRefused(page_and(status_text(status), url=fetch.url))
        if status not in {200, 304}:
            raise _unavailable(fetch, status_text(status))
        unchanged = status == 304
        body = b"" if unchanged else await self._body(fetch, response)
        return Page(
            body=body,
            url=str(response.url),
            unchanged=unchanged,
            etag=headers.get("ETag", ""),
            last_modified=headers.get("Last-Modified", ""),
            kind=headers.get("Content-Type", "")[:200].lower(),
        )

    async def _body(self, fetch: Fetch, response: httpx.Response) -> bytes:
        most = self._manners.most_bytes
        if fetch.first_bytes is None:
            return await read_body(response, most_bytes=most)
        return await read_body(response, most_bytes=min(most, fetch.first_bytes), cut=True)

    def _redirected(self, request: httpx.Request, response: httpx.Response) -> httpx.Request:
        """Return the request that a redirect asks for. Raises RefusedError for a wrong one."""
        old = str(request.url)
        try:
            new = urljoin(old, response.headers.get("Location", ""))
            before, after = urlsplit(old), urlsplit(new)
        except ValueError as error:
            raise RefusedError(phrase("it redirects to no address")) from error
        if after.scheme not in {before.scheme, "https"} or not after.hostname:
            raise RefusedError(phrase("it redirects away from https"))
        if not self._guard.allows_name(after.hostname):
            raise RefusedError(phrase("it redirects to an address that is not public"))
        same = before.netloc == after.netloc
        headers = {k: v for k, v in request.headers.items() if same or k.lower() in _HARMLESS}
        headers.pop("host", None)
        return self._client.build_request("GET", new, headers=headers)


@cache
def _agent() -> str:
    """Return our name as sites read it; the version is looked up once."""
    return f"daily-job-picks/{version('daily-job-picks')} (job postings reader)"


def _unavailable(fetch: Fetch, why: str) -> SourceUnavailable:
    """Name the page without its parameters, where a key may be."""
    return SourceUnavailable(page_and(why, url=fetch.url))
