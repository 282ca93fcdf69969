"""The nouns of the chat: people, messages, deliveries. Frozen values."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.language.current import ENGLISH, supported
from scoring.model import Digest, Value

Action = Literal[
    "list",  # back to the digest's list
    "card",  # open pick `n`
    "near",  # show the near misses
    "save",
    "unsave",
    "applied",
    "unapplied",
    "hide",  # ask for the reason
    "reason",  # not for me, because of `value`
    "unhide",
    "more",  # more like this
    "why",  # explain the score of pick `n`
    "show",  # show a digest that is in doubt
    "again",
    "profile",  # open the profile card, or one field of it: `value`
    "settings",  # open the settings, or one of them: `value`
    "set",  # set `value`, "name=value"
    "start",  # a step of the first contact
    "score",  # what a long text is that somebody sent: `value` "job" or "cv"
    "learned",  # open what was learned, or `value`: "drop.<hash>", "back.<hash>", "forget" ...
    "sources",  # how the sources stand, or `value`: "terms.0", "all.1"
    "undo",
    "admin",  # the owner's card, or a page of it: `value`
    "news",  # show message `n` from the owner, which is in doubt
    "feed",  # `value`: "make.<mark>", "off.<mark>", of the link that stands
    "forget",  # delete everything, or "no": `value` is "yes.<when it was asked>"
    "saved",  # page `n` of /saved
    "applications",  # page `n` of /applied
    "stage",  # of an application: `value` is a stage, "waiting", or "undo-<step>"
    "notes",  # the notes on pick `n`
    "unnote",  # delete note `value`
    "calendar",  # ask when the interview is
    "deadline",  # the last day to apply, as a calendar file
    "undate",  # remove appointment `value`
    "watch",  # watch board `n`, or stop: `value` is "add" or "stop"
    "stats",  # draw the picture of the weeks anew: `value` is "light" or "dark"
    "past",  # show this earlier list, the part with pick `n`, or the one before it: "older"
    "silence",  # what is left out: page "all.0" or "jobs.0", "off.<key>", "on.<key>" ...
]


class Button(Value):
    """A button without a Telegram type: what it says and what it means, or the link it opens."""

    label: str
    action: Action | None = None
    delivery: int | None = None
    n: int | None = None
    value: str = ""
    url: str | None = None


class Message(Value):
    """Telegram HTML ready to send, at most 4,096 UTF-16 units after parsing, and its buttons."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()


class Layout(StrEnum):
    """How picks arrive: one list that opens cards in place, or one message per pick."""

    LIST = "list"
    CARDS = "cards"


class Person(Value):
    """Somebody who uses the bot, or a chat that shares a digest. No name is kept.

    `id` is the Telegram user and chat id; of a chat that several read it stays when Telegram
    gives the chat another one, and a topic of a forum has an id of our own.
    """

    id: int
    kind: Literal["private", "group", "channel"] = "private"
    chat_id: int | None = None  # where messages go; None: to `id`
    topic_id: int | None = None  # the forum topic in that chat
    owner: bool = False
    language: Annotated[str, AfterValidator(supported)] = ENGLISH  # as Telegram names it, or ours
    quiet: str = ""  # local hours without a message of the bot's own accord: "22:00-07:00"
    zone: str = "UTC"
    at: str = "08:00"  # local wall-clock time of the morning message
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)  # ISO weekdays
    count: int = Field(default=8, ge=1, le=20)
    lowest: int = Field(default=60, ge=0, le=100)
    layout: Layout = Layout.LIST
    state: Literal["active", "paused", "blocked"] = "active"
    paused_until: date | None = None  # local date on which a pause ends by itself
    due: datetime | None = None  # UTC; None while nothing is to be sent
    due_day: date | None = None  # the nominal local date that `due` stands for
    last_digest_at: datetime | None = None  # UTC; what is first seen later is "new"
    waiting: str = ""  # what the next text message answers, e.g. "zone" or "profile:skills"
    created_at: datetime


class Delivery(Value):
    """A digest that was planned for a person. `key` makes it happen once: a date, or an update."""

    id: int
    person_id: int
    key: str
    digest: Digest
    created_at: datetime


AGAIN_KEY = "picks:again:"  # how the key begins where known picks were asked for, too
SCORE_KEY = "score"  # how the key of a delivery begins that answers /score


def is_score(delivery: Delivery) -> bool:
    """Tell whether a delivery is no digest, but the answer to somebody who gave a posting."""
    return delivery.key.startswith(f"{SCORE_KEY}:")


class SendState(StrEnum):
    """ready -> intent -> sent | dead | doubt -> asked; see ARCHITECTURE.md, "The send"."""

    READY = "ready"
    INTENT = "intent"
    SENT = "sent"
    DEAD = "dead"
    DOUBT = "doubt"
    ASKED = "asked"


class Outgoing(Value):
    """One message in the outbox."""

    id: int
    person_id: int
    delivery_id: int | None
    kind: Literal["digest", "question", "notice", "broadcast"]
    message: Message
    state: SendState
    attempts: int = 0
    not_before: datetime
    message_id: int | None = None
    chat_id: int | None = None  # where it goes, as `Person.chat_id`
    topic_id: int | None = None
    shared: bool = False  # several read that chat


class Outcome(StrEnum):
    """What became of one attempt to send."""

    SENT = "sent"
    BLOCKED = "blocked"  # the person is paused
    LATER = "later"  # certainly not sent; goes again
    DOUBT = "doubt"  # perhaps sent; the person is asked
    FAILED = "failed"  # Telegram will never take it
