"""The store of what people did with picks: saved, applied, not for me."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from scoring.edge.db import Store
from scoring.model import Pick, Value

Mark = Literal["saved", "applied", "hidden"]


class Marked(Value):
    """One mark on one job, with the pick as it was shown."""

    cluster_id: str
    mark: Mark
    reason: str = ""
    pick: Pick
    at: datetime


class FeedbackStore:
    """Marks by person and cluster; a mark is set once, however often its button is pressed."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def mark(
        self, person_id: int, pick: Pick, mark: Mark, *, now: datetime, reason: str = ""
    ) -> bool:
        """Set a mark (a new reason replaces the old); return whether it is new."""
        raise NotImplementedError

    async def unmark(self, person_id: int, cluster_id: str, mark: Mark) -> bool:
        """Take a mark away; return whether there was one."""
        raise NotImplementedError

    async def marks(self, person_id: int, cluster_id: str) -> frozenset[Mark]:
        """Return the marks on one job."""
        raise NotImplementedError

    async def marked(self, person_id: int, mark: Mark) -> Sequence[Marked]:
        """Return all jobs with this mark, the newest first."""
        raise NotImplementedError
