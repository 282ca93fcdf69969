"""What Telegram's and the network's refusals mean for a message. Pure."""

from typing import Literal

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.model import Outcome
from scoring.errors import JobPicksError

# The request never left this machine. httpx's other errors say nothing about what Telegram did.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
# Telegram's words for a chat that takes no message until somebody there changes something.
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
_RIGHTS = (
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "have no write access",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "chat_admin_required",
)
Refused = Literal["topic", "rights", "removed"]


class TokenRefused(JobPicksError):
    """Telegram refuses the bot's token; nothing can be sent, and the program stops."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the bot's token. Take the current one from @BotFather"
            " (/mybots, API Token) and set it as TELEGRAM_TOKEN"
        )


def outcome_of(error: TelegramError) -> Outcome:
    """Return what became of a message whose sending raised this error."""
    match error:
        case Forbidden():
            return Outcome.BLOCKED
        case BadRequest():  # before NetworkError, whose subclass it is
            shut = _says(error, *_GONE, *_TOPIC, *_RIGHTS)
            return Outcome.BLOCKED if shut else Outcome.FAILED
        case RetryAfter() | InvalidToken() | ChatMigrated():
            return Outcome.LATER
        case _:
            never_left = isinstance(error.__cause__, _NEVER_LEFT)
            flood = error.message.lower().startswith("too many requests")
            return Outcome.LATER if never_left or flood else Outcome.DOUBT


def refused_why(error: TelegramError) -> Refused:
    """Return what stands between the bot and a chat that several read."""
    if _says(error, *_TOPIC):
        return "topic"
    return "rights" if _says(error, *_RIGHTS) else "removed"


def _says(error: TelegramError, *words: str) -> bool:
    said = error.message.lower()
    return any(each in said for each in words)
