"""The store of deliveries and the outbox: planned once, sent at most once, never lost.

    ready -> intent -> sent | dead | doubt -> asked

INTENT is on disk before Telegram is called. Only what was certainly not sent returns to READY.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlite_utils import Database

from bot.model import Delivery, Message, Outgoing
from bot.stores import outbox
from scoring.edge.db import Store, utc_text
from scoring.model import Digest


class Deliveries:
    """Digests by person and key, and the messages on their way. May raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def plan(  # noqa: PLR0913 - what is kept in the one transaction
        self,
        person_id: int,
        *,
        key: str,
        digest: Digest,
        render: Callable[[Delivery], Sequence[Message]],
        now: datetime,
        next_due: tuple[datetime, date] | None = None,
        aside: bool = False,
    ) -> Delivery:
        """Keep the digest, mark its picks as shown and put its messages in the outbox.

        One transaction, and a known (person, key) returns what is there and changes nothing but
        the due date. `render` is pure: it runs inside, since buttons carry the delivery's id. With
        `next_due` (instant, nominal local date) the person's next date is moved on too; one that is
        `aside` is no digest, and leaves what is new to the person as it is. So a crash
        before changes nothing, and one after repeats nothing.
        """

        def work(db: Database) -> Delivery:
            delivery = outbox.delivery(db, "person_id = ? AND key = ?", person_id, key)
            if delivery is None:
                delivery = outbox.insert(
                    db, person_id, key=key, digest=digest, now=now, aside=aside
                )
                outbox.post(db, delivery, render(delivery), now=now)
            if next_due:
                outbox.move_on(db, person_id, next_due, now=now)
            return delivery

        return await self._store.write(work)

    async def notice(
        self, person_id: int, message: Message, *, key: str, now: datetime
    ) -> Outgoing:
        """Put one line in the outbox that is no digest, once per (person, key)."""

        def work(db: Database) -> Outgoing:
            name = f"notice:{key}"
            outbox.put(db, person_id, message, key=name, kind="notice", now=now)
            return outbox.messages(db, "person_id = ? AND key = ?", person_id, name)[0]

        return await self._store.write(work)

    async def get(self, person_id: int, delivery_id: int) -> Delivery | None:
        """Return this person's delivery, or None: another person's is not theirs to see."""
        where = "person_id = ? AND id = ?"
        return await self._store.read(lambda db: outbox.delivery(db, where, person_id, delivery_id))

    async def latest(self, person_id: int) -> Delivery | None:
        """Return the person's newest delivery."""
        where = "person_id = ? ORDER BY id DESC LIMIT 1"
        return await self._store.read(lambda db: outbox.delivery(db, where, person_id))

    async def newest(
        self, person_id: int, *, wanted: Callable[[Delivery], bool], most: int
    ) -> Delivery | None:
        """Return the newest of the person's last `most` deliveries that is `wanted`, a pure check.

        A delivery that was taken back before anything of it was sent is none.
        """
        where = f"person_id = ? AND NOT {outbox.WITHDRAWN} ORDER BY id DESC LIMIT ?"

        def work(db: Database) -> Delivery | None:
            return next(filter(wanted, outbox.deliveries(db, where, person_id, most)), None)

        return await self._store.read(work)

    async def since(self, person_id: int, moment: datetime) -> Sequence[Delivery]:
        """Return the person's deliveries after a moment, the oldest first."""
        where = "person_id = ? AND created_at > ? ORDER BY id"
        return await self._store.read(
            lambda db: list(outbox.deliveries(db, where, person_id, utc_text(moment)))
        )

    async def planned(self, person_id: int, *, key: str) -> Delivery | None:
        """Return the delivery that is there under this key, so that it is not made again."""
        where = "person_id = ? AND key = ?"
        return await self._store.read(lambda db: outbox.delivery(db, where, person_id, key))

    async def shown(self, person_id: int) -> frozenset[str]:
        """Return the ids of every cluster that this person was ever shown or has hidden."""
        return await self._store.read(
            lambda db: frozenset(
                row["cluster_id"]
                for row in db.query(
                    "SELECT cluster_id FROM shown WHERE person_id = :id UNION"
                    " SELECT cluster_id FROM feedback WHERE person_id = :id AND mark = 'hidden'",
                    {"id": person_id},
                )
            )
        )

    async def withdraw(
        self, now: datetime, *, person_id: int | None = None, before: datetime | None = None
    ) -> int:
        """Take digests back of which nothing was sent; their picks count as never shown.

        So after days without Telegram there is one digest and not one for each day. Only this
        person's, and only those planned before `before`, where they are given. Returns how many.
        """

        def work(db: Database) -> int:
            ids = outbox.unsent(db, person_id=person_id, before=before or now)
            for delivery_id in ids:
                outbox.withdraw(db, delivery_id, now=now)
            return len(ids)

        # Most mornings there is nothing to take back, and a read costs no write to the disk.
        nothing = await self._store.read(
            lambda db: not outbox.unsent(db, person_id=person_id, before=before or now)
        )
        return 0 if nothing else await self._store.write(work)

    async def hush(self, now: datetime) -> int:
        """Put off what would go out in its person's quiet hours; return how many.

        Digests go all the same: who chose a time within them meant it.
        """
        nothing = await self._store.read(lambda db: not outbox.loud(db, now=now))
        return 0 if nothing else await self._store.write(lambda db: outbox.hush(db, now=now))

    async def ready(self, now: datetime, *, limit: int, news: bool = False) -> Sequence[Outgoing]:
        """Return READY messages whose time has come, oldest first, the order of a person kept.

        One a person at a time: the next follows when the first is neither READY nor INTENT.
        What goes to everybody comes apart, as `news`: nobody's morning waits for it.
        """
        kind = f"kind {'=' if news else '<>'} 'broadcast'"
        where = f"{outbox.OPEN} AND state = 'ready' AND not_before <= ? AND {kind}"
        where = f"{where} AND {outbox.FIRST}"
        return await self._store.read(
            lambda db: outbox.messages(db, f"{where} ORDER BY id LIMIT ?", utc_text(now), limit)
        )

    async def waiting(self, delivery_id: int) -> Sequence[Outgoing]:
        """Return this delivery's READY messages, in order: for sending one at once."""
        where = "delivery_id = ? AND kind = 'digest' AND state = 'ready' ORDER BY id"
        return await self._store.read(lambda db: outbox.messages(db, where, delivery_id))

    async def intend(self, outgoing_id: int, *, now: datetime) -> bool:
        """READY -> INTENT by compare-and-set; False when somebody else has it."""

        def work(db: Database) -> bool:
            mine = outbox.move(db, outgoing_id, ["ready"], now=now, state="intent")
            if mine:
                db.execute("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", [outgoing_id])
            return mine

        return await self._store.write(work)

    async def sent(self, outgoing_id: int, *, message_id: int, now: datetime) -> None:
        """INTENT -> SENT; from DOUBT and ASKED too, when the answer comes after all."""
        before = ["intent", "doubt", "asked"]
        await self._store.write(
            lambda db: outbox.move(
                db, outgoing_id, before, now=now, state="sent", message_id=message_id
            )
        )

    async def again(self, outgoing_id: int, *, not_before: datetime) -> None:
        """INTENT -> READY, for what was certainly not sent."""
        later = utc_text(not_before)
        await self._store.write(
            lambda db: outbox.move(db, outgoing_id, ["intent"], state="ready", not_before=later)
        )

    async def dead(self, outgoing_id: int, *, why: str, now: datetime) -> None:
        """INTENT -> DEAD: Telegram will never take it."""
        await self._store.write(
            lambda db: outbox.move(db, outgoing_id, ["intent"], now=now, state="dead", why=why)
        )

    async def doubt(self, outgoing_id: int, *, now: datetime) -> None:
        """INTENT -> DOUBT: perhaps sent."""
        await self._store.write(
            lambda db: outbox.move(db, outgoing_id, ["intent"], now=now, state="doubt")
        )

    async def recover(self, now: datetime, *, before: datetime | None = None) -> int:
        """At start: what a crash left in INTENT becomes DOUBT; return how many.

        While the bot runs, `before` spares what may still be on its way.
        """
        until = utc_text(before) if before else "~"  # "~" is after every date
        return await self._store.write(
            lambda db: (
                db.execute(
                    f"UPDATE outbox SET state = 'doubt', changed_at = ? WHERE {outbox.OPEN}"  # noqa: S608 - a constant
                    " AND state = 'intent' AND changed_at < ?",
                    [utc_text(now), until],
                ).rowcount
            )
        )

    async def ask(self, now: datetime) -> Sequence[Outgoing]:
        """DOUBT -> ASKED: put one question per person and delivery in the outbox, return them.

        A question in doubt goes again: twice asked is harmless, never asked is a lost digest.
        """
        return await self._store.write(lambda db: outbox.ask(db, now=now))
