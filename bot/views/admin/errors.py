"""What the owner hears of what broke. Pure."""

from bot.model import Message
from bot.texts import admin as texts
from bot.views.fill import fill


def broken_notice(part: str, kind: str, yesterday: int) -> Message:
    """Return the line about the first failure of a kind today."""
    lines = [fill(texts.BROKE, part=texts.PARTS[part](), kind=kind)]
    if yesterday:
        lines.append(texts.BROKE_BEFORE(count=yesterday))
    return Message(html="\n".join(lines))
