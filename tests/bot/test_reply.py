"""How an answer meets Telegram: files, albums, pictures, and edits in place of what is there."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot import reply
from bot.context import Context
from bot.model import Button, Message
from tests.bot.chat import Chat
from tests.bot.pictures import png

Answer = Callable[[Update, Context], Coroutine[Any, Any, None]]
KEYS = ((Button(label="Again", action="again"),),)


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    async with Chat() as opened:
        yield opened


def answers(chat: Chat, said: Answer, *, pressed: Answer | None = None) -> None:
    """Let the bot answer a text, and a pressed button, with these alone."""

    def alone(answer: Answer) -> Answer:
        async def handle(update: Update, context: Context) -> None:
            await answer(update, context)
            if update.callback_query:
                await update.callback_query.answer()
            raise ApplicationHandlerStop

        return handle

    chat.app.add_handler(MessageHandler(filters.TEXT, alone(said)), group=-9)
    chat.app.add_handler(CallbackQueryHandler(alone(pressed or said)), group=-9)


def content(chat: Chat, message_id: int) -> bytes:
    (message,) = (each for each in chat.messages if each.id == message_id)
    assert message.file is not None
    return chat.sandbox.world.files[message.file.id][1]


async def test_a_file_comes_with_its_name_caption_and_buttons(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        caption = Message(html="<b>All</b> &amp; more", rows=KEYS)
        await reply.send_file(update, context, "jobs.csv", b"a,b", caption=caption)

    answers(chat, said)
    last = await chat.says("go")

    assert last is not None
    assert last.file is not None
    assert (last.kind, last.file.name, last.file.mime) == ("document", "jobs.csv", "text/csv")
    assert (last.caption, chat.buttons) == ("All & more", ["Again"])
    assert content(chat, last.id) == b"a,b"


@pytest.mark.parametrize(
    ("count", "albums"), [(1, [1]), (2, [2]), (10, [10]), (11, [5, 6]), (21, [7, 7, 7])]
)
async def test_files_come_in_albums_with_the_caption_at_the_end(
    chat: Chat, count: int, albums: list[int]
) -> None:
    files = [(f"{n}.txt", b"%d" % n) for n in range(count)]

    async def said(update: Update, context: Context) -> None:
        await reply.send_files(update, context, files, caption=Message(html="<i>End</i>"))

    answers(chat, said)
    await chat.says("go")

    assert [each.file and each.file.name for each in chat.replies] == [name for name, _ in files]
    assert [content(chat, each.id) for each in chat.replies] == [data for _, data in files]
    assert [each.caption for each in chat.replies] == [None] * (count - 1) + ["End"]
    ids = [each.album for each in chat.replies]
    assert [ids.count(album) for album in dict.fromkeys(ids)] == albums


async def test_buttons_follow_an_album_in_a_message_of_their_own(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        files = [("1.txt", b"1"), ("2.txt", b"2")]
        await reply.send_files(update, context, files, caption=Message(html="End", rows=KEYS))

    answers(chat, said)
    await chat.says("go")

    assert [each.words for each in chat.replies] == ["", "", "End"]
    assert chat.buttons == ["Again"]


async def test_a_picture_changes_in_place(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        await reply.send_picture(update, context, png(40, 30), Message(html="one", rows=KEYS))

    async def pressed(update: Update, context: Context) -> None:
        await reply.edit_picture(update, context, png(60, 30), Message(html="two"))

    answers(chat, said, pressed=pressed)
    first = await chat.says("go")
    second = await chat.taps("Again")

    assert first is not None
    assert second is not None
    assert first.file is not None
    assert second.file is not None
    assert (first.kind, first.file.width, first.caption) == ("photo", 40, "one")
    assert (second.id, second.file.width, second.caption) == (first.id, 60, "two")
    assert second.buttons == ()
    assert content(chat, second.id) == png(60, 30)


async def test_a_text_can_become_a_picture(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        await reply.send(update, context, Message(html="one", rows=KEYS))

    async def pressed(update: Update, context: Context) -> None:
        await reply.edit_picture(update, context, png(60, 30), Message(html="two"))

    answers(chat, said, pressed=pressed)
    first = await chat.says("go")
    second = await chat.taps("Again")

    assert first is not None
    assert second is not None
    assert (second.id, second.kind, second.text, second.caption) == (first.id, "photo", None, "two")


@pytest.mark.parametrize("picture", [True, False], ids=["a picture", "a text"])
async def test_what_is_gone_is_sent_anew(chat: Chat, *, picture: bool) -> None:
    async def said(update: Update, context: Context) -> None:
        await reply.send_picture(update, context, png(40, 30), Message(html="one", rows=KEYS))

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        await context.bot.delete_message(query.message.chat.id, query.message.message_id)
        if picture:
            await reply.edit_picture(update, context, png(60, 30), Message(html="two"))
        else:
            await reply.edit(update, context, Message(html="two"))

    answers(chat, said, pressed=pressed)
    first = await chat.says("go")
    second = await chat.taps("Again")

    assert first is not None
    assert second is not None
    assert second.words == "two"
    assert [each.id for each in chat.messages] == [second.id]
    assert second.id > first.id


async def test_a_text_under_a_picture_comes_as_a_new_message(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        await reply.send_picture(update, context, png(40, 30), Message(html="one", rows=KEYS))

    async def pressed(update: Update, context: Context) -> None:
        await reply.edit(update, context, Message(html="two"))

    answers(chat, said, pressed=pressed)
    await chat.says("go")
    await chat.taps("Again")

    assert [each.words for each in chat.messages] == ["one", "two"]


async def test_a_long_caption_is_cut_to_what_telegram_takes(chat: Chat) -> None:
    async def said(update: Update, context: Context) -> None:
        caption = Message(html=f"<b>{'😀 &lt; ' * 400}</b>")
        await reply.send_picture(update, context, png(40, 30), caption)

    answers(chat, said)
    last = await chat.says("go")

    assert last is not None
    assert last.caption is not None
    assert last.caption.startswith("😀 < 😀 < ")
    assert last.caption.endswith("…")
    assert len(last.caption.encode("utf-16-le")) // 2 in {1023, 1024}
