"""The Bot API by raw HTTP: what stands on the wire, with no library between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.server import Sandbox

PERSON = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Calls methods and gives back (status, body)."""

    sandbox: Sandbox
    http: httpx.AsyncClient

    async def call(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """Call with a JSON body."""
        answer = await self.http.post(f"/bot{self.sandbox.token}/{method}", json=params)
        body: dict[str, Any] = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return answer.status_code, body

    async def result(self, method: str, **params: Any) -> Any:
        """Return the result of a call that must succeed."""
        code, body = await self.call(method, **params)
        assert code == 200, body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        """Return the code and the words of a call that must be refused."""
        code, body = await self.call(method, **params)
        assert body["ok"] is False
        return code, body["description"]

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Return what getUpdates gives at once."""
        found: list[dict[str, Any]] = await self.result("getUpdates", **params)
        return found


@asynccontextmanager
async def raw_sandbox(**options: Any) -> AsyncIterator[Raw]:
    """Open a sandbox in which person 7 has written once."""
    async with (
        Sandbox(**{"rate_limits": False, **options}) as sandbox,
        httpx.AsyncClient(base_url=sandbox.url, timeout=60, trust_env=False) as http,
    ):
        sandbox.send_text("hello", person=PERSON)
        yield Raw(sandbox=sandbox, http=http)


def keyboard(*labels: str, **button: str) -> dict[str, Any]:
    """Return an inline keyboard of one button a row; by default each sends "x"."""
    action = button or {"callback_data": "x"}
    return {"inline_keyboard": [[{"text": label, **action}] for label in labels]}


async def sent(api: Raw, **params: Any) -> int:
    """Send a message and return its id."""
    message = await api.result("sendMessage", **({"chat_id": PERSON, "text": "one"} | params))
    return int(message["message_id"])
