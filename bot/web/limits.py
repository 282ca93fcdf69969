"""How often somebody may ask: a bucket for each feed and each address, the oldest forgotten."""

import ipaddress
from collections import OrderedDict
from collections.abc import Mapping

from aiolimiter import AsyncLimiter

_MOST_BUCKETS = 4_096  # of each kind in memory
_A_FEED = (30, 600.0)  # requests in so many seconds; readers ask every few minutes at most
_AN_ADDRESS = (120, 600.0)  # a hosted reader asks for many feeds
RETRY_S = 120
_NEAR = tuple(  # this machine and the nets behind a router: where a proxy of ours stands
    ipaddress.ip_network(each)
    for each in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)


class Visits:
    """Counts requests. Nothing is kept but what is needed to say no."""

    def __init__(self) -> None:
        """Start with empty buckets."""
        self._addresses = _Buckets(*_AN_ADDRESS)
        self._feeds = _Buckets(*_A_FEED)

    async def allows_address(self, address: str) -> bool:
        """Count a request from an address; False where it is one too many."""
        return await self._addresses.take(_network(address))

    async def allows_feed(self, token_hash: str) -> bool:
        """Count a request for a feed that exists; False where it is one too many."""
        return await self._feeds.take(token_hash)


class _Buckets:
    def __init__(self, most: int, seconds: float) -> None:
        self._rate = (most, seconds)
        self._buckets: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def take(self, key: str) -> bool:
        bucket = self._buckets.setdefault(key, AsyncLimiter(*self._rate))
        self._buckets.move_to_end(key)
        while len(self._buckets) > _MOST_BUCKETS:
            self._buckets.popitem(last=False)
        if not bucket.has_capacity():
            return False
        await bucket.acquire()  # at once: nobody came in between
        return True


def address_of(remote: str, headers: Mapping[str, str]) -> str:
    """Return who asks: the last address that a proxy on our side of the net added, else the peer.

    X-Forwarded-For is believed from private and loopback addresses alone; anybody can write one.
    """
    forwarded = headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if not forwarded or not _is_near(remote):
        return remote
    return forwarded if _parsed(forwarded) else remote


def _is_near(address: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in _NEAR)


def _network(address: str) -> str:
    """Return the address, of IPv6 the /64: one who has it has all of it."""
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
