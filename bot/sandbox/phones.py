"""People at their phones: what a person does in the chat becomes an update for the bot."""

import re
import secrets
from collections.abc import Sequence

from bot.sandbox.entities import MOST_TEXT, Entity, detected, units
from bot.sandbox.images import image_kind, image_size
from bot.sandbox.model import Json, Message, User
from bot.sandbox.params import Upload
from bot.sandbox.state import Chat, Query, World

DEFAULT_PERSON = 7
_PAYLOAD = re.compile(
    r"[A-Za-z0-9_-]{1,64}"
)  # https://core.telegram.org/bots/features#deep-linking


class Phones:
    """Acts for people, each by id; a person is added at the first word. One private chat each."""

    world: World

    def add_person(
        self, person: int = DEFAULT_PERSON, *, first_name: str = "Ada", language: str = "en"
    ) -> Chat:
        """Add somebody who has not written yet; one who is there stays as they are."""
        user = User(id=person, first_name=first_name, language_code=language)
        return self.world.chats.setdefault(person, Chat(id=person, user=user))

    def send_text(
        self,
        text: str,
        *,
        person: int = DEFAULT_PERSON,
        forwarded_from: str = "",
        reply_to: Message | None = None,
        link_behind: str = "",
    ) -> Message:
        """Send a text. Raises ValueError for one that Telegram's own app would not send.

        `link_behind` is an address that its words lead to without saying it, as in channels.
        """
        if not text.strip() or units(text) > MOST_TEXT:
            raise ValueError(f"A text has 1 to {MOST_TEXT} characters, this one {units(text)}")
        chat = self._writing(person)
        entities = detected(text)
        if link_behind:
            behind = Entity(type="text_link", offset=0, length=units(text), url=link_behind)
            entities = (*entities, behind)
        return self._sent(
            chat,
            text=text,
            entities=entities,
            forwarded_from=forwarded_from,
            reply_to=reply_to.id if reply_to else None,
        )

    def follow_link(self, payload: str, *, person: int = DEFAULT_PERSON) -> Message:
        """Open t.me/<bot>?start=<payload> and press Start. Raises ValueError for a bad payload."""
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"A deep link carries 1 to 64 of A-Z, a-z, 0-9, _ and -: {payload!r}")
        return self.send_text(f"/start {payload}", person=person)

    def send_document(
        self,
        name: str,
        content: bytes,
        *,
        person: int = DEFAULT_PERSON,
        mime: str = "application/octet-stream",
        caption: str | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file."""
        chat = self._writing(person)
        file = self.world.keep_file(Upload(name=name, mime=mime, content=content))
        answered = reply_to.id if reply_to else None
        return self._sent(chat, kind="document", file=file, caption=caption, reply_to=answered)

    def send_photo(
        self, content: bytes, *, person: int = DEFAULT_PERSON, caption: str | None = None
    ) -> Message:
        """Send a picture. Raises ValueError for bytes that are none."""
        size = image_size(content)
        if size is None:
            raise ValueError("A photo is a PNG, a GIF or a JPEG")
        chat = self._writing(person)
        upload = Upload(name="photo", mime=image_kind(content), content=content)
        file = self.world.keep_file(upload, size=size)
        return self._sent(chat, kind="photo", file=file, caption=caption)

    def send_location(
        self, latitude: float, longitude: float, *, person: int = DEFAULT_PERSON
    ) -> Message:
        """Share a place."""
        chat = self._writing(person)
        return self._sent(chat, kind="location", location=(latitude, longitude))

    def press(
        self, label: str, *, person: int = DEFAULT_PERSON, message_id: int | None = None
    ) -> str:
        """Press the newest button that says this; return the query's id, or the link it opens.

        Raises LookupError, which names the buttons that are there.
        """
        message, button = self._button(label, person, message_id)
        if "callback_data" not in button:
            return str(button.get("url", ""))
        return self.press_data(message, button["callback_data"], person=person)

    def press_data(self, message: Message, data: str, *, person: int = DEFAULT_PERSON) -> str:
        """Send callback data, forged if you like, from under a message; return the query's id."""
        chat = self.world.chats[message.chat_id]
        query = Query(id=str(secrets.randbits(62)), chat_id=chat.id)
        self.world.queries[query.id] = query
        content: Json = {
            "id": query.id,
            "from": self._user(person).payload(),
            "message": self.world.message_payload(message),
            "chat_instance": str(chat.id),
            "data": data,
        }
        self.world.updates.add("callback_query", content)
        return query.id

    def edit_text(self, message: Message, text: str) -> Message:
        """Change a text that a person sent."""
        chat = self.world.chats[message.chat_id]
        changes = {"text": text, "entities": detected(text), "edited": self.world.clock()}
        changed = message.model_copy(update=changes)
        self.world.store(chat, changed)
        self.world.updates.add("edited_message", self.world.message_payload(changed))
        return changed

    def delete_chat_message(self, message: Message) -> None:
        """Delete a message on the person's side: the bot cannot edit it any more."""
        self.world.remove(self.world.chats[message.chat_id], message.id)

    def block(self, *, person: int = DEFAULT_PERSON) -> None:
        """Block the bot."""
        self._set_blocked(self.add_person(person), blocked=True)

    def unblock(self, *, person: int = DEFAULT_PERSON) -> None:
        """Let the bot write again."""
        self._set_blocked(self.add_person(person), blocked=False)

    def messages(self, *, person: int = DEFAULT_PERSON) -> Sequence[Message]:
        """Return the chat as it stands, the oldest first."""
        chat = self.world.chats.get(person)
        return [chat.messages[key] for key in sorted(chat.messages)] if chat else []

    def replies(self, *, person: int = DEFAULT_PERSON) -> Sequence[Message]:
        """Return what the bot has in the chat, the oldest first."""
        bot = self.world.bot.id
        return [each for each in self.messages(person=person) if each.sender.id == bot]

    def _user(self, person: int) -> User:
        user = self.add_person(person).user
        assert user is not None  # a person's chat has a person
        return user

    def _writing(self, person: int) -> Chat:
        chat = self.add_person(person)
        if chat.blocked:
            raise ValueError(f"Person {person} blocked the bot; unblock it first")
        chat.started = True
        return chat

    def _sent(self, chat: Chat, **content: object) -> Message:
        message = self.world.post(chat, sender=self._user(chat.id), **content)
        self.world.updates.add("message", self.world.message_payload(message))
        return message

    def _button(self, label: str, person: int, message_id: int | None) -> tuple[Message, Json]:
        shown = [
            (message, button)
            for message in reversed(self.messages(person=person))
            for button in message.buttons
            if message_id in {None, message.id}
        ]
        for message, button in shown:
            if button["text"] == label:
                return message, button
        labels = [button["text"] for _, button in shown]
        raise LookupError(f"No button says {label!r}; there are {labels}")

    def _set_blocked(self, chat: Chat, *, blocked: bool) -> None:
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        bot = self.world.bot.payload()
        states: list[Json] = [
            {"status": "member", "user": bot},
            {"status": "kicked", "user": bot, "until_date": 0},
        ]
        old, new = states if blocked else reversed(states)
        content: Json = {
            "chat": chat.payload(),
            "from": self._user(chat.id).payload(),
            "date": int(self.world.clock().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.world.updates.add("my_chat_member", content)
        self.world.touch(chat)
