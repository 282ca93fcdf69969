"""Answers a person: the one place where a handler's Message meets Telegram."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import LinkPreviewOptions, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.context import Context
from bot.keyboards import keyboard
from bot.model import Message

_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TYPING_LASTS_S = 4.5  # Telegram shows the action for five seconds
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def send(update: Update, context: Context, message: Message, *, quote: bool = False) -> None:
    """Send a new message to the person; with `quote` as a reply to what they sent."""
    assert update.effective_chat is not None
    asked = update.effective_message if quote else None
    await context.bot.send_message(
        update.effective_chat.id,
        message.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard(message),
        reply_parameters=ReplyParameters(asked.message_id, allow_sending_without_reply=True)
        if asked
        else None,
    )


async def edit(update: Update, context: Context, message: Message) -> None:
    """Put `message` where the pressed button is; where that message is gone, send it anew."""
    query = update.callback_query
    pressed = query.message if query else None
    if pressed is None:
        await send(update, context, message)
        return
    try:
        await context.bot.edit_message_text(
            message.html,
            chat_id=pressed.chat.id,
            message_id=pressed.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(message),
        )
    except BadRequest as error:
        if _UNCHANGED in error.message.lower():
            return
        if not any(words in error.message.lower() for words in _GONE):
            raise
        await send(update, context, message)


@asynccontextmanager
async def typing(update: Update, context: Context) -> AsyncIterator[None]:
    """Show "typing" for as long as the work inside takes."""
    task = asyncio.create_task(_keep_typing(update, context))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_typing(update: Update, context: Context) -> None:
    assert update.effective_chat is not None
    try:
        while True:
            await context.bot.send_chat_action(update.effective_chat.id, ChatAction.TYPING)
            await asyncio.sleep(_TYPING_LASTS_S)
    except TelegramError as error:
        # An ornament: the answer itself meets the same trouble and reports it.
        _log.info("Typing was not shown", extra={"kind": type(error).__name__})
