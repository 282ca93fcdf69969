"""What the owner reads under /admin, and when something broke."""

from bot.language.text import Plural, Text

BROKE = Text(
    "Something broke today: {part}, {kind}. The log has the details and /admin the counts; "
    "you hear of each kind once a day."
)
BROKE_BEFORE = Plural(
    "Yesterday it was {count} time.",
    "Yesterday it was {count} times.",
)
PARTS = {
    "chat": Text("an answer"),
    "tick": Text("the clock"),
    "digest": Text("a morning message"),
    "sending": Text("sending"),
    "ingest": Text("reading the sources"),
    "learning": Text("learning"),
    "tidying": Text("tidying up"),
}
