"""Groups, a forum and a channel in the crowd: admins and members, moves, bots thrown out and back.

What must hold there beside the rest: nothing of one person stands where many read.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.sandbox.limits import Meter
from bot.sandbox.model import Message
from bot.sandbox.state import Chat as Place
from bot.sandbox.state import Kind
from tests.bot.chat import Chat

_BOT = "@daily_job_picks_bot"
_KINDS: tuple[Kind, ...] = ("group", "supergroup", "channel")
_FIRST = -500
_SUPERGROUP = -1_000_000_000_000
_PATIENCE_S = 90.0
_SLOW_S = (3.0, 12.0)  # between two actions in one group under Telegram's limits
_PRIVATE = re.compile(
    r"Quill|craft\d|Spoke to|\b92831\d{3}\b"
)  # names, skills, notes and ids of people
_SAID = (
    *("/picks", "/why", "/why 1", "/profile", "/profile +rust -java", "/settings", "/start"),
    *("/rescore", "/watch Employer 3", "/hide florist", "/sources", "/pause", "/resume"),
    *("/help", "/saved", "/stats", "/export", "/feed", "/xyzzy", "/forget", "/profile remote only"),
)
_WORDS = ("thanks", "7:30", "Berlin", "Data Engineer with Python", "22:00-07:00", "5", "<b>x", "de")
_SENTENCES = ("Backend or data engineer with Python and SQL", "Florist, nurse or teacher in Berlin")


@dataclass(slots=True, kw_only=True)
class Room:
    """One chat that several read; the first admin owns it."""

    id: int
    kind: Kind
    admins: Sequence[int]
    members: Sequence[int]
    topics: Sequence[int | None] = (None,)
    before: list[int] = field(default_factory=list)  # its ids before it moved


@dataclass(slots=True, kw_only=True)
class Metered(Meter):
    """Telegram's meter, which notes when a message came through."""

    came: dict[int, list[float]] = field(default_factory=dict)

    def spend(self, chat_id: int, *, count: int = 1) -> None:
        """Count messages. Raises a 429 Refusal over a limit."""
        Meter.spend(self, chat_id, count=count)
        self.came.setdefault(chat_id, []).extend([self.seconds()] * count)

    def floods(self) -> list[str]:
        """Return the groups that got more than 20 messages within 60 seconds."""
        return [
            f"{chat}: over 20 messages in a minute"
            for chat, times in self.came.items()
            if chat < 0 and any(b - a < 60 for a, b in zip(times, times[20:], strict=False))
        ]


