"""Who comes in: people the bot knows; strangers and groups are told so, kindly."""

from telegram import CallbackQuery, ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot import reply
from bot.context import Context
from bot.handlers.common import changed, said
from bot.language.current import speak
from bot.model import Person
from bot.texts import access as texts

_TOLD_GROUPS = "told_groups"
_MOST_GROUPS = 10_000  # remembered until the restart; beyond it the bot is silent in new ones
_FIELD_WAITS = ("profile:", "set:")


async def gate(update: Update, context: Context) -> None:
    """Stop every update that is not from a known person in a private chat, except /start."""
    if update.my_chat_member is not None:
        return
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or user.is_bot:
        raise ApplicationHandlerStop
    speak(user.language_code or "")
    if chat.type != ChatType.PRIVATE:
        await _say_once(update, context)
        raise ApplicationHandlerStop
    person = await context.services.people.get(user.id)
    if person is not None:
        speak(person.language)  # all that is said to this update is said in it
        await _welcome_back(person, update, context)
    elif _command(update) != "start":
        await _refuse(update, context)
        raise ApplicationHandlerStop


async def membership(update: Update, context: Context) -> None:
    """Note that somebody blocked the bot or let it in again; greet a group that added it."""
    change = update.my_chat_member
    assert change is not None
    if change.chat.type != ChatType.PRIVATE:
        if change.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}:
            await _say_once(update, context)
        return
    services = context.services
    person = await services.people.get(change.chat.id)
    if person is None:
        return
    if change.new_chat_member.status == ChatMember.BANNED:
        await services.people.change(person.id, state="blocked", due=None, due_day=None)
    elif person.state == "blocked":
        await changed(services, person, state="active")


async def _welcome_back(person: Person, update: Update, context: Context) -> None:
    """Somebody who writes has not blocked the bot; a command ends the wait for an answer."""
    services = context.services
    if person.state == "blocked":
        person = await changed(services, person, state="active")
    elif person.state == "active" and person.due is None:
        await changed(services, person)  # a crash came between a first profile and its date
    if _command(update) and person.waiting.startswith(_FIELD_WAITS):
        await services.people.change(person.id, waiting="")


async def _refuse(update: Update, context: Context) -> None:
    query: CallbackQuery | None = update.callback_query
    if query is not None:
        await query.answer(texts.STRANGER())
    elif update.message is not None:
        await reply.send(update, context, said(texts.STRANGER()))


async def _say_once(update: Update, context: Context) -> None:
    """Say in a group, once, that the bot talks in private only."""
    assert update.effective_chat is not None
    if update.callback_query is not None:
        await update.callback_query.answer()
    asked = update.my_chat_member is not None or bool(_command(update))
    groups = context.bot_data.setdefault(_TOLD_GROUPS, set())
    assert isinstance(groups, set)
    if not asked or update.effective_chat.id in groups or len(groups) >= _MOST_GROUPS:
        return
    groups.add(update.effective_chat.id)
    await reply.send(update, context, said(texts.GROUP()))


def _command(update: Update) -> str:
    """Return the command's name without its slash and bot name; empty for other updates."""
    text = update.message.text if update.message else None
    if not text or not text.startswith("/"):
        return ""
    return text[1:].split(maxsplit=1)[0].split("@")[0].lower() if text[1:].strip() else ""
