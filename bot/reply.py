"""Answers a person: the one place where a handler's Message meets Telegram."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from telegram import (
    CallbackQuery,
    ForceReply,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chats import as_read, tidied, topic_of
from bot.context import Context
from bot.model import Message
from bot.views.captions import caption as fitting

_log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TYPING_LASTS_S = 4.5  # Telegram shows the action for five seconds
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_TEXT = "there is no text in the message to edit"  # the button stands under a picture
_MOST_ALBUM = 10  # https://core.telegram.org/bots/api#sendmediagroup
_PICTURE = "picture.png"
_STORED_S = 60.0  # Telegram answers a file once it has stored all of it


async def send(update: Update, context: Context, message: Message, *, quote: bool = False) -> None:
    """Send a new message to the person; with `quote` as a reply to what they sent."""
    assert update.effective_chat is not None
    message, markup = await as_read(update, context, message)
    # Who is asked is the sender of what the question answers.
    asked = update.effective_message if quote or isinstance(markup, ForceReply) else None
    sent = await context.bot.send_message(
        update.effective_chat.id,
        message.html,
        message_thread_id=topic_of(update),
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=markup,
        reply_parameters=ReplyParameters(asked.message_id, allow_sending_without_reply=True)
        if asked
        else None,
    )
    await tidied(context, sent)


async def edit(update: Update, context: Context, message: Message) -> None:
    """Put `message` where the pressed button is; where no text can stand, send it anew."""
    query = update.callback_query
    pressed = query.message if query else None
    if pressed is None or (isinstance(pressed, TelegramMessage) and pressed.text is None):
        await send(update, context, message)
        return
    shown, markup = await as_read(update, context, message)
    assert not isinstance(markup, ForceReply), "only what answers a message opens a reply"
    try:
        await context.bot.edit_message_text(
            shown.html,
            chat_id=pressed.chat.id,
            message_id=pressed.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup,
        )
    except BadRequest as error:
        if _is_there(error):
            return
        await send(update, context, message)


async def answer(query: CallbackQuery, toast: str = "") -> None:
    """End the wait of who pressed a button; what the press did stands without it, too."""
    try:
        await query.answer(toast or None)
    except TelegramError as error:  # "query is too old": the phone waits no longer
        _log.info("A press was not answered", extra={"kind": type(error).__name__})


async def send_file(
    update: Update,
    context: Context,
    name: str,
    content: bytes,
    *,
    caption: Message | None = None,
) -> None:
    """Send bytes as a file of that name; the caption is cut to what Telegram takes."""
    assert update.effective_chat is not None
    caption, markup = await as_read(update, context, caption or Message(html=""))
    await context.bot.send_document(
        update.effective_chat.id,
        InputFile(content, filename=name),
        message_thread_id=topic_of(update),
        caption=fitting(caption.html) or None,
        parse_mode=ParseMode.HTML,
        reply_markup=markup,
        read_timeout=_STORED_S,
    )


async def send_files(
    update: Update,
    context: Context,
    files: Sequence[tuple[str, bytes]],
    *,
    caption: Message | None = None,
) -> None:
    """Send (name, content) pairs as albums of documents, the caption under the last one.

    An album has no buttons: a caption that has some follows as a message of its own.
    """
    assert update.effective_chat is not None
    own = caption if caption and caption.rows else None
    under = None if own else caption
    if len(files) == 1:
        await send_file(update, context, *files[0], caption=caption)
        return
    for some in _albums(files):
        last = some[-1] is files[-1]
        media = [
            InputMediaDocument(
                InputFile(content, filename=name, attach=True),
                caption=fitting(under.html) if under and last and at == len(some) else None,
                parse_mode=ParseMode.HTML,
            )
            for at, (name, content) in enumerate(some, start=1)
        ]
        await context.bot.send_media_group(
            update.effective_chat.id,
            media,
            message_thread_id=topic_of(update),
            read_timeout=_STORED_S,
        )
    if own:
        await send(update, context, own)


async def send_picture(update: Update, context: Context, png: bytes, message: Message) -> None:
    """Send a PNG with the message as its caption and buttons."""
    assert update.effective_chat is not None
    message, markup = await as_read(update, context, message)
    await context.bot.send_photo(
        update.effective_chat.id,
        InputFile(png, filename=_PICTURE),
        message_thread_id=topic_of(update),
        caption=fitting(message.html),
        parse_mode=ParseMode.HTML,
        reply_markup=markup,
    )


async def edit_picture(update: Update, context: Context, png: bytes, message: Message) -> None:
    """Put a PNG and its caption where the pressed button is; where that is gone, send it anew."""
    query = update.callback_query
    pressed = query.message if query else None
    if pressed is None:
        await send_picture(update, context, png, message)
        return
    shown, markup = await as_read(update, context, message)
    assert not isinstance(markup, ForceReply), "only what answers a message opens a reply"
    media = InputMediaPhoto(
        InputFile(png, filename=_PICTURE, attach=True),
        caption=fitting(shown.html),
        parse_mode=ParseMode.HTML,
    )
    try:
        await context.bot.edit_message_media(
            media,
            chat_id=pressed.chat.id,
            message_id=pressed.message_id,
            reply_markup=markup,
        )
    except BadRequest as error:
        if _is_there(error):
            return
        await send_picture(update, context, png, message)


def _is_there(error: BadRequest) -> bool:
    """Tell whether the message says it already; False: it cannot be edited. Raises all else."""
    words = error.message.lower()
    if _UNCHANGED in words:
        return True
    if any(each in words for each in (*_GONE, _NO_TEXT)):
        return False
    raise error


def _albums(files: Sequence[tuple[str, bytes]]) -> list[Sequence[tuple[str, bytes]]]:
    """Part files into albums of 2 to 10: never one that is left over."""
    count = -(-len(files) // _MOST_ALBUM)
    return [files[len(files) * at // count : len(files) * (at + 1) // count] for at in range(count)]


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
            await context.bot.send_chat_action(
                update.effective_chat.id, ChatAction.TYPING, message_thread_id=topic_of(update)
            )
            await asyncio.sleep(_TYPING_LASTS_S)
    except TelegramError as error:
        # An ornament: the answer itself meets the same trouble and reports it.
        _log.info("Typing was not shown", extra={"kind": type(error).__name__})
