"""Reads the body of an answer up to a size, counted after decompression: no bomb goes off."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # it comes without types
import httpx

from scoring.edge.web.addresses import RefusedError
from scoring.phrases import phrase

_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, whichever the header shows
_AT_ONCE = 65_536  # bytes unpacked before they are counted


class _Unpacker(Protocol):
    """Unpacks what comes in small pieces, however well it was packed."""

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """Yield what is inside. Raises RefusedError."""
        ...

    def ended(self) -> bool:
        """Tell whether all of it came, and nothing after it."""
        ...


class _Plain:
    """What is not packed."""

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        yield packed

    def ended(self) -> bool:
        return True


class _Zlib:
    """RFC 1950 and 1952."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_EITHER)

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        try:
            while packed:
                yield self._zlib.decompress(packed, _AT_ONCE)
                packed = self._zlib.unconsumed_tail
        except zlib.error as error:
            raise RefusedError(_BROKEN) from error

    def ended(self) -> bool:
        return self._zlib.eof and not self._zlib.unused_data


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        try:
            yield self._brotli.process(packed, output_buffer_limit=_AT_ONCE)
            while not self._brotli.can_accept_more_data():
                yield self._brotli.process(b"", output_buffer_limit=_AT_ONCE)
        except brotli.error as error:
            raise RefusedError(_BROKEN) from error

    def ended(self) -> bool:
        return bool(self._brotli.is_finished())


_BROKEN = phrase("its packing is broken")
_UNPACKERS: Mapping[str, Callable[[], _Unpacker]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Zlib,
    "x-gzip": _Zlib,
    "deflate": _Zlib,
    "br": _Brotli,
}


async def read_body(response: httpx.Response, *, most_bytes: int, cut: bool = False) -> bytes:
    """Return the body, unpacked; with `cut`, its first bytes, whatever comes after them.

    Raises RefusedError, and httpx errors while it comes.
    """
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in _UNPACKERS:
        raise RefusedError(
            phrase(
                "it came packed as {packing}, which was not asked for", packing=repr(packing[:20])
            )
        )
    unpacker, found = _UNPACKERS[packing](), bytearray()
    async for packed in response.aiter_raw():
        for piece in unpacker.pieces(packed):
            found += piece
            if len(found) > most_bytes:
                return bytes(found[:most_bytes]) if cut else _refuse(most_bytes)
    if not unpacker.ended():
        raise RefusedError(phrase("it was cut off, or packed in several parts"))
    return bytes(found)


def _refuse(most_bytes: int) -> bytes:
    raise RefusedError(phrase("it is larger than {most} MB", most=most_bytes // 1_000_000 or 1))
