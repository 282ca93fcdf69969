"""The store of chats that several read: which row of `people` each is, and who set it up.

A chat is found by Telegram's id and, in a forum, the topic's. When a group becomes a supergroup
the id that Telegram knows changes, and the row's own id stays, so that nothing hanging on it moves.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database, Migrations

from bot.model import Delivery, Person
from bot.stores import outbox
from bot.stores.people import person_of, row_of
from scoring.edge.db import Store
from scoring.model import Value

MIGRATIONS = Migrations("chats")

# Ids of topics are our own, below every id that Telegram gives: those have at most 52 bits.
# https://core.telegram.org/bots/api#chat
_FIRST_TOPIC = -(1 << 53) - 1


@MIGRATIONS()
def m001_chats(db: Database) -> None:
    """Create what is known of chats beside their row in people."""
    db.execute("""
        CREATE TABLE chats (
            person_id INTEGER PRIMARY KEY REFERENCES people (id),
            host TEXT NOT NULL,
            title TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX chats_host ON chats (host)")


class Hosted(Value):
    """What is known of a chat: who set it up (None: somebody who asked to be forgotten), its name.

    `title` is foreign text.
    """

    host: int | None
    title: str


class Chats:
    """Groups, channels and topics. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        """Use an open store whose migrations ran."""
        self._store = store

    async def get(self, chat_id: int, *, topic_id: int | None = None) -> Person | None:
        """Return the row of this chat, or of this topic of it; None where none was set up."""
        return await self._store.read(lambda db: _get(db, chat_id, topic_id=topic_id))

    async def add(self, chat: Person, *, host: int, title: str) -> Person:
        """Add a chat and return what is stored; one that is there stays as it is.

        `chat.id` is ignored for a topic: it gets one of our own.
        """

        def work(db: Database) -> Person:
            assert chat.chat_id is not None, "a chat has one"
            known = _get(db, chat.chat_id, topic_id=chat.topic_id)
            if known:
                return known
            new = chat.model_copy(update={"id": _free_id(db, chat), "owner": False})
            db.table("people").insert(row_of(new))
            row = {"person_id": new.id, "host": str(host), "title": title}
            db.table("chats").insert(row)
            return new

        return await self._store.write(work)

    async def of(self, chat_id: int) -> Sequence[Person]:
        """Return every row of this chat: itself and its topics."""
        query = "SELECT * FROM people WHERE chat_id = ? ORDER BY id"
        return await self._store.read(
            lambda db: [person_of(row) for row in db.query(query, [chat_id])]
        )

    async def hosted(self, person_id: int) -> Hosted | None:
        """Return who set this chat up, and its name; None where it is no chat."""

        def work(db: Database) -> Hosted | None:
            query = "SELECT host, title FROM chats WHERE person_id = ?"
            row = next(db.query(query, [person_id]), None)
            return Hosted(host=int(row["host"] or 0) or None, title=row["title"]) if row else None

        return await self._store.read(work)

    async def digest(self, delivery_id: int) -> Delivery | None:
        """Return a delivery of a chat that several read; a person's own is never returned."""
        where = "id = ? AND person_id IN (SELECT id FROM people WHERE kind <> 'private')"
        return await self._store.read(lambda db: outbox.delivery(db, where, delivery_id))

    async def moved(self, chat_id: int, *, to: int) -> int:
        """Note that a group became a supergroup; return how many rows follow it.

        One transaction, and twice is once. Where somebody set the new chat up before this was
        known, the one with the longer past stays: the other is put to sleep, and loses nothing.
        """

        def work(db: Database) -> int:
            db.execute(
                "UPDATE people SET chat_id = NULL, state = 'blocked', due = NULL, due_day = NULL"
                " WHERE chat_id = :to AND EXISTS (SELECT 1 FROM people AS old WHERE old.chat_id ="
                " :old AND coalesce(old.topic_id, 0) = coalesce(people.topic_id, 0))",
                {"to": to, "old": chat_id},
            )
            query = "UPDATE people SET chat_id = ? WHERE chat_id = ?"
            return db.execute(query, [to, chat_id]).rowcount

        return await self._store.write(work)

    async def aside(self, chat: Person) -> Sequence[int]:
        """Return the ids of rows that `moved` put to sleep for this chat: nothing leads to them."""
        query = "SELECT id FROM people WHERE kind <> 'private' AND chat_id IS NULL AND id = ?"
        return await self._store.read(
            lambda db: [row["id"] for row in db.query(query, [chat.chat_id])]
        )

    async def named(self, chat_id: int, title: str) -> None:
        """Keep the chat's new name."""
        await self._store.write(
            lambda db: db.execute(
                "UPDATE chats SET title = ? WHERE person_id IN"
                " (SELECT id FROM people WHERE chat_id = ?)",
                [title, chat_id],
            )
        )

    async def asleep(self, chat_id: int) -> int:
        """Note that the bot is no longer in the chat: what waits to be sent there is not due.

        A pause that somebody asked for stays one. Returns how many rows fell asleep.
        """
        query = (
            "UPDATE people SET state = 'blocked', due = NULL, due_day = NULL"
            " WHERE chat_id = ? AND state = 'active'"
        )
        return await self._store.write(lambda db: db.execute(query, [chat_id]).rowcount)


def new_chat(
    *,
    kind: str,
    chat_id: int,
    topic_id: int | None,
    language: str,
    zone: str,
    now: datetime,
) -> Person:
    """Return the row of a chat that is being set up, its first question open."""
    return Person.model_validate(
        {
            "id": chat_id,
            "kind": kind,
            "chat_id": chat_id,
            "topic_id": topic_id,
            "language": language,
            "zone": zone,
            "waiting": "start",
            "created_at": now,
        }
    )


def _get(db: Database, chat_id: int, *, topic_id: int | None) -> Person | None:
    # Word for word the terms of the index `people_chat`.
    query = "SELECT * FROM people WHERE chat_id = ? AND coalesce(topic_id, 0) = ?"
    row = next(db.query(query, [chat_id, topic_id or 0]), None)
    return person_of(row) if row else None


def _free_id(db: Database, chat: Person) -> int:
    """Return Telegram's own id where it is free; a topic and a chat whose id is taken get ours."""
    taken = next(db.query("SELECT 1 FROM people WHERE id = ?", [chat.chat_id]), None)
    if chat.topic_id is None and taken is None:
        assert chat.chat_id is not None, "a chat has one"
        return chat.chat_id
    row = next(db.query("SELECT min(id) AS lowest FROM people"))
    return min(int(row["lowest"]), _FIRST_TOPIC + 1) - 1
