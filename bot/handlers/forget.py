"""/forget: everything about a person deleted, after one confirmation, and counted after it."""

import logging

from telegram import Update

from bot import reply
from bot.answers.forgetting import Forgotten, finished, forget
from bot.chats import drop_answers
from bot.context import Context
from bot.handlers.common import said, speaker
from bot.model import Button, Person
from bot.sending.delivery import send
from bot.sending.limits import Limits
from bot.texts import forget as texts
from bot.views.forget import done, question, still_valid

_log = logging.getLogger(__name__)


async def command(update: Update, context: Context) -> None:
    """Say what would be deleted, and ask."""
    services, person = context.services, await speaker(update, context)
    message = question(
        await services.records.kept(person.id),
        now=services.clock(),
        heirs=await services.records.heirs(person.id) if person.owner else None,
        chats=await services.records.hosted(person.id),
        shared=person.kind != "private",
        with_model=services.judge is not None,
    )
    await reply.send(update, context, message)


async def pressed(update: Update, context: Context, button: Button) -> str:
    """Delete everything, or nothing; return the toast."""
    services, person = context.services, await speaker(update, context)
    if button.value == "no":
        await reply.edit(update, context, said(texts.KEPT()))
        return ""
    if not still_valid(button.value, now=services.clock()):
        await reply.edit(update, context, said(texts.TOO_LATE()))
        return ""
    forgotten = await forget(services, person, now=services.clock())
    _log.info("A person was forgotten", extra=_facts(forgotten))
    try:
        await _said(update, context, forgotten)
    finally:
        _drop_caches(context, person)
    return ""


async def pressed_again(update: Update, context: Context) -> None:
    """Tell somebody whom the bot does not know that nothing is left: the answer may be lost."""
    assert update.effective_user is not None
    assert update.callback_query is not None
    services = context.services
    forgotten = await finished(services, update.effective_user.id, now=services.clock())
    await _said(update, context, forgotten)
    await reply.answer(update.callback_query)


async def _said(update: Update, context: Context, forgotten: Forgotten) -> None:
    """Say what was deleted, and tell whose the bot is now."""
    services = context.services
    message = done(
        rows=forgotten.rows,
        tables=forgotten.tables,
        left=forgotten.left,
        with_model=services.judge is not None,
    )
    await reply.edit(update, context, message)
    if forgotten.notice is not None:
        await send(context.bot, services, forgotten.notice)


def _facts(forgotten: Forgotten) -> dict[str, object]:
    facts = {"rows": forgotten.rows, "tables": forgotten.tables, "left": forgotten.left}
    return {"action": "forget", **facts}


def _drop_caches(context: Context, person: Person) -> None:
    """Let nothing in memory name the person: after the answer, whose own limiter is the last."""
    application = context.application
    application.drop_user_data(person.id)
    application.drop_chat_data(person.chat_id or person.id)
    drop_answers(context, person.chat_id or person.id)
    limits = context.bot.rate_limiter
    if isinstance(limits, Limits):
        limits.forget(person.chat_id or person.id)
