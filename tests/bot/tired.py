"""Somebody who is tired of a job: what tests of "Not for me" and /hide share."""

from scoring.model import Pick
from tests.bot.chat import Chat, Talker
from tests.factories import NOW, digest, person, profile


async def begun(chat: Chat, who: int = 7, **fields: object) -> None:
    await chat.services.people.add(person(id=who))
    await chat.services.profiles.save(who, profile(**fields), now=NOW)


async def carded(chat: Chat, job: Pick) -> None:
    """Let the person look at the card of a job that they were sent."""
    await chat.services.deliveries.plan(
        7, key="2026-01-02", digest=digest(job), render=lambda _: (), now=chat.now
    )
    await chat.says("/picks today")
    await chat.taps("1")


def labels(chat: Talker) -> list[str]:
    return [str(button["text"]) for button in chat.messages[-1].buttons]


def toast(chat: Chat, who: int = 7) -> str:
    return str(chat.sandbox.world.chats[who].toasts[-1].get("text") or "")
