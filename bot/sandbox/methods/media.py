"""Methods about InputMedia: albums of files, and another file in a message that is there.

https://core.telegram.org/bots/api#sendmediagroup and #editmessagemedia
"""

import secrets
from typing import Any, Literal, NamedTuple, cast

from bot.sandbox.entities import Formatted, stored_caption
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.common import Method, chat_of, formatted, thread_of
from bot.sandbox.methods.editing import NOT_MODIFIED, editable
from bot.sandbox.methods.sending import reply_target
from bot.sandbox.methods.uploads import media_file
from bot.sandbox.model import File, Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import World, keyboards_equal

_LEAST_ALBUM, _MOST_ALBUM = 2, 10
_KINDS = frozenset({"photo", "document"})  # of InputMedia; this project sends no other

Kind = Literal["document", "photo"]


class _Media(NamedTuple):
    """An InputMedia that was read."""

    kind: Kind
    file: File
    caption: Formatted


async def send_media_group(world: World, params: Params) -> list[Json]:
    """Send an album of 2 to 10 photos, or of as many documents. It has no keyboard."""
    chat = chat_of(world, params)
    given = _album(params)
    if "reply_markup" in params.values:
        raise bad_request("an album has no reply markup")  # Telegram drops it without a word
    every = [_media(world, params, each) for each in given]
    if len({each.kind for each in every}) > 1:
        raise bad_request("Document can't be mixed with other media types")
    reply_to, thread = reply_target(chat, params), thread_of(world, chat, params)
    world.meter.spend(chat.id, count=len(every))
    album = str(secrets.randbits(56))
    posted = [
        world.post(
            chat,
            sender=world.bot,
            reply_to=reply_to or thread,
            thread=thread,
            album=album,
            **_content(each),
        )
        for each in every
    ]
    return [world.message_payload(message) for message in posted]


async def edit_message_media(world: World, params: Params) -> Json:
    """Put another file and caption in a message, or a file in a text; the old keyboard goes."""
    chat, message = editable(world, params)
    media = _media(world, params, params.parsed("media", what="input media"))
    keyboard, _ = read_markup(params)
    if message.album and media.kind != message.kind:
        raise bad_request("Can't change media type in the album")
    content = _content(media)
    if all(getattr(message, name) == value for name, value in content.items()):
        if keyboards_equal(message.keyboard, keyboard):
            raise bad_request(NOT_MODIFIED)
        content = {}
    else:
        content |= {"text": None, "edited": world.clock()}
    world.meter.spend(chat.id)
    changed = message.model_copy(update={**content, "keyboard": keyboard})
    world.store(chat, changed)
    return world.message_payload(changed)


def _album(params: Params) -> list[Any]:
    given = params.parsed("media", what="media")
    if not isinstance(given, list):
        raise bad_request("can't parse media: Array of InputMedia expected")
    if not given:
        raise bad_request("there are no messages to send")
    if len(given) > _MOST_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len(given) < _LEAST_ALBUM:
        raise bad_request("an album has at least 2 messages")  # the documentation asks for it
    return given


def _media(world: World, params: Params, given: Any) -> _Media:
    if not isinstance(given, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(given.get("type", "")).lower()
    if kind not in _KINDS:
        raise bad_request(
            "type must be non-empty" if not kind else "type must be one of photo, document"
        )
    inner = Params(values=given)
    words = formatted(inner, words="caption", entities="caption_entities")
    file = media_file(world, params, kind=kind, media=inner.text("media"))
    return _Media(cast("Kind", kind), file, stored_caption(words))


def _content(media: _Media) -> dict[str, Any]:
    return {
        "file": media.file,
        "kind": media.kind,
        "caption": media.caption.text or None,
        "entities": media.caption.entities,
    }


METHODS: dict[str, Method] = {
    "sendMediaGroup": send_media_group,
    "editMessageMedia": edit_message_media,
}
