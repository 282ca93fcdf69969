"""Requests: tokens, methods, every way to pass parameters, and who is let in."""

import json
from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.raw import PERSON, Raw, keyboard


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


async def test_what_the_bot_says_of_itself_is_kept(api: Raw) -> None:
    for field in ("Name", "Description", "ShortDescription"):
        key = {"Name": "name", "Description": "description"}.get(field, "short_description")
        await api.result(f"setMy{field}", **{key: "Picks"})
        assert await api.result(f"getMy{field}") == {key: "Picks"}

    refusal = await api.refusal("setMyName", name="x" * 65)

    assert refusal == (400, "Bad Request: bot name is too long")
