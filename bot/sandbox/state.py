"""Everything the sandbox knows: chats with their messages, files, callback queries, the bot."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.entities import Entity
from bot.sandbox.limits import Meter
from bot.sandbox.members import Member, Topic
from bot.sandbox.model import File, Json, Message, User, content_payload
from bot.sandbox.params import Upload
from bot.sandbox.pulse import Pulse
from bot.sandbox.refusal import Refusal, bad_request, forbidden
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook

BOT = User(id=4242, first_name="Daily Job Picks", username="daily_job_picks_bot", is_bot=True)


Kind = Literal["private", "group", "supergroup", "channel"]


@dataclass(slots=True, kw_only=True)
class Chat:
    """A private chat (`user` is the person), a group or a channel, and what is seen in it."""

    id: int
    user: User | None = None
    kind: Kind = "private"
    title: str = ""
    forum: bool = False  # a supergroup with topics
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)  # by thread id, "General" aside
    started: bool = False  # the person wrote first
    blocked: bool = False
    gone: bool = False  # the account was deleted
    moved_to: int | None = None  # the supergroup that this group became
    messages: dict[int, Message] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)  # message id -> version of its change
    draft: str = ""
    action: str = ""  # "typing" until the next message
    toasts: list[Json] = field(default_factory=list)  # callback answers with a text

    def payload(self) -> Json:
        """Return Telegram's Chat."""
        if self.user is None:
            named: Json = {"id": self.id, "type": self.kind, "title": self.title}
            return named | ({"is_forum": True} if self.forum else {})
        chat: Json = {"id": self.id, "type": "private", "first_name": self.user.first_name}
        return chat | ({"username": self.user.username} if self.user.username else {})


@dataclass(slots=True, kw_only=True)
class Query:
    """A pressed button that waits for its answer."""

    id: str
    chat_id: int
    answered: bool = False


@dataclass(slots=True, kw_only=True)
class World:
    """The one mutable object; methods of the Bot API and people act on it."""

    clock: Callable[[], datetime]
    meter: Meter
    pulse: Pulse
    updates: Updates
    webhook: Webhook
    bot: User = BOT
    privacy: bool = True  # as @BotFather sets it: in groups the bot sees what is meant for it
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, tuple[File, bytes]] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by scope and language
    about: dict[str, str] = field(default_factory=dict)  # name, description, short description
    version: int = 0
    last_message_id: int = 0

    def reachable(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot may write to. Raises Refusal in Telegram's words."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, text, moved_to=chat.moved_to)
        if chat.gone:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.user is None:
            self._check_inside(chat)
        return chat

    def _check_inside(self, chat: Chat) -> None:
        member = chat.members.get(self.bot.id)
        if member is None or member.status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")

    def post(self, chat: Chat, *, sender: User, **content: Any) -> Message:
        """Store a new message and return it."""
        self.last_message_id += 1
        message = Message(
            id=self.last_message_id,
            chat_id=chat.id,
            sender=sender,
            date=self.clock(),
            **content,
        )
        if sender.is_bot:
            chat.action = chat.draft = ""
        self.store(chat, message)
        return message

    def store(self, chat: Chat, message: Message) -> None:
        """Put a message, new or changed, in its chat."""
        chat.messages[message.id] = message
        self.touch(chat, message.id)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message away for everybody."""
        del chat.messages[message_id]
        self.touch(chat, message_id)

    def touch(self, chat: Chat, message_id: int | None = None) -> None:
        """Note a change, so that whoever looks at the chat sees it."""
        self.version += 1
        if message_id is not None:
            chat.changed[message_id] = self.version
        self.pulse.beat()

    def touch_all(self) -> None:
        """Note a change that every chat sees, such as another menu."""
        for chat in self.chats.values():
            self.touch(chat)

    def keep_file(self, upload: Upload, *, size: tuple[int, int] = (0, 0)) -> File:
        """Keep a file's bytes under a new id."""
        file = File(
            id=secrets.token_urlsafe(18),
            name=upload.name,
            mime=upload.mime,
            size=len(upload.content),
            width=size[0],
            height=size[1],
        )
        self.files[file.id] = (file, upload.content)
        return file

    def message_payload(self, message: Message) -> Json:
        """Return Telegram's Message."""
        chat = self.chats[message.chat_id]
        payload: Json = {
            "message_id": message.id,
            "chat": chat.payload(),
            "date": int(message.date.timestamp()),
        } | content_payload(message)
        payload |= self._sender_payload(chat, message) | dict(message.service or {})
        if message.thread is not None:
            payload |= {"message_thread_id": message.thread, "is_topic_message": True}
        elif message.reply_to is not None and chat.kind == "supergroup":
            payload["message_thread_id"] = message.reply_to  # a thread of answers, no topic
        if message.edited is not None:
            payload["edit_date"] = int(message.edited.timestamp())
        if message.album:
            payload["media_group_id"] = message.album
        if message.keyboard is not None:
            payload["reply_markup"] = message.keyboard
        if message.forwarded_from:
            payload["forward_origin"] = {
                "type": "hidden_user",
                "sender_user_name": message.forwarded_from,
                "date": payload["date"],
            }
        answered = chat.messages.get(message.reply_to or 0)
        if answered is not None:
            payload["reply_to_message"] = self.message_payload(
                answered.model_copy(update={"reply_to": None})
            )
        return payload

    def _sender_payload(self, chat: Chat, message: Message) -> Json:
        """Return who wrote it: a channel's posts are the channel's alone."""
        if chat.kind == "channel":
            return {"sender_chat": chat.payload()}
        sender: Json = {"from": message.sender.payload()}
        if message.as_chat is None:
            return sender
        other: Json = {"id": message.as_chat, "type": "channel", "title": "A channel"}
        spoken = self.chats.get(message.as_chat)
        return sender | {"sender_chat": spoken.payload() if spoken else other}


def same(message: Message, *, words: str, entities: tuple[Entity, ...]) -> bool:
    """Tell whether a message already says exactly this."""
    return message.words == words and message.entities == entities


def keyboards_equal(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Tell whether two keyboards are the same; none and an empty one are."""
    rows = [list((each or {}).get("inline_keyboard", [])) for each in (one, other)]
    return rows[0] == rows[1]
