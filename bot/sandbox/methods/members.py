"""Methods about who is in a chat: members, admins, and the bot itself leaving.

https://core.telegram.org/bots/api#getchatmember
"""

from dataclasses import replace

from bot.sandbox.members import Member
from bot.sandbox.methods.common import Method, chat_of
from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import Chat, World


async def get_chat_member(world: World, params: Params) -> Json:
    """Return somebody's place in a chat; of a channel only its admins may ask."""
    chat = _shared(world, params)
    user_id = params.integer("user_id")
    if not user_id:
        raise bad_request("invalid user_id specified")
    bot = chat.members[world.bot.id]
    if chat.kind == "channel" and not bot.admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    member = chat.members.get(user_id)
    if member is None:
        somebody = world.chats.get(user_id)
        if somebody is None or somebody.user is None:
            raise bad_request("user not found")
        member = Member(user=somebody.user, status="left")
    return member.payload(channel=chat.kind == "channel")


async def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Return the chat's admins; no bots but this one."""
    chat = _shared(world, params)
    channel = chat.kind == "channel"
    if channel and not chat.members[world.bot.id].admin:
        raise bad_request("member list is inaccessible")
    admins = [each for each in chat.members.values() if each.admin]
    return [
        each.payload(channel=channel)
        for each in admins
        if not each.user.is_bot or each.user == world.bot
    ]


async def get_chat_member_count(world: World, params: Params) -> int:
    """Return how many are in the chat, the bot included."""
    chat = chat_of(world, params)
    return 2 if chat.user else sum(each.inside for each in chat.members.values())


async def leave_chat(world: World, params: Params) -> bool:
    """Leave a group or channel."""
    chat = _shared(world, params)
    chat.members[world.bot.id] = replace(chat.members[world.bot.id], status="left")
    world.touch(chat)
    return True


def _shared(world: World, params: Params) -> Chat:
    chat = chat_of(world, params)
    if chat.user is not None:
        raise bad_request("chat is a private chat")
    return chat


METHODS: dict[str, Method] = {
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
