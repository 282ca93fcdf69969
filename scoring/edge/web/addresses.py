"""Connects to public addresses only: no site can send us to the machine itself or its network.

A name is resolved once, all its addresses have to be public, and the connection goes to one of
them; so a name that answers differently the second time gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress

import httpx

from scoring.phrases import phrase

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # carries an IPv4 address in its last 32 bits
_MOST_TRIED = 3  # addresses of one name, when the first does not answer


class RefusedError(Exception):
    """Something that we do not do; the message says what. It never leaves the edge."""


class Guard:
    """Knows which addresses may be reached; `inner` names further networks, for tests."""

    def __init__(self, *, inner: tuple[Network, ...] = ()) -> None:
        """Take the networks that are allowed although they are not public."""
        self._inner = inner

    def allows(self, address: str) -> bool:
        """Tell whether an address may be reached, also the one that is wrapped in another."""
        return all(self._allowed(each) for each in _unwrapped(address))

    def allows_name(self, host: str) -> bool:
        """Tell whether a host is no inner address as it is written; a name is not resolved."""
        with suppress(ValueError):
            return self.allows(host.strip("[]"))
        name = host.lower().rstrip(".")
        return name != "localhost" and not name.endswith((".localhost", ".local", ".internal"))

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Return the name's addresses. Raises ConnectError for none, RefusedError if inner."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"the name {host!r} does not resolve") from error
        addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
        if not all(self.allows(each) for each in addresses):
            raise RefusedError(phrase("{host} is not a public address", host=repr(host)))
        return addresses[:_MOST_TRIED]

    def _allowed(self, address: _Address) -> bool:
        if any(address.version == each.version and address in each for each in self._inner):
            return True
        return address.is_global and not address.is_multicast


def _unwrapped(text: str) -> Iterator[_Address]:
    """Yield the address and the IPv4 one inside it. Raises ValueError when it is none."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        return
    inside = address.ipv4_mapped or address.sixtofour
    yield inside or address
