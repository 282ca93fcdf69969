"""The size of a picture from its first bytes: enough to refuse what is no picture."""

import struct


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return (width, height) of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def image_kind(content: bytes) -> str:
    """Return the media type of what `image_size` can measure."""
    if content.startswith(b"\xff\xd8"):
        return "image/jpeg"
    return "image/png" if content.startswith(b"\x89PNG") else "image/gif"


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk over the segments to the frame header, which holds the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
