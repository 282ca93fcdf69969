"""Groups, topics and channels: who may ask what there, and how one is set up.

Admins speak for their chat: what they ask goes on to the same handlers as anybody's, which find the
chat's row by `speaker`. Members read, and open picks in their own chat. Everything else meets
silence: nobody floods a group through this bot.
"""

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot import reply
from bot.chats import chat_of, links_of, taken_away
from bot.context import Context
from bot.handlers.again import as_before, is_again
from bot.handlers.common import said
from bot.handlers.group_setup import awake, not_set_up, start, told_help, wake
from bot.handlers.ranks import is_admin, may_tell, speaks_for
from bot.language.current import speak, supported
from bot.model import Person
from bot.texts import groups as texts
from bot.texts.help import COMMANDS, OLD_BUTTON
from bot.views.groups import asks, open_chat
from scoring.given.links import only_link

# What admins ask for their chat. Every other command is about one person, and belongs in private.
FOR_CHATS = frozenset(
    ("start", "help", "picks", "why", "rescore", "profile", "settings", "watch", "hide", "sources")
) | {"pause", "resume", "forget"}
FOR_MEMBERS = frozenset({"help", "why"})
_MOST_ANSWER = 400  # characters of a reply; a sentence is shorter, a CV longer


async def admit(update: Update, context: Context) -> None:
    """Let through what an admin asks of a chat that is set up; end every other update here."""
    if update.effective_user is not None:
        speak(supported(update.effective_user.language_code))
    if update.channel_post is not None:
        await _posted(update, context, update.channel_post)
    elif update.callback_query is not None:
        if await _may_press(update, context, update.callback_query):
            return
    elif update.message is not None and await _may_say(update, context, update.message):
        return
    raise ApplicationHandlerStop


def command_in(message: Message, *, username: str) -> str:
    """Return the name of a command that is meant for this bot; "" for anything else."""
    first = (message.text or "").split(maxsplit=1)[:1]
    if not first or not first[0].startswith("/"):
        return ""
    name, _, bot = first[0][1:].partition("@")
    return name.lower() if not bot or bot.lower() == username.lower() else ""


async def _posted(update: Update, context: Context, post: Message) -> None:
    """Take a post in a channel, which its admins alone can write, as a message to the bot.

    What was meant for the bot is taken away again where it may do so: a channel is for its readers.
    """
    command = command_in(post, username=context.bot.username)
    if not command and post.reply_to_message is None and not _moves(post):
        return
    asked = Update(update.update_id, message=post)
    asked.set_bot(context.bot)
    chat = await chat_of(update, context)
    if chat is not None:
        speak(chat.language)
    meant = command in FOR_CHATS or bool(chat and chat.waiting and _answers(post, context))
    await context.application.process_update(asked)
    if meant:
        await taken_away(context, post.chat.id, post.message_id)


async def _may_press(update: Update, context: Context, query: CallbackQuery) -> bool:
    chat = await chat_of(update, context)
    assert update.effective_chat is not None
    if chat is None:  # it was forgotten since
        await query.answer(OLD_BUTTON())
        return False
    speak(chat.language)
    if not await is_admin(context, update.effective_chat, query.from_user):
        await query.answer(texts.ADMINS_ONLY())
        return False
    await as_before(update, context, chat)
    context.waited = "" if context.again else chat.waiting  # what it asked never arrived
    return True


async def _may_say(update: Update, context: Context, message: Message) -> bool:
    if await _service(context, message):
        return False
    name = command_in(message, username=context.bot.username)
    if not name and not _to_bot(message, context):
        return False  # in a busy group most messages end here, before anything is read
    chat = await chat_of(update, context)
    if chat is not None:
        speak(chat.language)
    if name:
        return await _may_command(update, context, message, name=name, chat=chat)
    return _answers(message, context) and await _may_answer(update, context, message, chat)


async def _may_answer(
    update: Update, context: Context, message: Message, chat: Person | None
) -> bool:
    """Let an admin answer what the bot asked: one sentence, and never a CV."""
    if chat is None or not (chat.waiting or is_again(update, context)):
        return False
    if not await speaks_for(context, message):
        return False
    chat = await as_before(update, context, chat)
    context.waited = chat.waiting
    words = message.text or ""
    if not words and message.location is None:
        await reply.send(update, context, said(texts.NO_FILES()))
        return False
    if len(words) > _MOST_ANSWER or (chat.waiting == "start" and only_link(words)):
        await reply.send(update, context, said(texts.SENTENCE()))
        return False
    return True


async def _may_command(
    update: Update, context: Context, message: Message, *, name: str, chat: Person | None
) -> bool:
    if name not in FOR_CHATS:
        if name in COMMANDS and may_tell(context, message.chat.id):
            words = open_chat(texts.PRIVATE_ONLY(), links=links_of(context.bot))
            await reply.send(update, context, words)
        return False
    admin = await speaks_for(context, message)
    if name == "help":
        await told_help(update, context, message, admin=admin)
        return False
    if name == "start":
        return await start(update, context, message, chat=chat, admin=admin)
    if chat is None:
        await not_set_up(update, context)
        return False
    if not admin:
        return _for_members(message, name) and may_tell(context, message.chat.id)
    await awake(context, await as_before(update, context, chat))
    return True


def _for_members(message: Message, name: str) -> bool:
    """Tell what everybody may ask: why a pick has its number, which costs nothing."""
    asked = (message.text or "").split()[1:]
    return name == "why" and all(each.isdecimal() for each in asked)


async def _service(context: Context, message: Message) -> bool:
    """Take what Telegram itself says of a chat: another id, another name.

    That the bot left the old group may have been told before; it is in the new one.
    """
    chats = context.services.chats
    if message.migrate_to_chat_id is not None:
        await chats.moved(message.chat.id, to=message.migrate_to_chat_id)
        await wake(context, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await chats.moved(message.migrate_from_chat_id, to=message.chat.id)
        await wake(context, message.chat.id)
    elif message.new_chat_title is not None:
        await chats.named(message.chat.id, message.new_chat_title)
    else:
        return False
    return True


def _moves(message: Message) -> bool:
    return message.new_chat_title is not None


def _answers(message: Message, context: Context) -> bool:
    """Tell a reply to a question of the bot from thanks for its picks.

    In a channel nobody sees who wrote a post: there the question's words are all there is.
    """
    answered = message.reply_to_message
    return _to_bot(message, context) and bool(answered and asks(answered.text or ""))


def _to_bot(message: Message, context: Context) -> bool:
    answered = message.reply_to_message
    if answered is None or message.chat.type == ChatType.CHANNEL:
        return answered is not None
    return answered.from_user is not None and answered.from_user.id == context.bot.id
