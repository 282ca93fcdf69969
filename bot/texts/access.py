"""What strangers and groups read."""

from bot.language.text import Text

PRIVATE = Text(
    "This bot is private. If you have an invite code, send <code>/start CODE</code>; "
    "its owner can also open it for you."
)
STRANGER = Text("We have not met yet. Send /start to begin.")
OWNER_NOW = Text(
    "This bot had no owner any more. You have been here longest, so it is yours now: "
    "who may use it is in /settings."
)
OWNER = Text(
    "You are the first one here, so this bot is yours. Nobody else gets in "
    "until you say so in /settings."
)
