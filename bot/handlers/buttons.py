"""The buttons: each press goes to its conversation by its action, and is answered exactly once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from bot import reply
from bot.context import Context
from bot.handlers import (
    admin,
    applications,
    cards,
    feed,
    forget,
    hide,
    learned,
    picks,
    profile,
    saved,
    score,
    settings,
    sources,
    start,
    stats,
    upload,
    watch,
    why,
)
from bot.keyboards import decode
from bot.model import Action, Button, Message
from bot.reply import answer
from bot.texts.help import OLD_BUTTON
from bot.views.html import escape

_PATIENCE_S = 2.0
Pressed = Callable[[Update, Context, Button], Awaitable[str]]  # returns the toast, often empty


async def pressed(update: Update, context: Context) -> None:
    """Do what the button means; data that this bot never made is an old button, kindly.

    The answer carries the toast. Work that takes long is answered before it is done, since the
    button spins until then and Telegram forgets the press; its toast becomes a message.
    """
    query = update.callback_query
    assert query is not None
    work = asyncio.create_task(_toast_of(update, context, decode(query.data or "")))
    try:
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE_S)
        if done:
            await answer(query, work.result())  # where the work failed, errors.py answers
            return
        await answer(query)
        late = await work
    finally:
        work.cancel()
    if late:
        await reply.send(update, context, Message(html=escape(late)))


async def _toast_of(update: Update, context: Context, button: Button | None) -> str:
    return await _route(button)(update, context, button) if button else OLD_BUTTON()


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
    "why": why.pressed,
    "show": cards.pressed,
    "again": cards.pressed,
    "profile": profile.pressed,
    "settings": settings.pressed,
    "set": settings.chosen,
    "start": start.pressed,
    "score": score.pressed,
    "learned": learned.pressed,
    "sources": sources.pressed,
    "undo": profile.undone,
    "saved": saved.pressed,
    "applications": saved.pressed,
    "stage": applications.pressed,
    "notes": applications.pressed,
    "unnote": applications.pressed,
    "calendar": applications.pressed,
    "deadline": applications.pressed,
    "undate": applications.pressed,
    "watch": watch.pressed,
    "admin": admin.pressed,
    "news": admin.news,
    "stats": stats.pressed,
    "past": picks.turned,
    "silence": hide.pressed,
    "feed": feed.pressed,
    "forget": forget.pressed,
}
