"""Who does the same again because no answer came: it means what it meant before. In memory alone.

A typed answer ends the wait for it, and a button leads on, before Telegram has taken what is said
to it. Where that failed, the same words are no new wish, and the same button asks once more.
"""

from dataclasses import dataclass, replace

_MOST_KNOWN = 10_000

Place = tuple[int, int, int]  # a chat, its topic or 0, and who does it there or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody did: its key, and what was waited for before it."""

    key: str
    waiting: str
    what: int  # a hash: a CV is not kept in memory
    failed: bool = False


class Repeats:
    """Remembers what was done last at each place until something else is done there."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._last: dict[Place, Request] = {}

    def before(self, place: Place, what: str) -> Request | None:
        """Return the same request that was made just before and failed; None: it is a new one."""
        last = self._last.get(place)
        same = last is not None and last.failed and last.what == hash(what)
        return last if same and what else None

    def begin(self, place: Place, what: str, *, key: str, waiting: str) -> Request | None:
        """Note a request, and return the same one before it that failed."""
        first = self.before(place, what)
        if len(self._last) >= _MOST_KNOWN:
            self._last.clear()
        new = Request(key=key, waiting=waiting, what=hash(what))
        self._last[place] = replace(first, failed=False) if first else new
        return first

    def failed(self, place: Place) -> None:
        """Note that the last request at a place was not answered."""
        if place in self._last:
            self._last[place] = replace(self._last[place], failed=True)

    def forget(self, chat_id: int) -> None:
        """Forget what was done in a chat."""
        self._last = {place: each for place, each in self._last.items() if chat_id not in place}
