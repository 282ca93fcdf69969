"""Every refusal of the Bot API that this project may meet, in Telegram's own words."""

import json
from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.raw import PERSON, Raw

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (640).to_bytes(4, "big")
    + (480).to_bytes(4, "big")
    + b"\x08\x02\x00\x00\x00"
)


def keyboard(*labels: str, **button: str) -> dict[str, Any]:
    action = button or {"callback_data": "x"}
    return {"inline_keyboard": [[{"text": label, **action}] for label in labels]}


async def sent(api: Raw, **params: Any) -> int:
    message = await api.result("sendMessage", **({"chat_id": PERSON, "text": "one"} | params))
    return int(message["message_id"])


async def test_a_wrong_token_is_unauthorized(api: Raw) -> None:
    answer = await api.http.get("/bot4242:wrong/getMe")

    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@pytest.mark.parametrize("path", ["/botnonsense/getMe", "/bot", "/bot4242:x"])
async def test_what_is_no_token_is_not_found(api: Raw, path: str) -> None:
    answer = await api.http.get(path)

    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found")


async def test_an_unknown_method_is_not_found(api: Raw) -> None:
    assert await api.refusal("sendTelepathy") == (404, "Not Found: method not found")


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


async def test_a_caption_has_at_most_1024_units(api: Raw) -> None:
    file = {"document": ("a.txt", b"abc")}
    form = {"chat_id": str(PERSON), "caption": "😀" * 513}

    answer = await api.http.post(f"/bot{api.sandbox.token}/sendDocument", data=form, files=file)

    assert answer.status_code == 400
    assert answer.json()["description"] == "Bad Request: message caption is too long"


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


async def test_an_edit_that_changes_nothing_is_refused(api: Raw) -> None:
    markup = keyboard("y")
    message_id = await sent(api, text="<b>one</b>", parse_mode="HTML", reply_markup=markup)
    place = {"chat_id": PERSON, "message_id": message_id, "reply_markup": markup}

    same_text = {**place, "text": " <strong>one</strong> ", "parse_mode": "HTML"}

    assert await api.refusal("editMessageText", **same_text) == (400, NOT_MODIFIED)
    assert await api.refusal("editMessageReplyMarkup", **place) == (400, NOT_MODIFIED)


async def test_an_edit_without_a_keyboard_takes_it_away(api: Raw) -> None:
    message_id = await sent(api, reply_markup=keyboard("y"))

    await api.result("editMessageText", chat_id=PERSON, message_id=message_id, text="one")

    assert api.sandbox.replies(person=PERSON)[0].keyboard is None


async def test_only_a_change_of_the_text_counts_as_edited(api: Raw) -> None:
    message_id = await sent(api)
    place = {"chat_id": PERSON, "message_id": message_id}

    marked = await api.result("editMessageReplyMarkup", **place, reply_markup=keyboard("y"))
    changed = await api.result("editMessageText", **place, text="two")

    assert ("edit_date" in marked, "edit_date" in changed) == (False, True)


async def test_a_missing_message_is_not_edited(api: Raw) -> None:
    call = {"chat_id": PERSON, "message_id": 999, "text": "x"}

    refusal = await api.refusal("editMessageText", **call)

    assert refusal == (400, "Bad Request: message to edit not found")


async def test_the_persons_own_message_is_not_edited(api: Raw) -> None:
    theirs = api.sandbox.messages(person=PERSON)[0].id

    refusal = await api.refusal("editMessageText", chat_id=PERSON, message_id=theirs, text="x")

    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_missing_message_is_not_deleted(api: Raw) -> None:
    refusal = await api.refusal("deleteMessage", chat_id=PERSON, message_id=999)

    assert refusal == (400, "Bad Request: message to delete not found")


async def test_a_press_is_answered_once(api: Raw) -> None:
    await sent(api, reply_markup=keyboard("y"))
    query = api.sandbox.press("y")

    first = await api.result("answerCallbackQuery", callback_query_id=query)
    second = await api.refusal("answerCallbackQuery", callback_query_id=query)

    assert (first, second) == (True, (400, TOO_OLD))


async def test_an_unknown_press_is_not_answered(api: Raw) -> None:
    refusal = await api.refusal("answerCallbackQuery", callback_query_id="5")

    assert refusal == (400, TOO_OLD)


async def test_a_callback_answer_has_at_most_200_characters(api: Raw) -> None:
    await sent(api, reply_markup=keyboard("y"))
    query = api.sandbox.press("y")

    refusal = await api.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201)

    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")


