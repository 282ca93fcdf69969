"""Who comes in: people the bot knows, and the admins of chats; strangers are told so, kindly."""

from telegram import CallbackQuery, ChatMember, Update
from telegram.ext import ApplicationHandlerStop

from bot import reply
from bot.access import may_enter
from bot.chats import is_shared
from bot.context import Context
from bot.handlers import forget, group_setup, groups, shared_picks
from bot.handlers.again import as_before
from bot.handlers.common import changed, said
from bot.keyboards import decode
from bot.language.current import speak
from bot.model import Person
from bot.texts import access as texts

_FIELD_WAITS = ("profile:", "set:", "admin:", "cal:")


async def gate(update: Update, context: Context) -> None:
    """Stop every update that is not from a known person, except /start; groups have their rules.

    A link from a shared digest opens its pick for whoever follows it.
    """
    if update.my_chat_member is not None or update.chat_member is not None:
        return
    if is_shared(update):
        await groups.admit(update, context)
        return
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or user.is_bot:
        raise ApplicationHandlerStop
    speak(user.language_code or "")
    person = await context.services.people.get(user.id)
    if person is not None:
        speak(person.language)  # all that is said to this update is said in it
        person = await as_before(update, context, person)
        await _welcome_back(person, update, context)
    elif _command(update) != "start":
        await _refuse(update, context)
        raise ApplicationHandlerStop
    if await shared_picks.opened_by_link(update, context, person):
        raise ApplicationHandlerStop


async def membership(update: Update, context: Context) -> None:
    """Note that somebody blocked the bot or let it in again, or that a chat did."""
    change = update.my_chat_member
    assert change is not None
    if is_shared(update):
        await group_setup.membership(update, context, change)
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
    button = decode(query.data or "") if query else None
    if button is not None and button.action == "forget":
        await forget.pressed_again(update, context)
    elif query is not None:
        await query.answer(texts.STRANGER())
    elif update.message is not None and update.effective_user is not None:
        may = await may_enter(context.services, update.effective_user.id, "")
        await reply.send(update, context, said((texts.STRANGER if may else texts.PRIVATE)()))


def _command(update: Update) -> str:
    """Return the command's name without its slash and bot name; empty for other updates."""
    text = update.message.text if update.message else None
    if not text or not text.startswith("/"):
        return ""
    return text[1:].split(maxsplit=1)[0].split("@")[0].lower() if text[1:].strip() else ""
