"""Reads the body of an answer up to a size, counted after decompression: no bomb goes off."""

import zlib

import httpx

from scoring.edge.addresses import RefusedError

_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, whichever the header shows


async def read_body(response: httpx.Response, *, most_bytes: int) -> bytes:
    """Return the body, unpacked. Raises RefusedError, and httpx errors while it comes."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in {"", "identity"}:
        return await _plain(response, most_bytes=most_bytes)
    if packing in {"gzip", "x-gzip", "deflate"}:
        return await _packed(response, most_bytes=most_bytes)
    raise RefusedError(f"it came packed as {packing[:20]!r}, which was not asked for")


async def _plain(response: httpx.Response, *, most_bytes: int) -> bytes:
    found = bytearray()
    async for piece in response.aiter_raw():
        found += piece
        if len(found) > most_bytes:
            raise RefusedError(_too_large(most_bytes))
    return bytes(found)


async def _packed(response: httpx.Response, *, most_bytes: int) -> bytes:
    found, unpacker = bytearray(), zlib.decompressobj(_EITHER)
    try:
        async for piece in response.aiter_raw():
            # One byte more than allowed is enough to know, and all that is ever unpacked.
            found += unpacker.decompress(piece, most_bytes + 1 - len(found))
            if len(found) > most_bytes or unpacker.unconsumed_tail:
                raise RefusedError(_too_large(most_bytes))
    except zlib.error as error:
        raise RefusedError("its packing is broken") from error
    if not unpacker.eof or unpacker.unused_data:
        raise RefusedError("it was cut off, or packed in several parts")
    return bytes(found)


def _too_large(most_bytes: int) -> str:
    return f"it is larger than {most_bytes // 1_000_000 or 1} MB"
