"""Telegram's limits are kept by the bot itself, and answers go before the morning's messages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.sandbox.server import Sandbox
from bot.sending.limits import in_bulk, rate_limiter, seconds
from tests.bot.mail import plain_http


@asynccontextmanager
async def _open(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    bot: ExtBot[None] = ExtBot(
        sandbox.token,
        base_url=f"{sandbox.url}/bot",
        request=plain_http(),
        get_updates_request=plain_http(),
        rate_limiter=rate_limiter(),
    )
    async with bot:
        yield bot


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:  # with Telegram's real limits
        for person_id in range(1, 100):
            opened.add_person(person_id).started = True
        yield opened


def _refusals(sandbox: Sandbox) -> int:
    return sum(call.code == 429 for call in sandbox.calls)


async def test_a_morning_meets_no_refusal_and_answers_do_not_wait_for_it(sandbox: Sandbox) -> None:
    async with _open(sandbox) as bot:

        async def send(person_id: int) -> None:
            with in_bulk():
                await bot.send_message(person_id, "Picks")

        time = asyncio.get_running_loop().time
        morning = asyncio.gather(*(send(person_id) for person_id in range(1, 70)))
        began = time()
        await bot.send_message(99, "An answer")
        answered_s = time() - began
        await morning
        took_s = time() - began

    assert _refusals(sandbox) == 0
    assert answered_s < 1
    assert took_s > 69 / 30


async def test_one_chat_gets_one_message_a_second(sandbox: Sandbox) -> None:
    async with _open(sandbox) as bot:
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(bot.send_message(1, str(number)) for number in range(3)))
        took_s = asyncio.get_running_loop().time() - began

    assert took_s >= 1.9


async def test_a_short_flood_wait_is_sat_out_for_an_answer(sandbox: Sandbox) -> None:
    sandbox.faults.fail(429, method="sendMessage", retry_after=1)

    async with _open(sandbox) as bot:
        await bot.send_message(1, "An answer")

    assert len(sandbox.replies(person=1)) == 1


async def test_a_flood_wait_in_bulk_goes_back_to_the_outbox_at_once(sandbox: Sandbox) -> None:
    sandbox.faults.fail(429, method="sendMessage", retry_after=1)

    async with _open(sandbox) as bot:
        with in_bulk(), pytest.raises(RetryAfter) as caught:
            await bot.send_message(1, "Picks")

    assert seconds(caught.value) == 1
    assert len(sandbox.asked("sendMessage")) == 1


async def test_a_long_flood_wait_is_not_sat_out(sandbox: Sandbox) -> None:
    sandbox.faults.fail(429, method="sendMessage", retry_after=3600)

    async with _open(sandbox) as bot:
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "An answer")


async def test_callback_answers_and_typing_do_not_wait(sandbox: Sandbox) -> None:
    limiter = rate_limiter()
    called: list[str] = []

    async def call(name: str) -> bool:
        called.append(name)
        return True

    async with asyncio.timeout(20):  # a call a second would take minutes
        for endpoint in ("answerCallbackQuery", "sendChatAction", "getChat") * 100:
            await limiter.process_request(call, (endpoint,), {}, endpoint, {"chat_id": 1}, None)

    assert len(called) == 300


async def test_the_memory_for_chats_is_bounded() -> None:
    limiter = rate_limiter()
    for number in range(5000):
        limiter._chat(number, creates=True)

    assert len(limiter._chats) <= 1026


def test_a_flood_wait_is_read_as_seconds_or_as_a_timedelta() -> None:
    assert seconds(RetryAfter(timedelta(minutes=2))) == 120
    assert seconds(RetryAfter(7)) == 7
