"""The store of deliveries and the outbox: planned once, sent at most once, never lost."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot.model import Delivery, Message, Outgoing
from scoring.edge.db import Store
from scoring.model import Digest


class Deliveries:
    """Digests by person and key, and the messages on their way. May raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def plan(
        self,
        person_id: int,
        *,
        key: str,
        digest: Digest,
        render: Callable[[Delivery], Sequence[Message]],
        now: datetime,
        next_due: tuple[datetime, date] | None = None,
    ) -> Delivery:
        """Keep the digest, mark its picks as shown and put its messages in the outbox.

        One transaction, and a known (person, key) returns what is there and changes nothing but
        the due date. `render` is pure: it runs inside, since buttons carry the delivery's id. With
        `next_due` (instant, nominal local date) the person's next date is moved on too. So a crash
        before changes nothing, and one after repeats nothing.
        """
        raise NotImplementedError

    async def notice(
        self, person_id: int, message: Message, *, key: str, now: datetime
    ) -> Outgoing:
        """Put one line in the outbox that is no digest, once per (person, key)."""
        raise NotImplementedError

    async def get(self, person_id: int, delivery_id: int) -> Delivery | None:
        """Return this person's delivery, or None: another person's is not theirs to see."""
        raise NotImplementedError

    async def latest(self, person_id: int) -> Delivery | None:
        """Return the person's newest delivery."""
        raise NotImplementedError

    async def shown(self, person_id: int) -> frozenset[str]:
        """Return the ids of every cluster that this person was ever shown or has hidden."""
        raise NotImplementedError

    async def ready(self, now: datetime, *, limit: int) -> Sequence[Outgoing]:
        """Return READY messages whose time has come, oldest first, the order of a person kept."""
        raise NotImplementedError

    async def waiting(self, delivery_id: int) -> Sequence[Outgoing]:
        """Return this delivery's READY messages, in order: for sending one at once."""
        raise NotImplementedError

    async def intend(self, outgoing_id: int, *, now: datetime) -> bool:
        """READY -> INTENT by compare-and-set; False when somebody else has it."""
        raise NotImplementedError

    async def sent(self, outgoing_id: int, *, message_id: int, now: datetime) -> None:
        """INTENT -> SENT."""
        raise NotImplementedError

    async def again(self, outgoing_id: int, *, not_before: datetime) -> None:
        """INTENT -> READY, for what was certainly not sent."""
        raise NotImplementedError

    async def dead(self, outgoing_id: int, *, why: str, now: datetime) -> None:
        """INTENT -> DEAD: Telegram will never take it."""
        raise NotImplementedError

    async def doubt(self, outgoing_id: int, *, now: datetime) -> None:
        """INTENT -> DOUBT: perhaps sent."""
        raise NotImplementedError

    async def recover(self, now: datetime) -> int:
        """At start: what a crash left in INTENT becomes DOUBT; return how many."""
        raise NotImplementedError

    async def ask(self, now: datetime) -> Sequence[Outgoing]:
        """DOUBT -> ASKED: put one question per person and delivery in the outbox, return them.

        A question in doubt goes again: twice asked is harmless, never asked is a lost digest.
        """
        raise NotImplementedError
