"""What several methods read alike: the chat, and text with its entities."""

from collections.abc import Awaitable, Callable

from pydantic import ValidationError

from bot.sandbox.entities import Entity, Formatted
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import Chat, World
from bot.sandbox.telegram_html import parse_html

Method = Callable[[World, Params], Awaitable[object]]


def chat_id_of(params: Params) -> int | None:
    """Return the numeric chat id; None for a name or nothing."""
    text = params.text("chat_id").strip()
    return int(text) if text.removeprefix("-").isdecimal() else None


def chat_of(world: World, params: Params) -> Chat:
    """Return the chat that a call is about. Raises Refusal when the bot may not write there."""
    if not params.text("chat_id").strip():
        raise bad_request("chat_id is empty")
    return world.reachable(chat_id_of(params) or 0)


def thread_of(world: World, chat: Chat, params: Params) -> int | None:
    """Return the topic that a message goes to. Raises Refusal where the bot may not write."""
    if chat.user is not None:
        return None
    member = chat.members[world.bot.id]
    if chat.kind == "channel" and not (member.admin and member.may("can_post_messages")):
        raise bad_request("need administrator rights in the channel chat")
    if member.status == "restricted" and not member.may("can_send_messages"):
        raise bad_request("not enough rights to send text messages to the chat")
    thread = params.integer("message_thread_id")
    if not thread:
        return None
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not (member.admin and member.may("can_manage_topics")):
        raise bad_request("TOPIC_CLOSED")
    return thread


def formatted(params: Params, *, words: str = "text", entities: str = "entities") -> Formatted:
    """Return a text parsed by its parse_mode or with the entities given. Raises Refusal."""
    text = params.text(words)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return parse_html(text)
    if mode:
        raise bad_request("unsupported parse_mode")  # this project writes HTML alone
    return Formatted(text=text, entities=_given_entities(params, entities))


def _given_entities(params: Params, name: str) -> tuple[Entity, ...]:
    given = params.parsed(name, what="entities") or []
    fields = Entity.model_fields
    try:
        return tuple(
            Entity.model_validate({key: each[key] for key in each if key in fields})
            for each in given
        )
    except (ValidationError, TypeError):
        raise bad_request("can't parse MessageEntity") from None
