"""Who runs a chat that several read, and how much may be said there."""

from telegram import Chat, ChatMember, Message, User
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.context import Context
from bot.model import Person

_ADMINS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


async def speaks_for(context: Context, message: Message) -> bool:
    """Tell whether a message comes from an admin: by name, as the group itself, in a channel."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    return message.from_user is not None and await is_admin(
        context, message.chat, message.from_user
    )


async def is_admin(context: Context, chat: Chat, user: User) -> bool:
    """Tell whether somebody runs the chat; what Telegram said a short while ago still holds."""

    async def ask() -> bool:
        return (await context.bot.get_chat_member(chat.id, user.id)).status in _ADMINS

    services = context.services
    try:
        return await services.manners.is_admin(chat.id, user.id, now=services.clock(), ask=ask)
    except (BadRequest, Forbidden):  # not in it, or the bot may not know: no answer to remember
        return False


async def host(context: Context, message: Message) -> Person | None:
    """Return who sets the chat up, where the bot knows them: who writes, or runs the channel."""
    people = context.services.people
    if message.sender_chat is None:
        return await people.get(message.from_user.id) if message.from_user else None
    if message.chat.type != ChatType.CHANNEL:
        return None
    admins = await context.bot.get_chat_administrators(message.chat.id)
    for each in sorted(admins, key=lambda admin: admin.status != ChatMember.OWNER):
        if known := await people.get(each.user.id):
            return known
    return None


def may_tell(context: Context, chat_id: int) -> bool:
    """Tell whether an answer to somebody who is no admin is no flood, and count it."""
    return context.services.manners.may_say(chat_id, now=context.services.clock())
