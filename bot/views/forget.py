"""The question before everything is deleted, and the answer after it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.model import Button, Message
from bot.texts import forget as texts

VALID = timedelta(minutes=10)
_KIND_OF: Mapping[str, str] = {
    "profiles": "profiles",
    "profile_versions": "versions",
    "profiles_removed": "versions",
    "deliveries": "lists",
    "shown": "shown",
    "outbox": "messages",
    "feedback": "marks",
    "stages": "steps",
    "withdrawn_stages": "steps",
    "notes": "notes",
    "appointments": "notes",
    "tastes": "learned",
    "watches": "watches",
    "own_postings": "own",
    "own_verdicts": "scores",
    "feeds": "feed",
    "people": "settings",
    "chats": "settings",
    "looks": "settings",
    "hidings": "hidings",
    "broadcasts": "broadcasts",
    "dropped_picks": "marks",
    "nudges": "steps",
}


def question(
    kept: Mapping[str, int],
    *,
    now: datetime,
    heirs: bool | None = None,
    chats: int = 0,
    shared: bool = False,
    with_model: bool = False,
) -> Message:
    """Return what would be deleted, by kind, and the buttons.

    `heirs` tells the owner whether anybody else is here, None: it is not the owner who asks;
    `chats` is how many groups and channels the person brought the bot to; `shared` says that it is
    such a chat which is to be forgotten.
    """
    head = texts.ASK_CHAT() if shared else texts.ASK()
    whats = [*kinds(kept), *([texts.SCORES()] if "profiles" in kept else [])]
    parts = ["\n".join([head, *(texts.LINE(what=what) for what in whats)])]
    if heirs is not None:
        parts += [texts.HEIR() if heirs else texts.ALONE()]
    if chats:
        parts += [texts.GROUPS(count=chats)]
    parts += [_beyond(with_model=with_model), *([] if shared else [texts.EXPORT_FIRST()])]
    value = f"yes.{int(now.timestamp())}"
    yes = Button(label=texts.YES(), action="forget", value=value)
    no = Button(label=texts.NO(), action="forget", value="no")
    return Message(html="\n\n".join(parts), rows=((yes,), (no,)))


def still_valid(value: str, *, now: datetime) -> bool:
    """Tell whether a button was made within the last ten minutes."""
    _, _, at = value.partition(".")
    if not at.isdecimal() or len(at) > len("9999999999"):
        return False
    age_s = now.timestamp() - int(at)
    return 0 <= age_s <= VALID.total_seconds()


def done(*, rows: int, tables: int, left: int, with_model: bool) -> Message:
    """Return what was deleted, what a count found after it, and what nobody here can reach."""
    counted = texts.DONE(
        rows=texts.ROWS(count=rows),
        tables=texts.TABLES(count=tables),
        left=texts.LEFT(count=left),
    )
    lines = [counted, *([texts.NOT_ALL()] if left else []), ""]
    lines += [_beyond(with_model=with_model), texts.AGAIN()]
    return Message(html="\n".join(lines))


def kinds(kept: Mapping[str, int]) -> Iterator[str]:
    """Yield what is kept, given as rows by table, in words: "3 profiles"."""
    counts: Counter[str] = Counter()
    for table, rows in kept.items():
        counts[_KIND_OF.get(table, "rest")] += rows
    for kind, words in texts.KINDS.items():
        if counts[kind]:
            yield words(count=counts[kind])


def _beyond(*, with_model: bool) -> str:
    return texts.BEYOND_MODEL() if with_model else texts.BEYOND()
