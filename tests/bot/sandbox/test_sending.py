"""Sending: every refusal of a text, its buttons and its reader, in Telegram's own words."""

from typing import Any

import pytest

from tests.bot.sandbox.raw import PERSON, Raw, keyboard, sent

TEXTS = [
    pytest.param({"text": ""}, "message text is empty", id="no text"),
    pytest.param({"text": "  \n "}, "text must be non-empty", id="only white space"),
    pytest.param({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty", id="tags"),
    pytest.param({"text": "x" * 4097}, "message is too long", id="4097 characters"),
    pytest.param({"text": "😀" * 2049}, "message is too long", id="4098 UTF-16 units"),
    pytest.param({"text": "x", "parse_mode": "HTLM"}, "unsupported parse_mode", id="parse_mode"),
    pytest.param({"text": "x", "chat_id": ""}, "chat_id is empty", id="no chat"),
    pytest.param({"text": "x", "chat_id": 99}, "chat not found", id="an unknown chat"),
    pytest.param({"text": "x", "chat_id": "@nobody"}, "chat not found", id="an unknown name"),
    pytest.param(
        {"text": "x", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
        id="a reply to nothing",
    ),
    pytest.param(
        {"text": "x", "reply_markup": "{"},
        "can't parse reply keyboard markup JSON object",
        id="json",
    ),
    pytest.param({"text": "x", "reply_markup": "[]"}, "object expected as reply markup", id="list"),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("y", callback_data="z" * 65)},
        "BUTTON_DATA_INVALID",
        id="65 bytes of callback data",
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("y", callback_data="ü" * 33)},
        "BUTTON_DATA_INVALID",
        id="66 bytes in 33 letters",
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("y", callback_data="")},
        "BUTTON_DATA_INVALID",
        id="no callback data",
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard(*["y"] * 101)},
        "reply markup is too long",
        id="101 buttons",
    ),
    pytest.param(
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "y"}]]}},
        "text buttons are unallowed in the inline keyboard",
        id="a button that does nothing",
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("  ")}, "BUTTON_TEXT_INVALID", id="no label"
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("y", url="javascript:alert(1)")},
        "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        id="a script as link",
    ),
    pytest.param(
        {"text": "x", "reply_markup": keyboard("y", url="http://localhost/")},
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        id="a link to nowhere",
    ),
]


@pytest.mark.parametrize(("params", "words"), TEXTS)
async def test_a_message_is_refused(api: Raw, params: dict[str, Any], words: str) -> None:
    call = {"chat_id": PERSON} | params

    assert await api.refusal("sendMessage", **call) == (400, f"Bad Request: {words}")
    assert api.sandbox.replies(person=PERSON) == []


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048, f"<b>{'x' * 4096}</b>"])
async def test_a_text_may_have_4096_units_after_parsing(api: Raw, text: str) -> None:
    message = await api.result("sendMessage", chat_id=PERSON, text=text, parse_mode="HTML")

    assert len(message["text"].encode("utf-16-le")) == 2 * 4096


async def test_a_hundred_buttons_and_64_bytes_are_taken(api: Raw) -> None:
    markup = keyboard(*["y"] * 100, callback_data="z" * 64)

    assert await sent(api, reply_markup=markup)


async def test_somebody_who_never_wrote_is_not_written_to(api: Raw) -> None:
    api.sandbox.add_person(8)

    refusal = await api.refusal("sendMessage", chat_id=8, text="hi")

    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_somebody_who_blocked_the_bot_is_not_written_to(api: Raw) -> None:
    api.sandbox.block(person=PERSON)

    refusal = await api.refusal("sendMessage", chat_id=PERSON, text="hi")

    assert refusal == (403, "Forbidden: bot was blocked by the user")


async def test_after_unblocking_the_bot_may_write_again(api: Raw) -> None:
    api.sandbox.block(person=PERSON)
    api.sandbox.unblock(person=PERSON)

    assert await sent(api)


async def test_a_deleted_account_is_not_written_to(api: Raw) -> None:
    api.sandbox.world.chats[PERSON].gone = True

    refusal = await api.refusal("sendMessage", chat_id=PERSON, text="hi")

    assert refusal == (403, "Forbidden: user is deactivated")


async def test_a_group_that_moved_says_where(api: Raw) -> None:
    api.sandbox.add_group(-5)
    api.sandbox.move_group(-5, to=-1001234567890)

    code, body = await api.call("sendMessage", chat_id=-5, text="hi")

    assert (code, body["parameters"]) == (400, {"migrate_to_chat_id": -1001234567890})
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["description"] == words
