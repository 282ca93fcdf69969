"""The store of people: who uses the bot, when each is due, and who owns it."""

from collections.abc import Sequence
from datetime import datetime

from bot.model import Person
from scoring.edge.db import Store


class People:
    """People by Telegram id. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, person_id: int) -> Person | None:
        """Return the person, or None for a stranger."""
        raise NotImplementedError

    async def add(self, person: Person) -> Person:
        """Add somebody new and return what is stored; one who is there stays as they are.

        The first person of an empty bot becomes its owner, in the same transaction.
        """
        raise NotImplementedError

    async def change(self, person_id: int, **fields: object) -> Person:
        """Set these fields of Person, validated, and return the person after the change."""
        raise NotImplementedError

    async def due(self, now: datetime, *, limit: int) -> Sequence[Person]:
        """Return who is due at or before `now`, the longest due first. Active people only."""
        raise NotImplementedError

    async def owner(self) -> Person | None:
        """Return the owner, or None before the first person came."""
        raise NotImplementedError

    async def access(self) -> str | None:
        """Return the access mode the owner chose in the chat; None: the setting decides."""
        raise NotImplementedError

    async def set_access(self, mode: str) -> None:
        """Keep the access mode: owner, open, invite or allow."""
        raise NotImplementedError

    async def forget(self, person_id: int) -> int:
        """Delete the person everywhere; return the number of rows."""
        raise NotImplementedError
