"""What happens when a handler fails: a log line without a word of the person, and an apology."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot import reply
from bot.context import Context
from bot.handlers.common import said
from bot.language.current import speaking
from bot.model import Message
from bot.texts import errors as texts
from bot.traces import trace_of
from bot.views.fill import fill

_log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log what failed; tell the person that it did, and the owner once per kind and day."""
    error = context.error
    assert error is not None
    if not isinstance(update, Update):
        _log_failure(error)  # from polling: `picks run` decides whether to go on
        return
    if isinstance(error, Forbidden):
        await _blocked(update, context)
        return
    _log_failure(error)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return  # an apology would take the same road
    if update.effective_chat is not None:
        with suppress(TelegramError):
            await reply.send(update, context, said(texts.SORRY()))
    await _tell_owner(context, kind=type(error).__name__)


def _log_failure(error: BaseException) -> None:
    level = logging.WARNING if _is_network(error) else logging.ERROR
    kind = type(error).__name__
    _log.log(
        level, "An update failed\n%s", trace_of(error), extra={"action": "update", "kind": kind}
    )


def _is_network(error: BaseException) -> bool:
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


async def _blocked(update: Update, context: Context) -> None:
    """Somebody wrote and blocked the bot before the answer came."""
    user, people = update.effective_user, context.services.people
    if user is not None and await people.get(user.id) is not None:
        await people.change(user.id, state="blocked", due=None, due_day=None)
    _log.info("A person has blocked the bot", extra={"action": "blocked"})


async def _tell_owner(context: Context, *, kind: str) -> None:
    services = context.services
    owner = await services.people.owner()
    if owner is None or owner.state == "blocked":
        return
    now = services.clock()
    with speaking(owner.language):
        message = Message(html=fill(texts.TO_OWNER, kind=kind))
    await services.deliveries.notice(owner.id, message, key=f"error:{kind}:{now.date()}", now=now)
