"""What must hold after a crowd: in what the bot asked of Telegram, and in its database."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.language.current import LANGUAGES, speaking
from bot.sandbox.record import Call
from bot.texts.errors import SORRY


def refused(calls: Sequence[Call], *, limits: bool) -> list[Call]:
    """Return the calls that Telegram refused by our fault.

    A second press may edit a message to what it says already; a message may be gone, and a person
    may have blocked the bot, or taken its rights in a group; a flood wait is sat out.
    """
    return [each for each in calls if each.code != 200 and not _allowed(each, limits=limits)]


def _allowed(call: Call, *, limits: bool) -> bool:
    if call.code == 403 or (limits and call.code == 429):
        return True
    if int(call.params.get("chat_id") or 0) < 0 and any(words in call.why for words in _SHUT):
        return True
    edit = call.method.startswith("edit") and call.code == 400
    return edit and any(words in call.why for words in _EXPECTED)


def said_sorry(calls: Sequence[Call]) -> list[Call]:
    """Return the calls that say the error text, in whatever language."""
    texts = set()
    for language in LANGUAGES:
        with speaking(language):
            texts.add(SORRY())
    return [each for each in calls if str(each.params.get("text", "")) in texts]


def faults_of_database(path: Path) -> list[str]:
    """Return what is wrong in a database that nobody writes to any more."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        wrong = [str(row) for row in db.execute("PRAGMA integrity_check") if row != ("ok",)]
        wrong += [f"foreign key {row}" for row in db.execute("PRAGMA foreign_key_check")]
        for name, query in _INVARIANTS.items():
            wrong += [f"{name}: {row}" for row in db.execute(query)]
        wrong += _unasked_twice(db)
    return wrong


def _unasked_twice(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the jobs of morning messages that the same person had been shown before."""
    seen: set[tuple[int, str]] = set()
    for person, key, digest in db.execute(_SHOWN_DIGESTS):
        jobs = {(person, pick["cluster"]["id"]) for pick in json.loads(digest)["picks"]}
        if _MORNING.fullmatch(key):
            yield from (f"came twice unasked, on {key}: {each}" for each in jobs & seen)
        seen |= jobs


_MORNING = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN_DIGESTS = """
    SELECT person_id, key, digest FROM deliveries WHERE key NOT LIKE 'score:%' AND NOT EXISTS
    (SELECT 1 FROM outbox WHERE delivery_id = deliveries.id AND why = 'withdrawn') ORDER BY id
"""
# What the people of a group did to the bot there, or before it came to delete a post.
_SHUT = (
    *("need administrator rights", "not enough rights", "TOPIC_CLOSED", "upgraded to a supergroup"),
    *("message can't be deleted", "message to delete not found"),
)
_EXPECTED = (
    *("message is not modified", "message to edit not found", "message can't be edited"),
    "there is no text in the message to edit",  # a press before put a picture there
)
_INVARIANTS = {
    "a message hangs between being sent and not": "SELECT id FROM outbox WHERE state = 'intent'",
    "a message was sent without its id": (
        "SELECT id FROM outbox WHERE state = 'sent' AND message_id IS NULL"
    ),
    "a person is active and has no next morning": (
        "SELECT id FROM people WHERE state = 'active' AND (due IS NULL) != (due_day IS NULL)"
    ),
    "a digest came twice": (
        "SELECT person_id, key FROM deliveries GROUP BY person_id, key HAVING count(*) > 1"
    ),
    "something belongs to nobody": (
        "SELECT id FROM deliveries WHERE person_id NOT IN (SELECT id FROM people)"
    ),
}
