"""Every update the bot answers, in order: the table of contents of the chat."""

import asyncio
import logging
import ssl
from functools import cache
from typing import Any

import httpx
from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    Update,
)
from telegram.constants import UpdateType
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.context import Context, Services
from bot.handlers import (
    access,
    admin,
    buttons,
    errors,
    export,
    feed,
    forget,
    group_setup,
    groups,
    help,  # noqa: A004 - named as its command
    hide,
    learned,
    notes,
    pause,
    picks,
    profile,
    rescore,
    saved,
    score,
    settings,
    sources,
    start,
    stats,
    upload,
    watch,
    why,
    words,
)
from bot.language.current import ENGLISH, LANGUAGES, speaking
from bot.sending.limits import rate_limiter
from bot.texts.help import COMMANDS
from bot.turns import InTurn

type_data = dict[str, object]
App = Application[ExtBot[None], Context, type_data, type_data, type_data, JobQueue[Context] | None]

AT_ONCE = 32  # people served side by side, and connections; more of either makes both slower
UPDATES = [
    *(UpdateType.MESSAGE, UpdateType.CHANNEL_POST, UpdateType.CALLBACK_QUERY),
    *(UpdateType.MY_CHAT_MEMBER, UpdateType.CHAT_MEMBER),
]
COMMAND_HANDLERS = {
    "start": start.command,
    "picks": picks.command,
    "score": score.command,
    "why": why.command,
    "profile": profile.command,
    "rescore": rescore.command,
    "saved": saved.saved,
    "applied": saved.applied,
    "learned": learned.command,
    "settings": settings.command,
    "watch": watch.command,
    "hide": hide.command,
    "stats": stats.command,
    "sources": sources.command,
    "feed": feed.command,
    "pause": pause.pause,
    "resume": pause.resume,
    "export": export.command,
    "forget": forget.command,
    "help": help.command,
}
OWNER_HANDLERS = {"admin": admin.command}  # in no menu: to others they do not exist
_GATE = -1
_SCOPES = {
    "people": BotCommandScopeDefault(),
    "groups": BotCommandScopeAllGroupChats(),
    "admins": BotCommandScopeAllChatAdministrators(),
}
_log = logging.getLogger(__name__)


def build(
    services: Services,
    *,
    token: str,
    base_url: str | None = None,
    base_file_url: str | None = None,
    rate_limits: bool = True,
) -> App:
    """Return the application, ready to run; without `rate_limits` it never holds a message back.

    `base_url` is the Bot API server's, with or without the "/bot" before the token; files come
    from the same server unless `base_file_url` names another.
    """
    app = _application(
        token, base_url=base_url, base_file_url=base_file_url, rate_limits=rate_limits
    )
    app.bot_data["services"] = services
    new = filters.UpdateType.MESSAGE  # an edited message is not asked again

    app.add_handler(TypeHandler(Update, access.gate), group=_GATE)
    app.add_handler(ChatMemberHandler(access.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(ChatMemberHandler(group_setup.member_changed, ChatMemberHandler.CHAT_MEMBER))

    for name, answer in {**COMMAND_HANDLERS, **OWNER_HANDLERS}.items():
        app.add_handler(CommandHandler(name, answer, new))
    app.add_handler(MessageHandler(new & filters.COMMAND, help.unknown))

    app.add_handler(CallbackQueryHandler(buttons.pressed))

    given = filters.FORWARDED & (filters.TEXT | filters.CAPTION)
    app.add_handler(MessageHandler(new & filters.LOCATION, words.location))
    posting = (filters.Document.ALL & score.ASKED) | score.MAIL
    app.add_handler(MessageHandler(new & posting, score.document))
    app.add_handler(MessageHandler(new & filters.REPLY & notes.ON_JOB, notes.answered))
    app.add_handler(MessageHandler(new & given & ~filters.Document.ALL, words.forwarded))
    app.add_handler(MessageHandler(new & filters.PHOTO, upload.photo))
    app.add_handler(MessageHandler(new & filters.ANIMATION, upload.other))
    app.add_handler(MessageHandler(new & filters.Document.ALL, upload.document))
    app.add_handler(MessageHandler(new & filters.TEXT, words.text))
    app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, upload.other))

    app.add_error_handler(errors.failed)
    return app


async def register_commands(app: App) -> None:
    """Put the commands in Telegram's menu; where that fails, the bot runs with the old menu."""
    menus = await asyncio.to_thread(_menus)  # reads the catalogues
    try:
        for (language, scope), menu in menus.items():
            code = None if language == ENGLISH else language  # English is for all others, too
            await app.bot.set_my_commands(menu, scope=_SCOPES[scope], language_code=code)
    except TelegramError as error:
        _log.warning("The command menu was not updated", extra={"kind": type(error).__name__})


def _menus() -> dict[tuple[str, str], list[BotCommand]]:
    """Return the menu of each language, for people, for groups, and for those who run them."""
    chosen = {"people": {*COMMANDS}, "groups": groups.FOR_MEMBERS, "admins": groups.FOR_CHATS}
    menus = {}
    for language in LANGUAGES:
        with speaking(language):
            every = [BotCommand(name, what()) for name, what in COMMANDS.items()]
        for scope, names in chosen.items():
            menus[language, scope] = [each for each in every if each.command in names]
    return menus


def _application(
    token: str,
    *,
    base_url: str | None,
    base_file_url: str | None,
    rate_limits: bool,
) -> App:
    builder: Any = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(InTurn(AT_ONCE))
        .request(_request(connections=AT_ONCE))
        .get_updates_request(_request(connections=1))
        .post_init(register_commands)
        .job_queue(None)
    )
    if rate_limits:
        builder = builder.rate_limiter(rate_limiter())
    if base_url is not None:
        root = base_url.rstrip("/").removesuffix("/bot")
        builder = builder.base_url(f"{root}/bot")
        builder = builder.base_file_url(base_file_url or f"{root}/file/bot")
    app: App = builder.build()
    return app


def _request(*, connections: int) -> HTTPXRequest:
    kwargs = {"verify": _certificates()}
    return HTTPXRequest(connection_pool_size=connections, httpx_kwargs=kwargs)


@cache
def _certificates() -> ssl.SSLContext:
    """Read the trusted certificates once: each client would do so anew, in 50 ms."""
    return httpx.create_ssl_context()
