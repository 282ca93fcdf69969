"""An OpenAI-compatible server on loopback that answers as it is told and counts its tokens."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

_POSTING = re.compile(
    r"^(#\w+) posting (\w+)\n(\{[^\n]*\})\n(.*?)\n\1 end$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One posting as the request shows it: its name there, its facts and its text."""

    name: str
    facts: dict[str, Any]
    text: str

    @property
    def title(self) -> str:
        return str(self.facts["title"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server sends; `dropped` hangs up after the request was read."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # instead of a chat completion
    code: str = "x"  # of the error
    dropped: bool = False


Says = Callable[[list[Asked]], str | Answer]


def opinion(name: str, **fields: Any) -> dict[str, Any]:
    """Return a good entry of the reply: 35 * .83 + 35 * .91 + 15 * .77 + 15 * .64 = 82."""
    scores = {"skills": 83, "role": 91, "seniority": 77, "wishes": 64}
    return {"id": name, "blocker": "", "reason": "You know Python."} | scores | fields


def reply(entries: Sequence[dict[str, Any]]) -> str:
    return json.dumps({"verdicts": list(entries)}, separators=(",", ":"))


def good(asked: list[Asked]) -> str:
    """Say the same good word of every posting."""
    return reply([opinion(each.name) for each in asked])


def lines(asked: list[Asked]) -> str:
    """Write a line about each posting, where lines are asked for."""
    summaries = [{"id": each.name, "summary": line_for(each.title)} for each in asked]
    return json.dumps({"summaries": summaries})


def nothing_read(asked: list[Asked]) -> str:
    """Read nothing in a CV."""
    return json.dumps({"profile": []})


def line_for(title: str) -> str:
    return f"Does what a {title} does, as the model tells it."


@dataclass
class ChatServer:
    """Remembers every request, and the tokens of every completion that it sent."""

    says: Says = good
    writes: Says = lines  # where lines about the postings are asked for
    reads: Says = nothing_read  # where a first profile is asked for
    hold: asyncio.Event | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    url: str = ""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def text(self) -> str:
        return json.dumps(self.requests)

    async def reached(self, open_now: int) -> None:
        """Wait until so many requests are held."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.open_now >= open_now)

    async def moved(self, by: int) -> None:
        """Count a request that begins or ends."""
        async with self._changed:
            self.open_now += by
            self.most_open = max(self.most_open, self.open_now)
            self._changed.notify_all()

    def answer(self, body: dict[str, Any]) -> "str | Answer":
        """Return what is said to this request, by what it asks for."""
        says = self.writes if _writes(body) else self.reads if _reads(body) else self.says
        return says(postings_in(body))

    def asked_to_write(self) -> list[dict[str, Any]]:
        """Return the requests for lines about the postings."""
        return [each for each in self.requests if _writes(each)]

    def asked(self, at: int = -1) -> list[Asked]:
        """Return the postings of one request."""
        return postings_in(self.requests[at])


def _writes(body: dict[str, Any]) -> bool:
    return '"summaries"' in body["messages"][0]["content"]


def _reads(body: dict[str, Any]) -> bool:
    return '{"profile"' in body["messages"][0]["content"]


def postings_in(body: dict[str, Any]) -> list[Asked]:
    return [
        Asked(name=name, facts=json.loads(facts), text=text)
        for _, name, facts, text in _POSTING.findall(body["messages"][1]["content"])
    ]


class _Chat(RequestHandler):
    def initialize(self, server: ChatServer) -> None:
        self.server = server

    async def post(self) -> None:
        body = json.loads(self.request.body)
        self.server.requests.append(body)
        await self.server.moved(1)
        try:
            if self.server.hold:
                await self.server.hold.wait()
            said = self.server.answer(body)
        finally:
            await self.server.moved(-1)
        self._send(body, Answer(text=said) if isinstance(said, str) else said)

    def _send(self, body: dict[str, Any], answer: Answer) -> None:
        if answer.dropped:
            assert isinstance(self.request.connection, HTTP1Connection)
            self.request.connection.stream.close()
            return
        self.set_status(answer.status)
        for name, value in answer.headers.items():
            self.set_header(name, value)
        if answer.body is not None:
            self.write(answer.body)
        elif answer.status != 200:
            self.write({"error": {"message": "no", "type": answer.code, "code": answer.code}})
        else:
            self.write(self._completion(body, answer.text))

    def _completion(self, body: dict[str, Any], text: str) -> dict[str, Any]:
        asked = sum(len(str(each["content"]).split()) for each in body["messages"])
        said = len(text.split())
        self.server.tokens.append((asked, said))
        usage = {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        known = {"id": "1", "object": "chat.completion", "created": 1, "model": body["model"]}
        return known | {"choices": [choice], "usage": usage}


class _Ollama(_Chat):
    """Answers as Ollama's own address does: https://docs.ollama.com/api/chat."""

    def _completion(self, body: dict[str, Any], text: str) -> dict[str, Any]:
        super()._completion(body, text)
        read, written = self.server.tokens[-1]
        message = {"role": "assistant", "content": text}
        known = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z", "done": True}
        return known | {"message": message, "prompt_eval_count": read, "eval_count": written}


@asynccontextmanager
async def open_chat() -> AsyncIterator[ChatServer]:
    """Open a server on a free port."""
    told = ChatServer()
    (sock,) = bind_sockets(0, "127.0.0.1")
    ways = [("/chat/completions", _Chat), ("/api/chat", _Ollama)]
    http = HTTPServer(Application([(path, way, {"server": told}) for path, way in ways]))
    http.add_sockets([sock])
    told.url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    yield told
    if told.hold:
        told.hold.set()
    http.stop()
    await http.close_all_connections()
