"""The stage of the pictures of a search: eight weeks of picks and applications, and a group.

Everything in it is fictional, stands still at one moment, and asks no other machine.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from scoring.sample import load
from tests.bot.chat import Chat
from tests.bot.groups import Group

GROUP = -500
_OUTCOMES = ("Rejected", "Interview", "Ghosted", "Interview", "", "Offer", "", "")  # a week each


@asynccontextmanager
async def searched(*, wish: str) -> AsyncIterator[Chat]:
    """Open the chat of somebody who has looked for work for eight weeks."""
    async with Chat() as chat:
        chat.now -= timedelta(weeks=len(_OUTCOMES) - 1)
        await chat.says("/start")
        await chat.says(wish)
        await chat.says("/settings")
        for label in ("Lowest score", "40"):  # so that an eighth of the sample has some picks
            await chat.taps(label)
        for week, outcome in enumerate(_OUTCOMES):
            await chat.publish(*[*load(chat.now)][week :: len(_OUTCOMES)])
            await chat.says("/picks 3")
            for label in (
                "1",
                "Save",
                "Applied",
                "Your application",
                outcome or "‹ Back",
                "Next ›",
                "Save",
            ):
                with suppress(LookupError):  # a week may bring fewer picks
                    await chat.taps(label)
            if week + 1 < len(_OUTCOMES):
                chat.now += timedelta(weeks=1)
        yield chat


@asynccontextmanager
async def shared(*, wish: str) -> AsyncIterator[Chat]:
    """Open a chat beside a career group that shares a digest on the sample day."""
    async with Chat() as chat:
        await chat.publish(*load(chat.now))
        await chat.says("/start")
        await chat.says(wish)
        group = Group(chat, group=GROUP, title="Careers at Fernweh College", with_bot=False)
        chat.sandbox.set_member(group.id, chat.person, "creator")
        chat.sandbox.add_bot(group.id, by=chat.person)
        await chat.settle()
        await group.says(wish, reply_to=group.messages[-1])
        for label in ("Looks right, go on ›", "08:00", "Skip"):
            await group.taps(label)
        yield chat
