"""No sentence of the chat is outside the catalogues.

A made-up language puts ⟦brackets⟧ around everything that went through a catalogue. What is left
outside of them must be text of others: titles, companies, places, what the person wrote.
"""

import re
from collections.abc import Iterator, Sequence

import pytest

from bot.language.catalogue import Catalogue
from scoring.source_terms import source_terms
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMAND = re.compile(r"/\w+")


class Bracketed(Catalogue):
    """A language in which every sentence is the English one in brackets."""

    def one(self, english: str) -> str:
        return f"⟦{english}⟧"

    def counted(self, one: str, many: str, *, count: int) -> str:
        return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture(autouse=True)
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.language.text.catalogue", lambda _: Bracketed())


_CUT = re.compile(r"⟦[^⟦⟧\n]*…")  # a sentence that was too long lost its last bracket


def outside(words: str) -> str:
    """Return what is in no brackets."""
    while (shorter := _INNERMOST.sub(" ", words)) != words:
        words = shorter
    return _CUT.sub(" ", words)


def strange(words: str, *, known: str) -> set[str]:
    """Return the words that are neither in brackets nor in the texts of others."""
    found = set(_WORD.findall(_COMMAND.sub(" ", outside(words))))
    others = set(_WORD.findall(known.casefold()))
    return {word for word in found if word.casefold() not in others}


_OTHERS = """
    Backend Engineer Python PostgreSQL Kubernetes Berlin Germany Europe UTC EUR PDF DOCX
    English Deutsch Español Português Français Русский Greenhouse JSON CSV RSS Markdown
    Mo Di Mi Do Fr Sa So Jan Dez Feb
"""


def shown(chat: Chat) -> Iterator[str]:
    """Yield what stands in the chat since the last action: messages, buttons and the toast."""
    for message in chat.replies:
        yield message.words
        yield from (button["text"] for button in message.buttons)


async def walked(
    chat: Chat, said: str, *, known: str, then: Sequence[str] = ()
) -> dict[str, set[str]]:
    """Say something, press each button of the answer once, and return the strange words by step.

    `then` are buttons that are pressed on the way to that answer.
    """
    found: dict[str, set[str]] = {}

    async def begin() -> None:
        await chat.says(said)
        for label in then:
            if label in chat.buttons:  # an earlier press may have undone what leads there
                await chat.taps(label)

    def look(step: str) -> None:
        if words := strange(" \n ".join(shown(chat)), known=known):
            found[step] = words

    await begin()
    look(said)
    for label in list(chat.buttons):
        await begin()
        if label in chat.buttons and not label.startswith("http"):
            await chat.taps(label)
            look(f"{said} > {label}")
    return found


@pytest.mark.parametrize(
    "said",
    [
        "/start",
        "/picks",
        "/picks 3",
        "/picks again",
        "/picks nonsense",
        "/score Backend Engineer at Kestrel Robotics. You build services in Python.",
        "/score",
        "/why",
        "/why 1",
        "/why 99",
        "/rescore",
        "/profile",
        "/profile +rust, remote only, from 70k EUR",
        "/profile zzz qqq",
        "/learned",
        "/watch",
        "/stats",
        "/sources",
        "/settings",
        "/pause",
        "/pause 7",
        "/pause 7000",
        "/resume",
        "/help",
        "/saved",
        "/applied",
        "/hide",
        "/hide Acme",
        "/hide python",
        "/picks yesterday",
        "/picks 1 Jan",
        "/feed",
        "/export",
        "/forget",
        "/admin",
        "/nonsense",
    ],
)
async def test_every_sentence_of_a_conversation_is_in_the_catalogues(said: str) -> None:
    jobs = backend_jobs(6)
    words = " ".join(f"{job.title} {job.company} {job.html} {job.url}" for job in jobs)
    async with Chat(jobs=jobs, language="de") as chat:
        await chat.says("/start")
        await chat.says("backend engineer with Python in Berlin")
        person = await chat.services.people.get(chat.person)
        assert person is not None
        await chat.services.people.change(chat.person, waiting="", zone="Europe/Berlin")
        await chat.says("/picks")
        await chat.taps("1")

        sources = " ".join(f"{each.name} {each.asks}" for each in source_terms().values())
        assert await walked(chat, said, known=f"{words} {_OTHERS} {sources} {said}") == {}


async def test_what_a_change_moved_is_in_the_catalogues_too() -> None:
    jobs = backend_jobs(6)
    words = " ".join(f"{job.title} {job.company} {job.html} {job.url}" for job in jobs)
    async with Chat(jobs=jobs, language="de") as chat:
        await chat.says("/start")
        await chat.says("backend engineer with Python in Berlin")
        await chat.services.people.change(chat.person, waiting="", zone="Europe/Berlin")
        await chat.says("/picks")
        await chat.says("/profile +rust, remote only")
        await chat.taps("⟦Save⟧")
        await chat.says("/rescore")

        assert "⟦another workplace⟧" in chat.text
        assert strange(" \n ".join(shown(chat)), known=f"{words} {_OTHERS} Rust") == set()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("/picks again", ["1"]),
        ("/applied", ["1"]),
        ("/picks again", ["2", "⟦Not for me⟧"]),
        ("/profile", ["⟦Remote⟧"]),
        ("/profile", ["⟦New profile⟧"]),
        ("/settings", ["⟦Quiet hours⟧"]),
        ("/admin", ["⟦People⟧"]),
        ("/admin", ["⟦Invite codes⟧"]),
        ("/admin", ["⟦Cost⟧"]),
        ("/forget", ["⟦Keep everything⟧"]),
    ],
)
async def test_what_opens_in_place_is_in_the_catalogues_too(said: str, then: list[str]) -> None:
    jobs = backend_jobs(6)
    words = " ".join(f"{job.title} {job.company} {job.html} {job.url}" for job in jobs)
    async with Chat(jobs=jobs, language="de", access="owner") as chat:
        await chat.says("/start")
        await chat.says("backend engineer with Python in Berlin")
        await chat.services.people.change(chat.person, waiting="", zone="Europe/Berlin")
        await chat.says("/picks")
        await chat.taps("1")
        await chat.taps("⟦Applied⟧")

        assert await walked(chat, said, known=f"{words} {_OTHERS}", then=then) == {}
