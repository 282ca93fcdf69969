"""Semantic buttons to Telegram's and back: callback data of at most 64 bytes, and pure."""

from typing import cast, get_args

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.model import Action, Button, Message
from bot.views.rows import packed

_MOST_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton
_ACTIONS = frozenset(get_args(Action))


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return the message's buttons for Telegram, in rows that a phone shows whole, or None."""
    if not message.rows:
        return None
    rows = packed(message.rows)
    return InlineKeyboardMarkup([[_telegram(button) for button in row] for row in rows])


def encode(button: Button) -> str:
    """Return the callback data, `action:delivery:n:value`. Raises ValueError over 64 bytes."""
    numbers = ("" if number is None else str(number) for number in (button.delivery, button.n))
    text = ":".join((button.action or "", *numbers, button.value)).rstrip(":")
    if len(text.encode()) > _MOST_BYTES:
        raise ValueError(f"Callback data {text!r} is over {_MOST_BYTES} bytes")
    return text


def decode(text: str) -> Button | None:
    """Return the button that was pressed, or None for data that this bot never made."""
    action, delivery, n, value = [*text.split(":", maxsplit=3), "", "", ""][:4]
    if action not in _ACTIONS or not all(_is_number(part) for part in (delivery, n)):
        return None
    return Button(
        label="",
        action=cast("Action", action),
        delivery=int(delivery) if delivery else None,
        n=int(n) if n else None,
        value=value,
    )


def _is_number(part: str) -> bool:
    return not part or (part.isascii() and part.isdecimal() and len(part) < 19)


def _telegram(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=encode(button))
