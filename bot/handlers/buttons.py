"""The buttons: each press goes to its conversation by its action, and is answered exactly once."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest

from bot.context import Context
from bot.handlers import cards, profile, settings, start, upload
from bot.keyboards import decode
from bot.model import Action, Button
from bot.texts.help import OLD_BUTTON

Pressed = Callable[[Update, Context, Button], Awaitable[str]]  # returns the toast, often empty


async def pressed(update: Update, context: Context) -> None:
    """Do what the button means; data that this bot never made is an old button, kindly."""
    query = update.callback_query
    assert query is not None
    button = decode(query.data or "")
    toast = ""
    try:
        toast = await _route(button)(update, context, button) if button else OLD_BUTTON
    finally:
        with suppress(BadRequest):  # "query is too old": the phone stopped waiting for an answer
            await query.answer(toast or None)


def _route(button: Button) -> Pressed:
    """Return the conversation of a button, by its action and the first word of its value."""
    assert button.action is not None
    if button.action == "start" and button.value.startswith("cv."):
        return upload.decided
    if button.action == "set" and button.value.startswith("p."):
        return profile.chosen
    return ROUTES[button.action]


ROUTES: Mapping[Action, Pressed] = {
    "list": cards.pressed,
    "card": cards.pressed,
    "near": cards.pressed,
    "save": cards.pressed,
    "unsave": cards.pressed,
    "applied": cards.pressed,
    "unapplied": cards.pressed,
    "hide": cards.pressed,
    "reason": cards.pressed,
    "unhide": cards.pressed,
    "more": cards.pressed,
    "show": cards.pressed,
    "again": cards.pressed,
    "profile": profile.pressed,
    "settings": settings.pressed,
    "set": settings.chosen,
    "start": start.pressed,
    "undo": profile.undone,
}
