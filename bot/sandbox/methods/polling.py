"""Methods by which the bot gets its updates: long polling or a webhook, never both."""

import re
from urllib.parse import urlsplit

from bot.sandbox.methods.common import Method
from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import World

_MOST_UPDATES = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HERE = frozenset({"127.0.0.1", "localhost"})  # nothing leaves this machine


async def get_updates(world: World, params: Params) -> list[Json]:
    """Confirm up to `offset`, then wait for updates."""
    _allow(world, params)
    return await world.updates.poll(
        offset=params.integer("offset"),
        limit=max(1, min(params.integer("limit", default=_MOST_UPDATES), _MOST_UPDATES)),
        timeout_s=max(0, params.integer("timeout")),
    )


async def set_webhook(world: World, params: Params) -> bool:
    """Deliver updates to an address of this machine from now on; "" ends that."""
    url = params.text("url")
    if not url:
        return await delete_webhook(world, params)
    if urlsplit(url).scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if urlsplit(url).hostname not in _HERE:
        raise bad_request("bad webhook: the sandbox delivers to this machine alone")
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    _drop(world, params)
    world.webhook.set(url, secret=secret)
    world.updates.webhook = True
    world.updates.stop()
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to polling."""
    _drop(world, params)
    world.webhook.set("", secret="")
    world.updates.webhook = False
    world.pulse.beat()
    return True


async def get_webhook_info(world: World, _: Params) -> Json:
    """Return the webhook's address and what went wrong last."""
    status: Json = {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.updates.allowed:
        status["allowed_updates"] = sorted(world.updates.allowed)
    if world.webhook.last_error:
        status["last_error_message"] = world.webhook.last_error
        status["last_error_date"] = int(world.clock().timestamp())
    return status


def _allow(world: World, params: Params) -> None:
    """Take the wanted kinds; without the parameter the last ones stay, as in Telegram."""
    kinds = params.parsed("allowed_updates", what="allowed_updates")
    if kinds is not None:
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates: expected an Array of String")
        world.updates.allow([str(kind) for kind in kinds])


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates") and world.updates.pending:
        world.updates.confirm(world.updates.pending[-1].id + 1)


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
