"""Methods that put something new in a chat."""

from typing import Any

from bot.sandbox.entities import stored_caption, stored_text
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.common import Method, chat_of, formatted, thread_of
from bot.sandbox.methods.uploads import sent_file
from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import Chat, World

_ACTIONS = frozenset(
    f"{verb}_{what}"
    for verb in ("upload", "record")
    for what in ("photo", "video", "voice", "document", "video_note")
) | {"typing", "choose_sticker", "find_location"}


async def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    chat = chat_of(world, params)
    text = stored_text(formatted(params))
    return _sent(world, chat, params, text=text.text, entities=text.entities)


async def send_document(world: World, params: Params) -> Json:
    """Send a file as it is."""
    return _sent_file(world, params, kind="document")


async def send_photo(world: World, params: Params) -> Json:
    """Send a picture."""
    return _sent_file(world, params, kind="photo")


async def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing" until the next message."""
    chat = chat_of(world, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = params.text("action")
    world.touch(chat)
    return True


async def send_message_draft(world: World, params: Params) -> bool:
    """Show a reply that is still being written."""
    chat = chat_of(world, params)
    if chat.user is None:
        raise bad_request("the method is available only in private chats")
    if params.integer("draft_id") == 0:
        raise bad_request("RANDOM_ID_INVALID")
    text = params.text("text")
    chat.draft = stored_text(formatted(params)).text if text else ""
    chat.action = "" if text else "typing"
    world.touch(chat)
    return True


def reply_target(chat: Chat, params: Params) -> int | None:
    """Return the id of the message that is answered, or None. Raises Refusal."""
    reply = params.parsed("reply_parameters", what="reply parameters") or {}
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return None
    if message_id in chat.messages:
        return int(message_id)
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _sent_file(world: World, params: Params, *, kind: str) -> Json:
    chat = chat_of(world, params)
    caption = stored_caption(formatted(params, words="caption", entities="caption_entities"))
    file = sent_file(world, params, kind=kind)
    content: dict[str, Any] = {"file": file, "kind": kind, "entities": caption.entities}
    return _sent(world, chat, params, caption=caption.text or None, **content)


def _sent(world: World, chat: Chat, params: Params, **content: Any) -> Json:
    """Check what every message has, count it against the rate limits, store it."""
    keyboard, menu = read_markup(params)
    reply_to = reply_target(chat, params)
    thread = thread_of(world, chat, params)
    world.meter.spend(chat.id)
    message = world.post(
        chat,
        sender=world.bot,
        keyboard=keyboard,
        menu=menu,
        reply_to=reply_to or thread,
        thread=thread,
        **content,
    )
    return world.message_payload(message)


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
    "sendMessageDraft": send_message_draft,
}
