"""Chats that several read: where an update belongs, and how an answer looks there.

Nothing here decides who may do what; that is `bot/handlers/groups.py`.
"""

from contextlib import suppress

from telegram import ForceReply, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import model
from bot.context import Context
from bot.keyboards import keyboard
from bot.links import DeepLinks
from bot.model import Person
from bot.texts import groups as texts
from bot.views.groups import hinted, shared_message

_ANSWERS = "answers_in_channels"
_MOST_PLACEHOLDER = 64  # https://core.telegram.org/bots/api#forcereply

Markup = InlineKeyboardMarkup | ForceReply | None


def is_shared(update: Update) -> bool:
    """Tell an update of a group, a topic or a channel."""
    chat = update.effective_chat
    return chat is not None and chat.type != ChatType.PRIVATE


def topic_of(update: Update) -> int | None:
    """Return the forum topic of an update. Other threads, of answers to a message, are none."""
    message = update.effective_message
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


async def chat_of(update: Update, context: Context) -> Person | None:
    """Return the row of the update's chat; None where nobody set it up."""
    assert update.effective_chat is not None
    return await context.services.chats.get(update.effective_chat.id, topic_id=topic_of(update))


def links_of(bot: ExtBot[None]) -> DeepLinks:
    """Return the deep links of this bot."""
    return DeepLinks(username=bot.username, secret=bot.token)


async def as_read(
    update: Update, context: Context, message: model.Message
) -> tuple[model.Message, Markup]:
    """Return a message as it is read in the update's chat, with its buttons.

    In a group a question says that its answer is a reply, since a bot sees nothing else there; one
    without buttons opens the reply by itself, for who is asked alone.
    """
    if not is_shared(update):
        return message, keyboard(message)
    message = shared_message(message, links=links_of(context.bot))
    chat = await chat_of(update, context)
    if chat is None or not _asks(update, context, chat):
        return message, keyboard(message)
    message = hinted(message)
    asked = update.message is not None and update.message.from_user is not None
    if message.rows or not asked or chat.kind == "channel":
        return message, keyboard(message)
    wanted = texts.ASK_PLACEHOLDER if chat.waiting == "start" else texts.PLACEHOLDER
    placeholder = wanted()[:_MOST_PLACEHOLDER]
    return message, ForceReply(selective=True, input_field_placeholder=placeholder)


def _asks(update: Update, context: Context, chat: Person) -> bool:
    """Tell whether what is said now waits for an answer, rather than something said before."""
    if not chat.waiting or context.answered:
        return False
    words = update.message.text or "" if update.message else ""
    if update.callback_query is not None and chat.waiting.startswith("start"):
        return chat.waiting != context.waited
    return chat.waiting != context.waited or not words.startswith("/")


async def tidied(context: Context, sent: Message) -> None:
    """Take the bot's last answer in a channel away when a new one stands there.

    A channel is for its readers: what its admins ask leaves one message at most. After a restart
    the last one stays.
    """
    if sent.chat.type != ChatType.CHANNEL:
        return
    answers = _answers_in(context)
    before = answers.pop(sent.chat.id, None)
    answers[sent.chat.id] = sent.message_id
    if before is not None:
        await taken_away(context, sent.chat.id, before)


def drop_answers(context: Context, chat_id: int) -> None:
    """Forget which answer stands in a channel."""
    _answers_in(context).pop(chat_id, None)


def _answers_in(context: Context) -> dict[int, int]:
    answers = context.bot_data.setdefault(_ANSWERS, {})
    assert isinstance(answers, dict)
    return answers


async def taken_away(context: Context, chat_id: int, message_id: int) -> None:
    """Delete a message where the bot may and can; else it stays."""
    with suppress(TelegramError):
        await context.bot.delete_message(chat_id, message_id)
