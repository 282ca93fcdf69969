"""Delivery of updates by webhook, to this machine alone, in order and until each is taken."""

import asyncio
from dataclasses import dataclass

import httpx

from bot.sandbox.pulse import Pulse
from bot.sandbox.updates import Updates

_TIMEOUT_S = 60
_FIRST_PAUSE_S = 0.05  # Telegram waits longer; nobody learns anything from that here
_LONGEST_PAUSE_S = 5.0


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where updates are posted; "" while the bot polls."""

    pulse: Pulse
    url: str = ""
    secret: str = ""
    last_error: str = ""

    def set(self, url: str, *, secret: str) -> None:
        """Take an address and the secret that goes in the header."""
        self.url, self.secret, self.last_error = url, secret, ""
        self.pulse.beat()


async def deliver(webhook: Webhook, updates: Updates) -> None:
    """Post every update until it is cancelled; one that fails is posted again."""
    pause = _FIRST_PAUSE_S
    await webhook.pulse.until(lambda: bool(webhook.url))  # a client costs 50 ms; most bots poll
    async with httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False) as client:
        while True:
            await webhook.pulse.until(lambda: bool(webhook.url and updates.pending))
            update = updates.pending[0]
            webhook.last_error = await _post(client, webhook, update.payload)
            if not webhook.last_error:
                updates.confirm(update.id + 1)
                pause = _FIRST_PAUSE_S
                continue
            webhook.pulse.beat()
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)


async def _post(client: httpx.AsyncClient, webhook: Webhook, payload: dict[str, object]) -> str:
    """Return what went wrong, or "" when the bot took the update."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        answer = await client.post(webhook.url, json=payload, headers=headers)
    except httpx.HTTPError as error:
        return f"{type(error).__name__}: {error}"
    if answer.is_success:
        return ""
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
