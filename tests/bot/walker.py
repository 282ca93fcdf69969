"""Presses every kind of button that a person can reach, in a real browser, and judges what comes.

A button's kind is its callback data without numbers and values: "card:12:3" and "card:14:1" are
one, and so are all zones.
"""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.async_api import Page, expect

from bot.sandbox.model import Json, Message
from bot.texts.errors import SORRY
from tests.bot.chat import Chat

NARROW = 360  # px, of the smallest phones that are common
_NUMBER = re.compile(r"[0-9a-f]{8,}|\d+")  # versions are hexadecimal
_PAST = re.compile(r"[:.]p$")  # the same button on the list of an earlier day
_DRAWN = """(version) => new Promise((done) => {
    const look = () =>
      Number(document.body.dataset.version) >= version ? done() : setTimeout(look, 5);
    look();
})"""
_TOO_WIDE = """() => {
  const wraps = (key) => {  // Telegram shows one line, and cuts the rest
    const range = document.createRange();
    range.selectNodeContents(key);
    return range.getBoundingClientRect().height > 24;
  };
  return [...document.querySelectorAll("#messages *")]
    .filter((each) => {
      const box = each.getBoundingClientRect();
      const cut = each.matches(".key") && (each.scrollWidth > each.clientWidth + 1 || wraps(each));
      return box.width && (cut || box.right > innerWidth + 0.5 || box.left < -0.5);
    })
    .map((each) => each.textContent.slice(0, 60))
    .concat(document.scrollingElement.scrollWidth > innerWidth ? ["the page"] : []);
}"""


@dataclass(frozen=True, slots=True)
class Step:
    """A button, the command that leads to it and the buttons to press before it, by their data."""

    command: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as a reader follows it."""
        return " > ".join((self.command, *self.path))


@dataclass(slots=True)
class Walker:
    """Walks through one person's chat; `wrong` is what a person would stumble over."""

    page: Page
    chat: Chat
    ends: frozenset[str] = frozenset()  # kinds after which nothing is left to press, rightly
    wrong: list[str] = field(default_factory=list)
    pressed: set[str] = field(default_factory=set)  # kinds

    async def walk(self, commands: Iterable[str], *, depth: int) -> None:
        """Say each command, then press all that can be reached with at most `depth` presses."""
        steps: deque[Step] = deque()
        for command in commands:
            await self._say(command)
            await self._judge(Step(command, ()))
            steps.extend(self._new(Step(command, ())))
        while steps:
            step = steps.popleft()
            if await self._press(step) and len(step.path) < depth:
                steps.extend(self._new(step))

    async def _press(self, step: Step) -> bool:
        """Go there anew and press; tell whether the button was there."""
        await self._say(step.command)
        *way, data = step.path
        for each in way:  # what was saved before is not saved again: such a step is there already
            await self._tap(each)
        before, toasts = self.chat.sandbox.world.version, self._toasts()
        message = await self._tap(data)
        if message is None:
            return False  # it is gone because of what was pressed since: a removed line
        if self._said_since(before) == [] and self._toasts() == toasts:
            self.wrong.append(f"{step}: nothing is seen to happen")
        await self._judge(step)
        edited = self.chat.sandbox.world.chats[self.chat.person].messages.get(message.id)
        changed = edited is not None and edited != message
        if changed and edited is not None and not edited.buttons and kind(data) not in self.ends:
            self.wrong.append(f"{step}: no way back from {edited.words[:80]!r}")
        return True

    async def _tap(self, data: str) -> Message | None:
        """Press this button, or one of its kind, of what came since the command; None: no such."""
        found = self._find(data)
        if found is None:
            return None
        message, at = found
        await self.page.locator(f'.message[data-id="{message.id}"] .key').nth(at).click()
        await self._settled()
        await expect(self.page.locator(".key.busy")).to_have_count(0)
        return message

    def _new(self, step: Step) -> list[Step]:
        """Return the steps to buttons of kinds that were not seen before."""
        steps = []
        for message in self.chat.replies[-3:]:
            for button in message.buttons:
                data = button.get("callback_data")
                if data is not None and kind(data) not in self.pressed:
                    self.pressed.add(kind(data))
                    steps.append(Step(step.command, (*step.path, data)))
        return steps

    async def _judge(self, step: Step) -> None:
        said = [each.words for each in self.chat.replies]
        if SORRY() in (*said, *(each["text"] for each in self._toasts())):
            self.wrong.append(f"{step}: {SORRY()}")
        wide = await self.page.evaluate(_TOO_WIDE)
        if wide:
            self.wrong.append(f"{step}: wider than {NARROW} px: {wide[:3]}")

    async def _say(self, text: str) -> None:
        await self.chat.says(text)
        await self._settled()

    async def _settled(self) -> None:
        """Wait until the bot has done everything and the page shows it."""
        await self.chat.settle()
        await self.page.evaluate(_DRAWN, self.chat.sandbox.world.version)

    def _find(self, data: str) -> tuple[Message, int] | None:
        """Return the newest message with this button, or one like it, and the button's place."""
        messages = [*self.chat.replies][::-1]
        for same in (lambda each: each == data, lambda each: kind(each) == kind(data)):
            for message in messages:
                for at, button in enumerate(message.buttons):
                    if same(_data(button)):
                        return message, at
        return None

    def _said_since(self, version: int) -> list[int]:
        changed = self.chat.sandbox.world.chats[self.chat.person].changed
        return [key for key, at in changed.items() if at > version]

    def _toasts(self) -> list[Json]:
        return list(self.chat.sandbox.world.chats[self.chat.person].toasts)


def kind(data: str) -> str:
    """Return callback data without its numbers and without the value that it sets."""
    return _NUMBER.sub("0", _PAST.sub("", data.partition("=")[0]))


def _data(button: Json) -> str:
    return str(button.get("callback_data", ""))
