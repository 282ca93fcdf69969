"""People in groups, supergroups with topics, and channels: what they do becomes updates.

Which messages of a group reach the bot is the law of privacy mode,
https://core.telegram.org/bots/features#privacy-mode
"""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.entities import detected, units
from bot.sandbox.members import ANONYMOUS, AS_CHANNEL, Member, Status, Topic
from bot.sandbox.model import Json, Message, User
from bot.sandbox.phones import DEFAULT_PERSON, Phones
from bot.sandbox.state import Chat, Kind


class Groups(Phones):
    """Acts for the people in chats that several read. Each chat by its id, which is negative."""

    def add_group(
        self,
        group: int,
        *,
        title: str = "A group",
        kind: Kind | None = None,
        forum: bool = False,
        with_bot: bool = True,
    ) -> Chat:
        """Add a chat, with the bot in it unless told otherwise; a channel makes it an admin.

        Without `kind` the id says which it is: a group, or a supergroup.
        """
        kind = kind or ("supergroup" if group < -1_000_000_000_000 else "group")
        chat = Chat(id=group, title=title, started=True, kind=kind, forum=forum)
        if with_bot:
            status: Status = "administrator" if kind == "channel" else "member"
            chat.members[self.world.bot.id] = Member(user=self.world.bot, status=status)
        return self.world.chats.setdefault(group, chat)

    def move_group(self, group: int, *, to: int) -> None:
        """Make a group a supergroup with a new id; both of its chats say so."""
        old = self.world.chats[group]
        new = self.add_group(to, title=old.title)
        new.members.update(old.members)
        someone = next((m.user for m in old.members.values() if m.admin), ANONYMOUS)
        self._service(old, someone, {"migrate_to_chat_id": to})
        old.moved_to = to
        content = {"migrate_from_chat_id": group}
        self._service(new, ANONYMOUS, content, as_chat=to)

    def rename_group(self, group: int, title: str, *, person: int = DEFAULT_PERSON) -> None:
        """Give the chat another name."""
        chat = self.world.chats[group]
        chat.title = title
        self._service(chat, self._somebody(person), {"new_chat_title": title})

    def set_member(
        self,
        group: int,
        person: int,
        status: Status,
        *,
        by: int = DEFAULT_PERSON,
        anonymous: bool = False,
        without: Sequence[str] = (),
    ) -> None:
        """Let somebody join, leave, become an admin ...; the bot learns it where it may.

        In a channel a bot is an admin or not there: Telegram's apps offer nothing else.
        """
        chat = self.world.chats[group]
        is_bot = person == self.world.bot.id
        if chat.kind == "channel" and is_bot and status in {"member", "restricted"}:
            raise ValueError("A bot is in a channel as an admin or not at all")
        user = self._somebody(person)
        old = chat.members.get(person, Member(user=user, status="left"))
        new = Member(user=user, status=status, anonymous=anonymous, without=frozenset(without))
        chat.members[person] = new
        self._changed(chat, old, new, by=self._somebody(by))

    def add_bot(
        self, group: int, *, by: int = DEFAULT_PERSON, status: Status | None = None
    ) -> None:
        """Let somebody add the bot, or change what it may do; to a channel, as an admin."""
        rank: Status = "administrator" if self.world.chats[group].kind == "channel" else "member"
        self.set_member(group, self.world.bot.id, status or rank, by=by)

    def remove_bot(self, group: int, *, by: int = DEFAULT_PERSON) -> None:
        """Let somebody throw the bot out."""
        self.set_member(group, self.world.bot.id, "kicked", by=by)

    def add_topic(self, group: int, name: str, *, person: int = DEFAULT_PERSON) -> int:
        """Open a topic in a forum and return its id."""
        chat = self.world.chats[group]
        if not chat.forum:
            raise ValueError(f"Chat {group} has no topics")
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        thread = self.world.last_message_id + 1
        message = self._service(chat, self._somebody(person), created, thread=thread)
        chat.topics[thread] = Topic(id=thread, name=name)
        return message.id

    def close_topic(self, group: int, topic: int, *, person: int = DEFAULT_PERSON) -> None:
        """Close a topic: nobody but admins writes there."""
        chat = self.world.chats[group]
        chat.topics[topic].closed = True
        self._service(chat, self._somebody(person), {"forum_topic_closed": {}}, thread=topic)

    def reopen_topic(self, group: int, topic: int, *, person: int = DEFAULT_PERSON) -> None:
        """Open a closed topic again."""
        chat = self.world.chats[group]
        chat.topics[topic].closed = False
        self._service(chat, self._somebody(person), {"forum_topic_reopened": {}}, thread=topic)

    def delete_topic(self, group: int, topic: int) -> None:
        """Delete a topic with all that was written there; Telegram tells the bot nothing."""
        chat = self.world.chats[group]
        del chat.topics[topic]
        for message in [each for each in chat.messages.values() if each.thread == topic]:
            self.world.remove(chat, message.id)

    def say_in(  # noqa: PLR0913 - who writes, and in whose name
        self,
        group: int,
        text: str,
        *,
        person: int = DEFAULT_PERSON,
        topic: int | None = None,
        reply_to: Message | None = None,
        anonymous: bool = False,
        as_channel: int | None = None,
    ) -> Message:
        """Write in a group, by name, as the group itself, or as a channel of one's own."""
        chat = self.world.chats[group]
        member = chat.members.get(person)
        if chat.kind == "channel":
            raise ValueError("In a channel people post: use post_in")
        if member is not None and not member.inside:
            raise ValueError(f"Person {person} is not in the group")
        if anonymous and not (member and member.admin):
            raise ValueError("Only admins write as the group")
        sender = ANONYMOUS if anonymous else AS_CHANNEL if as_channel else self._somebody(person)
        return self._written(
            chat,
            sender,
            text,
            thread=topic,
            reply_to=reply_to,
            as_chat=group if anonymous else as_channel,
        )

    def post_in(
        self,
        channel: int,
        text: str,
        *,
        person: int = DEFAULT_PERSON,
        reply_to: Message | None = None,
    ) -> Message:
        """Post in a channel, which only its admins can; nobody sees who it was."""
        chat = self.world.chats[channel]
        member = chat.members.get(person)
        if chat.kind != "channel" or not (member and member.admin):
            raise ValueError(f"Person {person} cannot post in {channel}")
        return self._written(chat, self._somebody(person), text, reply_to=reply_to, as_chat=channel)

    def press_in(
        self,
        group: int,
        label: str,
        *,
        person: int = DEFAULT_PERSON,
        message_id: int | None = None,
    ) -> str:
        """Press the newest button that says this; return the query's id, or the link it opens.

        Raises LookupError, which names the buttons that are there.
        """
        chat = self.world.chats[group]
        shown = [
            (chat.messages[key], button)
            for key in sorted(chat.messages, reverse=True)
            for button in chat.messages[key].buttons
            if message_id in {None, key}
        ]
        for message, button in shown:
            if button["text"] == label:
                if "callback_data" not in button:
                    return str(button.get("url", ""))
                return self.press_data(message, button["callback_data"], person=person)
        raise LookupError(f"No button says {label!r}; there are {[b['text'] for _, b in shown]}")

    def _somebody(self, person: int) -> User:
        return self.world.bot if person == self.world.bot.id else self._user(person)

    def _written(
        self,
        chat: Chat,
        sender: User,
        text: str,
        *,
        thread: int | None = None,
        reply_to: Message | None = None,
        as_chat: int | None = None,
    ) -> Message:
        if not text.strip() or units(text) > 4096:
            raise ValueError("A text has 1 to 4096 characters")
        message = self.world.post(
            chat,
            sender=sender,
            text=text,
            entities=detected(text),
            thread=thread,
            # In a topic, what answers nothing answers the message that opened the topic.
            reply_to=reply_to.id if reply_to else thread,
            as_chat=as_chat,
        )
        if self._reaches_bot(chat, message):
            kind = "channel_post" if chat.kind == "channel" else "message"
            self.world.updates.add(kind, self.world.message_payload(message))
        return message

    def _reaches_bot(self, chat: Chat, message: Message) -> bool:
        """Tell whether the bot sees this message of a group or channel."""
        bot = chat.members.get(self.world.bot.id)
        if bot is None or not bot.inside:
            return False
        if chat.kind == "channel" or bot.admin or not self.world.privacy:
            return True
        answered = chat.messages.get(message.reply_to or 0)
        if answered is not None and answered.sender == self.world.bot:
            return True
        return self._commands_bot(chat, message)

    def _commands_bot(self, chat: Chat, message: Message) -> bool:
        """Tell a command that names the bot, or names none where the bot was the last to speak."""
        text = message.text or ""
        named = f"@{self.world.bot.username}".casefold()
        spoke = any(each.sender == self.world.bot for each in chat.messages.values())
        for each in message.entities:
            if each.type == "bot_command":
                units16 = text.encode("utf-16-le")[2 * each.offset : 2 * each.end]
                command, at, name = units16.decode("utf-16-le").partition("@")
                if f"{at}{name}".casefold() == named or (not at and command and spoke):
                    return True
        return False

    def _service(self, chat: Chat, sender: User, content: Json, **fields: Any) -> Message:
        """Post what Telegram itself says in a chat; every bot in it sees that."""
        message = self.world.post(chat, sender=sender, service=content, **fields)
        bot = chat.members.get(self.world.bot.id)
        if bot is not None and bot.inside:
            kind = "channel_post" if chat.kind == "channel" else "message"
            self.world.updates.add(kind, self.world.message_payload(message))
        return message

    def _changed(self, chat: Chat, old: Member, new: Member, *, by: User) -> None:
        """Tell the bot of a change: of its own always, of others' only where it is an admin."""
        mine = new.user == self.world.bot
        bot = chat.members.get(self.world.bot.id)
        channel = chat.kind == "channel"
        content: Json = {
            "chat": chat.payload(),
            "from": by.payload(),
            "date": int(self.world.clock().timestamp()),
            "old_chat_member": old.payload(channel=channel),
            "new_chat_member": new.payload(channel=channel),
        }
        if mine:
            self.world.updates.add("my_chat_member", content)
        elif bot is not None and bot.admin:
            self.world.updates.add("chat_member", content)
        if new.inside and not old.inside and not channel:
            self._service(chat, by, {"new_chat_members": [new.user.payload()]})
        elif old.inside and not new.inside and not channel:
            self._service(chat, by, {"left_chat_member": new.user.payload()})
        self.world.touch(chat)
