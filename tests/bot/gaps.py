"""What the second emulator does not have, supplied on the way to it; and the record of it all.

telegram-test-api 4.2.1 (MIT) knows texts, edits, keyboards and presses. Every lack of it stands
here by name, and tests/bot/test_second_emulator.py asserts that it still is one.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from tornado.web import RequestHandler

from bot.sandbox.params import Params, read_params
from bot.sandbox.state import BOT

TOKEN = "4242:second-emulator"
# It refuses these as unknown; the bot needs no more than their yes.
ORNAMENTS = frozenset({"setMyCommands", "sendChatAction", "setMessageReaction"})
# It knows no files: there a file is a text, its caption or else its name.
AS_TEXT = {
    "sendPhoto": "sendMessage",
    "sendDocument": "sendMessage",
    "editMessageMedia": "editMessageText",
    "editMessageCaption": "editMessageText",
}
# It says {"ok": true, "result": null} where Telegram says a Message, or true.
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})
NULLS = frozenset({"answerCallbackQuery", "deleteMessage"})
_SAYS = (*AS_TEXT, *EDITS, "sendMessage", "sendMediaGroup", "answerCallbackQuery", "deleteMessage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One call of the bot that a person sees, as it stood on the wire."""

    method: str
    text: str
    markup: Any  # parsed JSON; None where there is no keyboard


def said(method: str, params: Params) -> Said | None:
    """Return what a call says to the person; None for one that nobody sees."""
    if method not in _SAYS:
        return None
    media = params.parsed("media", what="media") or {}
    inner = media[-1] if isinstance(media, list) else media
    text = params.text("text") or params.text("caption") or str(inner.get("caption", ""))
    markup = params.parsed("reply_markup", what="markup")
    return Said(method=method, text=text, markup=markup)


class Gaps:
    """Forwards calls to the emulator at `url`, and waits for updates as Telegram does."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        """Take where the emulator listens."""
        self.url = url
        self.http = http
        self.said: list[Said] = []
        self.unknown: list[str] = []  # methods that neither side has
        self.delivered = 0  # updates that the bot was given
        self.taken = 0  # of them, those after which it looked for more
        self.news = asyncio.Event()
        self.closed = False
        self._looked = asyncio.Condition()

    async def answer(self, method: str, params: Params) -> Any:
        """Return the result of a call."""
        spoken = said(method, params)
        if spoken is not None:
            self.said.append(spoken)
        if method == "getUpdates":
            return await self._updates(timeout_s=params.integer("timeout"))
        if method in ORNAMENTS:
            return True
        if method == "sendMediaGroup":
            assert spoken is not None
            return [await self._sent(params, spoken) for _ in params.parsed("media", what="media")]
        if spoken is not None and method not in NULLS:
            kind = AS_TEXT.get(method, method)
            say = self._edited if kind in EDITS else self._sent
            return await say(params, spoken, kind)
        return _supplied(method, await self._forward(method, params.values))

    def close(self) -> None:
        """End the look that waits."""
        self.closed = True
        self.news.set()

    async def all_taken(self, updates: int) -> None:
        """Wait until the bot was given so many updates in all, and looked for more."""
        async with self._looked:
            await self._looked.wait_for(lambda: self.taken >= updates)

    async def call(self, method: str, values: Mapping[str, Any]) -> httpx.Response:
        """Call the emulator itself."""
        return await self.http.post(f"{self.url}/bot{TOKEN}/{method}", data=dict(values))

    async def history(self) -> list[dict[str, Any]]:
        """Return what the emulator holds of the bot's messages, the oldest first."""
        answer = await self.http.post(f"{self.url}/getUpdatesHistory", json={"token": TOKEN})
        return [each for each in answer.json()["result"] if "chat_id" in each.get("message", {})]

    async def _forward(self, method: str, values: Mapping[str, Any]) -> Any:
        answer = await self.call(method, values)
        if answer.status_code != 200:
            self.unknown.append(method)
        return answer.json().get("result")

    async def _updates(self, *, timeout_s: int) -> list[dict[str, Any]]:
        """Wait for updates, which it does not; a press lacks its chat_instance there."""
        async with self._looked:
            self.taken = self.delivered
            self._looked.notify_all()
        self.news.clear()
        updates: list[dict[str, Any]] = await self._forward("getUpdates", {})
        if not updates:
            try:
                await asyncio.wait_for(self.news.wait(), timeout_s)
            except TimeoutError:
                return []
            if self.closed:
                return []
            updates = await self._forward("getUpdates", {})
        self.delivered += len(updates)
        for update in updates:
            if "callback_query" in update:
                update["callback_query"]["chat_instance"] = "1"
        return updates

    async def _sent(self, params: Params, spoken: Said, _: str = "") -> dict[str, Any]:
        """Send a text; it dates it in milliseconds and with nobody as its author."""
        values = {key: params.text(key) for key in ("chat_id", "reply_markup")}
        given = {key: value for key, value in values.items() if value}
        message = await self._forward("sendMessage", given | {"text": spoken.text})
        return _mended(message)

    async def _edited(self, params: Params, spoken: Said, method: str) -> dict[str, Any]:
        """Edit a text; it keeps the old keyboard where Telegram takes it away."""
        given = {key: params.text(key) for key in ("chat_id", "message_id")}
        given["reply_markup"] = params.text("reply_markup") or '{"inline_keyboard":[]}'
        text = {"text": spoken.text} if method == "editMessageText" else {}
        await self._forward(method, given | text)
        for each in await self.history():
            if str(each["messageId"]) == given["message_id"]:
                return _mended(each["message"] | {"message_id": each["messageId"]})
        raise AssertionError(f"It lost message {given['message_id']}")


def _supplied(method: str, result: Any) -> Any:
    if method == "getMe":
        # Its bot has a name of its own, which stands in links.
        return result | {"is_bot": True, "username": BOT.username}
    return True if method in NULLS else result


def _mended(message: Mapping[str, Any]) -> dict[str, Any]:
    markup = message.get("reply_markup")
    return {
        "message_id": int(message["message_id"]),
        "date": int(message.get("date", 0)) // 1000,
        "chat": {"id": int(message["chat_id"]), "type": "private", "first_name": "Ada"},
        "text": message["text"] or "-",
    } | ({"reply_markup": markup} if markup and "inline_keyboard" in markup else {})


class Door(RequestHandler):
    """The HTTP face of `Gaps`."""

    def initialize(self, *, gaps: Gaps) -> None:
        """Take what the route was made with."""
        self.gaps = gaps

    async def post(self, method: str) -> None:
        """Answer a call of the bot."""
        result = await self.gaps.answer(method, read_params(self.request))
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"ok": True, "result": result}))