class Rooms:
    """The chats that people of a crowd share; each lives on in an order of its own."""

    def __init__(
        self, chat: Chat, people: Sequence[int], *, rng: random.Random, handled: set[int]
    ) -> None:
        """Let the first people be admins; `handled` holds the ids of updates the bot is done with.

        They must have met the bot before `act`.
        """
        self.chat, self._rng, self._handled = chat, rng, handled
        self.done: Counter[str] = Counter()
        self.silent: list[str] = []
        meter = chat.sandbox.world.meter
        self.metered = Metered(limits=meter.limits, seconds=meter.seconds)
        chat.sandbox.world.meter = self.metered
        self.rooms = [self._room(n, people) for n in range(max(3, len(people) // 5))]

    def _room(self, number: int, people: Sequence[int]) -> Room:
        kind = _KINDS[number % 3]
        room = Room(
            id=(_FIRST if kind == "group" else _SUPERGROUP + _FIRST) - number,
            kind=kind,
            admins=[people[number % len(people)], people[(number + 1) % len(people)]],
            members=[each for at, each in enumerate(people) if (at + number) % 3 == 0],
        )
        sandbox = self.chat.sandbox
        sandbox.add_group(
            room.id, title=f"Room {number}", kind=kind, forum=kind == "supergroup", with_bot=False
        )
        for each in {*room.members} - {*room.admins}:
            sandbox.set_member(room.id, each, "member")
        sandbox.set_member(room.id, room.admins[1], "administrator", by=room.admins[0])
        sandbox.set_member(room.id, room.admins[0], "creator", by=room.admins[0])
        if kind == "supergroup":
            person = room.admins[0]
            names = ("Jobs", "Florists")
            room.topics = [sandbox.add_topic(room.id, each, person=person) for each in names]
        return room

    async def act(self, room: Room, end: float, *, slowly: bool) -> None:
        """Let the people of a room do anything there until the end."""
        loop, rng = asyncio.get_running_loop(), random.Random(self._rng.random())
        await self._met(room)
        steps: Iterator[Callable[[], object]] = iter(self._beginning(room))
        while loop.time() < end:
            step = next(steps, None)
            what, act = ("set up", step) if step else self._any(room, rng)
            self.done[f"room: {what}"] += 1
            await self._answered(f"room: {what}", act)
            if slowly:
                await asyncio.sleep(min(rng.uniform(*_SLOW_S), max(0.0, end - loop.time())))

    async def _met(self, room: Room) -> None:
        """Wait until the bot knows the owner of the room."""
        services = self.chat.services
        while await services.people.get(room.admins[0]) is None:
            await self.chat.sandbox.until(lambda: False, timeout_s=0.05)

    def _beginning(self, room: Room) -> Iterator[Callable[[], object]]:
        """Yield the steps in which the owner of a room sets it up, each topic for itself."""
        owner = room.admins[0]
        rank = "administrator" if room.kind == "channel" else "member"
        yield lambda: self.chat.sandbox.add_bot(room.id, by=owner, status=rank)  # type: ignore[arg-type]
        for topic in room.topics:
            if topic is not None:
                yield lambda topic=topic: self._says(room, f"/start{_BOT}", owner, topic)  # type: ignore[misc]
            words = self._rng.choice(_SENTENCES)
            yield lambda topic=topic, words=words: self._replies(room, words, owner, topic)  # type: ignore[misc]
            for _ in range(3):
                yield lambda: self._presses(room, owner, random.Random(1), newest=True)

    def _any(self, room: Room, rng: random.Random) -> tuple[str, Callable[[], object]]:
        """Return one thing that somebody does there, and what it is called."""
        person = rng.choice(room.admins if rng.random() < 0.6 else room.members)
        topic, chance = rng.choice(room.topics), rng.random()
        if not self._inside(room):
            return "bot back", lambda: self._adds(room, rng)
        if chance < 0.35:
            return "press", lambda: self._presses(room, person, rng)
        if chance < 0.60:
            return "command", lambda: self._says(room, _command(rng), person, topic)
        if chance < 0.75:
            return "reply", lambda: self._replies(room, rng.choice(_WORDS), person, topic)
        if chance < 0.90:
            return "deep link", lambda: self._follows(room, person, rng)
        return self._rare(room, person, rng)

    def _rare(
        self, room: Room, person: int, rng: random.Random
    ) -> tuple[str, Callable[[], object]]:
        sandbox, owner = self.chat.sandbox, room.admins[0]
        acts: Mapping[str, Callable[[], object]] = {
            "bot out": lambda: sandbox.remove_bot(room.id, by=owner),
            "bot restricted": lambda: self._restricts(room, rng),
            "another rank": lambda: sandbox.set_member(
                room.id, room.admins[1], rng.choice(("member", "administrator")), by=owner
            ),
            "another title": lambda: sandbox.rename_group(room.id, f"Room <{person % 9}>"),
            "move": lambda: self._moves(room),
            "topic closed": lambda: self._closes(room, rng),
            "talk": lambda: self._says(room, rng.choice(_WORDS), person, room.topics[0]),
            "message gone": lambda: self._deletes(room, rng),
        }
        what = rng.choice([*acts])
        return what, acts[what]

    def _says(self, room: Room, words: str, person: int, topic: int | None) -> None:
        sandbox = self.chat.sandbox
        if room.kind == "channel":
            sandbox.post_in(room.id, words, person=room.admins[0])
        elif (place := self._place(room)).topics.get(topic or 0) is None or not place.topics[
            topic or 0
        ].closed:
            sandbox.say_in(room.id, words, person=person, topic=topic)

    def _replies(self, room: Room, words: str, person: int, topic: int | None) -> None:
        """Answer the newest message of the bot there."""
        sandbox = self.chat.sandbox
        answered = next((each for each in self._bots(room) if each.thread == topic), None)
        if room.kind == "channel":
            sandbox.post_in(room.id, words, person=room.admins[0], reply_to=answered)
        else:
            sandbox.say_in(room.id, words, person=person, topic=topic, reply_to=answered)

    def _presses(
        self, room: Room, person: int, rng: random.Random, *, newest: bool = False
    ) -> None:
        shown = [
            (message, str(button["callback_data"]))
            for message in self._bots(room)[:8]
            for button in message.buttons
            if "callback_data" in button
        ]
        if shown:
            message, data = shown[0] if newest else rng.choice(shown)
            self.chat.sandbox.press_data(message, data, person=person)

    def _follows(self, room: Room, person: int, rng: random.Random) -> None:
        links = [
            str(button["url"]).partition("?start=")[2]
            for message in self._bots(room)[:8]
            for button in message.buttons
            if "?start=" in button.get("url", "")
        ]
        if links and not self.chat.sandbox.add_person(person).blocked:
            self.chat.sandbox.follow_link(rng.choice(links), person=person)

    def _restricts(self, room: Room, rng: random.Random) -> None:
        """Take from the bot the right to write, or give it back."""
        channel, mute = room.kind == "channel", rng.random() < 0.5
        right = "can_post_messages" if channel else "can_send_messages"
        self.chat.sandbox.set_member(
            room.id,
            self.chat.sandbox.world.bot.id,
            "administrator" if channel else "restricted",
            by=room.admins[0],
            without=(right,) if mute else (),
        )

    def _moves(self, room: Room) -> None:
        """Make a group a supergroup."""
        if room.kind == "group" and not room.before:
            room.before.append(room.id)
            self.chat.sandbox.move_group(room.id, to=_SUPERGROUP + room.id)
            room.id += _SUPERGROUP

    def _closes(self, room: Room, rng: random.Random) -> None:
        topic = rng.choice(room.topics)
        if topic is not None:
            act = self.chat.sandbox.close_topic if rng.random() < 0.5 else None
            (act or self.chat.sandbox.reopen_topic)(room.id, topic, person=room.admins[0])

    def _deletes(self, room: Room, rng: random.Random) -> None:
        shown = self._bots(room)[:8]
        if shown:
            self.chat.sandbox.delete_chat_message(rng.choice(shown))

    def _adds(self, room: Room, rng: random.Random) -> None:
        rank = "administrator" if room.kind == "channel" or rng.random() < 0.3 else "member"
        self.chat.sandbox.add_bot(room.id, by=room.admins[0], status=rank)  # type: ignore[arg-type]

    def _place(self, room: Room) -> Place:
        return self.chat.sandbox.world.chats[room.id]

    def _inside(self, room: Room) -> bool:
        member = self._place(room).members.get(self.chat.sandbox.world.bot.id)
        return member is not None and member.inside

    def _bots(self, room: Room) -> list[Message]:
        """Return what the bot has there, the newest first."""
        place, bot = self._place(room), self.chat.sandbox.world.bot
        shown = (place.messages[key] for key in sorted(place.messages, reverse=True))
        return [each for each in shown if each.sender == bot and each.service is None]

    async def _answered(self, what: str, act: Callable[[], object]) -> None:
        """Do it, and wait until the bot is done with all that came of it."""
        updates = self.chat.sandbox.world.updates
        first = updates.next_id
        act()
        ids = {*range(first, updates.next_id)}
        if not await self.chat.sandbox.until(lambda: ids <= self._handled, timeout_s=_PATIENCE_S):
            self.silent.append(what)

    def personal(self) -> list[str]:
        """Return what was said of one person where many read."""
        return [
            f"said in {call.params.get('chat_id')}: {found[0]!r}"
            for call in self.chat.sandbox.calls
            if int(call.params.get("chat_id") or 0) < 0
            and "member" not in call.method.casefold()
            and (found := _PRIVATE.search(f"{call.params}"))
        ]


def _command(rng: random.Random) -> str:
    """Return a command, most often with the bot's name, as people pick it from the menu."""
    command, _, rest = rng.choice(_SAID).partition(" ")
    return f"{command}{_BOT if rng.random() < 0.8 else ''} {rest}".strip()
