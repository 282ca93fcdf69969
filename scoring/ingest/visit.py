"""One visit of one board: what was seen of its list, and whether that was all of it.

From it follows which postings are closed: those that a board no longer lists. A board that is
broken must not close everything, so a list that is suddenly empty or small is believed only when
the next whole reading says the same.
"""

import hashlib
from dataclasses import dataclass, field

from scoring.model import Fetch

_BELIEVED_AFTER = 2  # readings in a row that each found less than half


@dataclass(slots=True, kw_only=True)
class BoardVisit:
    """What a visit has seen so far; pages are counted in before they are read."""

    board: str
    seen: set[str] = field(default_factory=set)  # ids of postings
    to_read: int = 0  # pages of the list
    spoilt: bool = False  # a page was unchanged or unreadable, or an entry of it was
    new: int = 0  # postings that were never seen before
    closed: int = 0
    unchanged: bool = False  # a page was as it was, so that what it lists was not counted
    error: str = ""  # the first page of the list that could not be read
    gone: bool = False  # the board's host does not know it, or no longer

    @property
    def complete(self) -> bool:
        """Tell whether every page of the list was read, with every entry."""
        return not self.spoilt and self.to_read == 0


def board_of(fetch: Fetch) -> str:
    """Return what names the board that a first request asks for.

    The employer's name after "=" may be written anew; parameters are hashed, since a key may be
    among them.
    """
    if token := fetch.label.partition("=")[0]:
        return token
    if not fetch.params and fetch.json_body is None:
        return fetch.url
    told = repr((fetch.params, fetch.json_body)).encode()
    return f"{fetch.url}?{hashlib.sha256(told).hexdigest()[:20]}"


def is_doubtful(*, listed: int, seen: int) -> bool:
    """Tell whether a list that held `listed` postings and now holds `seen` looks broken."""
    return listed > 0 and 2 * seen < listed


def is_believed(*, doubts: int) -> bool:
    """Tell whether a doubtful list is believed: `doubts` were in a row, this one included."""
    return doubts >= _BELIEVED_AFTER
