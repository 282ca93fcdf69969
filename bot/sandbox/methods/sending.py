"""Methods that put something new in a chat."""

from typing import Any

from bot.sandbox.entities import stored_caption, stored_text
from bot.sandbox.images import image_size
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.common import Method, chat_of, formatted
from bot.sandbox.model import File, Json
from bot.sandbox.params import Params, Upload
from bot.sandbox.refusal import Refusal, bad_request
from bot.sandbox.state import Chat, World

_MOST_UPLOAD = 50 * 1024 * 1024
_MOST_PHOTO = 10 * 1024 * 1024
_MOST_PHOTO_SIDES = 10_000  # width and height together
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


def _sent_file(world: World, params: Params, *, kind: str) -> Json:
    chat = chat_of(world, params)
    caption = stored_caption(formatted(params, words="caption", entities="caption_entities"))
    file = _file(world, params, kind)
    content: dict[str, Any] = {"file": file, "kind": kind, "entities": caption.entities}
    return _sent(world, chat, params, caption=caption.text or None, **content)


def _sent(world: World, chat: Chat, params: Params, **content: Any) -> Json:
    """Check what every message has, count it against the rate limits, store it."""
    keyboard, menu = read_markup(params)
    reply_to = _reply_to(chat, params)
    world.meter.spend(chat.id)
    message = world.post(
        chat, sender=world.bot, keyboard=keyboard, menu=menu, reply_to=reply_to, **content
    )
    return world.message_payload(message)


def _reply_to(chat: Chat, params: Params) -> int | None:
    reply = params.parsed("reply_parameters", what="reply parameters") or {}
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return None
    if message_id in chat.messages:
        return int(message_id)
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _file(world: World, params: Params, kind: str) -> File:
    upload = params.upload(kind)
    if upload is not None:
        return _uploaded(world, upload, kind)
    given = params.text(kind)
    if given in world.files:
        return world.files[given][0]
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the sandbox fetches nothing
    raise bad_request("wrong file identifier/HTTP URL specified")


def _uploaded(world: World, upload: Upload, kind: str) -> File:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > _MOST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if kind != "photo":
        return world.keep_file(upload)
    if len(upload.content) > _MOST_PHOTO:
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a photo")
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MOST_PHOTO_SIDES or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return world.keep_file(upload, size=size)


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
    "sendMessageDraft": send_message_draft,
}
