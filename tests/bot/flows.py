"""What people do in the chat, step by step, so that any step can be done once more."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.model import Message
from tests.bot.chat import Chat
from tests.bot.groups import SENTENCE
from tests.factories import profile

GROUP, OWNER, MEMBER = -500, 7, 8
_CALM = {"waiting": "", "due": None, "due_day": None}  # no morning message comes in between


@dataclass(frozen=True, slots=True)
class Say:
    """Write something; `to` makes it a reply to the newest message with such words or buttons."""

    text: str
    to: str = ""
    chat: int = OWNER

    async def do(self, chat: Chat) -> bool:
        """Do it, and tell whether it could be done."""
        answered = _newest(chat, self.chat, self.to) if self.to else None
        if self.to and answered is None:
            return False
        if self.chat < 0:
            chat.sandbox.say_in(self.chat, self.text, person=OWNER, reply_to=answered)
        else:
            chat.sandbox.send_text(self.text, person=self.chat, reply_to=answered)
        await chat.settle()
        return True


@dataclass(frozen=True, slots=True)
class Tap:
    """Press the newest button that says this."""

    label: str
    chat: int = OWNER

    async def do(self, chat: Chat) -> bool:
        """Do it, and tell whether it could be done."""
        press = chat.sandbox.press_in if self.chat < 0 else None
        try:
            if press is not None:
                press(self.chat, self.label, person=OWNER)
            else:
                chat.sandbox.press(self.label, person=self.chat)
        except LookupError:
            return False
        await chat.settle()
        return True


Step = Say | Tap


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Steps that lead to something, what was there before, and what is said at the end."""

    before: Callable[[Chat], Awaitable[None]]
    steps: Sequence[Step]
    ends: str
    settings: dict[str, Any] = field(default_factory=dict)


async def nobody(_: Chat) -> None:
    """Nobody came yet."""


async def known(chat: Chat) -> None:
    """Let somebody with a profile be there, whom no morning message interrupts."""
    await chat.says("/start")
    await chat.services.profiles.save(OWNER, profile(), now=chat.now)
    await chat.services.people.change(OWNER, **_CALM)


async def shown(chat: Chat) -> None:
    """Let them have got picks, too."""
    await known(chat)
    await chat.says("/picks")


async def opened(chat: Chat) -> None:
    """Let them look at one, too."""
    await shown(chat)
    await chat.taps("1")


async def applied(chat: Chat) -> None:
    """Let them have applied there, and be asked when the interview is."""
    await opened(chat)
    await chat.taps("Applied")


async def gathered(chat: Chat) -> None:
    """Let there be others, too."""
    await known(chat)
    for person in (MEMBER, 9):
        await chat.somebody(person).says("/start")


async def in_a_group(chat: Chat) -> None:
    """Let somebody run a group that has the bot, with a member who does not."""
    await known(chat)
    chat.sandbox.add_group(GROUP, title="Careers")
    chat.sandbox.set_member(GROUP, OWNER, "creator")
    chat.somebody(MEMBER)
    chat.sandbox.set_member(GROUP, MEMBER, "member")
    await chat.settle()


def _newest(chat: Chat, where: int, words: str) -> Message | None:
    messages = chat.sandbox.world.chats[where].messages
    for key in sorted(messages, reverse=True):
        said = [messages[key].words, *(each["text"] for each in messages[key].buttons)]
        if any(words in each for each in said):
            return messages[key]
    return None


_WEB = {"web_port": 8080, "web_url": "https://picks.example.com/"}
_START = "/start@daily_job_picks_bot"
_SENTENCE = "Backend Engineer with Python in Berlin"
_FIRST = (Say("/start"), Say(_SENTENCE), Tap("Looks right, go on ›"))

FLOWS = {
    "first contact": Flow(
        before=nobody,
        steps=(*_FIRST, Say("7:30"), Say("Berlin")),
        ends="I will write at 07:30, Europe/Berlin.",
    ),
    "an edit": Flow(before=shown, steps=(Say("/profile +rust"), Tap("Save")), ends="Saved."),
    "a field": Flow(
        before=known,
        steps=(Say("/profile"), Tap("Skills"), Say("+rust"), Tap("Leave it as it is")),
        ends="Your profile stays as it is.",
    ),
    "a second profile": Flow(
        before=known,
        steps=(
            *(Say("/profile"), Tap("New profile")),
            *(Say("Internships"), Say("Data Engineer"), Say("/profile")),
        ),
        ends="Your profile “Internships”",
    ),
    "an application": Flow(
        before=opened,
        steps=(
            *(Tap("Applied"), Say("Spoke to Ben", to="Apply ↗")),
            *(Tap("Your application"), Tap("Interview")),
        ),
        ends="Interview since 2 Jan",
    ),
    "a date": Flow(
        before=applied,
        steps=(Tap("Calendar"), Say("9 January 10:00")),
        ends="Interview: Fri 9 Jan, 10:00",
    ),
    "not for me": Flow(
        before=opened, steps=(Tap("Not for me"), Tap("Company")), ends="nothing from Libraries"
    ),
    "a picture": Flow(before=shown, steps=(Say("/stats"), Tap("Dark")), ends="Your weeks"),
    "files": Flow(before=shown, steps=(Say("/export"),), ends="Everything I keep about you"),
    "forgetting": Flow(
        before=opened, steps=(Say("/forget"), Tap("Delete everything")), ends="0 rows are left"
    ),
    "a feed": Flow(
        before=shown,
        steps=(Say("/feed"), Tap("Make the link"), Say("/feed"), Tap("Turn off")),
        ends="Your feed is off.",
        settings=_WEB,
    ),
    "a group": Flow(
        before=in_a_group,
        steps=(
            *(Say(_START, chat=GROUP), Say(SENTENCE, to="Reply to this", chat=GROUP)),
            *(Tap("Looks right, go on ›", GROUP), Say("7:30", to="Reply to this", chat=GROUP)),
            *(Tap("Skip", GROUP), Say("/pause@daily_job_picks_bot", chat=GROUP)),
        ),
        ends="Paused",
    ),
    "a broadcast": Flow(
        before=gathered,
        steps=(Say("/admin"), Tap("Broadcast"), Say("Hello"), Tap("Send")),
        ends="of 3",
    ),
    "settings": Flow(
        before=known,
        steps=(
            *(Say("/settings"), Tap("Time"), Say("9:15")),
            *(Say("/settings"), Tap("Language"), Tap("Deutsch")),
        ),
        ends="Sprache: Deutsch",
    ),
}
