"""The rate limits, real and on a clock of the test's own, and faults on request."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from bot.sandbox.limits import Limits, Meter, Rate
from bot.sandbox.refusal import Refusal
from tests.bot.sandbox.raw import PERSON, Raw, raw_sandbox


def waits(meter: Meter, chats: Iterator[int] | list[int]) -> list[int | None]:
    """Return for each message how long Telegram says to wait; None for one that it takes."""
    found: list[int | None] = []
    for chat in chats:
        try:
            meter.spend(chat)
        except Refusal as refusal:
            found.append(refusal.retry_after)
        else:
            found.append(None)
    return found


def test_thirty_messages_a_second_over_all_chats() -> None:
    time = [0.0]
    meter = Meter(limits=Limits(), seconds=lambda: time[0])

    assert waits(meter, list(range(1, 32))) == [None] * 30 + [1]
    time[0] = 1.0
    assert waits(meter, [31]) == [None]


def test_one_message_a_second_in_a_chat_after_a_short_burst() -> None:
    time = [0.0]
    meter = Meter(limits=Limits(), seconds=lambda: time[0])

    assert waits(meter, [1] * 6) == [None] * 5 + [5]
    time[0] = 4.5
    assert waits(meter, [1, 2]) == [1, None]
    time[0] = 5.0
    assert waits(meter, [1]) == [None]


def test_twenty_messages_a_minute_in_a_group() -> None:
    meter = Meter(limits=Limits(), seconds=lambda: 0.0)

    assert waits(meter, [-1] * 21) == [None] * 20 + [60]


def test_the_strictest_rate_takes_no_burst() -> None:
    time = [0.0]
    limits = Limits(chat=Rate(most=1, seconds=1))
    meter = Meter(limits=limits, seconds=lambda: time[0])

    assert waits(meter, [1, 1]) == [None, 1]


async def test_a_flood_says_how_long_to_wait() -> None:
    async with raw_sandbox(rate_limits=Limits(chat=Rate(most=1, seconds=30))) as api:
        await api.result("sendMessage", chat_id=PERSON, text="one")
        code, body = await api.call("sendMessage", chat_id=PERSON, text="two")

        assert (code, body["description"]) == (429, "Too Many Requests: retry after 30")
        assert body["parameters"] == {"retry_after": 30}
        assert [each.words for each in api.sandbox.replies()] == ["one"]


async def test_what_is_refused_for_another_reason_is_not_counted() -> None:
    async with raw_sandbox(rate_limits=Limits(chat=Rate(most=1, seconds=30))) as api:
        await api.refusal("sendMessage", chat_id=PERSON, text="<p>", parse_mode="HTML")

        assert await api.result("sendMessage", chat_id=PERSON, text="one")


async def test_limits_are_on_unless_they_are_switched_off() -> None:
    async with raw_sandbox(rate_limits=True) as api:
        codes = [(await api.call("sendMessage", chat_id=7, text="x"))[0] for _ in range(6)]

    assert codes == [200] * 5 + [429]


async def test_a_flood_on_request(api: Raw) -> None:
    api.sandbox.faults.fail(429, retry_after=3, method="sendMessage")

    first = await api.call("sendMessage", chat_id=PERSON, text="x")
    second = await api.call("sendMessage", chat_id=PERSON, text="x")

    assert (first[0], first[1]["parameters"], second[0]) == (429, {"retry_after": 3}, 200)


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_server_error_on_request(api: Raw, code: int) -> None:
    api.sandbox.faults.fail(code, times=2)

    codes = [(await api.call("sendMessage", chat_id=PERSON, text="x"))[0] for _ in range(3)]

    assert codes == [code, code, 200]


async def test_a_server_error_after_the_message_was_stored(api: Raw) -> None:
    api.sandbox.faults.fail(502, moment="after")

    code, _ = await api.call("sendMessage", chat_id=PERSON, text="x")

    assert (code, len(api.sandbox.replies())) == (502, 1)
    assert (api.sandbox.calls[-1].code, api.sandbox.calls[-1].stored) == (502, True)


@pytest.mark.parametrize(("moment", "stored"), [("before", 0), ("after", 1)])
async def test_a_connection_is_cut(api: Raw, moment: str, stored: int) -> None:
    api.sandbox.faults.drop(moment="before" if moment == "before" else "after")

    with pytest.raises(httpx.RemoteProtocolError):
        await api.call("sendMessage", chat_id=PERSON, text="x")

    assert len(api.sandbox.replies()) == stored
    assert api.sandbox.calls[-1].code == 0


async def test_a_fault_for_one_chat_spares_the_others(api: Raw) -> None:
    api.sandbox.send_text("hello", person=8)
    api.sandbox.faults.fail(502, chat_id=8)

    codes = [(await api.call("sendMessage", chat_id=chat, text="x"))[0] for chat in (7, 8, 8)]

    assert codes == [200, 502, 200]


async def test_a_slow_answer_is_late_but_right(api: Raw) -> None:
    api.sandbox.faults.slow(60, method="sendMessage")

    call = asyncio.create_task(api.call("sendMessage", chat_id=PERSON, text="x"))
    await api.sandbox.until(lambda: bool(api.sandbox.replies()))
    assert not call.done()
    api.sandbox.closing.set()

    assert (await call)[0] == 200


async def test_everything_that_the_bot_did_is_on_record(api: Raw) -> None:
    await api.result("sendMessage", chat_id=PERSON, text="one")
    await api.refusal("sendMessage", chat_id=PERSON, text="")

    calls = [(call.method, call.params["text"], call.code) for call in api.sandbox.calls]

    assert calls == [("sendMessage", "one", 200), ("sendMessage", "", 400)]
