"""Sends requests out: to public addresses, straight or through the proxy of the environment.

A program that runs for months asks thousands of hosts once; so connections to few of them are
kept, and the longest unused is closed for a new one.
"""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from urllib.request import getproxies, proxy_bypass

import httpx

from scoring.edge.web.addresses import Guard

_MOST_LINES = 64  # hosts with connections of their own; a round asks about forty
_MOST_LOOKED_AT = 1_000  # names that were found to be public, behind a proxy


@dataclass(slots=True)
class _Line:
    """The connections to one host."""

    transport: httpx.AsyncHTTPTransport
    busy: int = 0  # answers that are being read


class _Answer(httpx.AsyncByteStream):
    """An answer on a line, which is free when it is closed."""

    def __init__(self, stream: httpx.AsyncByteStream, line: _Line) -> None:
        self._stream = stream
        self._line: _Line | None = line

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece

    async def aclose(self) -> None:
        line, self._line = self._line, None
        try:
            await self._stream.aclose()
        finally:
            if line is not None:
                line.busy -= 1


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests over connections that the guard allows.

    Each name has connections of its own: two names on one address never share a certificate.
    """

    def __init__(self, guard: Guard) -> None:
        """Take the guard."""
        self._guard = guard
        self._tls = _certificates()
        self._lines: OrderedDict[str, _Line] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first address of its host that answers."""
        url, host = request.url, request.url.host
        addresses = await self._guard.resolve(host, _port(url))
        line = self._line(host)
        line.busy += 1
        try:
            await self._hang_up()
            answer = await _first(line.transport, addresses, request)
        except BaseException:
            line.busy -= 1
            raise
        assert isinstance(answer.stream, httpx.AsyncByteStream), "it was asked for without waiting"
        answer.stream = _Answer(answer.stream, line)
        return answer

    async def aclose(self) -> None:
        """Close the connections of every host."""
        for each in self._lines.values():
            await each.transport.aclose()

    def _line(self, host: str) -> _Line:
        if host not in self._lines:
            self._lines[host] = _Line(httpx.AsyncHTTPTransport(verify=self._tls))
        self._lines.move_to_end(host)
        return self._lines[host]

    async def _hang_up(self) -> None:
        """Close the connections that were not used for longest, until few are left."""
        idle = [host for host, line in self._lines.items() if not line.busy]
        for host in idle[: max(0, len(self._lines) - _MOST_LINES)]:
            await self._lines.pop(host).transport.aclose()


class OutwardTransport(httpx.AsyncBaseTransport):
    """Sends requests through the proxy that the environment names for them, else straight.

    A proxy connects for us, so all that can be done is to look at a name before it is asked for.
    """

    def __init__(self, guard: Guard) -> None:
        """Take the guard, and read HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; see NO_PROXY, too."""
        self._guard = guard
        self._straight = GuardedTransport(guard)
        named = {scheme: url for scheme, url in getproxies().items() if scheme != "no"}
        self._proxies = {
            scheme: httpx.AsyncHTTPTransport(proxy=url if "://" in url else f"http://{url}")
            for scheme in ("http", "https")
            if (url := named.get(scheme) or named.get("all"))
        }
        self._public: set[str] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request. Raises RefusedError for what leads to no public address."""
        url = request.url
        proxy = self._proxies.get(url.scheme)
        if proxy is None or proxy_bypass(url.host):
            return await self._straight.handle_async_request(request)
        await self._look_at(url)
        return await proxy.handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        for each in (self._straight, *self._proxies.values()):
            await each.aclose()

    async def _look_at(self, url: httpx.URL) -> None:
        """Look once at a name's addresses. One that only the proxy can resolve is its to judge."""
        if url.host in self._public:
            return
        with suppress(httpx.ConnectError):
            await self._guard.resolve(url.host, _port(url))
        if len(self._public) >= _MOST_LOOKED_AT:
            self._public.clear()
        self._public.add(url.host)


@cache
def _certificates() -> ssl.SSLContext:
    """Read the trusted certificates once: each client would do so anew, in 25 ms."""
    return ssl.create_default_context()


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


async def _first(
    transport: httpx.AsyncHTTPTransport, addresses: tuple[str, ...], request: httpx.Request
) -> httpx.Response:
    *first, last = addresses
    for address in first:
        with suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await transport.handle_async_request(_to(address, request))
    return await transport.handle_async_request(_to(last, request))


def _to(address: str, request: httpx.Request) -> httpx.Request:
    """Return the request for one address; the Host header and the certificate keep the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
