"""Keeps a few pages of an unknown shape in a folder, for whoever mends the source."""

import logging
import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

_MOST_BYTES = 256_000
_MOST_FILES = 20
_SHORTEST_SECRET = 5

_log = logging.getLogger(__name__)


class SampleFolder:
    """Implements `scoring.ingest.ports.Samples`: one page for each source and day, and not many."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when there is something to keep."""
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Return the names of the kept pages, the newest last; none without a folder."""
        return tuple(sorted(each.name for each in self._folder.glob("*.sample")))

    def keep(
        self, source: str, body: bytes, *, now: datetime, secrets: Collection[str] = ()
    ) -> None:
        """Keep the page's first 256 kB, unless there is one of the day. Never raises.

        A page may tell back the key that it was asked with: `secrets` are taken out of it.
        """
        path = self._folder / f"{source}-{now.date()}.sample"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_bytes(_without(secrets, body[:_MOST_BYTES]))
            kept = sorted(self._folder.glob("*.sample"), key=lambda each: each.stat().st_mtime)
            for old in kept[:-_MOST_FILES]:
                old.unlink(missing_ok=True)
        except OSError as error:  # a full disk must not cost the postings of the other sources
            _log.warning("no sample was kept", extra={"action": "ingest", "why": error.strerror})


def _without(secrets: Collection[str], body: bytes) -> bytes:
    """Return the page without these words; a short one is no secret, and stands everywhere."""
    words = [re.escape(each.encode()) for each in secrets if len(each) >= _SHORTEST_SECRET]
    return re.sub(b"|".join(words), b"KEY", body) if words else body
