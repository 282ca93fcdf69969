"""Many people at once who say, send and press everything in random order, and what holds after it.

Nothing may rest on what they did: no error is said, nothing Telegram refuses is our fault, every
press is answered, no update is lost, and the database is sound.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Update
from telegram.ext import TypeHandler

from bot.app import COMMAND_HANDLERS, OWNER_HANDLERS
from bot.context import Context
from bot.keyboards import decode
from bot.language.current import LANGUAGES
from bot.rounds.tidying import tidy_if_due
from bot.sandbox.model import Message
from bot.sandbox.server import Sandbox
from bot.sending import schedule
from tests.bot.browser import pdf
from tests.bot.chat import Chat
from tests.bot.crowd_groups import Rooms
from tests.bot.crowd_jobs import news
from tests.bot.pictures import png

FIRST = 92_831_100  # the ids of the crowd: numbers that stand in no message by chance
CAREFUL = 8  # every so manyth person says what must all be kept, and nothing else
_PATIENCE_S = 60.0
_TRADES = ("Florist in Berlin", "Backend or data engineer with Python and SQL", "Nurse, teacher")
_ADDING = ("/profile +craft{number}", "/hide craft{number}")
_MOST_ADDED = 40  # a profile keeps 50 skills
_TEXTS = (
    *("hello", "7:30", "Berlin", "5", "remote only", "from 70k EUR", "-python", "<b>x", "ja", "/"),
    *("nur remote, ab 70k", "solo remoto", "https://jobs.example.com/3", "sí", "22:00-07:00"),
    *("Backend Engineer, Python, Kubernetes", "Data Engineer in Paris with SQL, no agencies"),
    "Senior Data Engineer at Fernweh - Berlin\n\nYou run pipelines in Python and SQL. " * 5,
)
_Act = Callable[[Sandbox, int, random.Random], object]
_ARGUMENTS: dict[str, Sequence[str]] = {
    "start": ("", "abc", "invite_1"),
    "picks": ("", "3", "again", "yesterday", "2026-01-01", "0", "x"),
    "profile": ("", "+rust -java", "remote only, from 70k", "no agencies", "new internships"),
    "why": ("", "1", "2", "https://jobs.example.com/1", "99"),
    "score": ("", "https://jobs.example.com/1", "Florist in Berlin. You arrange flowers."),
    "pause": ("", "3", "x"),
    "watch": ("", "Employer 3", "Nobody"),
    "hide": ("", "Employer 2", "florist"),
    "language": ("", "de", "ru"),
}


@dataclass(slots=True)
class Seen:
    """What the crowd did, and how long it waited for an answer."""

    done: Counter[str] = field(default_factory=Counter)
    waits_s: dict[str, list[float]] = field(default_factory=dict)  # by what was done last
    silent: list[str] = field(default_factory=list)  # what was not answered in time
    handled: set[int] = field(default_factory=set)  # the ids of updates


def _sends(name: str, content: bytes, mime: str) -> _Act:
    return lambda sandbox, person, _: sandbox.send_document(name, content, person=person, mime=mime)


def _replies(sandbox: Sandbox, person: int, rng: random.Random) -> None:
    answered = rng.choice([*sandbox.replies(person=person), None])
    sandbox.send_text("Spoke to Ben <b>", person=person, reply_to=answered)


def _deletes(sandbox: Sandbox, person: int, rng: random.Random) -> None:
    for message in rng.sample([*sandbox.replies(person=person)][-9:], k=1):
        sandbox.delete_chat_message(message)


def _blocks(sandbox: Sandbox, person: int, _: random.Random) -> None:
    sandbox.block(person=person)
    sandbox.unblock(person=person)


_ODD: Mapping[str, _Act] = {
    "pdf": _sends("cv.pdf", pdf("Mara", "Skills: Python, SQL"), "application/pdf"),
    "junk": _sends("cv.docx", bytes(range(256)), "application/octet-stream"),
    "text file": _sends("cv.txt", b"Florist\nRoses", "text/plain"),
    "photo": lambda sandbox, person, _: sandbox.send_photo(png(20, 20), person=person),
    "place": lambda sandbox, person, rng: sandbox.send_location(
        rng.uniform(-90, 90), rng.uniform(-180, 180), person=person
    ),
    "forward": lambda sandbox, person, rng: sandbox.send_text(
        rng.choice(_TEXTS), person=person, forwarded_from="A channel"
    ),
    "reply": _replies,
    "gone": _deletes,
    "block": _blocks,
}


class Crowd:
    """So many people in one chat, each with an order of their own that comes from the seed."""

    def __init__(self, chat: Chat, *, people: int, seed: int) -> None:
        """Take the chat, which must be open."""
        self.chat = chat
        self.seen = Seen()
        self.people = range(FIRST, FIRST + people)
        self._rng = random.Random(seed)
        self._old: list[tuple[Message, str]] = []  # buttons that once were there
        self._waits: Counter[int] = Counter()  # updates of a person that are not answered yet
        self.added: dict[int, list[str]] = {}  # by a careful person, in order
        self._first_update = chat.sandbox.world.updates.next_id
        for number, person in enumerate(self.people):
            language = [*LANGUAGES][number % len(LANGUAGES)]
            chat.sandbox.add_person(person, first_name=f"Quill{number}", language=language)
        self.rooms = Rooms(chat, self.people, rng=self._rng, handled=self.seen.handled)
        self._limits = chat.sandbox.world.meter.limits is not None
        chat.app.add_handler(TypeHandler(Update, self._count), group=-99)

    async def _count(self, update: Update, _: Context) -> None:
        """Note the end of the work on an update, whatever becomes of it."""
        task, chat = asyncio.current_task(), update.effective_chat
        assert task is not None
        assert chat is not None
        task.add_done_callback(lambda _: self._ended(update.update_id, chat.id))

    def _ended(self, update_id: int, person: int) -> None:
        """A post in a channel passes through the handlers twice, in one task."""
        self._waits[person] -= update_id not in self.seen.handled
        self.seen.handled.add(update_id)
        self.chat.sandbox.pulse.beat()

    @property
    def updates(self) -> int:
        """Return how many updates the crowd made."""
        return self.chat.sandbox.world.updates.next_id - self._first_update

    async def lost(self) -> list[str]:
        """Return what careful people added and is not kept."""
        lost = []
        services = self.chat.services
        for person, lines in self.added.items():
            kept = {*(await services.profiles.get(person)).skills}
            kept |= {each.word for each in await services.hidings.of(person)}
            words = (
                (line, line.format(number=f"{number:03}").rpartition(" ")[2].lstrip("+"))
                for number, line in enumerate(lines)
            )
            lost += [f"{person}: {line} {word}" for line, word in words if word not in kept]
        return lost

    async def act_for(self, seconds: float) -> None:
        """Let everybody act for so long, while time goes on and mornings come."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(self.people):
                rng = random.Random(self._rng.random())
                live = self._careful if not number % CAREFUL else self._wild
                group.create_task(live(person, rng, end))
            for room in self.rooms.rooms:
                group.create_task(self.rooms.act(room, end, slowly=self._limits))
            group.create_task(self._time(end))
        await self._settled()

    async def _time(self, end: float) -> None:
        """Let quarters of an hour pass: mornings, quiet hours, nights that tidy, and news."""
        loop, services = asyncio.get_running_loop(), self.chat.services
        for number in itertools.count():
            if loop.time() >= end:
                return
            self.chat.now += timedelta(minutes=15)
            await self.chat.publish(*news(number))
            if number % 30 == 10:
                await self._tell_everybody(f"News {number}")
            async with asyncio.TaskGroup() as group:
                group.create_task(schedule.tick(self.chat.app.bot, services))
                group.create_task(tidy_if_due(services, stop=asyncio.Event()))
            await asyncio.sleep(min(0.5, max(0.0, end - loop.time())))

    async def _tell_everybody(self, text: str) -> None:
        services, now = self.chat.services, self.chat.now
        owner = await services.people.owner()
        if owner is not None:
            draft = await services.broadcasts.draft(owner.id, text, now=now)
            await services.broadcasts.start(draft, card_id=1, now=now)

    async def _settled(self) -> None:
        await self.chat.settle()
        for _ in range(3):  # what could not go at once goes later
            self.chat.now += timedelta(hours=1)
            await schedule.tick(self.chat.app.bot, self.chat.services)
        await self.chat.settle()

    async def _careful(self, person: int, rng: random.Random, end: float) -> None:
        """Add skills or hidden words, several at once, while everybody else does anything."""
        loop = asyncio.get_running_loop()
        for text in ("/start", "Florist in Berlin"):
            await self._answered(person, self._says(person, text))
        added = 0
        while loop.time() < end:
            line = rng.choice(_ADDING)
            for _ in range(rng.choice((1, 1, 2, 4)) if added < _MOST_ADDED else 0):
                self._says(person, line.format(number=f"{added:03}"))
                self.added.setdefault(person, []).append(line)
                added += 1
            await self._answered(person, "what a careful person adds")
            self._saves(person)
            await self._answered(person, self._says(person, rng.choice(("/picks", "/profile"))))

    def _saves(self, person: int) -> None:
        """Press the newest button that saves a changed profile; news may stand below it."""
        for message in reversed(self.chat.sandbox.replies(person=person)):
            for button in message.buttons:
                data = str(button.get("callback_data", ""))
                if data.startswith("profile:::save."):
                    self._waits[person] += 1
                    self.chat.sandbox.press_data(message, data, person=person)
                    return

    async def _wild(self, person: int, rng: random.Random, end: float) -> None:
        """Do anything, sometimes several things before an answer came."""
        loop = asyncio.get_running_loop()
        for text in ("/start", rng.choice(_TRADES), "/picks"):
            await self._answered(person, self._says(person, text))
        while loop.time() < end:
            for _ in range(rng.choice((1, 1, 1, 1, 2, 4))):
                what = self._act(person, rng)
            await self._answered(person, what)

    def _act(self, person: int, rng: random.Random) -> str:
        """Do one thing and return what it was."""
        shown = [each for each in self.chat.sandbox.replies(person=person) if each.buttons]
        chance = rng.random()
        if chance < 0.55 and shown:
            return self._presses(person, rng, shown)
        if chance < 0.80:
            return self._commands(person, rng)
        if chance < 0.90:
            return self._says(person, rng.choice(_TEXTS))
        return self._odd(person, rng)

    def _presses(self, person: int, rng: random.Random, shown: Sequence[Message]) -> str:
        message = rng.choice(shown[-8:])
        kinds: dict[str, list[str]] = {}  # a kind of button is as likely as any other
        for each in message.buttons:
            data = each.get("callback_data", "")
            kinds.setdefault(data.partition(":")[0], []).append(data)
        kinds.pop("", None)
        if not kinds:
            return self._commands(person, rng)
        data = rng.choice(kinds[rng.choice([*kinds])])
        self._old.append((message, data))
        if rng.random() < 0.1:
            message, data = rng.choice(self._old[-400:])
            message = message if message.chat_id == person else rng.choice(shown)
        elif rng.random() < 0.02:
            data = rng.choice(("", "x", "card:999999:1", "list:1", f"{data[:40]}:9:x", "undo"))
        self._waits[person] += 1
        self.chat.sandbox.press_data(message, data, person=person)
        button = decode(data)
        what = f"press {button.action if button else 'nonsense'}"
        self.seen.done[what] += 1
        return what

    def _commands(self, person: int, rng: random.Random) -> str:
        name = rng.choice((*COMMAND_HANDLERS, *OWNER_HANDLERS, "xyzzy"))
        if name == "forget" and rng.random() < 0.7:
            name = "picks"  # whoever is forgotten begins anew, and has nothing to press
        return self._says(person, f"/{name} {rng.choice(_ARGUMENTS.get(name, ('',)))}".strip())

    def _says(self, person: int, text: str) -> str:
        self._waits[person] += 1
        self.chat.sandbox.send_text(text, person=person)
        what = text.split(" ", maxsplit=1)[0] if text.startswith("/") else "text"
        self.seen.done[what] += 1
        return what

    def _odd(self, person: int, rng: random.Random) -> str:
        """Do what is no text and no button: files, places, replies, things that go away."""
        what, act = rng.choice([*_ODD.items()])
        self.seen.done[what] += 1
        self._waits[person] += {"gone": 0, "block": 2}.get(what, 1)
        act(self.chat.sandbox, person, rng)
        return self._says(person, "/picks") if what in {"gone", "block"} else what

    async def _answered(self, person: int, what: str) -> None:
        """Wait until all that this person did is answered, and note how long."""
        loop, sandbox = asyncio.get_running_loop(), self.chat.sandbox
        begun = loop.time()
        if await sandbox.until(lambda: self._waits[person] <= 0, timeout_s=_PATIENCE_S):
            self.seen.waits_s.setdefault(what, []).append(loop.time() - begun)
        else:
            self.seen.silent.append(what)
            self._waits[person] = 0
