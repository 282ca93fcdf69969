"""Methods about the bot itself and about chats: who it is, its commands, its descriptions."""

import re
from typing import Any

from bot.sandbox.methods.common import Method, chat_of
from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_MOST_DESCRIPTION = 256
_MOST_ABOUT = {"name": 64, "description": 512, "short_description": 120}


async def get_me(world: World, _: Params) -> Json:
    """Return the bot as a user, with what only getMe tells."""
    return world.bot.payload() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def set_my_commands(world: World, params: Params) -> bool:
    """Set the menu of commands for a scope and language."""
    commands = params.parsed("commands", what="commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(params)] = [_command(each) for each in commands]
    world.touch_all()
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    """Return the menu of commands for a scope and language."""
    return world.commands.get(_scope(params), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    """Take the menu for a scope and language away."""
    world.commands.pop(_scope(params), None)
    world.touch_all()
    return True


async def get_chat(world: World, params: Params) -> Json:
    """Return the chat in full."""
    chat = chat_of(world, params).payload()
    return chat | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}


async def set_chat_menu_button(_: World, __: Params) -> bool:
    """Take any menu button; the page shows the commands in every case."""
    return True


_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    True,
)


def _scope(params: Params) -> str:
    scope = params.parsed("scope", what="BotCommandScope") or {"type": "default"}
    where = ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return f"{where}/{params.text('language_code')}"


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("expected an Object as BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _MOST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _setter(field: str) -> Method:
    async def set_about(world: World, params: Params) -> bool:
        if len(params.text(field)) > _MOST_ABOUT[field]:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        world.about[f"{field}/{params.text('language_code')}"] = params.text(field)
        return True

    return set_about


def _getter(field: str) -> Method:
    async def get_about(world: World, params: Params) -> Json:
        return {field: world.about.get(f"{field}/{params.text('language_code')}", "")}

    return get_about


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getChat": get_chat,
    "setChatMenuButton": set_chat_menu_button,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
}
