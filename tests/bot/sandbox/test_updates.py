"""Updates: ids that only grow, confirmed by offset, polled by one, or posted to a webhook."""

import asyncio
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.bot.sandbox.raw import PERSON, Raw


async def test_an_update_stays_until_it_is_confirmed(api: Raw) -> None:
    first = await api.updates()
    again = await api.updates()
    after = await api.updates(offset=first[0]["update_id"] + 1)

    assert (again, after) == (first, [])


async def test_ids_only_grow(api: Raw) -> None:
    first = (await api.updates())[-1]["update_id"]
    await api.updates(offset=first + 1)
    api.sandbox.send_text("two")
    api.sandbox.send_text("three")

    ids = [update["update_id"] for update in await api.updates()]

    assert ids == [first + 1, first + 2]


async def test_a_negative_offset_takes_the_newest(api: Raw) -> None:
    api.sandbox.send_text("two")
    api.sandbox.send_text("three")

    texts = [update["message"]["text"] for update in await api.updates(offset=-1)]

    assert texts == ["three"]
    assert len(await api.updates()) == 1


async def test_no_more_come_than_were_asked_for(api: Raw) -> None:
    api.sandbox.send_text("two")

    assert len(await api.updates(limit=1)) == 1


async def test_a_long_poll_ends_when_something_happens(api: Raw) -> None:
    (first,) = await api.updates()

    poll = asyncio.create_task(api.updates(offset=first["update_id"] + 1, timeout=50))
    assert await api.sandbox.until(lambda: api.sandbox.idle)
    api.sandbox.send_text("two")

    assert [update["message"]["text"] for update in await poll] == ["two"]


async def test_a_long_poll_ends_with_nothing_when_its_time_is_over(api: Raw) -> None:
    (first,) = await api.updates()

    assert await api.updates(offset=first["update_id"] + 1, timeout=1) == []


async def test_a_kind_that_was_not_wanted_when_it_happened_never_comes(api: Raw) -> None:
    (first,) = await api.updates(allowed_updates=["callback_query"])
    api.sandbox.send_text("not wanted")

    updates = await api.updates(offset=first["update_id"] + 1, allowed_updates=["message"])

    assert updates == []


async def test_the_wanted_kinds_stay_until_they_are_named_again(api: Raw) -> None:
    (first,) = await api.updates(allowed_updates=["callback_query"])
    await api.updates(offset=first["update_id"] + 1)
    api.sandbox.send_text("not wanted")
    assert await api.updates(allowed_updates=[]) == []
    api.sandbox.send_text("wanted")

    assert len(await api.updates()) == 1


async def test_of_two_pollers_the_first_is_ended(api: Raw) -> None:
    (first,) = await api.updates()
    offset = first["update_id"] + 1

    poll = asyncio.create_task(api.refusal("getUpdates", offset=offset, timeout=50))
    assert await api.sandbox.until(lambda: api.sandbox.idle)
    await api.updates(offset=offset)

    assert await poll == (
        409,
        (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        ),
    )


async def test_a_text_holds_its_command_in_utf16_units(api: Raw) -> None:
    api.sandbox.send_text("😀 /start now")

    update = (await api.updates())[-1]

    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 3, "length": 6}]


async def test_a_press_tells_the_message_and_the_data(api: Raw) -> None:
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go:1"}]]}
    sent = await api.result("sendMessage", chat_id=PERSON, text="?", reply_markup=markup)

    query = api.sandbox.press("Go")
    press = (await api.updates())[-1]["callback_query"]

    assert (press["id"], press["data"], press["message"]) == (query, "go:1", sent)
    assert press["from"]["id"] == PERSON


async def test_blocking_and_unblocking_is_told(api: Raw) -> None:
    api.sandbox.block()
    api.sandbox.unblock()

    states = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in await api.updates(offset=-2)
    ]

    assert states == ["kicked", "member"]


async def test_a_location_a_forward_and_an_edit_are_told(api: Raw) -> None:
    api.sandbox.send_location(52.5, 13.4)
    text = api.sandbox.send_text("We hire", forwarded_from="Jobs channel")
    api.sandbox.edit_text(text, "We hired")

    place, forward, edit = await api.updates(offset=-3)

    assert place["message"]["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert forward["message"]["forward_origin"]["sender_user_name"] == "Jobs channel"
    assert edit["edited_message"]["text"] == "We hired"


class _Bot(RequestHandler):
    """A bot behind a webhook, which fails the first time."""

    def initialize(self, *, seen: list[tuple[str | None, Any]], arrived: asyncio.Event) -> None:
        self.seen = seen
        self.arrived = arrived

    def post(self) -> None:
        secret = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.seen.append((secret, self.request.body))
        self.set_status(500 if len(self.seen) == 1 else 200)
        if len(self.seen) == 3:
            self.arrived.set()


async def test_a_webhook_gets_every_update_with_the_secret(api: Raw) -> None:
    seen: list[tuple[str | None, bytes]] = []
    arrived = asyncio.Event()
    (socket,) = bind_sockets(0, "127.0.0.1")
    routes = [("/hook", _Bot, {"seen": seen, "arrived": arrived})]
    server = HTTPServer(Application(routes, log_function=lambda _: None))
    server.add_socket(socket)
    api.sandbox.send_text("two")

    url = f"http://127.0.0.1:{socket.getsockname()[1]}/hook"
    await api.result("setWebhook", url=url, secret_token="s-1")
    async with asyncio.timeout(60):
        await arrived.wait()
    await api.sandbox.until(lambda: api.sandbox.idle)
    status = await api.result("getWebhookInfo")
    server.stop()
    await server.close_all_connections()

    assert [secret for secret, _ in seen] == ["s-1"] * 3
    assert seen[0][1] == seen[1][1]
    assert b'"two"' in seen[2][1]
    assert (status["url"], status["pending_update_count"]) == (url, 0)


async def test_a_failing_webhook_keeps_the_update_and_says_why(api: Raw) -> None:
    (socket,) = bind_sockets(0, "127.0.0.1")
    port = socket.getsockname()[1]
    socket.close()

    await api.result("setWebhook", url=f"http://127.0.0.1:{port}/hook")
    await api.sandbox.until(lambda: bool(api.sandbox.world.webhook.last_error))
    status = await api.result("getWebhookInfo")

    assert status["pending_update_count"] == 1
    assert "ConnectError" in status["last_error_message"]


async def test_nobody_polls_beside_a_webhook(api: Raw) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:1/hook", drop_pending_updates=True)

    refusal = await api.refusal("getUpdates")
    await api.result("deleteWebhook")

    assert refusal == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    assert await api.updates() == []
