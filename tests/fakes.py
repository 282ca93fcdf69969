"""Stand-ins for the outside world that implement the real interface and record what happened."""

import json
from collections.abc import Mapping
from typing import Any

from scoring.errors import SourceUnavailable
from scoring.model import Fetch
from scoring.ports import Page


class FakeWeb:
    """Answers the addresses it knows; every other one is out of reach."""

    def __init__(self, pages: Mapping[str, Any]) -> None:
        """Take what to answer as JSON, by the beginning of the address."""
        self.pages = dict(pages)
        self.asked: list[str] = []

    async def get(self, fetch: Fetch) -> Page:
        """Return the page. Raises SourceUnavailable for an address that is not known."""
        self.asked.append(fetch.url)
        for start, answer in self.pages.items():
            if fetch.url.startswith(start):
                return Page(body=json.dumps(answer).encode(), url=fetch.url)
        raise SourceUnavailable(f"{fetch.url} did not answer")
