"""The frozen values of the sandbox: users, files, messages. They know their Telegram JSON."""

import itertools
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.entities import Entity
from scoring.model import Value

Json = dict[str, Any]


class User(Value):
    """A Telegram account, the bot's own included."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str = "en"
    is_bot: bool = False

    def payload(self) -> Json:
        """Return Telegram's User."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        return user if self.is_bot else user | {"language_code": self.language_code}


class File(Value):
    """A file that was uploaded; its bytes are kept apart."""

    id: str
    name: str
    mime: str
    size: int
    width: int = 0  # of a photo
    height: int = 0

    @property
    def path(self) -> str:
        """Return where the Bot API serves it."""
        return f"documents/{self.id}"

    def reference(self) -> Json:
        """Return what every kind of file has in Telegram's JSON."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": self.size}


class Message(Value):
    """One message in a chat, as it stands now."""

    id: int
    chat_id: int
    sender: User
    date: datetime
    edited: datetime | None = None
    text: str | None = None
    caption: str | None = None
    entities: tuple[Entity, ...] = ()  # of the text or the caption
    file: File | None = None
    kind: Literal["text", "document", "photo", "location"] = "text"
    location: tuple[float, float] | None = None  # latitude, longitude
    keyboard: Mapping[str, Any] | None = None  # Telegram's InlineKeyboardMarkup
    menu: Mapping[str, Any] | None = None  # a reply keyboard, or the order to remove one
    reply_to: int | None = None
    album: str = ""  # the id that the messages of one media group share
    reaction: str = ""
    forwarded_from: str = ""  # a name: the person forwards what somebody else wrote
    thread: int | None = None  # the forum topic it stands in
    as_chat: int | None = None  # the group or channel in whose name it was written
    service: Mapping[str, Any] | None = None  # what Telegram itself says: who joined ...

    @property
    def buttons(self) -> tuple[Json, ...]:
        """Return the buttons of the inline keyboard, row by row."""
        rows = self.keyboard["inline_keyboard"] if self.keyboard else []
        return tuple(itertools.chain.from_iterable(rows))

    @property
    def words(self) -> str:
        """Return what a person reads: the text or the caption."""
        return self.text if self.text is not None else self.caption or ""


def entity_payload(entity: Entity) -> Json:
    """Return Telegram's MessageEntity."""
    return entity.model_dump(exclude_none=True)


def content_payload(message: Message) -> Json:
    """Return the part of Telegram's Message that says what it holds."""
    entities = [entity_payload(entity) for entity in message.entities]
    content: Json = {}
    if message.file is not None:
        content |= _file_payload(message.kind, message.file)
    if message.location is not None:
        latitude, longitude = message.location
        content["location"] = {"latitude": latitude, "longitude": longitude}
    if message.text is not None:
        content |= {"text": message.text} | ({"entities": entities} if entities else {})
    if message.caption:
        content |= {"caption": message.caption}
        content |= {"caption_entities": entities} if entities else {}
    return content


def _file_payload(kind: str, file: File) -> Json:
    if kind == "photo":
        return {"photo": [file.reference() | {"width": file.width, "height": file.height}]}
    return {"document": file.reference() | {"file_name": file.name, "mime_type": file.mime}}
