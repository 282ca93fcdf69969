"""What happens when a handler fails: a log line without a word of the person, and an apology."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ApplicationHandlerStop

from bot import reply
from bot.chats import is_shared
from bot.context import Context
from bot.handlers.again import place_of
from bot.handlers.common import said
from bot.model import Outcome
from bot.reports import report
from bot.sending.refusals import outcome_of
from bot.texts import errors as texts
from bot.traces import trace_of

_log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log what failed, say so, and end the update.

    Otherwise python-telegram-bot would go on with the next group of handlers: a gate that could not
    find out who asks would let everybody through.
    """
    error = context.error
    assert error is not None
    if not isinstance(update, Update):
        _log_failure(error)  # from polling: `picks run` decides whether to go on
        return
    try:
        await _told(update, context, error)
    except Exception as another:  # noqa: BLE001 - what failed before may be needed to tell of it
        _log_failure(another)
    raise ApplicationHandlerStop


async def _told(update: Update, context: Context, error: Exception) -> None:
    """Tell the person that something failed, and the owner once per kind and day."""
    context.services.repeats.failed(place_of(update))
    await _answer(update, error)
    if isinstance(error, Forbidden):
        await _blocked(update, context)
        return
    if isinstance(error, ChatMigrated) and update.effective_chat is not None:
        await context.services.chats.moved(update.effective_chat.id, to=error.new_chat_id)
        return  # what was asked in the old chat can be asked in the new one
    if is_shared(update) and _is_shut(error):
        return  # its digest meets the same refusal, and who set the chat up is told
    _log_failure(error)
    if _is_network(error):
        return  # an apology would take the same road
    if update.effective_chat is not None and not _by_toast(update):
        context.answered = True  # an apology asks for nothing, whatever was asked before it
        with suppress(TelegramError):
            await reply.send(update, context, said(texts.SORRY()))
    services = context.services
    await report(services.errors, "chat", error, now=services.clock())


async def _answer(update: Update, error: Exception) -> None:
    """End the wait of who pressed a button; here alone a press hears of a failed connection."""
    if update.callback_query is not None:
        lost = _is_network(error) and not isinstance(error, RetryAfter)
        toast = texts.SORRY() if lost or _by_toast(update) else ""
        await reply.answer(update.callback_query, toast)


def _by_toast(update: Update) -> bool:
    """Tell a press where many read: in a channel a message would take its buttons away, too."""
    return is_shared(update) and update.callback_query is not None


def _log_failure(error: BaseException) -> None:
    level = logging.WARNING if _is_network(error) else logging.ERROR
    kind = type(error).__name__
    _log.log(
        level, "An update failed\n%s", trace_of(error), extra={"action": "update", "kind": kind}
    )


def _is_network(error: BaseException) -> bool:
    """Tell a failed connection, or a Telegram that wants fewer messages."""
    if isinstance(error, RetryAfter):
        return True
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def _is_shut(error: BaseException) -> bool:
    """Tell a group, a topic or a channel where the bot may not write."""
    return isinstance(error, TelegramError) and outcome_of(error) is Outcome.BLOCKED


async def _blocked(update: Update, context: Context) -> None:
    """Somebody wrote and blocked the bot, or threw it out, before the answer came."""
    if is_shared(update):
        assert update.effective_chat is not None
        await context.services.chats.asleep(update.effective_chat.id)
        return
    user, people = update.effective_user, context.services.people
    if user is not None and await people.get(user.id) is not None:
        await people.change(user.id, state="blocked", due=None, due_day=None)
    _log.info("A person has blocked the bot", extra={"action": "blocked"})
