"""Keyboards under a message, checked as Telegram checks them."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request

_MOST_BUTTONS = 100
_MOST_DATA = 64  # bytes
_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
)
_MENUS = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(params: Params) -> tuple[Json | None, Json | None]:
    """Return (inline keyboard, reply keyboard), each or None. Raises Refusal."""
    markup = params.parsed("reply_markup", what="reply keyboard markup")
    if markup is None:
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    return None, markup if any(name in markup for name in _MENUS) else None


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    label = button.get("text")
    if not isinstance(label, str):
        raise bad_request(
            'can\'t parse inline keyboard button: field "text" must be of type String'
        )
    if not label.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(action in button for action in _ACTIONS):
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(str(button["url"]))
    return button


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= _MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: str) -> None:
    refusal = bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        _ = parts.port  # raises ValueError for what is no port
    except ValueError:
        raise refusal from None
    if parts.scheme not in {"http", "https", "tg"} or not parts.netloc or " " in url:
        raise refusal
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise refusal
