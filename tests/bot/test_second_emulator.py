"""The same flows on our sandbox and on an emulator that others wrote: the bot must say the same."""

from collections.abc import AsyncIterator, Sequence

import httpx
import pytest

from bot.sandbox.params import Params
from bot.texts.errors import SORRY
from scoring.model import RawPosting
from tests.bot.chat import Chat
from tests.bot.gaps import AS_TEXT, EDITS, NULLS, ORNAMENTS, TOKEN, Gaps, Said, said
from tests.bot.second import emulator, second
from tests.factories import raw

JOBS: Sequence[RawPosting] = [
    raw(
        external_id=f"{n}",
        url=f"https://jobs.example.com/{n}",
        title=title,
        company=f"Kestrel {n}",
        html="<p>You build services in Python and PostgreSQL.</p>",
    )
    for n, title in enumerate(("Backend Engineer", "Backend Developer", "Head Gardener"))
]
FLOW = (
    ("says", "/start"),
    ("says", "Backend engineer with Python and PostgreSQL in Berlin"),
    ("says", "/picks"),
    ("taps", "1"),
    ("taps", "Save"),
    ("taps", "Applied"),
    ("taps", "Your application"),
    ("taps", "Interview"),
    ("taps", "Notes"),
    ("taps", "‹ Back"),
    ("taps", "More like this"),
    ("says", "/saved"),
    ("says", "/applied"),
    ("says", "/profile"),
    ("taps", "Level"),
    ("says", "/profile +rust -java"),
    ("taps", "Save"),
    ("says", "/hide Kestrel 1"),
    ("says", "/settings"),
    ("taps", "How many"),
    ("taps", "5"),
    ("says", "/why 1"),
    ("says", "/learned"),
    ("says", "/stats"),
    ("taps", "Dark"),
    ("says", "/export"),
    ("says", "/sources"),
    ("says", "/pause 3"),
    ("says", "/resume"),
    ("says", "/help"),
    ("says", "/xyzzy"),
    ("says", "/forget"),
    ("taps", "Delete everything"),
)


async def on_the_sandbox() -> list[list[Said]]:
    heard = []
    async with Chat(jobs=JOBS) as chat:
        for act, words in FLOW:
            mark = len(chat.sandbox.calls)
            await (chat.says(words) if act == "says" else chat.taps(words))
            calls = chat.sandbox.calls[mark:]
            every = [said(each.method, Params(values=each.params)) for each in calls]
            heard.append([each for each in every if each is not None])
    return heard


async def on_the_second() -> list[list[Said]]:
    async with second(JOBS) as person:
        return [
            await (person.says(words) if act == "says" else person.taps(words))
            for act, words in FLOW
        ]


async def test_the_bot_says_the_same_on_both() -> None:
    ours, theirs = await on_the_sandbox(), await on_the_second()

    for step, one, other in zip(FLOW, ours, theirs, strict=True):
        assert one, step
        assert other == one, step
        assert all(each.text != SORRY() for each in one), step


@pytest.fixture
async def gaps() -> AsyncIterator[Gaps]:
    async with emulator() as url, httpx.AsyncClient(trust_env=False) as http:
        yield Gaps(url, http)


async def test_what_the_second_emulator_lacks_it_still_lacks(gaps: Gaps) -> None:
    for method in (*ORNAMENTS, *AS_TEXT, "sendMediaGroup", "getFile"):
        answer = await gaps.call(method, {"chat_id": "7"})
        assert (answer.status_code, "not supported" in answer.text) == (500, True), method

    sent = (await gaps.call("sendMessage", {"chat_id": "7", "text": "one"})).json()["result"]
    assert sent["date"] > 1_000_000_000_000
    assert "from" not in sent
    edit = {"chat_id": "7", "message_id": str(sent["message_id"]), "text": "one"}
    for method in (*EDITS, *NULLS):
        answer = await gaps.call(method, edit)
        assert answer.json() == {"ok": True, "result": None}, method
    assert "is_bot" not in (await gaps.call("getMe", {})).json()["result"]
    press = {"botToken": TOKEN, "from": {}, "message": {}, "data": "x"}
    await gaps.http.post(f"{gaps.url}/sendCallback", json=press)
    (update,) = (await gaps.call("getUpdates", {})).json()["result"]
    assert "chat_instance" not in update["callback_query"]
