"""20 messages a minute in a group, whoever asks for them: sends, edits and topics together.

The sandbox's meter counts as Telegram does and refuses what is too much; time is virtual.
"""

import asyncio
from collections import Counter

import pytest

from bot.sandbox.limits import Limits as Telegrams
from bot.sandbox.limits import Meter
from bot.sending.limits import Limits, in_bulk
from tests.bot.virtual import run


class Telegram:
    """Refuses what is over its limits, and notes when each message came."""

    def __init__(self) -> None:
        time = asyncio.get_running_loop().time
        self.meter = Meter(limits=Telegrams(), seconds=time)
        self.time = time
        self.came: list[tuple[float, int]] = []
        self.limiter = Limits()

    async def take(self, endpoint: str, chat_id: int, **more: int | list[str]) -> bool:
        """Make one call through the limiter."""
        media = more.get("media")
        count = len(media) if isinstance(media, list) else 1

        async def call() -> bool:
            self.meter.spend(chat_id, count=count)
            self.came += [(self.time(), chat_id)] * count
            return True

        data = {"chat_id": chat_id, **more}
        done = await self.limiter.process_request(call, (), {}, endpoint, data, None)
        return bool(done)


def busiest_minute(times: list[float]) -> int:
    """Return how many came within the fullest 60 seconds."""
    return max(sum(start <= each < start + 60 for each in times) for start in times)


def test_a_burst_in_many_groups_keeps_every_limit_and_loses_nothing() -> None:
    async def burst() -> Telegram:
        telegram = Telegram()
        await asyncio.gather(
            *(telegram.take("sendMessage", -group) for group in range(1, 41) for _ in range(30))
        )
        return telegram

    telegram = run(burst())

    assert Counter(chat for _, chat in telegram.came) == {-group: 30 for group in range(1, 41)}
    for group in range(1, 41):
        assert busiest_minute([at for at, chat in telegram.came if chat == -group]) <= 20


def test_edits_and_topics_count_with_their_chat() -> None:
    async def leaf() -> Telegram:
        telegram = Telegram()
        calls = [
            *(telegram.take("editMessageText", -5, message_id=n) for n in range(15)),
            *(telegram.take("sendMessage", -5, message_thread_id=n % 3) for n in range(15)),
            *(telegram.take("editMessageReplyMarkup", -5, message_id=n) for n in range(15)),
        ]
        await asyncio.gather(*calls)
        return telegram

    telegram = run(leaf())

    assert len(telegram.came) == 45
    assert busiest_minute([at for at, _ in telegram.came]) <= 20


@pytest.mark.parametrize("files", [2, 7, 10])
def test_an_album_counts_as_many_messages_as_it_has_files(files: int) -> None:
    async def several() -> Telegram:
        telegram = Telegram()
        calls = [
            *(telegram.take("sendMessage", -5) for _ in range(7)),
            *(telegram.take("sendMediaGroup", -5, media=["f"] * files) for _ in range(4)),
            *(telegram.take("sendMessage", -5) for _ in range(20)),
        ]
        await asyncio.gather(*calls)
        return telegram

    telegram = run(several())

    times = [at for at, _ in telegram.came]
    assert len(times) == 27 + 4 * files
    assert busiest_minute(times) <= 20


def test_what_follows_an_album_in_a_private_chat_comes_no_faster_than_one_a_second() -> None:
    async def exports() -> Telegram:
        telegram = Telegram()
        for _ in range(3):
            await telegram.take("sendMediaGroup", 7, media=["f"] * 5)
        return telegram

    telegram = run(exports())

    assert [round(at) for at, _ in telegram.came] == [4] * 5 + [9] * 5 + [14] * 5


def test_a_group_that_is_forgotten_and_begins_anew_gets_no_more_than_any_other() -> None:
    async def again() -> Telegram:
        telegram = Telegram()
        for _ in range(3):
            await asyncio.gather(*(telegram.take("sendMessage", -5) for _ in range(12)))
            telegram.limiter.forget(-5)
        await asyncio.sleep(200)
        assert not telegram.limiter._groups
        assert not telegram.limiter._chats
        return telegram

    telegram = run(again())

    assert len(telegram.came) == 36
    assert busiest_minute([at for at, _ in telegram.came]) <= 20


@pytest.mark.parametrize("bulk", [True, False])
def test_a_busy_group_holds_nobody_else_up(*, bulk: bool) -> None:
    async def morning() -> float:
        telegram = Telegram()

        async def group() -> None:
            with in_bulk():
                await telegram.take("sendMessage", -5)

        busy = asyncio.gather(*(group() for _ in range(60)))
        await asyncio.sleep(1)
        began = telegram.time()
        if bulk:
            with in_bulk():
                await telegram.take("sendMessage", 7)
        else:
            await telegram.take("sendMessage", 7)
        waited = telegram.time() - began
        await busy
        return waited

    assert run(morning()) < 1
