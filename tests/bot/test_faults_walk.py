"""Whatever call fails, in any flow: done once more it goes on, nothing twice, nothing lost.

Each flow is played to its end once for each call that it makes, and that call fails: refused before
it took effect, or after it, or with the connection cut. Of the calls that are ornaments, "typing"
and the answers to presses, the first ones of a flow stand for all.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.faults import Faults
from bot.sandbox.model import Message
from tests.bot.chat import Chat
from tests.bot.crowd_faults import faults_of_database, said_sorry
from tests.bot.flows import FLOWS, GROUP, MEMBER, Flow, in_a_group
from tests.bot.jobs import backend_jobs, other_jobs

_JOBS = [*backend_jobs(9), *other_jobs()]
_KINDS: Sequence[Callable[[Faults], None]] = (
    lambda faults: faults.drop(moment="before"),
    lambda faults: faults.fail(502),
    lambda faults: faults.drop(moment="after"),
    lambda faults: faults.fail(429, retry_after=60),
    lambda faults: faults.fail(502, moment="after"),
)
_ORNAMENTS = frozenset({"sendChatAction", "answerCallbackQuery"})
_MOST_BACK = 3  # presses of the step before, where a button that was to come is not there
_TOAST = ["answerCallbackQuery"]
# What may be there twice: what was shown, and asked for, twice.
_ANEW = frozenset({"deliveries", "outbox", "shown", "broadcasts", "errors", "settings"})


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a flow ended: what is kept, what is wrong, and which calls it took."""

    kept: dict[str, int]
    wrong: list[str]
    calls: Sequence[str]  # by their methods


async def _played(flow: Flow, *, failing: int | None = None) -> End:
    """Play a flow; the call of this number fails, and its step is done again."""
    async with Chat(jobs=_JOBS, **flow.settings) as chat:
        await flow.before(chat)
        first = len(chat.sandbox.calls)
        if failing is not None:
            _arm(chat.sandbox.faults, failing, _KINDS[failing % len(_KINDS)])
        wrong = await _walked(chat, flow)
        calls = [each.method for each in chat.sandbox.calls[first:]]
        chat.sandbox.faults.clear()
        await chat.wait(minutes=1)
        said = "\n".join(each.words for each in _messages(chat))
        wrong += [] if flow.ends in said else [f"{flow.ends!r} is never said"]
        sorry = [each.method for each in said_sorry(chat.sandbox.calls)]
        wrong += ["said sorry twice, or in a message"] if sorry not in ([], _TOAST) else []
        copies = [each for each in chat.sandbox.replies(person=MEMBER) if each.words == "Hello"]
        wrong += ["the owner's message came twice"] if len(copies) > 1 else []
        wrong += faults_of_database(chat.services.settings.database)
        return End(kept=_kept(chat.services.settings.database), wrong=wrong, calls=calls)


def _telling(calls: Sequence[str]) -> Sequence[int]:
    """Return the numbers of the calls that are no ornaments, and the first of each of those."""
    return [n for n, each in enumerate(calls) if each not in _ORNAMENTS or each not in calls[:n]]


def _arm(faults: Faults, number: int, kind: Callable[[Faults], None]) -> None:
    """Let the call of this number fail, counted from now on."""
    if number:
        faults.slow(0.0, times=number)
    kind(faults)


async def _walked(chat: Chat, flow: Flow) -> list[str]:
    """Do the steps, and the one in which a call failed again; return what was in the way."""
    wrong: list[str] = []
    at = back = 0
    while at < len(flow.steps):
        before = len(chat.sandbox.calls)
        if not await flow.steps[at].do(chat):
            at, back = at - 1, back + 1
            if at < 0 or back > _MOST_BACK:
                return [*wrong, f"no way on to {flow.steps[at + 1]}"]
            continue
        calls = chat.sandbox.calls[before:]
        failed = [each.method for each in calls if each.code != 200]
        waits = _unanswered(chat)
        wrong += waits if "answerCallbackQuery" not in failed else []
        if failed and await flow.steps[at].do(chat):
            wrong += _unanswered(chat)
        at += 1
    return wrong


def _unanswered(chat: Chat) -> list[str]:
    queries = chat.sandbox.world.queries
    left = [each for each in queries.values() if not each.answered]
    for each in left:
        del queries[each.id]
    return ["a press was never answered" for _ in left]


def _messages(chat: Chat) -> list[Message]:
    rooms = chat.sandbox.world.chats.values()
    return [message for room in rooms for message in room.messages.values()]


def _kept(path: Path) -> dict[str, int]:
    """Return how many rows each table has that no repeated step may add to."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: db.execute(f"SELECT count(*) FROM [{name}]").fetchone()[0]
            for (name,) in names
            if name not in _ANEW and not name.startswith(("_", "sqlite_"))
        }


@pytest.mark.parametrize("name", FLOWS)
async def test_a_flow_goes_on_and_does_nothing_twice_whatever_call_fails(name: str) -> None:
    undisturbed = await _played(FLOWS[name])
    assert undisturbed.wrong == []

    for number in _telling(undisturbed.calls):
        end = await _played(FLOWS[name], failing=number)
        assert end.wrong == [], number
        assert end.kept == undisturbed.kept, number


@pytest.mark.parametrize(("number", "kind"), list(enumerate(_KINDS)))
async def test_who_may_nothing_gets_nothing_whatever_call_fails(
    number: int, kind: Callable[[Faults], None]
) -> None:
    """A stranger of a private bot, and a member of a group who does not run it."""
    async with Chat(jobs=_JOBS, access="owner") as chat:
        await in_a_group(chat)
        await chat.says("/settings")
        for step in FLOWS["a group"].steps[:2]:
            await step.do(chat)
        kept = _kept(chat.services.settings.database)
        _arm(chat.sandbox.faults, number, kind)
        stranger = chat.somebody(9)
        for words in ("/start", "/picks", "Backend Engineer in Berlin", "/start invite_1"):
            await stranger.says(words)
        chat.sandbox.say_in(GROUP, "/pause@daily_job_picks_bot", person=MEMBER)
        chat.sandbox.say_in(GROUP, "/start@daily_job_picks_bot", person=MEMBER)
        chat.sandbox.press_in(GROUP, "Looks right, go on ›", person=MEMBER)
        chat.sandbox.press_data(chat.messages[-1], "settings:::access", person=9)
        await chat.settle()

        assert _kept(chat.services.settings.database) == kept
        assert await chat.services.people.get(9) is None
        shared = await chat.services.chats.get(GROUP, topic_id=None)
        assert shared is not None
        assert (shared.state, shared.waiting) == ("active", "")
