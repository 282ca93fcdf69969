"""Who is in a group or channel, and what they may do: values and their Telegram JSON.

https://core.telegram.org/bots/api#chatmember
"""

from dataclasses import dataclass
from typing import Literal

from bot.sandbox.model import Json, User

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

INSIDE: frozenset[Status] = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS: frozenset[Status] = frozenset({"creator", "administrator"})

# Telegram's own accounts that stand for people who write in a chat's name.
ANONYMOUS = User(id=1087968824, first_name="Group", username="GroupAnonymousBot", is_bot=True)
AS_CHANNEL = User(id=136817688, first_name="Channel", username="Channel_Bot", is_bot=True)

_ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_IN_GROUPS = ("can_pin_messages", "can_manage_topics")
_IN_CHANNELS = ("can_post_messages", "can_edit_messages")
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody's place in a chat; `without` are the rights that were taken from them."""

    user: User
    status: Status = "member"
    anonymous: bool = False
    without: frozenset[str] = frozenset()

    @property
    def inside(self) -> bool:
        """Tell whether they are in the chat."""
        return self.status in INSIDE

    @property
    def admin(self) -> bool:
        """Tell whether they run the chat."""
        return self.status in ADMINS

    def may(self, right: str) -> bool:
        """Tell whether they have a right that their status can have."""
        return self.inside and right not in self.without

    def payload(self, *, channel: bool) -> Json:
        """Return Telegram's ChatMember of this status."""
        content: Json = {"status": self.status, "user": self.user.payload()}
        match self.status:
            case "creator":
                return content | {"is_anonymous": self.anonymous}
            case "administrator":
                rights = (*_ADMIN_RIGHTS, *(_IN_CHANNELS if channel else _IN_GROUPS))
                given = {each: self.may(each) for each in rights}
                return content | {"is_anonymous": self.anonymous, "can_be_edited": False} | given
            case "restricted":
                given = {each: self.may(each) for each in _MEMBER_RIGHTS}
                return content | {"is_member": True, "until_date": 0} | given
            case "kicked":
                return content | {"until_date": 0}
            case _:
                return content


@dataclass(slots=True, kw_only=True)
class Topic:
    """A topic of a forum; its id is that of the message that created it."""

    id: int
    name: str
    closed: bool = False
