"""What may stand under a picture or a file: Telegram HTML of at most 1,024 UTF-16 units."""

import re
from html import unescape

from bot.views.html import length, units

MOST_CAPTION = 1024  # https://core.telegram.org/bots/api#sendphoto, after entity parsing

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)[^>]*>|&(?:#?\w+);|.", re.DOTALL)
_ELLIPSIS = "…"


def caption(html: str, *, most: int = MOST_CAPTION) -> str:
    """Return the HTML as it is where it fits, else cut behind a character, every tag closed."""
    if length(html) <= most:
        return html
    kept: list[str] = []
    opened: list[str] = []
    left = most - units(_ELLIPSIS)
    for token in _TOKEN.finditer(html):
        if token["tag"] is None:
            left -= units(unescape(token[0]))
            if left < 0:
                break
        elif token["close"]:
            opened.pop()
        else:
            opened.append(token["tag"])
        kept.append(token[0])
    return "".join((*kept, _ELLIPSIS, *(f"</{tag}>" for tag in reversed(opened))))
