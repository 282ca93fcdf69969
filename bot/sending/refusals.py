"""What Telegram's and the network's refusals mean for a message. Pure."""

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

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
# Telegram's words for a chat that will never take a message again.
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


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
            gone = any(words in error.message.lower() for words in _GONE)
            return Outcome.BLOCKED if gone else Outcome.FAILED
        case RetryAfter() | InvalidToken():
            return Outcome.LATER
        case _:
            never_left = isinstance(error.__cause__, _NEVER_LEFT)
            flood = error.message.lower().startswith("too many requests")
            return Outcome.LATER if never_left or flood else Outcome.DOUBT
