"""Groups, topics and channels come and go: setting one up, greeting it, sleeping, waking."""

from collections.abc import Sequence

from telegram import ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot import model, reply
from bot.chats import links_of, topic_of
from bot.context import Context
from bot.handlers import profile
from bot.handlers.common import changed, said
from bot.handlers.ranks import host, is_admin, may_tell
from bot.language.current import speak
from bot.model import Person
from bot.stores.chats import new_chat
from bot.texts import groups as texts
from bot.views.groups import open_chat, setting_up

_FIELD_WAITS = ("profile:", "set:")


async def membership(update: Update, context: Context, change: ChatMemberUpdated) -> None:
    """Greet a chat that added the bot, once; let one that threw it out sleep, and wake it."""
    services, chat = context.services, change.chat
    if not _inside(change.new_chat_member):
        await services.chats.asleep(chat.id)
        return
    rows = await wake(context, chat.id)
    if _inside(change.old_chat_member):
        return  # another rank
    if rows and await _set_up_before(context, rows):
        speak(rows[0].language)
        if chat.type != ChatType.CHANNEL:
            await reply.send(update, context, said(texts.WELCOME_BACK()))
        return
    await _greet(update, context, by=change.from_user)


async def wake(context: Context, chat_id: int) -> Sequence[Person]:
    """Let the digests of a chat go on where they slept; return the chat's rows."""
    services = context.services
    rows = await services.chats.of(chat_id)
    for row in rows:
        if row.state == "blocked":
            await changed(services, row, state="active")
    return rows


async def member_changed(update: Update, context: Context) -> None:
    """Forget what was known of somebody whose rank changed."""
    change = update.chat_member
    assert change is not None
    context.services.manners.forget(change.chat.id, change.new_chat_member.user.id)


async def start(
    update: Update, context: Context, message: Message, *, chat: Person | None, admin: bool
) -> bool:
    """/start: an admin sets the chat up, or sees that nothing was lost."""
    if not admin:
        await told_help(update, context, message, admin=False)
        return False
    if chat is None:
        await _set_up(update, context, await host(context, message))
        return False
    chat = await awake(context, chat)
    more = (message.text or "").split()[1:]  # no change of the profile: a link that adds the bot
    if more and chat.waiting == "start":
        return False  # it was asked when the bot was added, a moment ago
    if (await context.services.profiles.get(chat.id)).empty:
        await context.services.people.change(chat.id, waiting="start")
        context.waited = ""
        await reply.send(update, context, setting_up())
        return False
    if more:
        await reply.send(update, context, said(texts.WELCOME_BACK()))
        return False
    await profile.command(update, context)
    return False


async def not_set_up(update: Update, context: Context) -> None:
    """Say, once, that an admin can set the chat up."""
    chat = update.effective_chat
    assert chat is not None
    command = f"/start@{context.bot.username}"
    await _say_once(update, context, texts.NOT_SET_UP(command=command), topic=topic_of(update))


async def told_help(update: Update, context: Context, message: Message, *, admin: bool) -> None:
    """Say what can be done here: to admins much, to members little and not often."""
    if admin or may_tell(context, message.chat.id):
        await reply.send(
            update, context, said((texts.ADMIN_HELP if admin else texts.MEMBER_HELP)())
        )


async def awake(context: Context, chat: Person) -> Person:
    """Note that the chat is there; a command ends the wait for an answer."""
    context.waited = chat.waiting
    if chat.state == "blocked":
        chat = await changed(context.services, chat, state="active")
    if chat.waiting.startswith(_FIELD_WAITS):
        chat = await context.services.people.change(chat.id, waiting="")
        context.waited = ""
    return chat


async def _set_up(update: Update, context: Context, by: Person | None) -> None:
    """Add the chat for somebody whom the bot knows, and ask what it looks for."""
    services, chat = context.services, update.effective_chat
    assert chat is not None
    if by is None:
        if may_tell(context, chat.id):
            await reply.send(update, context, _refusal(update, context))
        return
    new = new_chat(
        kind="channel" if chat.type == ChatType.CHANNEL else "group",
        chat_id=chat.id,
        topic_id=topic_of(update),
        language=by.language,
        zone=by.zone,
        now=services.clock(),
    )
    row = await services.chats.add(new, host=by.id, title=chat.title or "")
    speak(row.language)
    await reply.send(update, context, setting_up())


def _refusal(update: Update, context: Context) -> model.Message:
    """Return why nobody can set the chat up like this."""
    command = f"/start@{context.bot.username}"
    message = update.message
    if message is not None and message.sender_chat and message.chat.type != ChatType.CHANNEL:
        return said(texts.UNSEEN(command=command))
    words = texts.STRANGER(command=command)
    return open_chat(words, links=links_of(context.bot))


async def _set_up_before(context: Context, rows: Sequence[Person]) -> bool:
    """Tell a chat with a profile from one whose greeting nobody answered, or never saw."""
    return any([await context.services.profiles.ask(row.id) for row in rows])


async def _greet(update: Update, context: Context, *, by: User) -> None:
    """Say what the bot does, once; an admin whom it knows is asked at once what to look for."""
    services, chat = context.services, update.effective_chat
    assert chat is not None
    known = await services.people.get(by.id)
    if known is not None and await is_admin(context, chat, by):
        await _set_up(update, context, known)
        return
    if chat.type == ChatType.CHANNEL:
        return  # a channel's readers are spared what its admins need to know
    command = f"/start@{context.bot.username}"
    lines = [texts.HELLO(), texts.ASK_ADMIN(command=command)]
    await _say_once(update, context, " ".join(lines), topic=None)


async def _say_once(update: Update, context: Context, words: str, *, topic: int | None) -> None:
    """Say how the chat is set up, unless that was said before."""
    chat, manners = update.effective_chat, context.services.manners
    assert chat is not None
    if not manners.first_time(chat.id, topic_id=topic):
        return
    try:
        await reply.send(update, context, said(words))
    except TelegramError:
        manners.not_said(chat.id, topic_id=topic)
        raise


def _inside(member: ChatMember) -> bool:
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}
