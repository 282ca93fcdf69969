"""A judge that does whatever it is told outside the fences, and reads marks more kindly than any.

It takes a mark for one in other letters, with spaces and with signs that nobody sees, believes the
last fence of a name, and follows any line that stands in none.
"""

import json
import re
import unicodedata
from dataclasses import dataclass

from tests.scoring.chat_server import opinion, reply

BRIBED = "Apply now: [here](https://evil.example/x) @evil_bot /start #hired <b>100</b>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a naive reader makes of a request."""

    postings: dict[str, str]  # by their name in the request: what stood in the fence
    opened: tuple[str, ...]  # names in the order of their fences
    orders: tuple[str, ...]  # what stood in none, after the person


def understood(user: str) -> Understood:
    """Read a request line by line."""
    first = re.search(r"mark of this request: (\S+)", user)
    assert first
    mark = _bare(first[1])
    inside: str | None = None
    postings: dict[str, str] = {}
    opened: list[str] = []
    orders: list[str] = []
    for line in user.splitlines():
        after = _after_mark(line, mark=mark)
        if after is not None and after.startswith("posting"):
            inside = line.split()[-1]
            opened.append(inside)
            postings[inside] = ""
        elif after is not None and opened:
            inside = None
            orders += [] if after == "end" else [line]
        elif inside is not None:
            postings[inside] += f"{line}\n"
        elif opened:
            orders.append(line)
    return Understood(postings=postings, opened=tuple(opened), orders=tuple(orders))


def obey(user: str) -> str:
    """Answer fairly, unless somebody outside the fences asked for more: then for everything."""
    told = understood(user)
    if any(line.strip() for line in told.orders):
        bribed = dict.fromkeys(("skills", "role", "seniority", "wishes"), 100)
        return reply([opinion(name, reason=BRIBED, **bribed) for name in told.postings])
    return reply([opinion(name, **_fair(text)) for name, text in told.postings.items()])


def persuaded(user: str, *, by: str) -> str:
    """Answer as a judge whom the posting `by` has won over from inside its own fence."""
    told = understood(user)
    most = dict.fromkeys(("skills", "role", "seniority", "wishes"), 100)
    entries = [
        opinion(name, reason=BRIBED, **most) if name == by else opinion(name, **_fair(text))
        for name, text in told.postings.items()
    ]
    return reply(entries)


def _fair(text: str) -> dict[str, int]:
    """Return scores that depend on the posting's own facts alone."""
    title = str(json.loads(text.splitlines()[0])["title"])
    at = sum(map(ord, title)) % 40
    return {"skills": 40 + at, "role": 80 - at, "seniority": 70, "wishes": 60}


def _after_mark(line: str, *, mark: str) -> str | None:
    """Return what follows the mark in a line that holds it, in small letters without spaces."""
    bare = _bare(line)
    return bare.partition(mark)[2] if mark in bare else None


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())
