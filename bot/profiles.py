"""The store of profiles: one a person, with the one before it for an undo."""

from datetime import datetime

from scoring.edge.db import Store
from scoring.model import Profile


class Profiles:
    """Profiles by person. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int) -> Profile:
        """Return the profile; an empty one where none was saved."""
        raise NotImplementedError

    async def save(self, person_id: int, profile: Profile, *, now: datetime) -> None:
        """Keep the profile and remember the one before it."""
        raise NotImplementedError

    async def undo(self, person_id: int, *, now: datetime) -> Profile | None:
        """Bring the profile before the last change back and return it; None when there is none."""
        raise NotImplementedError
