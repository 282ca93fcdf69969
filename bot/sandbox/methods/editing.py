"""Methods that change what is there: edits, deletions, reactions, answers to a pressed button."""

from datetime import timedelta
from typing import Any

from bot.sandbox.entities import Formatted, stored_caption, stored_text, units
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.common import Method, chat_of, formatted
from bot.sandbox.model import Json, Message
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import Chat, World, keyboards_equal, same

_MOST_TOAST = 200
_DELETABLE_FOR = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_REACTIONS = frozenset("👍👎❤🔥🥰👏😁🤔🤯😱🎉🙏👌💯🤝✍👀🫡😢🏆")


async def edit_message_text(world: World, params: Params) -> Json:
    """Change a text; without a keyboard the old one goes."""
    chat, message = editable(world, params)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, chat, message, params, words=stored_text(formatted(params)))


async def edit_message_caption(world: World, params: Params) -> Json:
    """Change a caption; without a keyboard the old one goes."""
    chat, message = editable(world, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    caption = stored_caption(formatted(params, words="caption", entities="caption_entities"))
    return _edited(world, chat, message, params, words=caption)


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard alone."""
    chat, message = editable(world, params)
    words = Formatted(text=message.words, entities=message.entities)
    return _edited(world, chat, message, params, words=words)


async def delete_message(world: World, params: Params) -> bool:
    """Delete a message for everybody."""
    chat = chat_of(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.clock() - message.date > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted")
    world.remove(chat, message.id)
    return True


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    """Tell whether the bot may: what others wrote in a group only as an admin with the right."""
    if chat.user is not None or message.sender == world.bot:
        return True
    member = chat.members[world.bot.id]
    return member.admin and member.may("can_delete_messages")


async def delete_messages(world: World, params: Params) -> bool:
    """Delete those of the messages that are there."""
    chat = chat_of(world, params)
    for message_id in params.parsed("message_ids", what="message ids") or []:
        if message_id in chat.messages:
            world.remove(chat, message_id)
    return True


async def set_message_reaction(world: World, params: Params) -> bool:
    """Put one emoji on a message, or none."""
    chat = chat_of(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    given = params.parsed("reaction", what="reaction") or []
    emoji = [str(each.get("emoji", "")).replace("\ufe0f", "") for each in given]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each not in _REACTIONS for each in emoji):
        raise bad_request("REACTION_INVALID")
    world.store(chat, message.model_copy(update={"reaction": "".join(emoji)}))
    return True


async def answer_callback_query(world: World, params: Params) -> bool:
    """Answer a pressed button, once; a text is shown to the person for a moment."""
    text = params.text("text")
    if units(text) > _MOST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or query.answered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    chat = world.chats[query.chat_id]
    world.touch(chat)
    if text:
        toast = {"text": text, "alert": params.flag("show_alert"), "version": world.version}
        chat.toasts.append(toast)
    return True


def editable(world: World, params: Params) -> tuple[Chat, Message]:
    """Return the bot's own message that a call changes, and its chat. Raises Refusal."""
    chat = chat_of(world, params)
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != world.bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(
    world: World, chat: Chat, message: Message, params: Params, *, words: Formatted
) -> Json:
    keyboard, _ = read_markup(params)
    same_words = same(message, words=words.text, entities=words.entities)
    if same_words and keyboards_equal(message.keyboard, keyboard):
        raise bad_request(NOT_MODIFIED)
    world.meter.spend(chat.id)
    changes: dict[str, Any] = {"keyboard": keyboard}
    if not same_words:
        field = "caption" if message.file is not None else "text"
        changes |= {field: words.text, "entities": words.entities, "edited": world.clock()}
    changed = message.model_copy(update=changes)
    world.store(chat, changed)
    return world.message_payload(changed)


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
}
