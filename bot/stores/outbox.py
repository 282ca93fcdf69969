"""The SQL of deliveries and their messages; runs inside `Store.read` and `Store.write`.

What each state means and who may change it stands in `deliveries.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.keyboards import keyboard
from bot.language.current import speaking
from bot.model import Delivery, Message, Outgoing, SendState
from bot.sending.quiet import after_quiet
from bot.texts import broadcast as news_texts
from bot.texts import delivery as texts
from scoring.edge.db import utc_text
from scoring.model import Digest

# Word for word the condition of the index `outbox_open`.
OPEN = "state IN ('ready', 'intent')"
# Everything waits for the digests before it, and for what is of its own kind; a notice that waits
# for the end of quiet hours holds no digest back.
FIRST = (
    "NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.person_id = outbox.person_id"
    " AND earlier.id < outbox.id AND earlier.state IN ('ready', 'intent')"
    " AND (earlier.state = 'intent' OR earlier.kind IN ('digest', outbox.kind)))"
)
# Subqueries and no join, so that the names in a condition mean the outbox alone.
_WHERE_TO = ", ".join(
    f"(SELECT {what} FROM people WHERE people.id = outbox.person_id) AS {name}"  # noqa: S608 - names of ours
    for name, what in {
        "chat_id": "chat_id",
        "topic_id": "topic_id",
        "shared": "people.kind != 'private'",
    }.items()
)
WITHDRAWN = "EXISTS (SELECT 1 FROM outbox WHERE delivery_id = deliveries.id AND why = 'withdrawn')"
_UNSENT = """
    SELECT DISTINCT delivery_id FROM outbox JOIN deliveries ON deliveries.id = delivery_id
    WHERE state IN ('ready', 'intent') AND state = 'ready' AND kind = 'digest'
    AND deliveries.created_at < :before
    AND NOT EXISTS (
        SELECT 1 FROM outbox AS other WHERE other.delivery_id = outbox.delivery_id
        AND other.kind = 'digest' AND other.state NOT IN ('ready', 'dead')
    )
"""
_BROADCAST = "broadcast:"
_MOST_ASKED = 5  # a question that is in doubt so often is given up
_ASK_AGAIN = timedelta(minutes=5)


def delivery(db: Database, where: str, *values: object) -> Delivery | None:
    """Return the first delivery that fits."""
    return next(iter(deliveries(db, where, *values)), None)


def deliveries(db: Database, where: str, *values: object) -> Iterator[Delivery]:
    """Yield the deliveries that fit; reading one costs time, so stop when it is found."""
    for row in db.query(f"SELECT * FROM deliveries WHERE {where}", values):  # noqa: S608 - constants of ours
        yield Delivery.model_validate(row | {"digest": Digest.model_validate_json(row["digest"])})


def messages(db: Database, where: str, *values: object) -> list[Outgoing]:
    """Return the messages of the outbox that fit, each with where it goes."""
    rows = db.query(f"SELECT *, {_WHERE_TO} FROM outbox WHERE {where}", values)  # noqa: S608 - constants of ours
    return [_outgoing(row) for row in rows]


def insert(
    db: Database, person_id: int, *, key: str, digest: Digest, now: datetime, aside: bool = False
) -> Delivery:
    """Keep a new delivery, its picks as shown, and when the person last had one.

    One that is `aside` does not count as the person's last.
    """
    row = {"person_id": person_id, "key": key, "digest": digest, "created_at": utc_text(now)}
    table = db.table("deliveries").insert(row | {"digest": digest.model_dump_json()})
    new = Delivery.model_validate(row | {"id": table.last_rowid})
    for pick in digest.picks:
        db.execute(
            "INSERT OR IGNORE INTO shown (person_id, cluster_id, delivery_id) VALUES (?, ?, ?)",
            [person_id, pick.cluster.id, new.id],
        )
    if not aside:
        db.table("people").update(person_id, {"last_digest_at": utc_text(now)})
    return new


def post(db: Database, new: Delivery, rendered: Iterable[Message], *, now: datetime) -> None:
    """Put the messages of a new delivery in the outbox, in order."""
    for number, message in enumerate(rendered):
        put(
            db,
            new.person_id,
            message,
            kind="digest",
            key=f"digest:{new.id}:{number}",
            delivery_id=new.id,
            now=now,
        )


def put(  # noqa: PLR0913 - the columns of one row
    db: Database,
    person_id: int,
    message: Message,
    *,
    key: str,
    kind: str,
    now: datetime,
    delivery_id: int | None = None,
) -> None:
    """Put a message in the outbox, once per person and key."""
    keyboard(message)  # a button that Telegram would refuse fails here and not in the morning
    db.table("outbox").insert(
        {
            "person_id": person_id,
            "delivery_id": delivery_id,
            "key": key,
            "kind": kind,
            "message": message.model_dump_json(),
            "state": SendState.READY,
            "not_before": utc_text(now),
            "changed_at": utc_text(now),
        },
        ignore=True,
    )


def move_on(
    db: Database, person_id: int, next_due: tuple[datetime, date], *, now: datetime
) -> None:
    """Set the next date, unless the person changed it while the digest was made."""
    due, day = next_due
    db.execute(
        "UPDATE people SET due = ?, due_day = ?"
        " WHERE id = ? AND state = 'active' AND (due IS NULL OR due <= ?)",
        [utc_text(due), day.isoformat(), person_id, utc_text(now)],
    )


def move(
    db: Database,
    outgoing_id: int,
    before: Sequence[str],
    *,
    now: datetime | None = None,
    **columns: object,
) -> bool:
    """Set the columns of a message that is in one of the states; False when it is in another."""
    if now is not None:
        columns["changed_at"] = utc_text(now)
    sets = ", ".join(f"{name} = ?" for name in columns)
    states = ", ".join("?" for _ in before)
    cursor = db.execute(
        f"UPDATE outbox SET {sets} WHERE id = ? AND state IN ({states})",  # noqa: S608 - names of ours
        [*columns.values(), outgoing_id, *before],
    )
    return cursor.rowcount > 0


def unsent(db: Database, *, person_id: int | None, before: datetime) -> list[int]:
    """Return the ids of deliveries that wait and of which nothing was sent."""
    whose = "" if person_id is None else " AND outbox.person_id = :person"
    rows = db.query(_UNSENT + whose, {"before": utc_text(before), "person": person_id})
    return [row["delivery_id"] for row in rows]


def withdraw(db: Database, delivery_id: int, *, now: datetime) -> None:
    """Take back a delivery of which nothing was sent, and what it counts as shown."""
    db.execute(
        "UPDATE outbox SET state = 'dead', why = 'withdrawn', changed_at = ?"
        " WHERE delivery_id = ? AND kind = 'digest' AND state = 'ready'",
        [utc_text(now), delivery_id],
    )
    db.execute("DELETE FROM shown WHERE delivery_id = ?", [delivery_id])


def ask(db: Database, *, now: datetime) -> list[Outgoing]:
    """Turn doubts into questions; a question in doubt goes again, a few times."""
    asked: dict[tuple[int, str], None] = {}
    for doubt in messages(db, "state = 'doubt' ORDER BY id"):
        if doubt.kind in {"digest", "broadcast"}:
            key = _question(db, doubt, now=now)
            asked[doubt.person_id, key] = None
            move(db, doubt.id, ["doubt"], now=now, state="asked")
        else:
            _again(db, doubt, now=now)
    return [
        question
        for person_id, key in asked
        for question in messages(db, "person_id = ? AND key = ?", person_id, key)
    ]


def broadcast_key(broadcast_id: int) -> str:
    """Return the key of everybody's copy of a message from the owner."""
    return f"{_BROADCAST}{broadcast_id}"


