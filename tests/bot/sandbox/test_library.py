"""The sandbox through python-telegram-bot: its objects, and its errors."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReactionTypeEmoji,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.sandbox.server import Sandbox

PERSON = 7


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.is_bot, me.username, me.can_join_groups) == (True, "daily_job_picks_bot", True)


async def test_a_wrong_token_is_an_invalid_token(sandbox: Sandbox) -> None:
    bot = Bot("4242:wrong", base_url=f"{sandbox.url}/bot")

    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_a_message_with_buttons_is_sent_edited_and_deleted(
    bot: Bot, sandbox: Sandbox
) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))

    sent = await bot.send_message(
        PERSON, "<b>a</b>", parse_mode=ParseMode.HTML, reply_markup=markup
    )
    edited = await bot.edit_message_text("b", PERSON, sent.message_id)
    await bot.set_message_reaction(PERSON, sent.message_id, ReactionTypeEmoji("👍"))
    await bot.delete_message(PERSON, sent.message_id)

    assert (sent.text_html, sent.reply_markup) == ("<b>a</b>", markup)
    assert isinstance(edited, type(sent))
    assert (edited.text, edited.reply_markup) == ("b", None)
    assert edited.edit_date is not None
    assert list(sandbox.replies()) == []


async def test_typing_and_a_draft_are_seen_until_the_message(bot: Bot, sandbox: Sandbox) -> None:
    chat = sandbox.world.chats[PERSON]

    await bot.send_chat_action(PERSON, ChatAction.TYPING)
    assert chat.action == "typing"
    await bot.send_message_draft(PERSON, 1, "Look")
    assert (chat.action, chat.draft) == ("", "Look")
    await bot.send_message(PERSON, "Looking")
    assert chat.draft == ""


async def test_a_file_goes_there_and_back(bot: Bot) -> None:
    sent = await bot.send_document(PERSON, b"1,2", filename="picks.csv", caption="All")
    assert sent.document is not None

    file = await bot.get_file(sent.document.file_id)

    assert sent.document.file_name == "picks.csv"
    assert bytes(await file.download_as_bytearray()) == b"1,2"


async def test_the_menu_of_commands_is_kept_by_scope_and_language(bot: Bot) -> None:
    commands = (BotCommand("picks", "Picks now"), BotCommand("help", "Help"))

    await bot.set_my_commands(commands)

    assert await bot.get_my_commands() == commands
    assert await bot.get_my_commands(language_code="de") == ()


async def test_refusals_become_the_librarys_errors(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.add_person(8)

    with pytest.raises(BadRequest, match="unsupported start tag"):
        await bot.send_message(PERSON, "<p>", parse_mode=ParseMode.HTML)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(8, "hi")
    sandbox.faults.fail(429, retry_after=2)
    with pytest.raises(RetryAfter):
        await bot.send_message(PERSON, "hi")
    sandbox.faults.fail(502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(PERSON, "hi")
    sandbox.faults.drop(moment="after")
    with pytest.raises(NetworkError):
        await bot.send_message(PERSON, "hi")
    await bot.set_webhook("http://127.0.0.1:1/hook")
    with pytest.raises(Conflict):
        await bot.get_updates()


async def test_a_press_is_answered_once(bot: Bot, sandbox: Sandbox) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))
    await bot.send_message(PERSON, "?", reply_markup=markup)
    sandbox.press("Go")

    query = (await bot.get_updates(offset=-1))[-1].callback_query
    assert query is not None

    await query.answer("Saved")
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()
    assert sandbox.world.chats[PERSON].toasts[0]["text"] == "Saved"


async def test_a_button_that_is_not_there_cannot_be_pressed(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError, match="No button says 'Go'"):
        sandbox.press("Go")


async def test_somebody_who_blocked_the_bot_cannot_write(sandbox: Sandbox) -> None:
    sandbox.block()

    with pytest.raises(ValueError, match="unblock it first"):
        sandbox.send_text("hi")