FILES = [
    pytest.param("sendDocument", {}, "there is no document in the request", id="no document"),
    pytest.param(
        "sendDocument",
        {"document": "nonsense"},
        "wrong file identifier/HTTP URL specified",
        id="id",
    ),
    pytest.param(
        "sendPhoto",
        {"photo": "https://example.com/a.png"},
        "failed to get HTTP URL content",
        id="a link, since nothing is fetched",
    ),
    pytest.param("getFile", {}, "file_id not specified", id="no file id"),
    pytest.param(
        "getFile",
        {"file_id": "nonsense"},
        "wrong file_id or the file is temporarily unavailable",
        id="a wrong file id",
    ),
    pytest.param(
        "setMessageReaction", {"message_id": 999}, "message to react not found", id="no message"
    ),
    pytest.param(
        "sendChatAction", {"action": "dance"}, "wrong parameter action in request", id="action"
    ),
    pytest.param("sendMessageDraft", {"text": "x"}, "RANDOM_ID_INVALID", id="a draft without id"),
    pytest.param(
        "setMyCommands",
        {"commands": [{"command": "Bad Name", "description": "x"}]},
        "BOT_COMMAND_INVALID",
        id="a command with a blank",
    ),
    pytest.param(
        "setMyCommands",
        {"commands": [{"command": "ok", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
        id="a command without a description",
    ),
    pytest.param(
        "setMyCommands",
        {"commands": [{"command": "ok", "description": "x"}] * 101},
        "BOT_COMMANDS_TOO_MUCH",
        id="101 commands",
    ),
    pytest.param(
        "setWebhook",
        {"url": "ftp://127.0.0.1/"},
        "bad webhook: An HTTPS URL must be provided for webhook",
        id="a webhook by ftp",
    ),
    pytest.param(
        "setWebhook",
        {"url": "https://example.com/"},
        "bad webhook: the sandbox delivers to this machine alone",
        id="a webhook elsewhere",
    ),
    pytest.param(
        "setWebhook",
        {"url": "http://127.0.0.1/", "secret_token": "ü"},
        "secret token contains unallowed characters",
        id="a webhook secret",
    ),
]


@pytest.mark.parametrize(("method", "params", "words"), FILES)
async def test_a_call_is_refused(api: Raw, method: str, params: dict[str, Any], words: str) -> None:
    refusal = await api.refusal(method, **({"chat_id": PERSON} | params))

    assert refusal == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("emoji", "words"), [("🥔", "REACTION_INVALID"), ("👍🔥", "REACTIONS_TOO_MANY")]
)
async def test_a_reaction_is_refused(api: Raw, emoji: str, words: str) -> None:
    message = api.sandbox.messages(person=PERSON)[0].id
    reaction = [{"type": "emoji", "emoji": each} for each in emoji]

    call = {"chat_id": PERSON, "message_id": message, "reaction": reaction}

    assert await api.refusal("setMessageReaction", **call) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ no picture", "IMAGE_PROCESS_FAILED"),
        (
            PHOTO.replace((640).to_bytes(4, "big"), (9600).to_bytes(4, "big")),
            "PHOTO_INVALID_DIMENSIONS",
        ),
        (b"", "file must be non-empty"),
    ],
    ids=["no picture", "too wide", "empty"],
)
async def test_a_photo_is_refused(api: Raw, content: bytes, words: str) -> None:
    files = {"photo": ("a.png", content)}

    answer = await api.http.post(
        f"/bot{api.sandbox.token}/sendPhoto", data={"chat_id": "7"}, files=files
    )

    assert answer.json()["description"] == f"Bad Request: {words}"


async def test_a_photo_and_a_document_are_taken(api: Raw) -> None:
    for kind in ("photo", "document"):
        answer = await api.http.post(
            f"/bot{api.sandbox.token}/send{kind}",
            data={
                "chat_id": "7",
                kind: "attach://part",
                "caption": "<b>c</b>",
                "parse_mode": "HTML",
            },
            files={"part": ("a.png", PHOTO)},
        )
        assert answer.json()["result"]["caption"] == "c"

    photo, document = api.sandbox.replies(person=PERSON)
    assert (photo.kind, document.kind) == ("photo", "document")
    assert photo.file is not None
    assert (photo.file.width, photo.file.height) == (640, 480)


async def test_a_file_over_20_mb_is_not_downloaded(api: Raw) -> None:
    big = api.sandbox.send_document("cv.pdf", bytes(20 * 1024 * 1024 + 1))
    assert big.file is not None

    refusal = await api.refusal("getFile", file_id=big.file.id)
    download = await api.http.get(f"/file/bot{api.sandbox.token}/{big.file.path}")

    assert refusal == (400, "Bad Request: file is too big")
    assert download.status_code == 404


async def test_a_file_of_20_mb_is_downloaded(api: Raw) -> None:
    content = bytes(20 * 1024 * 1024)
    sent_file = api.sandbox.send_document("cv.pdf", content)
    assert sent_file.file is not None

    found = await api.result("getFile", file_id=sent_file.file.id)
    download = await api.http.get(f"/file/bot{api.sandbox.token}/{found['file_path']}")

    assert found["file_size"] == len(content)
    assert download.content == content


@pytest.mark.parametrize("how", ["json", "form", "query", "multipart"])
async def test_parameters_come_in_every_way(api: Raw, how: str) -> None:
    markup = keyboard("y")
    form = {"chat_id": "7", "text": "<b>hi</b>", "parse_mode": "HTML"}
    form["reply_markup"] = json.dumps(markup)
    ways: dict[str, dict[str, Any]] = {
        "json": {"json": {**form, "chat_id": 7, "reply_markup": markup}},
        "form": {"data": form},
        "query": {"params": form},
        "multipart": {"data": form, "files": {"unused": ("a", b"b")}},
    }

    answer = await api.http.post(f"/bot{api.sandbox.token}/SENDMESSAGE", **ways[how])

    assert answer.json()["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert answer.json()["result"]["reply_markup"] == markup


async def test_a_body_that_is_no_json_is_refused(api: Raw) -> None:
    headers = {"Content-Type": "application/json"}

    answer = await api.http.post(f"/bot{api.sandbox.token}/getMe", content=b"{", headers=headers)

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "evil.example:80"}, {"Origin": "https://evil.example"}],
    ids=["another host", "another port", "another page"],
)
async def test_a_foreign_page_gets_nothing(api: Raw, headers: dict[str, str]) -> None:
    answer = await api.http.get(f"/bot{api.sandbox.token}/getMe", headers=headers)

    assert answer.status_code == 403


async def test_it_listens_on_this_machine_alone(sandbox: Sandbox) -> None:
    addresses = {each.getsockname() for each in sandbox._server._sockets.values()}

    assert addresses == {("127.0.0.1", sandbox.port)}