def loud(db: Database, *, now: datetime) -> list[tuple[str, int]]:
    """Return what is due in its person's quiet hours: when they end, and the message's id."""
    waiting = db.execute(
        "SELECT outbox.id, people.quiet, people.zone FROM outbox"
        " JOIN people ON people.id = outbox.person_id"
        " WHERE outbox.state IN ('ready', 'intent') AND outbox.state = 'ready'"
        " AND outbox.kind <> 'digest' AND outbox.not_before <= ? AND people.quiet <> ''",
        [utc_text(now)],
    ).fetchall()
    ends = ((_quiet_until(quiet, zone, now), each) for each, quiet, zone in waiting)
    return [(utc_text(end), each) for end, each in ends if end > now]


def hush(db: Database, *, now: datetime) -> int:
    """Let what is due in its person's quiet hours wait until they end; return how many."""
    later = loud(db, now=now)
    statement = "UPDATE outbox SET not_before = ? WHERE id = ? AND state = 'ready'"
    db.conn.executemany(statement, later)
    return len(later)


def _quiet_until(quiet: str, zone: str, now: datetime) -> datetime:
    try:
        return after_quiet(quiet, zone, now)
    except (KeyError, ValueError):  # a zone that zone data dropped holds up nobody's messages
        return now


def _question(db: Database, doubt: Outgoing, *, now: datetime) -> str:
    """Put the question about a message in doubt in the outbox; return its key."""
    about = str(doubt.delivery_id) if doubt.kind == "digest" else _key(db, doubt.id)
    with speaking(_language(db, doubt.person_id)):
        message = _unsure(db, doubt, about=about, today=now.date())
    key = f"question:{about}"
    put(
        db,
        doubt.person_id,
        message,
        key=key,
        kind="question",
        delivery_id=doubt.delivery_id,
        now=now,
    )
    return key


def _unsure(db: Database, doubt: Outgoing, *, about: str, today: date) -> Message:
    if doubt.delivery_id is None:
        return news_texts.unsure(int(about.removeprefix(_BROADCAST)))
    offered = delivery(db, "id = ?", doubt.delivery_id)
    assert offered is not None
    return texts.unsure(doubt.delivery_id, offered.digest.day, today=today)


def _key(db: Database, outgoing_id: int) -> str:
    return str(db.execute("SELECT key FROM outbox WHERE id = ?", [outgoing_id]).fetchone()[0])


def _language(db: Database, person_id: int) -> str:
    row = db.execute("SELECT language FROM people WHERE id = ?", [person_id]).fetchone()
    return str(row[0])


def _again(db: Database, doubt: Outgoing, *, now: datetime) -> None:
    if doubt.attempts >= _MOST_ASKED:
        move(db, doubt.id, ["doubt"], now=now, state="dead", why="in doubt too often")
        return
    later = utc_text(now + _ASK_AGAIN * (doubt.attempts - 1))
    move(db, doubt.id, ["doubt"], now=now, state="ready", not_before=later)


def _outgoing(row: dict[str, Any]) -> Outgoing:
    fields = {name: row[name] for name in Outgoing.model_fields}
    return Outgoing.model_validate(
        fields | {"message": Message.model_validate_json(row["message"])}
    )
